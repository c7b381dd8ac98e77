"""Search in masked text. What was searched for is never written down, only a keyed digest.

Which sessions it showed words of is written down, or they could be read unseen, word by word.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from models.log.events import Event
from models.records import Act, Records
from models.texts import storable
from models.times import optional_time
from models.transcripts.readable import require_reading
from models.transcripts.search_index import find_messages, folded, forms_of, spans_of
from redactor import Role

_MOST = 200
_MOST_COUNTED = 10_000
_MOST_WORDS = 16
_MOST_CHARACTERS = 400
_SNIPPET_WORDS = 24
_BEFORE = 6
_NEWEST = 2**62


@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetPart:
    """A piece of a snippet; `hit` when it is what was searched for. Plain text, never HTML."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A masked message that holds all words."""

    session_id: str
    position: int
    role: Role
    at: datetime | None
    parts: tuple[SnippetPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Hits, last kept first. `capped` when there are more than `total` says."""

    hits: tuple[Hit, ...]
    total: int
    capped: bool
    next: int | None


def search(act: Act, words: str, *, before: int | None = None, limit: int = 50) -> SearchPage:
    """Masked messages that hold all the words; the last word may go on.

    Accents and case do not matter. Any text can be searched for: it is never read as a query
    language. No words, no hits. Logs search:ran, and session:found for each session it shows
    words of.
    """
    require_reading(act, Event.SEARCH_RAN)
    sought = _words(words)
    limit = max(1, min(limit, _MOST))
    total = _count(act, sought)
    rows = list(_rows(act, sought, before, limit + 1))
    act.log(
        Event.SEARCH_RAN,
        count=min(total, _MOST_COUNTED),
        older=before is not None,
        words=search_digest(act.records, words),
    )
    hits = tuple(_hit(row, sought) for row in rows[:limit])
    for session_id, messages in Counter(hit.session_id for hit in hits).items():
        act.log(Event.SESSION_FOUND, f"session:{session_id}", messages=messages)
    return SearchPage(
        hits=hits,
        total=min(total, _MOST_COUNTED),
        capped=total > _MOST_COUNTED,
        next=rows[limit - 1]["id"] if len(rows) > limit else None,
    )


def search_digest(records: Records, words: str) -> str:
    """What stands in an entry for the words of a search: what finds the same gives the same again.

    Order, case, accents and what stands between words count no more than they do in the search.
    """
    return records.digest("search", " ".join(sorted(set(_words(words)))))[:32]


def _words(words: str) -> tuple[str, ...]:
    """What is sought, as the index writes it; nothing a person types is a query language."""
    text = storable(words)[:_MOST_CHARACTERS]
    found = (text[start:end] for start, end in spans_of(text))
    return tuple(folded(word) for word in found if word.strip("_"))[:_MOST_WORDS]


def _count(act: Act, sought: tuple[str, ...]) -> int:
    """How many there are, but no further than it takes to know that there are too many."""
    return sum(1 for _ in islice(find_messages(act.db, sought, before=_NEWEST), _MOST_COUNTED + 1))


def _rows(
    act: Act, sought: tuple[str, ...], before: int | None, limit: int
) -> Iterator[dict[str, Any]]:
    found = find_messages(act.db, sought, before=_NEWEST if before is None else before)
    for number in islice(found, limit):
        yield act.db.table("messages").get(number)


def _hit(row: dict[str, Any], sought: tuple[str, ...]) -> Hit:
    return Hit(
        session_id=row["session_id"],
        position=row["position"],
        role=Role(row["role"]),
        at=optional_time(row["at"]),
        parts=_parts(row["text"], sought),
    )


def _parts(text: str, sought: tuple[str, ...]) -> tuple[SnippetPart, ...]:
    """The text around the first word that was sought, cut where such words begin and end."""
    spans = spans_of(text)
    hits = [span for span in spans if _is_hit(text[slice(*span)], sought)]
    if not hits:
        return ()
    first = max(0, spans.index(hits[0]) - _BEFORE)
    start = 0 if first == 0 else spans[first][0]
    last = first + _SNIPPET_WORDS
    end = len(text) if last >= len(spans) else spans[last - 1][1]
    parts, done = [("…" if start else "", False)], start
    for hit in hits:
        if hit[1] <= end:
            parts += [(text[done : hit[0]], False), (text[slice(*hit)], True)]
            done = hit[1]
    parts += [(text[done:end], False), ("…" if end < len(text) else "", False)]
    return tuple(SnippetPart(text=text, hit=hit) for text, hit in parts if text)


def _is_hit(word: str, sought: tuple[str, ...]) -> bool:
    forms = forms_of(word)
    return not forms.isdisjoint(sought[:-1]) or any(form.startswith(sought[-1]) for form in forms)
