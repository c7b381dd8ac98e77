"""kill -9 at every moment of some work, one after the other, each in a forked child.

A moment is when SQLite begins a statement that writes, or a file is made, opened for writing,
moved or removed. Nothing is started anew, so a round costs milliseconds, and no moment is missed
by chance. Whoever calls this has no database open: SQLite does not like to be forked.
"""

import os
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "COMMIT", "PRAGMA WAL_CH")
_FILES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link")


def killed_at(moment: int, work: Callable[[], object]) -> bool:
    """Do the work in a child that is killed at this moment (from 1); False if it ended before."""
    child = os.fork()
    if child == 0:
        try:
            _count_down(moment)
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the work failed by itself"
    return os.WIFSIGNALED(status)


def every_moment(work: Callable[[], object], *, first: int = 1, stride: int = 1) -> Iterator[int]:
    """Kill the work at one moment after the other until it gets to its end; yields after each."""
    for moment in count(first, stride):
        if not killed_at(moment, work):
            return
        yield moment


def _count_down(moments: int) -> None:
    left = moments

    def pass_by() -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    def on_statement(sql: str) -> None:
        if sql.lstrip().upper().startswith(_WRITES):
            pass_by()

    def on_event(event: str, values: tuple[Any, ...]) -> None:
        if event in _FILES or (event == "open" and _writes(values)):
            pass_by()

    def traced(*how: Any, **told: Any) -> sqlite3.Connection:
        connection = connect(*how, **told)
        connection.set_trace_callback(on_statement)
        return connection

    connect = sqlite3.connect
    sqlite3.connect = traced  # type: ignore[assignment] # in the child only
    sys.addaudithook(on_event)


def _writes(values: tuple[Any, ...]) -> bool:
    _, mode, flags = values
    return bool((flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) or (
        isinstance(mode, str) and any(letter in mode for letter in "wax+")
    )
