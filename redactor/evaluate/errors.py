"""What can go wrong in measuring. No error holds text of a chat: only names, lines, codes.

RedactorError
├── MarkedChatInvalid  a file is not a marked chat (of `redactor.errors`)
├── FolderInvalid      there are no marked chats in the folder
├── MissesRefused      the folder is frozen: what was missed in it is not shown
└── FloorsInvalid      the floors cannot be read, or are not of these figures
"""

from pathlib import Path

from redactor.errors import RedactorError


class FolderInvalid(RedactorError):
    """There are no marked chats at `folder`; `problem` says what to do about it."""

    def __init__(self, folder: Path, problem: str) -> None:
        self.folder = folder
        self.problem = problem
        super().__init__(f"{folder}: {problem}")


class MissesRefused(RedactorError):
    """`checksum` freezes the folder; who saw what was missed could not measure with it again."""

    def __init__(self, checksum: Path) -> None:
        self.checksum = checksum
        super().__init__(
            f"{checksum.name} freezes these chats for measuring: an engine corrected by what it"
            " missed in them could not be measured with them any more. Use other chats"
        )


class FloorsInvalid(RedactorError):
    """The floors at `path` cannot be compared; `problem` says what to do about it."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        self.problem = problem
        super().__init__(f"{path}: {problem}")
