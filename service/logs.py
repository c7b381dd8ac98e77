"""What the processes say on stderr: never the text of an error, which could quote a transcript."""

import logging
import sys
import traceback
from types import TracebackType

_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class QuietFormatter(logging.Formatter):
    """Prints of an exception its type and where it was raised, nothing it says."""

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 (logging's name)
        """Type and frames of `ei`, without messages and without source lines' values."""
        kind, _, trace = ei
        frames = traceback.extract_tb(trace)
        lines = [f"  at {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        return "\n".join([kind.__name__ if kind else "no exception", *lines])


def set_up(process: str) -> None:
    """Send all logging of this process to stderr, one quiet line per event."""
    handler = logging.StreamHandler()
    handler.setFormatter(QuietFormatter(f"%(asctime)s {process} %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for noisy in ("presidio-analyzer", "presidio-anonymizer", "tldextract", "filelock", "httpx"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    sys.excepthook = _say_last_word


def _say_last_word(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """What ends the process is said as quietly as the rest."""
    logging.getLogger(__name__).critical("stopped", exc_info=(kind, error, trace))
