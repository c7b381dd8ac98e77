"""What can go wrong at the door for machines. No error holds a body, a header or a token.

IngestError
├── BadSignature     a signed source sent something that does not prove itself
└── Unreadable       the bytes are kept, but no session can be made of them
"""


class IngestError(Exception):
    """Base of every error this package raises on purpose; `reason` is a short code."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class BadSignature(IngestError):
    """The request does not prove who sent it; `reason` is a code such as `timestamp_old`."""


class Unreadable(IngestError):
    """No session can be made of these bytes; `reason` is a code such as `reference_missing`.

    `reference` is the vendor's id of the conversation, where at least that could be read.
    """

    reference = ""
