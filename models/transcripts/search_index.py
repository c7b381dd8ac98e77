"""The search index: which word stands in which message, in an ordinary table.

FTS5 only notes that a word is gone, and forgets it when the whole index is merged. Here what is
deleted is overwritten at once, by `secure_delete`, like any other row. A row says where in a block
of messages a word stands: what came together lies together, so that putting a session in or taking
one out touches a few pages, however large the index is.
"""

import re
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from sqlite_utils import Database

from redactor.reading import key

BLOCK = 2_048
"""How many messages a block has; the place in one fits into two bytes."""

_LONGEST = 64
_LAST = "\U0010ffff"
_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"[^\W_]+")
_LEAD = (
    "WITH RECURSIVE blocks(number) AS (SELECT :newest UNION ALL "
    "SELECT number - 1 FROM blocks WHERE number > :oldest) "
    "SELECT number, places FROM blocks CROSS JOIN search_words "
    "WHERE block = number AND word BETWEEN :low AND :high"
)
"""The rows of a word or of a beginning, block by block, the newest first."""

Range = tuple[str, str]


def folded(word: str) -> str:
    """A word as it stands in the index: without case and accents, cut where it is very long."""
    return key(word)[:_LONGEST]


def forms_of(word: str) -> frozenset[str]:
    """What one word is found by: `person_1` also by its parts."""
    whole = folded(word)
    return frozenset((*_PARTS.findall(whole), whole)) if whole.strip("_") else frozenset()


def spans_of(text: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a text stand."""
    return tuple(found.span() for found in _WORD.finditer(text))


def words_of(text: str) -> frozenset[str]:
    """All that a text is found by."""
    return frozenset(form for start, end in spans_of(text) for form in forms_of(text[start:end]))


def put_in(db: Database, texts: Mapping[int, str]) -> None:
    """Make messages be found by their words; texts by the ids of their messages."""
    places: dict[tuple[int, str], list[int]] = {}
    for number in sorted(texts):
        for word in words_of(texts[number]):
            places.setdefault((number // BLOCK, word), []).append(number % BLOCK)
    db.conn.executemany(
        "INSERT INTO search_words (block, word, places) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET places = CAST(places || excluded.places AS BLOB)",
        ((block, word, _pack(places[block, word])) for block, word in sorted(places)),
    )


def take_out(db: Database, texts: Mapping[int, str]) -> None:
    """Let messages be found no longer; texts as they were put in."""
    for block, numbers in groupby(sorted(texts), lambda number: number // BLOCK):
        gone = {number % BLOCK: words_of(texts[number]) for number in numbers}
        left = sum(map(len, gone.values()))
        for word in sorted(frozenset().union(*gone.values())):
            left -= _take(db, block, word, gone.keys())
        if left:  # another Python may have cut words otherwise: then each row is looked at
            for (word,) in db.execute(
                "SELECT word FROM search_words WHERE block = ?", [block]
            ).fetchall():
                _take(db, block, word, gone.keys())


def find_messages(db: Database, words: Sequence[str], *, before: int) -> Iterator[int]:
    """The ids of the messages that hold all the words, newest first; the last one may go on."""
    if not words:
        return
    whole = sorted(words[:-1], key=len, reverse=True)
    lead, *others = [*((word, word) for word in whole), (words[-1], words[-1] + _LAST)]
    oldest, newest = _ends(db)
    between = {"low": lead[0], "high": lead[1], "oldest": oldest}
    rows = db.execute(_LEAD, between | {"newest": min(newest, before // BLOCK)})
    for block, found in groupby(rows, itemgetter(0)):
        places = {place for _, packed in found for place in _unpack(packed)}
        for other in others:
            if not places:
                break
            places &= _places(db, block, other)
        numbers = sorted((block * BLOCK + place for place in places), reverse=True)
        yield from (number for number in numbers if number < before)


def _take(db: Database, block: int, word: str, gone: Iterable[int]) -> int:
    """Take places off one word; gives how many it had of them."""
    row = db.execute(
        "SELECT places FROM search_words WHERE block = ? AND word = ?", [block, word]
    ).fetchone()
    if row is None:
        return 0
    places = _unpack(row[0])
    kept = [place for place in places if place not in gone]
    if not kept:
        db.execute("DELETE FROM search_words WHERE block = ? AND word = ?", [block, word])
    elif len(kept) < len(places):
        db.execute(
            "UPDATE search_words SET places = ? WHERE block = ? AND word = ?",
            [_pack(kept), block, word],
        )
    return len(places) - len(kept)


def _places(db: Database, block: int, words: Range) -> set[int]:
    rows = db.execute(
        "SELECT places FROM search_words WHERE block = ? AND word BETWEEN ? AND ?", [block, *words]
    )
    return {place for (packed,) in rows for place in _unpack(packed)}


def _ends(db: Database) -> tuple[int, int]:
    """The first and the last block there is."""
    found = [
        db.execute(f"SELECT {end}(block) FROM search_words").fetchone()[0]  # noqa: S608
        for end in ("min", "max")
    ]
    return (found[0], found[1]) if found[0] is not None else (0, 0)


def _pack(places: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(places)}H", *places)


def _unpack(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(packed) // 2}H", packed)
