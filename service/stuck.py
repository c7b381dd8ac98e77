"""A worker that hangs ends itself, so that whoever looks after it starts it again."""

import faulthandler
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """End this process, with status 1, if the block takes longer.

    Says on stderr at which lines its threads are, and nothing that they hold. No thread of
    Python's is needed for that: a regex that does not come to its end lets none of them run.
    """
    faulthandler.dump_traceback_later(seconds, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
