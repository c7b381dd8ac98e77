"""Is a log whole? Asked of entries, of an export, or of the database itself."""

import itertools
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from models.verifier.anchors import Anchors
from models.verifier.entries import FIELDS
from models.verifier.findings import PARTS, Findings, Part, Verdict
from models.verifier.reading import open_segments, read_lines, split_lines
from models.verifier.walk import Walk


def _look_on(_: Mapping[str, object]) -> None:
    """See nothing in it."""


def verify(
    entries: Iterable[Mapping[str, object]],
    *places: Iterable[Mapping[str, object]],
    keys: Iterable[bytes] = (),
    now: str = "",
    see: Callable[[Mapping[str, object]], object] = _look_on,
) -> Verdict:
    """Recompute chain and tree over entries in order, and hold them to the statements of places.

    An entry's `details` is a mapping, or its canonical JSON text as the database keeps it.
    `keys` are public keys (32 bytes) known to be the operator's; `now` is a time as entries
    have it. The places are read before the entries; `see` gets each entry as it is.
    """
    found = Findings()
    anchors = Anchors(places, keys, found)
    walk = Walk(anchors, found, now)
    for raw in entries:
        walk.take(raw)
        see(raw)
    walk.finish()
    return _verdict(walk, found, given=bool(tuple(keys)))


def _verdict(walk: Walk, found: Findings, *, given: bool) -> Verdict:
    anchors, agreed = walk.anchors, walk.agreed
    signed = [each for each in anchors.good.values() if each.type]
    found.problems.sort(key=lambda each: (each.seq is None, each.seq or 0))
    since = min((each.seq for each in found.problems if each.seq is not None), default=0)
    good = {
        "chain": f"{walk.count} entries, each follows from the one before",
        "tree": f"root {walk.tree.root().hex()}",
        "signatures": f"{len(signed)} statements, keys {', '.join(sorted(anchors.keys)) or 'none'}"
        + ("" if given or not anchors.keys else "; first key trusted because it came first"),
        "anchors": f"the newest that fits is of entry {agreed.seq} ({agreed.at})" if agreed else "",
        "gaps": "no entry is missing",
        "times": "in order" + ("" if walk.now else "; not held to a clock"),
    }
    unchecked = {
        "signatures": "" if anchors.keys else "no key given and none introduced",
        "anchors": "" if agreed else "no anchor given",
    }
    parts = []
    for name in PARTS:
        broken = [each for each in found.problems if each.part == name]
        doubts = [each for each in found.doubts if each.part == name]
        if broken or doubts:
            state, words = ("broken" if broken else "judge"), (broken or doubts)[0].words
        elif unchecked.get(name):
            state, words = "unchecked", unchecked[name]
        else:
            state, words = "whole", good[name]
        parts.append(Part(name=name, state=state, words=words))
    return Verdict(
        whole=not found.problems,
        anchored=agreed is not None,
        count=walk.count,
        head=walk.head,
        anchored_seq=agreed.seq if agreed else None,
        problems=tuple(found.problems),
        doubts=tuple(found.doubts),
        parts=tuple(parts),
        root=walk.tree.root().hex(),
        agreed=_last_agreement(anchors, since) if found.problems else "",
    )


def _last_agreement(anchors: Anchors, since: int) -> str:
    """Up to when it was surely whole: the newest anchor before the first problem."""
    left = {id(each) for same in anchors.waiting.values() for each in same}
    fit = [each for each in anchors.good.values() if 0 < each.seq < since and id(each) not in left]
    newest = max(fit, key=lambda each: each.seq, default=None)
    return f" Whole up to entry {newest.seq}, as anchored on {newest.at}." if newest else ""


def verify_database(
    path: Path,
    *anchors: Path | None,
    segments: Iterable[Path] = (),
    keys: Iterable[bytes] = (),
    now: str = "",
    told: Iterable[Mapping[str, object]] = (),
    see: Callable[[Mapping[str, object]], object] = _look_on,
) -> Verdict:
    """Verify the log in a database, opened for reading only, in one snapshot.

    The anchors are read first: one written meanwhile would speak of entries not seen yet.
    `told` are statements besides.
    """
    places = [*(list(read_lines(place)) for place in anchors), list(told)]
    older, records = open_segments(segments)
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10)
    try:
        connection.row_factory = sqlite3.Row
        connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        table = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'entries'")
        rows: Iterable[sqlite3.Row] = ()  # nothing is left where the table is gone
        if table.fetchone():
            rows = connection.execute(
                f"SELECT {', '.join(FIELDS)} FROM entries ORDER BY seq"  # noqa: S608 - constants
            )
        entries = itertools.chain(older, map(dict, rows))
        return verify(entries, *places, records, keys=keys, now=now, see=see)
    finally:
        connection.close()


def verify_export(
    path: Path,
    *anchors: Path | None,
    segments: Iterable[Path] = (),
    keys: Iterable[bytes] = (),
    now: str = "",
    told: Iterable[Mapping[str, object]] = (),
    see: Callable[[Mapping[str, object]], object] = _look_on,
) -> Verdict:
    """Verify an export: JSON Lines, first the statements if there are any, then all entries."""
    places = [*(list(read_lines(place)) for place in anchors), list(told)]
    older, records = open_segments(segments)
    statements, entries = split_lines(read_lines(path))
    entries = itertools.chain(older, entries)
    return verify(entries, *places, statements, records, keys=keys, now=now, see=see)
