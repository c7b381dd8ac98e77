"""The entries that fit a question, with the proof that they stand in the log as they are.

Format: docs/log-format.md. Checked by `verify.py --proof`, without the rest of the log; whether
they are all that fit shows only beside the whole log.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from models.errors import LogBroken, NotFound, Unwritable
from models.log.access_log import blocks, find_seqs, read_entries, stream_entries
from models.log.anchor_file import read_statements
from models.log.entries import Entry
from models.log.entry_filter import EntryFilter
from models.log.events import Event
from models.log.log_proofs import line_of
from models.log.tree import Nodes
from models.log.verify import Statement, canonical
from models.records import Act, Records
from models.verifier.merkle import subtrees


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenExport:
    """What was asked for, from the oldest entry up to which checkpoint.

    `first_fit` is the first of the entries that fit; `newer` fit as well and are not anchored yet.
    """

    filter: EntryFilter
    first: int
    first_fit: int | None
    checkpoint: Statement
    keys: tuple[Statement, ...]
    count: int
    newer: int


def export_proven(act: Act, filter: EntryFilter) -> ProvenExport:  # noqa: A002 - the plain word
    """Begin an export with proof, up to the newest checkpoint. Logs log:exported with the count.

    NotFound (`not_anchored_yet`) before the first checkpoint, LogBroken when the log does not
    agree with it. The lines come from `proven_lines`, after the act: the entry is written before
    the first of them.
    """
    said = read_statements(act.records.place.anchor)
    newest = max((each for each in said if each.root), key=lambda each: each.seq, default=None)
    if newest is None or not newest.seq:
        raise NotFound(Event.LOG_EXPORTED, reason="not_anchored_yet")
    here = act.db.execute("SELECT hash FROM entries WHERE seq = ?", [newest.seq]).fetchone()
    if here is None or here[0] != newest.head:
        raise LogBroken(newest.seq, "rewritten" if here else "cut_tail")
    where, values = filter.where()
    count, first_fit = act.db.execute(
        f"SELECT count(*), min(seq) {where} AND seq <= :upto", {**values, "upto": newest.seq}
    ).fetchone()
    (total,) = act.db.execute(f"SELECT count(*) {where}", values).fetchone()
    act.log(
        Event.LOG_EXPORTED,
        count=count,
        filtered=filter != EntryFilter(),
        proven=newest.seq,
        **filter.said(act.db),
    )
    return ProvenExport(
        filter=filter,
        first=_oldest(act.db),
        first_fit=first_fit,
        checkpoint=newest,
        keys=tuple(each for each in said if each.type == "key"),
        count=count,
        newer=total - count,
    )


def proven_entries(records: Records, export: ProvenExport) -> Iterator[Entry]:
    """The entries of an export with proof, oldest first; Unwritable where one left meanwhile."""
    return stream_entries(records, export.checkpoint.seq, export.filter, first=export.first_fit)


def proven_lines(records: Records, export: ProvenExport) -> Iterator[bytes]:
    """The lines of an excerpt: a head, then entries that fit, and what is left out between them.

    Nothing stays open while somebody takes them. Unwritable where entries left meanwhile.
    """
    upto, done = export.checkpoint.seq, 0
    with records.peek() as look:
        _require_all(look.db, export.first)
        seqs = find_seqs(look.db, upto, export.filter)
    yield _line(
        {
            "type": "excerpt",
            "asked": export.filter.asked(),
            "first": export.first,
            "checkpoint": line_of(export.checkpoint),
            "keys": [line_of(each) for each in export.keys],
        }
    )
    for block in blocks(seqs):
        with records.peek() as look:
            _require_all(look.db, export.first)
            lines = list(_told(Nodes(look.db), done, read_entries(look.db, block)))
        yield from lines
        done = block[-1]
    if done < upto:
        with records.peek() as look:
            _require_all(look.db, export.first)
            rest = _left_out(Nodes(look.db), done, upto)
        yield rest


def _told(nodes: Nodes, done: int, entries: Sequence[Entry]) -> Iterator[bytes]:
    """The lines of these entries, and of what is left out before each."""
    for entry in entries:
        if entry.seq > done + 1:
            yield _left_out(nodes, done, entry.seq - 1)
        yield entry.as_json().encode() + b"\n"
        done = entry.seq


def _oldest(db: Database) -> int:
    (first,) = db.execute("SELECT min(seq) FROM entries").fetchone()
    return int(first)


def _require_all(db: Database, first: int) -> None:
    """Unwritable unless the live log still begins with this entry: the roots are made of hashes."""
    if _oldest(db) != first:
        raise Unwritable("ENTRIES_ARCHIVED")


def _left_out(nodes: Nodes, start: int, stop: int) -> bytes:
    roots = [nodes.root(*place).hex() for place in subtrees(start, stop)]
    return _line({"type": "left_out", "first": start + 1, "last": stop, "roots": roots})


def _line(value: object) -> bytes:
    return canonical(value) + b"\n"
