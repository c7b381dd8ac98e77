"""An older copy of the records was restored: said once, signed, and never silently.

Anchors recorded entries that the restored log lacks; without more, no checkpoint is written any
more. The acknowledgement gives those entries up in a statement that every auditor sees.
"""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlite_utils import Database

from models.actors import Actor
from models.errors import Conflict, Unwritable
from models.log.anchor_file import AnchorFile, locked, read_statements
from models.log.anchors import followed, keep, require_ours
from models.log.events import Event
from models.log.verify import Statement
from models.records import Records
from models.times import to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUp:
    """The newest statement the log still agrees with, and the newest it does not."""

    kept: Statement | None
    lost: Statement

    @property
    def kept_to(self) -> int:
        """The last entry that an anchor vouches for and that is here."""
        return self.kept.seq if self.kept else 0


def find_given_up(records: Records) -> GivenUp | None:
    """What an acknowledgement would give up; None when the log agrees with its anchors."""
    with locked(records.place.anchor) as file, records.peek() as look:
        return given_up(look.db, file)


def acknowledge_restore(
    records: Records, signing_key: Ed25519PrivateKey, actor: Actor, *, reason: str
) -> Statement:
    """Give up what the restored log lacks, in a signed statement. Logs log:restore_acknowledged.

    Conflict when the log agrees with its anchors. LogBroken when what is there does not follow
    from the newest statement it agrees with, or the anchors are not those that were written.
    """
    with locked(records.place.anchor) as file:
        require_ours(records, file, signing_key)
        with records.act(actor) as act:
            found = given_up(act.db, file)
            if found is None:
                raise Conflict(Event.LOG_RESTORE_ACKNOWLEDGED, "", "nothing_lost")
            act.log(
                Event.LOG_RESTORE_ACKNOWLEDGED,
                reason=reason,
                kept_to=found.kept_to,
                lost_to=found.lost.seq,
            )
        with records.peek() as look:
            head, tree = followed(look.db, found.kept)
        statement = file.write(
            signing_key,
            "restore",
            head,
            to_text(records.clock()),
            says={
                "kept_to": found.kept_to,
                "lost_to": found.lost.seq,
                "lost_head": found.lost.head,
                "lost_at": found.lost.at,
                "reason": reason,
            },
        )
        keep(records, file, tree)
    return statement


def given_up(db: Database, file: AnchorFile) -> GivenUp | None:
    """The same, of a file that is locked."""
    if not file.reached:
        raise Unwritable("ANCHOR_UNREACHABLE")
    lost: list[Statement] = []
    kept = None
    for each in reversed(read_statements(file.path)):
        row = db.execute("SELECT hash FROM entries WHERE seq = ?", [each.seq]).fetchone()
        if each.seq and row and row[0] == each.head:
            kept = each
            break
        lost.append(each)
    lost = [each for each in lost if each.seq]
    if not lost:
        return None
    return GivenUp(kept=kept, lost=max(lost, key=lambda each: each.seq))
