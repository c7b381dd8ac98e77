"""Channel slugs and handles: never shown, but they may carry the visitor's name or place.

`z-sara-lee-3` is a name given before the chat, `berlin-de-4` and `germany-12` are places.
"""

import re

from ingest.adapters.countries import CODES, NAMES
from ingest.arrivals import Fact

_SLUG = re.compile(r"[^\W_A-Z]+(?:[-_][^\W_A-Z]+)*[-_]\d+")
_PREFIXES = ("z", "cl")
_ORDINARY = (
    "anonymous channel chat chatlio customer general guest help live livechat sales service shop "
    "support unknown user visitor web website widget"
)
# Codes that are also common surnames: `wei-li-4` may be a person as well as a place.
_SURNAMES = "al an do in is la li ma my ng no so st sy to"
_LONGEST = 120


def is_slug(text: str) -> bool:
    """Say whether `text` is written like a channel slug: lower case, hyphens, a last number."""
    return len(text) <= _LONGEST and _SLUG.fullmatch(text) is not None


def slug_facts(slug: str, *, places: str = "") -> list[Fact]:
    """Return what a slug tells of the visitor: a place, a name, or (where it may be either) both.

    `places` is the location the vendor states elsewhere; words that stand there are a place,
    and need not be told again.
    """
    given = [word for word in re.split(r"[\s._-]+", slug[:_LONGEST].casefold()) if word]
    named = bool(given) and given[0] in _PREFIXES
    ordinary = _ORDINARY.split()
    words = [word for word in given[named:] if word.isalpha()]
    if all(word in ordinary for word in words):
        return []
    place = "" if named else _place(words, places)
    stated = place.casefold() in places.casefold()
    facts: list[Fact] = [] if stated else [("location", place)]
    if not place or words[-1] in _SURNAMES.split():
        words = [word for word in words if word not in ordinary]
        is_name = named or 2 <= len(words) <= 4
        facts.append(("name" if is_name else "username", " ".join(words).title()))
    return facts


def _place(words: list[str], places: str) -> str:
    """Return the place `words` spell, without its country code, or empty."""
    for size in range(1, len(words) + 1):
        if " ".join(words[-size:]) in NAMES:
            return " ".join(words[:-size] or words).title()
    if len(words) > 1 and words[-1] in CODES:
        words = words[:-1]
        if len(words) > 1 and len(words[-1]) == 2:  # a region, as in `austin-tx-us-2`
            words = words[:-1]
        return " ".join(words).title()
    known = set(re.split(r"\W+", places.casefold()))
    return " ".join(words).title() if set(words) <= known else ""
