"""What somebody was shown in a session: sought in what they write about it, never for a page."""

from collections.abc import Iterator
from typing import Any

from models.errors import KeyGone, Unsealable
from models.records import Act
from models.transcripts.mask_places import Place, Places, find_places
from models.transcripts.said import unsealed_texts

_SHORTEST_NAME = 4


def revealed_values(act: Act, session_id: str) -> list[tuple[str, str]]:
    """Label and value of all that the actor was shown in a session and that still stands there.

    Of a name each word as well, or who was shown it could write the half of it.
    """
    shown = list(
        act.db.table("reveals").rows_where(
            "session = ? AND asked_by = ? AND shown_at IS NOT NULL", [session_id, act.actor.id]
        )
    )
    if not shown:
        return []
    try:
        original, places = unsealed_texts(act, session_id), find_places(act, session_id)
    except (KeyGone, Unsealable):
        return []
    if original is None or places is None or len(places.messages) != len(original[1]):
        return []
    found: dict[tuple[str, str], None] = {}
    for position, place in _places(places, shown):
        value = original[1][position - 1][place.start : place.end]
        found[place.label, value] = None
        if place.entity == "PERSON":
            words = (word for word in value.split() if len(word) >= _SHORTEST_NAME)
            found |= {(place.label, word): None for word in words}
    return list(found)


def _places(places: Places, shown: list[dict[str, Any]]) -> Iterator[tuple[int, Place]]:
    """The places that were shown, by message; all of them where a whole session was."""
    whole = any(row["position"] is None for row in shown)
    single = {(row["position"], row["original_start"], row["original_end"]) for row in shown}
    for position, message in enumerate(places.messages, start=1):
        for place in message:
            if whole or (position, place.start, place.end) in single:
                yield position, place
