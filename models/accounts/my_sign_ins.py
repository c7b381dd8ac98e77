"""A person's own sign-ins: where they are signed in, and signing out elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from models.accounts.people import token_digest
from models.accounts.sign_in_ends import close_all
from models.accounts.sign_ins import SignIn
from models.errors import NotFound
from models.log.events import Event
from models.records import Act, Records
from models.times import from_text, to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSignIn:
    """One sign-in that is open; `here` is the one that asks."""

    id: str
    device: str
    address: str
    by: str
    opened_at: datetime
    seen_at: datetime
    here: bool


def open_sign_ins(records: Records, sign_in: SignIn) -> tuple[OpenSignIn, ...]:
    """Where this person is signed in now, newest first."""
    with records.peek() as look:
        rows = look.db.table("sign_ins").rows_where(
            "person_id = ? AND closed_at IS NULL AND ends_at > ? AND seen_at > ?",
            [
                sign_in.person.id,
                to_text(look.now),
                to_text(look.now - records.sign_in_limits.idle),
            ],
            order_by="opened_at DESC, id",
        )
        return tuple(
            OpenSignIn(
                id=row["id"],
                device=row["device"] or "",
                address=row["address"] or "",
                by=row["opened_by"] or "",
                opened_at=from_text(row["opened_at"]),
                seen_at=from_text(row["seen_at"]),
                here=row["id"] == sign_in.id,
            )
            for row in rows
        )


def close_elsewhere(act: Act, sign_in: SignIn) -> int:
    """Sign out everywhere but here. Logs sign_in:closed with how many were open."""
    digest = token_digest(sign_in.token)
    closed = close_all(act, sign_in.person.id, but=digest)
    act.log(Event.SIGN_IN_CLOSED, f"person:{sign_in.person.id}", reason="elsewhere", count=closed)
    return closed


def close_one(act: Act, sign_in: SignIn, sign_in_id: str) -> None:
    """Sign out at one other place of one's own. Logs sign_in:closed; NotFound for any else."""
    closed = act.db.execute(
        "UPDATE sign_ins SET closed_at = ? "
        "WHERE id = ? AND person_id = ? AND id <> ? AND closed_at IS NULL",
        [to_text(act.now), sign_in_id, sign_in.person.id, sign_in.id],
    )
    if closed.rowcount != 1:
        raise NotFound(Event.SIGN_IN_CLOSED, reason="no_such_sign_in")
    act.log(Event.SIGN_IN_CLOSED, f"person:{sign_in.person.id}", reason="elsewhere", count=1)


def name_device(records: Records, sign_in: SignIn, device: str) -> None:
    """Note in words what browser a sign-in is at, for its person to know it again."""
    with records.step() as step:
        step.db.execute("UPDATE sign_ins SET device = ? WHERE id = ?", [device, sign_in.id])
