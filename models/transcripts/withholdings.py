"""Why a session is withheld: reasons that stand until somebody, or something, ends them.

A session is withheld while any reason stands. What a person ended stays ended, whatever a later
delivery repeats; only a new sign of a minor makes that reason stand again.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from models.actors import Purpose
from models.errors import Conflict, NotAllowed, NotFound
from models.ids import is_session_id
from models.log.access_log import thing
from models.log.events import Event
from models.records import Act, Step
from models.times import to_text
from models.transcripts.masked import drop_masked, masked_columns
from models.transcripts.originals import has_original
from models.transcripts.rework import ask_rework
from models.worded import WordedEnum


class Withheld(WordedEnum):
    """The reasons, weightiest first."""

    MINOR = "minor", "the visitor seems to be younger than 16"
    OBJECTION = "objection", "the person objects to being reviewed"
    NO_CONSENT = "no_consent", "the person has not consented, or took it back"
    NO_NOTICE = "no_notice", "the person was not told that chats may be reviewed"
    OFFICER = "officer", "a privacy officer holds it back"


class Told(StrEnum):
    """What was told of something the company may want to be told: notice, or consent."""

    UNWANTED = "unwanted"  # the company does not want to be told
    NOTHING = "nothing"
    GIVEN = "given"
    REFUSED = "refused"  # in so many words


BY_ITSELF = frozenset({Withheld.NO_CONSENT, Withheld.NO_NOTICE})
"""What ends by itself when a later delivery says otherwise; consent only if it was not refused."""

REFUSAL = 2
"""Clues of consent that was refused; one is that nothing was told of it."""

RELEASABLE = frozenset({Withheld.MINOR, Withheld.NO_CONSENT, Withheld.NO_NOTICE, Withheld.OFFICER})
"""What an officer ends alone; an objection is lifted by two."""


def settle(
    step: Step,
    session_id: str,
    found: Mapping[Withheld, int],
    *,
    objection_id: str = "",
    consent: Told = Told.UNWANTED,
) -> str:
    """Bring the reasons up to date with what a snapshot shows, and say which stands.

    `found` counts the signs of each reason. Consent that was refused stays so whatever is told
    later, as long as it is wanted. Empty when the session may be read.
    """
    rows = _rows(step, session_id)
    _stand_for(step, session_id, found, rows, objection_id=objection_id)
    for reason in BY_ITSELF - found.keys():
        row = rows.get(reason.value)
        if row is None or row["released_at"]:
            continue
        if consent is Told.UNWANTED or row["clues"] < REFUSAL:
            _change(step, session_id, reason, released_at=to_text(step.now), released_by="")
    return standing_reason(step, session_id)


def hold_back(
    act: Act, session_id: str, found: Mapping[Withheld, int], *, objection_id: str = ""
) -> None:
    """Take a session out of review at once for what was found besides; ends no reason.

    What a person ended stays ended, as in `settle`. Logs session:withheld for each new reason.
    """
    rows = _rows(act, session_id)
    new = _stand_for(act, session_id, found, rows, objection_id=objection_id)
    if new:
        _take_out(act, session_id)
    for reason in new:
        act.log(Event.SESSION_WITHHELD, f"session:{session_id}", reason=reason.value)


def standing_reason(step: Step, session_id: str) -> str:
    """The weightiest reason that stands, or empty."""
    standing = {
        row["reason"]
        for row in step.db.table("withholdings").rows_where(
            "session_id = ? AND released_at IS NULL", [session_id]
        )
    }
    return next((reason.value for reason in Withheld if reason.value in standing), "")


def withhold(
    act: Act, session_id: str, reason: Withheld, *, objection_id: str | None = None
) -> bool:
    """Take a session out of review at once: masked text and search words are dropped.

    False when this reason stood already. Logs session:withheld.
    """
    row = next(
        iter(
            act.db.table("withholdings").rows_where(
                "session_id = ? AND reason = ?", [session_id, reason.value]
            )
        ),
        None,
    )
    if row and not row["released_at"]:
        return False
    if row:
        _change(
            act,
            session_id,
            reason,
            released_at=None,
            released_by=None,
            objection_id=objection_id,
        )
    else:
        _stand(act, session_id, reason, 1, objection_id=objection_id)
    _take_out(act, session_id)
    act.log(Event.SESSION_WITHHELD, f"session:{session_id}", reason=reason.value)
    return True


def release(act: Act, session_id: str, reason: Withheld) -> bool:
    """End one reason; when none is left the session is redacted again and goes to review.

    True when it goes to review. Logs session:released. Under "privacy duties" only.
    """
    require_privacy(act, Event.SESSION_RELEASED, thing("session", session_id))
    if not is_session_id(session_id):
        raise NotFound(Event.SESSION_RELEASED, thing("session", session_id), "unknown")
    if reason not in RELEASABLE:
        raise NotAllowed(Event.SESSION_RELEASED, f"session:{session_id}", "needs_lifting")
    if not has_original(act.db, session_id):
        raise Conflict(Event.SESSION_RELEASED, f"session:{session_id}", "no_original")
    return end(act, session_id, reason)


def end(act: Act, session_id: str, reason: Withheld) -> bool:
    """End a reason that stands; Conflict when it does not. Asks for rework when none is left."""
    row = act.db.execute(
        "SELECT 1 FROM withholdings w JOIN sessions s ON s.id = w.session_id "
        "WHERE w.session_id = ? AND w.reason = ? AND w.released_at IS NULL "
        "AND s.status = 'withheld'",
        [session_id, reason.value],
    ).fetchone()
    if row is None:
        raise Conflict(Event.SESSION_RELEASED, f"session:{session_id}", "not_withheld")
    _change(act, session_id, reason, released_at=to_text(act.now), released_by=act.actor.id)
    left = standing_reason(act, session_id)
    act.log(Event.SESSION_RELEASED, f"session:{session_id}", reason=reason.value)
    if left:
        act.db.table("sessions").update(session_id, {"reason": left})
        return False
    ask_rework(act, session_id, reason="released")
    return True


def require_privacy(act: Act, event: Event, object: str = "") -> None:  # noqa: A002
    """NotAllowed unless the actor works under "privacy duties"."""
    if act.actor.purpose is not Purpose.PRIVACY:
        raise NotAllowed(event, object, "purpose")


def _rows(step: Step, session_id: str) -> dict[str, dict[str, Any]]:
    """Every reason this session was ever withheld for."""
    return {
        row["reason"]: row
        for row in step.db.table("withholdings").rows_where("session_id = ?", [session_id])
    }


def _stand_for(
    step: Step,
    session_id: str,
    found: Mapping[Withheld, int],
    rows: Mapping[str, dict[str, Any]],
    *,
    objection_id: str,
) -> tuple[Withheld, ...]:
    """Let a reason stand for each that was found; those that did not stand before."""
    new = []
    for reason, clues in found.items():
        objection = objection_id if reason is Withheld.OBJECTION else None
        row = rows.get(reason.value)
        if row is None:
            _stand(step, session_id, reason, clues, objection_id=objection)
            new.append(reason)
        elif not row["released_at"]:
            _change(step, session_id, reason, clues=max(clues, row["clues"]))
        elif _stands_again(reason, row["released_by"], row["clues"], clues):
            again = {"released_at": None, "released_by": None, "objection_id": objection}
            _change(step, session_id, reason, clues=clues, **again)
            new.append(reason)
    return tuple(new)


def _take_out(act: Act, session_id: str) -> None:
    """Drop what may be read of a session, and say why."""
    drop_masked(act.db, session_id)
    act.db.table("sessions").update(
        session_id,
        {"status": "withheld", "reason": standing_reason(act, session_id), **masked_columns(None)},
    )


def _stands_again(reason: Withheld, released_by: str, known: int, clues: int) -> bool:
    if reason is Withheld.MINOR:
        return clues > known
    return not released_by or reason is Withheld.OBJECTION


def _stand(
    step: Step, session_id: str, reason: Withheld, clues: int, *, objection_id: str | None = None
) -> None:
    step.db.table("withholdings").insert(
        {
            "session_id": session_id,
            "reason": reason.value,
            "since": to_text(step.now),
            "clues": clues,
            "objection_id": objection_id,
        }
    )


def _change(step: Step, session_id: str, reason: Withheld, **changes: object) -> None:
    step.db.table("withholdings").update((session_id, reason.value), changes)
