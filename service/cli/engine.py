"""`redactor redact`, `redactor text`: the engine at the terminal."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from io import StringIO, TextIOWrapper
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

import click

from service.cli import fail, say

if TYPE_CHECKING:
    from redactor import Redactor

CHUNK_LINES = 64

_policy = click.option(
    "--policy", default="standard", show_default=True, help="standard, strict, or a policy file."
)


@click.command()
@_policy
@click.option(
    "--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes to work in."
)
def redact(policy: str, jobs: int) -> None:
    """Redact sessions: JSON Lines on stdin, JSON Lines on stdout, in the same order."""
    from redactor import Redactor
    from redactor.jsonl import redact_lines
    from redactor.policy import Policy

    lines = _in_utf_8()
    if jobs == 1:
        status = redact_lines(lines, sys.stdout, sys.stderr, Redactor(policy))
        sys.stdout.flush()
        sys.exit(status)
    Policy.load(policy)  # what is wrong with it is said here, not once in each process
    status = 0
    for out, err, failed in _in_processes(lines, policy, jobs):
        sys.stdout.write(out)
        sys.stderr.write(err)
        status = max(status, failed)
    sys.stdout.flush()
    sys.exit(status)


@click.command()
@_policy
def text(policy: str) -> None:
    """Mask plain text: stdin is read as one visitor's message, stdout gets what is left."""
    from redactor import Redactor
    from redactor.jsonl import redact_text

    told = _in_utf_8().read().decode(errors="replace")
    sys.stdout.write(redact_text(told, Redactor(policy)))
    sys.stdout.flush()


def _in_utf_8() -> BinaryIO:
    """Return stdin as bytes, which need not be UTF-8; stdout takes UTF-8 in any locale."""
    if sys.stdin is None or sys.stdout is None:
        raise fail("stdin or stdout is closed: give both a file or a pipe")
    if stat.S_ISREG(os.fstat(0).st_mode) and os.path.sameopenfile(0, 1):
        raise fail("stdin and stdout are one file: write to another one, the input would be lost")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return sys.stdin.buffer


def _in_processes(lines: Iterable[bytes], policy: str, jobs: int) -> Iterator[tuple[str, str, int]]:
    """Yield each chunk's output, errors and status, in order; only a few chunks wait at a time."""
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    say(f"{jobs} processes")
    waiting: deque[tuple[int, Future[tuple[str, str, int]]]] = deque()
    try:
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            for first, chunk in _chunks(lines):
                waiting.append((first, pool.submit(_redact_chunk, policy, first, chunk)))
                if len(waiting) > 2 * jobs:
                    yield waiting[0][1].result()
                    waiting.popleft()
            while waiting:
                yield waiting[0][1].result()
                waiting.popleft()
    except (BrokenProcessPool, BrokenPipeError):  # the latter where it dies while it is started
        raise fail(
            f"a process died, perhaps for want of memory. What is written ends before line "
            f"{waiting[0][0] if waiting else first}: go on there, with fewer --jobs"
        ) from None


def _chunks(lines: Iterable[bytes]) -> Iterator[tuple[int, list[bytes]]]:
    source, first = iter(lines), 1
    while chunk := list(islice(source, CHUNK_LINES)):
        yield first, chunk
        first += len(chunk)


@cache
def _engine(policy: str) -> "Redactor":
    """Return the engine of this process of the pool, loaded with its first chunk."""
    from redactor import Redactor

    return Redactor(policy)


def _redact_chunk(policy: str, first: int, lines: list[bytes]) -> tuple[str, str, int]:
    from redactor.jsonl import redact_lines

    out, err = StringIO(), StringIO()
    status = redact_lines(lines, out, err, _engine(policy), first=first)
    return out.getvalue(), err.getvalue(), status
