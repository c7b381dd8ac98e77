"""How forms and addresses name one mask: `3-17`, message 3, what begins at 17 of the original."""

import re

from models.reveal.reveal_words import MaskPlace
from review_ui.errors import AddressInvalid

_PLACE = re.compile(r"([1-9]\d{0,5})-(\d{1,7})", re.ASCII)


def write_place(position: int, original_start: int) -> str:
    """Return the name of a mask."""
    return f"{position}-{original_start}"


def read_place(text: str) -> MaskPlace | None:
    """Return the mask of a name, None for an empty one; AddressInvalid for anything else."""
    if not text:
        return None
    found = _PLACE.fullmatch(text)
    if found is None:
        raise AddressInvalid("mask")
    return MaskPlace(position=int(found[1]), original_start=int(found[2]))


def read_number(text: str) -> int:
    """Return a whole number of a form, such as a revision; AddressInvalid for anything else."""
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise AddressInvalid("number")
    return int(text)
