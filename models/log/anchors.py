"""Checkpoints of the log, signed and written where the operator cannot rewrite them.

A checkpoint says: at this time the log had `count` entries, its head was this hash, and this
was the root of its tree. The anchor file gets one line for each; it belongs on another machine
or on write-once media. The detection window is the time between two checkpoints.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlite_utils import Database

from models.errors import LogBroken, Unwritable
from models.log.anchor_file import AnchorFile, Head, locked, read_statements, statements_of
from models.log.anchor_places import (
    FILE,
    Batch,
    newest_statement,
    note_delivered,
    note_failed,
    pending,
    queue,
)
from models.log.newest_checkpoint import Remembered, recall, remember
from models.log.segment_files import segment_paths
from models.log.signing import (
    create_signing_key,
    id_of,
    load_signing_key,
    next_key_file,
    public_bytes,
    raw_public,
    succeed,
)
from models.log.tree import BLOCK, GrowingTree, blocks_kept, keep_nodes, tree_of
from models.log.verify import (
    FIELDS,
    GENESIS,
    Problem,
    Statement,
    Verdict,
    entry_hash,
    read_lines,
    verify_database,
    well_formed,
)
from models.records import Place, Records
from models.store import opened
from models.times import to_text
from models.verifier.anchors import Anchors
from models.verifier.entries import from_hex
from models.verifier.findings import Findings

__all__ = [
    "Statement",
    "create_signing_key",
    "followed",
    "keep",
    "load_current_key",
    "load_signing_key",
    "opened_anchor",
    "public_bytes",
    "read_checkpoints",
    "read_statements",
    "require_ours",
    "require_written",
    "trusted_keys",
    "verify_log",
    "write_checkpoint",
]


def write_checkpoint(records: Records, signing_key: Ed25519PrivateKey) -> Statement | None:
    """Append a signed checkpoint of the log to the anchor file, durably.

    None when the head has not moved since the last one. LogBroken, and nothing is signed,
    when the part since the last checkpoint does not follow from it, when that checkpoint is
    not of this key, or when the anchor file lacks the one that was written last: a new
    signature over such a log would make it look whole.
    """
    with opened_anchor(records, signing_key) as (file, head, tree):
        if head.seq == (file.last.seq if file.last else 0):
            return None
        checkpoint = file.write(signing_key, "checkpoint", head, to_text(records.clock()))
        keep(records, file, tree)
    return checkpoint


@contextmanager
def opened_anchor(
    records: Records, signing_key: Ed25519PrivateKey
) -> Iterator[tuple[AnchorFile, Head, GrowingTree]]:
    """The anchor file, proven to be the right one, with the log followed up to its head."""
    with locked(records.place.anchor) as file:
        _trust(records, file, signing_key)
        with records.peek() as look:
            head, tree = followed(look.db, file.last)
        yield file, head, tree


def keep(records: Records, file: AnchorFile, tree: GrowingTree) -> None:
    """Keep in the records what was learnt and said while statements were written."""
    with records.step() as step:
        keep_nodes(step.db, tree)
        numbers = [queue(step, statement) for statement in file.written]
        if file.reached and file.last:
            remember(step, file.last)
    if file.reached and file.last:
        batch = Batch(statements=(file.last,), number=max(numbers, default=0))
        note_delivered(records, FILE, batch)
    else:
        note_failed(records, FILE, "unreachable")


def _trust(records: Records, file: AnchorFile, signing_key: Ed25519PrivateKey) -> None:
    """LogBroken when the anchor is not the one that was written to, or its end is forged.

    Statements that were made while the file could not be reached are appended.
    """
    with records.peek() as look:
        newest, last = recall(look.db), newest_statement(look.db)
        waiting = pending(look.db, FILE, most=1 << 30).statements
    if file.reached:
        for problem in _cut_anchor(file, newest):
            raise LogBroken(problem.seq, problem.code)
        if newest and file.last and newest.digest != file.last.digest():
            file.written.append(file.last)  # the machine stopped before it was kept here
    for statement in waiting:
        if file.reached and statement.before == (file.last.digest() if file.last else ""):
            file.append(statement)
    if not file.reached:
        file.last = last
    _require_signed(file, signing_key)


def require_ours(records: Records, file: AnchorFile, signing_key: Ed25519PrivateKey) -> None:
    """LogBroken when the file lacks what was written to it, or its end is not of this key."""
    require_written(records, file)
    _require_signed(file, signing_key)


def require_written(records: Records, file: AnchorFile) -> None:
    """LogBroken when the file lacks what was written to it."""
    with records.peek() as look:
        newest = recall(look.db)
    for problem in _cut_anchor(file, newest):
        raise LogBroken(problem.seq, problem.code)


def _require_signed(file: AnchorFile, signing_key: Ed25519PrivateKey) -> None:
    if file.last is None:
        return
    if file.signer not in ("", id_of(signing_key)) or not _vouched(file.last, signing_key):
        raise LogBroken(file.last.seq, "anchor_unsigned")


def _vouched(last: Statement, signing_key: Ed25519PrivateKey) -> bool:
    """Whether the last statement is of this key, or introduced it with its consent."""
    signature = last.consent if last.type == "key" else last.signature
    return last.is_signed_by(raw_public(signing_key), signature)


def load_current_key(path: Path, anchor: Path) -> Ed25519PrivateKey:
    """The signing key; when it was replaced and the machine stopped meanwhile, its successor."""
    if next_key_file(path).exists() and anchor.exists():
        with locked(anchor) as file:
            succeed(path, file.signer)
    return load_signing_key(path)


def read_checkpoints(path: Path) -> tuple[Statement, ...]:
    """The checkpoints of an anchor file, in order; lines that are none are left out."""
    return tuple(each for each in read_statements(path) if each.type in ("", "checkpoint"))


def verify_log(
    place: Place,
    public_key: Ed25519PublicKey | None,
    *,
    own_anchor: bool = True,
    kin: Path | None = None,
    now: datetime | None = None,
) -> Verdict:
    """Verify chain, tree, signatures, anchors and gaps; trusted are this key and its kin.

    `own_anchor` says that the anchor is the live file, not an older copy of it: then it has
    to hold the statement written last, and each of those before. `kin` is a newer anchor file
    whose handovers tell which keys came before this one. Unwritable when the database cannot
    be read.
    """
    problems: tuple[Problem, ...] = ()
    newest = None
    try:
        if own_anchor:
            with opened(place.database, read_only=True) as db:
                newest = recall(db)  # before the anchors, which are written first
        lines = list(read_lines(place.anchor))
        if own_anchor:
            said = statements_of(lines)
            problems = (*_lost(said, newest), *_unlinked(said))
        verdict = verify_database(
            place.database,
            segments=segment_paths(place),
            keys=() if public_key is None else trusted_keys(public_key, kin),
            now=to_text(now) if now else "",
            told=lines,
        )
    except OSError:
        raise Unwritable("ANCHOR_UNREADABLE") from None
    except sqlite3.Error as error:
        raise Unwritable(str(getattr(error, "sqlite_errorname", type(error).__name__))) from None
    return verdict.with_problems(problems)


def trusted_keys(public_key: Ed25519PublicKey, anchor: Path | None) -> tuple[bytes, ...]:
    """The key, those that handovers in an anchor file join to it, and those it says were lost."""
    said = Anchors([read_lines(anchor)], [raw_public(public_key)], Findings())
    return (*said.keys.values(), *said.lost.values())


def _lost(said: Sequence[Statement], newest: Remembered | None) -> tuple[Problem, ...]:
    """Whether the statement written last is not among what the file says."""
    if newest is None or any(newest.is_of(each) for each in reversed(said)):
        return ()
    words = f"anchors: the checkpoint of entry {newest.seq} was written and is not there"
    return (Problem(seq=newest.seq, code="anchor_cut", words=words),)


def _cut_anchor(file: AnchorFile, newest: Remembered | None) -> tuple[Problem, ...]:
    """The same, looking at the end of the file first."""
    last = file.last
    if newest and last and (newest.is_of(last) or newest.digest == last.before != ""):
        return ()
    return _lost(read_statements(file.path), newest) if newest else ()


def _unlinked(said: Sequence[Statement]) -> tuple[Problem, ...]:
    """Statements that are missing within the file; its end is looked after by `_lost`."""
    problems = []
    before, since = "", ""
    for each in said:
        if each.type and each.before != before:
            words = f"anchors: a statement between {since or 'the first'} and {each.at} is missing"
            problems.append(Problem(seq=each.seq, code="anchor_gap", words=words))
        before, since = each.digest(), each.at
    return tuple(problems[:1])


def followed(db: Database, last: Statement | None) -> tuple[Head, GrowingTree]:
    """Walk from the last statement to the head; LogBroken where chain or tree do not hold."""
    start = blocks_kept(db) * BLOCK
    tree = tree_of(db, min(start, last.seq // BLOCK * BLOCK) if last else 0)
    _grow_to(db, tree, last)
    seq, head = (last.seq, last.head) if last else (0, GENESIS)
    for row in db.table("entries").rows_where(
        "seq > ?", [seq], select=", ".join(FIELDS), order_by="seq"
    ):
        entry, _ = well_formed(row)
        if entry is None or row["seq"] != seq + 1 or row["previous"] != head:
            raise LogBroken(seq + 1, "broken_link")
        if entry_hash(entry, head) != row["hash"]:
            raise LogBroken(seq + 1, "changed")
        seq, head = row["seq"], row["hash"]
        tree.add(from_hex(head))
    return Head(seq=seq, hash=head, root=tree.root().hex()), tree


def _grow_to(db: Database, tree: GrowingTree, last: Statement | None) -> None:
    """Let the tree grow to the last statement, and hold it to that."""
    if last is None:
        return
    seq, head = tree.size, ""
    if tree.size == last.seq and last.seq:
        row = db.execute("SELECT hash FROM entries WHERE seq = ?", [last.seq]).fetchone()
        head = row[0] if row else ""
    for seq, head in db.execute(  # noqa: B007 - the last of them is asked for below
        "SELECT seq, hash FROM entries WHERE seq > ? AND seq <= ? ORDER BY seq",
        [tree.size, last.seq],
    ):
        tree.add(from_hex(head))
    if seq != last.seq or (last.seq and not head):
        raise LogBroken(last.seq, "cut_tail")
    if last.seq and head != last.head:
        raise LogBroken(last.seq, "rewritten")
    if last.root and tree.root().hex() != last.root:
        raise LogBroken(last.seq, "root_wrong")
