"""The command: `python -m redactor.ner.recipe --corpora DIR --work DIR …`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from redactor.ner.recipe.base import OtherSize
from redactor.ner.recipe.gate import BelowFloor
from redactor.ner.recipe.package import NAME
from redactor.ner.recipe.plan import STEPS
from redactor.ner.recipe.steps import ExtraMissing, Run, do


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command's arguments."""
    parser = argparse.ArgumentParser(
        prog="python -m redactor.ner.recipe", description="Make the language model."
    )
    parser.add_argument(
        "--corpora", type=Path, required=True, help="folder with train/, dev/ and names/"
    )
    parser.add_argument(
        "--work", type=Path, required=True, help="folder for what lies between the steps"
    )
    default = Path(__file__).parent.parent
    parser.add_argument(
        "--out", type=Path, default=default, help="where the package and its card go"
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of everything drawn by chance")
    parser.add_argument(
        "--sample", type=int, help="about how many examples to use instead of all, to try it out"
    )
    parser.add_argument(
        "steps", nargs="*", choices=[*(step.name for step in STEPS), []], help="only these steps"
    )
    parser.add_argument(
        "--base", type=Path, metavar="FOLDER", help="a packaged model to go on from"
    )
    asked = parser.parse_args(arguments)
    if asked.base and asked.base.resolve() == (asked.out / NAME).resolve():
        parser.error("the base would be overwritten: name another folder with --out")
    return asked


def main(arguments: Sequence[str] | None = None) -> int:
    """Do the steps in order; say on stderr what was done and what was skipped."""
    asked = parse(arguments)
    run = Run(
        corpora=asked.corpora,
        work=asked.work,
        out=asked.out,
        seed=asked.seed,
        sample=asked.sample,
        base=asked.base,
    )
    run.work.mkdir(parents=True, exist_ok=True)
    run.out.mkdir(parents=True, exist_ok=True)
    for step in STEPS:
        if asked.steps and step.name not in asked.steps:
            continue
        began = time.perf_counter()
        try:
            did = do(run, step)
        except ExtraMissing as missing:
            if asked.steps:
                sys.stderr.write(f"{missing}\n")
                return 1
            sys.stderr.write(f"{step.name}: left out, {missing}\n")
            continue
        except (BelowFloor, OtherSize) as stopped:
            sys.stderr.write(f"{stopped}\n")
            return 1
        word = f"done in {time.perf_counter() - began:.1f} s" if did else "unchanged, skipped"
        sys.stderr.write(f"{step.name}: {word} ({step.does})\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
