"""The signing key was lost: a new one begins, says so itself, and every auditor sees the gap.

Unlike a replacement nobody introduces the new key: whoever trusts only the old one believes
nothing it signs until they are given its public half another way.

Where an older copy of the records was restored too, the new key begins at the newest entry that
was anchored, and its next statement gives up what the log lacks: both stay in every verdict.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from models.actors import Actor
from models.errors import Conflict, LogBroken, Unwritable
from models.log.anchor_file import AnchorFile, Head, introduction, locked
from models.log.anchors import followed, keep, require_written
from models.log.events import Event
from models.log.key_rotation import successor_of
from models.log.restored_log import acknowledge_restore, given_up
from models.log.signing import id_of, succeed
from models.log.verify import Statement, read_lines
from models.records import Records
from models.times import to_text
from models.verifier.anchors import Anchors
from models.verifier.findings import Findings
from models.verifier.statements import from_base64, key_id, read_statement


def replace_lost_key(
    records: Records, actor: Actor, path: Path, *, reason: str, older_log: bool = False
) -> Statement:
    """Begin to sign with a new key in `path`, from which the old one is gone. Logs log:key_lost.

    `older_log` allows that an older copy of the records was restored: what the log lacks is given
    up as `acknowledge_restore` does, which finishes the work where this was cut off behind the key.

    Conflict when the key is there (`key_there`), or when nothing was ever signed
    (`nothing_signed`). LogBroken, and no key is made, when the log does not follow from what the
    lost key signed, or the anchors are not those that were written. Safe to run again after it
    was cut off half-way.
    """
    with locked(records.place.anchor) as file:
        succeed(path, file.signer)  # cut off just before its end the last time
        _require_true(records, file)
        with records.peek() as look:
            gone = given_up(look.db, file) if older_log else None
            followed(look.db, gone.kept if gone else file.last)
        lost, about = file.signer, f"key:{file.signer}" if file.signer else ""
        with records.act(actor) as act:
            if path.exists():
                raise Conflict(Event.LOG_KEY_LOST, about, "key_there")
            if not lost:
                raise Conflict(Event.LOG_KEY_LOST, about, "nothing_signed")
            successor = successor_of(path)
            act.log(Event.LOG_KEY_LOST, f"key:{id_of(successor)}", reason=reason, lost=lost)
        with records.peek() as look:
            head, tree = followed(look.db, gone.kept if gone else file.last)
        if gone and file.last:
            head = Head(seq=file.last.seq, hash=file.last.head, root=file.last.root)
        says = {**introduction(successor), "lost": lost, "reason": reason}
        at = to_text(records.clock())
        statement = file.write(successor, "key", head, at, says=says, successor=successor)
        keep(records, file, tree)
        succeed(path, id_of(successor))
    if gone:
        acknowledge_restore(records, successor, actor, reason=reason)
    return statement


def _require_true(records: Records, file: AnchorFile) -> None:
    """The anchors are those that were written, and the newest is signed by the key it names."""
    if not file.reached:
        raise Unwritable("ANCHOR_UNREACHABLE")
    require_written(records, file)
    lines = list(read_lines(file.path))
    said = Anchors([lines], _introduced(lines, file.signer), Findings())
    if file.last is not None and file.last.digest() not in said.good:
        raise LogBroken(file.last.seq, "anchor_unsigned")


def _introduced(lines: Iterable[Mapping[str, object]], signer: str) -> tuple[bytes, ...]:
    """The key of this name, as a statement introduced it: that may have followed a lost one too."""
    found = (each.said("public") for each in map(read_statement, lines) if each)
    publics = {key_id(from_base64(public)): from_base64(public) for public in found}
    return (publics[signer],) if signer in publics else ()
