"""The verifier as a command: files in, a verdict and an exit status out."""

import argparse
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

from models.verifier.anchors import Anchors
from models.verifier.certificate import Told
from models.verifier.complete import Sought, Table
from models.verifier.excerpt import is_excerpt, verify_excerpt
from models.verifier.findings import Findings, Verdict
from models.verifier.proofs import verify_proof
from models.verifier.reading import (
    open_segments,
    own_statements,
    read_key,
    read_lines,
    read_object,
)
from models.verifier.whole import verify_database, verify_export


def main(arguments: list[str]) -> int:
    """Verify the files named; 0 whole, 1 not whole, 2 not understood, 3 to be judged."""
    parser = argparse.ArgumentParser(prog="verify.py", description="Is the access log whole?")
    parser.add_argument("files", nargs="+", type=Path, metavar="LOG [ANCHORS]")
    parser.add_argument("--segment", action="append", default=[], type=Path)
    parser.add_argument("--key", action="append", default=[], help="PEM file or 64 hex digits")
    parser.add_argument("--certificate", type=Path, help="of an erasure: is it in the log?")
    parser.add_argument("--proof", action="store_true", help="the first file is a proof")
    parser.add_argument("--log", type=Path, help="of a proven excerpt: the whole log it is from")
    parser.add_argument("--csv", type=Path, help="of a proven excerpt: the same entries as a table")
    try:
        asked = parser.parse_args(arguments)
        keys = [read_key(text) for text in asked.key]
        named = filter(None, (asked.log, asked.csv, asked.certificate))
        for path in (*asked.files, *asked.segment, *named):
            path.open("rb").close()
        if (asked.log or asked.csv) and not asked.proof:
            parser.error("--log and --csv go with --proof")
    except SystemExit as end:
        return 2 if end.code else 0
    except (OSError, ValueError) as error:
        sys.stderr.write(f"verify.py: {error}\n")
        return 2
    log, *anchors = asked.files
    if asked.proof and is_excerpt(next(read_lines(log), {})):
        return _say_excerpt(asked, log, anchors, keys)
    if asked.proof:
        holds, words = verify_proof(
            next(read_lines(log), {}), *(list(read_lines(each)) for each in anchors), keys=keys
        )
        _say(words)
        return 0 if holds else 1
    try:
        if asked.certificate:
            return _say_certificate(asked, log, anchors, keys)
        verdict = _verify(log, anchors, asked.segment, keys)
    except sqlite3.Error as error:
        sys.stderr.write(shown(f"verify.py: the database cannot be read: {error}") + "\n")
        return 2
    sys.stdout.write(report(verdict))
    return verdict.status


def _verify(
    log: Path, anchors: list[Path], segments: list[Path], keys: list[bytes], **more: Any
) -> Verdict:
    with log.open("rb") as start:
        is_database = start.read(16) == b"SQLite format 3\x00"
    now = time.strftime("%Y-%m-%dT%H:%M:%S.999999Z", time.gmtime(time.time() + 300))
    check = verify_database if is_database else verify_export
    return check(log, *anchors, segments=segments, keys=keys, now=now, **more)


def _say_certificate(
    asked: argparse.Namespace, log: Path, anchors: list[Path], keys: list[bytes]
) -> int:
    """Say whether a certificate is the operator's and in the log; then how the log itself is."""
    told = Told(read_object(asked.certificate))
    verdict = _verify(log, anchors, asked.segment, keys, see=told.look)
    places = [*(list(read_lines(each)) for each in anchors), own_statements(log)]
    said = Anchors(places, keys, Findings())
    status, words = told.judge({**said.lost, **said.keys})
    _say(words)
    sys.stdout.write(report(verdict))
    return 1 if 1 in (status, verdict.status) else max(status, verdict.status)


def _say_excerpt(
    asked: argparse.Namespace, path: Path, anchors: list[Path], keys: list[bytes]
) -> int:
    """Say what an excerpt proves; and where more was given, whether it is all, and the table."""
    table = Table()
    excerpt = verify_excerpt(
        read_lines(path),
        *(list(read_lines(each)) for each in anchors),
        keys=keys,
        see=table.keep if asked.csv else lambda _: None,
    )
    _say(excerpt.words)
    if excerpt.problem:
        return 1
    status = 0
    if asked.csv:
        wrong = table.problem(asked.csv)
        _say(f"{wrong or 'The table holds the same entries'}.")
        status = 1 if wrong else 0
    if asked.log is None:
        sys.stdout.write(OPEN)
        return status
    sought = Sought(excerpt)
    verdict = _verify(
        *(asked.log, anchors, asked.segment, keys), told=excerpt.told, see=sought.look
    )
    told = [excerpt.told, own_statements(asked.log), open_segments(asked.segment)[1]]
    said = Anchors([*(list(read_lines(each)) for each in anchors), *told], keys, Findings())
    complete, words = sought.judge(said.segments)
    _say(words)
    sys.stdout.write(report(verdict))
    found = (status, complete, verdict.status)
    return 1 if 1 in found else max(found)


OPEN = """Not proven: that nothing else fits. Whoever made this file chose what is in it. The log it
is from, given with --log, shows whether anything was left out.
"""


def report(verdict: Verdict) -> str:
    """The verdict for a terminal: one sentence, the separate verdicts, then each problem."""
    lines = [shown(verdict.words)]
    lines += [f"{part.name}\t{part.state}\t{shown(part.words)}" for part in verdict.parts]
    lines += [f"{each.code}\t{shown(each.words)}" for each in (*verdict.problems, *verdict.doubts)]
    return "".join(f"{line}\n" for line in lines)


def shown(words: str) -> str:
    """The words on one line, with all written out that a terminal would act on or not show.

    They quote what is verified: a log that was forged must not draw a verdict of its own.
    """
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode() for each in words
    )


def _say(words: str) -> None:
    sys.stdout.write(shown(words) + "\n")
