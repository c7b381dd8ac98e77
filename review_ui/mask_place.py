"""How forms and addresses name a mask: `3-PERSON_1-2`, the second `[PERSON_1]` of message 3."""

import re
from collections import Counter
from collections.abc import Mapping

from models.reveal.reveal_words import MaskPlace
from models.transcripts.sessions import MaskedMessage
from review_ui.errors import AddressInvalid

LONGEST = 60
_PLACE = re.compile(r"([1-9]\d{0,5})-([A-Z][A-Z0-9_]{0,39})-([1-9]\d{0,5})", re.ASCII)


def write_place(place: MaskPlace) -> str:
    """Return the name of a mask."""
    return f"{place.position}-{place.label.strip('[]')}-{place.nth}"


def write_places(message: MaskedMessage) -> Mapping[int, str]:
    """Return the names of a message's masks by where they begin; none of what cannot be asked."""
    counts = Counter[str]()
    names = {}
    for mark in message.marks:
        label = mark.mask.label
        counts[label] += 1
        if mark.origin:
            place = MaskPlace(position=message.position, label=label, nth=counts[label])
            names[mark.mask.start] = write_place(place)
    return names


def read_place(text: str) -> MaskPlace | None:
    """Return the mask of a name, None for an empty one; AddressInvalid for anything else."""
    if not text:
        return None
    found = _PLACE.fullmatch(text)
    if found is None:
        raise AddressInvalid("mask")
    return MaskPlace(position=int(found[1]), label=f"[{found[2]}]", nth=int(found[3]))


def read_number(text: str) -> int:
    """Return a whole number of a form, such as a revision; AddressInvalid for anything else."""
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise AddressInvalid("number")
    return int(text)
