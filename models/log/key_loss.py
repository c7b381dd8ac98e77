"""The signing key was lost: a new one begins, says so itself, and every auditor sees the gap.

Unlike a replacement nobody introduces the new key: whoever trusts only the old one believes
nothing it signs until they are given its public half another way.
"""

from pathlib import Path

from models.actors import Actor
from models.errors import Conflict, LogBroken, Unwritable
from models.log.anchor_file import AnchorFile, introduction, locked
from models.log.anchors import followed, keep, require_written
from models.log.events import Event
from models.log.key_rotation import successor_of
from models.log.signing import id_of, succeed
from models.log.verify import Statement, read_lines
from models.records import Records
from models.times import to_text
from models.verifier.anchors import Anchors
from models.verifier.findings import Findings


def replace_lost_key(records: Records, actor: Actor, path: Path, *, reason: str) -> Statement:
    """Begin to sign with a new key in `path`, from which the old one is gone. Logs log:key_lost.

    Conflict when the key is there (`key_there`), or when nothing was ever signed
    (`nothing_signed`). LogBroken, and no key is made, when the log does not follow from what the
    lost key signed, or the anchors are not those that were written. Safe to run again after it
    was cut off half-way.
    """
    with locked(records.place.anchor) as file:
        succeed(path, file.signer)  # cut off just before its end the last time
        _require_true(records, file)
        with records.peek() as look:
            head, tree = followed(look.db, file.last)
        lost, about = file.signer, f"key:{file.signer}" if file.signer else ""
        with records.act(actor) as act:
            if path.exists():
                raise Conflict(Event.LOG_KEY_LOST, about, "key_there")
            if not lost:
                raise Conflict(Event.LOG_KEY_LOST, about, "nothing_signed")
            successor = successor_of(path)
            act.log(Event.LOG_KEY_LOST, f"key:{id_of(successor)}", reason=reason, lost=lost)
        with records.peek() as look:
            head, tree = followed(look.db, file.last)
        says = {**introduction(successor), "lost": lost, "reason": reason}
        at = to_text(records.clock())
        statement = file.write(successor, "key", head, at, says=says, successor=successor)
        keep(records, file, tree)
        succeed(path, id_of(successor))
    return statement


def _require_true(records: Records, file: AnchorFile) -> None:
    """The anchors are those that were written, and the newest is signed by the key it names."""
    if not file.reached:
        raise Unwritable("ANCHOR_UNREACHABLE")
    require_written(records, file)
    said = Anchors([read_lines(file.path)], (), Findings())
    if file.last is not None and file.last.digest() not in said.good:
        raise LogBroken(file.last.seq, "anchor_unsigned")
