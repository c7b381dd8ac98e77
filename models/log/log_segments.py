"""Old entries leave the live log as a segment: a file of its own, under a signed statement.

What stays verifies from the statement on, what left verifies by itself, and both fit together.
Entries leave oldest first, in whole blocks, after thirty days at least, when they were anchored;
the statement is in every place before they go, and the log says so in the same transaction.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlite_utils import Database

from models.actors import Actor
from models.errors import Invalid, LogBroken, Unwritable
from models.log.access_log import entry_of
from models.log.anchor_file import read_statements
from models.log.anchors import keep, opened_anchor
from models.log.entries import Entry
from models.log.events import Event
from models.log.segment_files import remove_left_behind, segment_name, write_segment
from models.log.tree import BLOCK, GrowingTree, tree_of
from models.log.verify import FIELDS, GENESIS, Statement
from models.records import Records
from models.times import from_text, to_text

EARLIEST = timedelta(days=30)
"""How old an entry must be to leave; the verifier and a trigger know the same."""
LARGEST = 64 * BLOCK
LONGEST_PAUSE = timedelta(days=30)
"""A longer silence between statements may be a clock that jumped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Entries that may leave, as they are: the part of the tree they belong to, and their lines."""

    first: int
    last: int
    previous: str
    entries: tuple[Entry, ...]
    tree: GrowingTree

    @property
    def lines(self) -> bytes:
        """The entries as they stand in the file."""
        return b"".join(entry.as_json().encode() + b"\n" for entry in self.entries)

    @property
    def name(self) -> str:
        """The name of the file."""
        return segment_name(self.first, self.last)

    def says(self) -> dict[str, object]:
        """What the statement says of it."""
        return {
            "first": self.first,
            "last": self.last,
            "previous": self.previous,
            "head": self.entries[-1].hash,
            "root": self.tree.root().hex(),
            "peaks": [peak.hex() for peak in self.tree.peaks],
            "newest_at": self.entries[-1].at,
            "digest": hashlib.sha256(self.lines).hexdigest(),
        }


def find_segment(db: Database, *, before: datetime, upto: int) -> Segment | None:
    """The oldest entries that are all from before this time, in whole blocks; None if none are.

    LogBroken when they do not follow from each other.
    """
    rows = list(
        db.table("entries").rows_where(select=", ".join(FIELDS), order_by="seq", limit=LARGEST)
    )
    limit = to_text(before)
    young = next((n for n, row in enumerate(rows) if row["at"] >= limit), len(rows))
    first = rows[0]["seq"] if rows else 1
    last = (first - 1 + young) // BLOCK * BLOCK
    if last < first or last > upto:
        return None
    entries = tuple(entry_of(row) for row in rows[: last - first + 1])
    tree = tree_of(db, first - 1)
    head = rows[0]["previous"]
    for seq, entry in enumerate(entries, start=first):
        if not entry.follows(seq, head):
            raise LogBroken(seq, "changed")
        head = entry.hash
        tree.add(bytes.fromhex(head))
    if tree.root() != tree_of(db, last).root() or (first == 1 and rows[0]["previous"] != GENESIS):
        raise LogBroken(last, "root_wrong")
    return Segment(first=first, last=last, previous=rows[0]["previous"], entries=entries, tree=tree)


def archive(
    records: Records,
    signing_key: Ed25519PrivateKey,
    actor: Actor,
    *,
    before: datetime,
    accept_pause: bool = False,
) -> Statement | None:
    """Let one segment leave the live log; None when there is none to leave. Logs log:archived.

    Invalid when `before` is less than thirty days ago, or (unless accepted) when statements
    paused so long that the clock may have jumped. LogBroken when the log is not whole.
    """
    now = records.clock()
    if before > now - EARLIEST:
        _refuse(records, actor, "too_early")
    with opened_anchor(records, signing_key) as (file, head, tree):
        if not file.reached or file.last is None:
            raise Unwritable("ANCHOR_UNREACHABLE")
        remove_left_behind(records.place)
        with records.peek() as look:
            found = find_segment(look.db, before=before, upto=file.last.seq)
        if found is None:
            return None
        if not accept_pause and _paused(file.path, found.last, now):
            _refuse(records, actor, "clock_jumped")
        statement = file.write(signing_key, "segment", head, to_text(now), says=found.says())
        write_segment(records.place.segments / found.name, statement.as_line() + found.lines)
        with records.act(actor) as act:
            act.db.table("log_segments").insert(
                {
                    "first_seq": found.first,
                    "last_seq": found.last,
                    "head": found.entries[-1].hash,
                    "digest": statement.digest(),
                    "signed_at": statement.at,
                }
            )
            act.db.execute("DELETE FROM entries WHERE seq <= ?", [found.last])
            act.db.execute(
                "UPDATE log_segments SET removed_at = ? WHERE last_seq = ?",
                [to_text(act.now), found.last],
            )
            act.log(
                Event.LOG_ARCHIVED,
                f"segment:{found.first}-{found.last}",
                first=found.first,
                last=found.last,
                head=found.entries[-1].hash,
            )
        keep(records, file, tree)
    return statement


def delete_segments(records: Records, actor: Actor, *, before: datetime) -> int:
    """Delete the files of segments that left the live log before this time; gives how many.

    Their statements stay in every anchor. Logs log:segment_deleted for each.
    """
    with records.peek() as look:
        rows = look.db.table("log_segments").rows_where(
            "removed_at <= ?", [to_text(before)], order_by="first_seq"
        )
        left = [(row["first_seq"], row["last_seq"]) for row in rows]
    folder = records.place.segments
    paths = {ends: folder / segment_name(*ends) for ends in left}
    gone = [ends for ends, path in paths.items() if path.exists()]
    for first, last in gone:
        with records.act(actor) as act:
            about = f"segment:{first}-{last}"
            act.log(Event.LOG_SEGMENT_DELETED, about, reason="retention", first=first, last=last)
        paths[first, last].unlink()
    return len(gone)


def _refuse(records: Records, actor: Actor, reason: str) -> NoReturn:
    with records.act(actor):
        raise Invalid(Event.LOG_ARCHIVED, "", reason)


def _paused(anchor: Path, last: int, now: datetime) -> bool:
    """Whether, since the last of them was anchored, there was a silence as of a jumping clock."""
    times = [from_text(each.at) for each in read_statements(anchor) if each.seq >= last]
    times.append(now)
    return any(
        not timedelta(0) <= later - earlier <= LONGEST_PAUSE for earlier, later in pairwise(times)
    )
