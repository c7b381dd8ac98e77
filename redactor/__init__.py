"""The engine: a conversation in, the same conversation without personal data out.

Pure: no database, no web framework, no environment, no socket. The language model is loaded
when a `Redactor` is made, not when this package is imported.
"""

from typing import TYPE_CHECKING, Any

from redactor.conversation import (
    Action,
    Finding,
    Identity,
    Mask,
    Message,
    RedactedMessage,
    RedactedSession,
    Role,
    Session,
    Sign,
)
from redactor.errors import (
    FailedClosed,
    ModelMissing,
    PolicyInvalid,
    RedactorError,
    SessionInvalid,
)
from redactor.version import __version__

if TYPE_CHECKING:
    from redactor.engine import Redactor

__all__ = [
    "Action",
    "FailedClosed",
    "Finding",
    "Identity",
    "Mask",
    "Message",
    "ModelMissing",
    "PolicyInvalid",
    "RedactedMessage",
    "RedactedSession",
    "Redactor",
    "RedactorError",
    "Role",
    "Session",
    "SessionInvalid",
    "Sign",
    "__version__",
]


def __getattr__(name: str) -> Any:
    """Load the engine, and with it spaCy, on first use of `Redactor`."""
    if name == "Redactor":
        from redactor.engine import Redactor

        return Redactor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
