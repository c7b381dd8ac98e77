"""The verifier as a command: files in, a verdict and an exit status out."""

import argparse
import sys
import time
from pathlib import Path

from models.verifier.findings import Verdict
from models.verifier.proofs import verify_proof
from models.verifier.reading import read_key, read_lines
from models.verifier.whole import verify_database, verify_export


def main(arguments: list[str]) -> int:
    """Verify the files named; 0 whole, 1 not whole, 2 not understood, 3 to be judged."""
    parser = argparse.ArgumentParser(prog="verify.py", description="Is the access log whole?")
    parser.add_argument("files", nargs="+", type=Path, metavar="LOG [ANCHORS]")
    parser.add_argument("--segment", action="append", default=[], type=Path)
    parser.add_argument("--key", action="append", default=[], help="PEM file or 64 hex digits")
    parser.add_argument("--proof", action="store_true", help="the first file is a proof")
    try:
        asked = parser.parse_args(arguments)
        keys = [read_key(text) for text in asked.key]
        for path in (*asked.files, *asked.segment):
            path.open("rb").close()
    except SystemExit as end:
        return 2 if end.code else 0
    except (OSError, ValueError) as error:
        sys.stderr.write(f"verify.py: {error}\n")
        return 2
    log, *anchors = asked.files
    if asked.proof:
        holds, words = verify_proof(
            next(read_lines(log), {}), *(list(read_lines(each)) for each in anchors), keys=keys
        )
        sys.stdout.write(words + "\n")
        return 0 if holds else 1
    with log.open("rb") as start:
        is_database = start.read(16) == b"SQLite format 3\x00"
    now = time.strftime("%Y-%m-%dT%H:%M:%S.999999Z", time.gmtime(time.time() + 300))
    check = verify_database if is_database else verify_export
    verdict = check(log, *anchors, segments=asked.segment, keys=keys, now=now)
    sys.stdout.write(report(verdict))
    return verdict.status


def report(verdict: Verdict) -> str:
    """The verdict for a terminal: one sentence, the separate verdicts, then each problem."""
    lines = [verdict.words]
    lines += [f"{part.name}\t{part.state}\t{part.words}" for part in verdict.parts]
    lines += [f"{each.code}\t{each.words}" for each in (*verdict.problems, *verdict.doubts)]
    return "".join(f"{line}\n" for line in lines)
