"""What can go wrong in the engine. No error holds transcript text: only ids, labels, counts.

RedactorError
├── SessionInvalid     the input is not a session
├── PolicyInvalid      the policy is unknown or cannot be read
├── ModelMissing       the language model is not there, or cannot be read
├── MarkedChatInvalid  a file of the benchmark is not a marked chat
└── FailedClosed       the session must not be shown; carries a reason code
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any


class RedactorError(Exception):
    """Base of every error the engine raises on purpose; other processes may send it here."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle words and attributes as they are: what they were made of is not asked again."""
        return _again, (type(self), self.args, self.__dict__)


class SessionInvalid(RedactorError):
    """The input is not a session; `field` names the part that is wrong, never its value."""

    def __init__(self, field: str, problem: str) -> None:
        self.field = field
        self.problem = problem
        super().__init__(f"{field}: {problem}")


class PolicyInvalid(RedactorError):
    """The policy is unknown or malformed; `problem` says what to do about it."""

    def __init__(self, policy: str, problem: str) -> None:
        self.policy = policy
        self.problem = problem
        super().__init__(f"policy {policy!r}: {problem}")


class ModelMissing(RedactorError):
    """The language model is not at `path`; the engine does not start without it.

    `problem` says what to do about it, or what is wrong with a folder that somebody named.
    """

    def __init__(self, path: Path, problem: str = "reinstall chat-redactor") -> None:
        self.path = path
        self.problem = problem
        super().__init__(f"no language model at {path}: {problem}")


class MarkedChatInvalid(RedactorError):
    """The file is not a marked chat; names file and line, never its text."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        self.path = path
        self.line = line
        super().__init__(f"{path.name}:{line}: {problem}")


class FailedClosed(RedactorError):
    """The session must not be shown to anyone; `reason` is a code such as `survivor`."""

    def __init__(self, session_id: str, reason: str, count: int = 1) -> None:
        self.session_id = session_id
        self.reason = reason
        self.count = count
        super().__init__(f"session {session_id!r} failed closed: {reason} ({count})")


def _again(
    kind: type[RedactorError], words: tuple[str, ...], attributes: Mapping[str, Any]
) -> RedactorError:
    error = kind.__new__(kind, *words)
    error.__dict__.update(attributes)
    return error
