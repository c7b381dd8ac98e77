"""Search in masked text. What was searched for is never written down, only a keyed digest."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.log.events import Event
from models.records import Act, Records
from models.texts import storable
from models.times import optional_time
from models.transcripts.readable import require_reading
from redactor import Role

_MOST = 200
_MOST_COUNTED = 10_000
_MOST_WORDS = 16
_MOST_CHARACTERS = 400
_OPEN, _CLOSE = "\x02", "\x03"
_SNIPPET_TOKENS = 24


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
    """Masked messages that hold all the words; the last word may go on. Logs search:ran.

    Accents and case do not matter. Any text can be searched for: it is never read as a query
    language. No words, no hits.
    """
    require_reading(act, Event.SEARCH_RAN)
    query = _query(words)
    limit = max(1, min(limit, _MOST))
    total = _count(act, query) if query else 0
    rows = _rows(act, query, before, limit + 1) if total else []
    act.log(
        Event.SEARCH_RAN,
        count=min(total, _MOST_COUNTED),
        older=before is not None,
        words=search_digest(act.records, words),
    )
    return SearchPage(
        hits=tuple(_hit(row) for row in rows[:limit]),
        total=min(total, _MOST_COUNTED),
        capped=total > _MOST_COUNTED,
        next=rows[limit - 1]["id"] if len(rows) > limit else None,
    )


def search_digest(records: Records, words: str) -> str:
    """What stands in an entry for the words of a search: the same words give the same again."""
    return records.digest("search", " ".join(storable(words).lower().split()))[:32]


def _query(words: str) -> str:
    """The words as FTS5 strings, which it takes literally; the last one as a prefix."""
    found = re.findall(r"\w+", storable(words)[:_MOST_CHARACTERS])[:_MOST_WORDS]
    quoted = " ".join(f'"{word}"' for word in found)
    return f"{quoted}*" if quoted else ""


def _count(act: Act, query: str) -> int:
    """How many there are, but no further than it takes to know that there are too many."""
    (count,) = act.db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM messages_fts WHERE messages_fts MATCH ? LIMIT ?)",
        [query, _MOST_COUNTED + 1],
    ).fetchone()
    return int(count)


def _rows(act: Act, query: str, before: int | None, limit: int) -> list[dict[str, Any]]:
    return list(
        act.db.query(
            "SELECT m.id, m.session_id, m.position, m.role, m.at, "
            "snippet(messages_fts, 0, :open, :close, '…', :tokens) AS snippet "
            "FROM messages_fts JOIN messages m ON m.id = messages_fts.rowid "
            "WHERE messages_fts MATCH :query AND messages_fts.rowid < :before "
            "ORDER BY messages_fts.rowid DESC LIMIT :limit",
            {
                "open": _OPEN,
                "close": _CLOSE,
                "tokens": _SNIPPET_TOKENS,
                "query": query,
                "before": 2**62 if before is None else before,
                "limit": limit,
            },
        )
    )


def _hit(row: dict[str, Any]) -> Hit:
    return Hit(
        session_id=row["session_id"],
        position=row["position"],
        role=Role(row["role"]),
        at=optional_time(row["at"]),
        parts=_parts(row["snippet"]),
    )


def _parts(snippet: str) -> tuple[SnippetPart, ...]:
    """Cut a snippet at its marks; a mark that the visitor wrote only moves the highlight."""
    parts = []
    hit = False
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", snippet):
        if piece in (_OPEN, _CLOSE):
            hit = piece == _OPEN
        elif piece:
            parts.append(SnippetPart(text=piece, hit=hit))
    return tuple(parts)
