"""Text as the database can hold it."""

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with NUL and lone surrogates replaced, one character each: offsets stay true."""
    return _UNSTORABLE.sub("\ufffd", text)
