"""The sweep: deletes what is due, a batch at a time, each batch in short transactions.

Nothing is remembered between batches: what is due is asked anew, so a sweep that was killed is
finished by the next. Whole sessions go by the way every erasure goes (models/keeping/eraser.py).
Originals and deliveries lose their keys before their rows. Every deletion is an entry.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sqlite_utils import Database

from models.accounts.notices import NoticeKind, notify_roles
from models.actors import Role
from models.keeping.due import Counts, count_due, find_due
from models.keeping.erased_list import append_ended
from models.keeping.eraser import KEEPER, RETENTION
from models.keeping.erasing import hide
from models.keeping.finished import delete_finished, find_finished
from models.keeping.holds import lapse_holds
from models.keeping.kept_rows import delete_hanging
from models.keeping.retention import Kept, Rules
from models.keeping.scrubbing import scrub
from models.keeping.sweep_guard import Confirmation, Limits, Stop, find_stop
from models.log.events import Event
from models.records import Act, Records
from models.rights.subject_holds import lapse_subject_holds
from models.times import from_text, to_text
from models.transcripts.ended_originals import end_original

BATCH = 50
"""How many go in one transaction."""

MOST = 1_000
"""How many of each kind go in one sweep; the next one follows at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What one sweep did: what it deleted, or why it deleted nothing; `more` is due still."""

    counts: Counts
    stop: Stop | None
    more: bool


def plan_sweep(records: Records, rules: Rules) -> Counts:
    """What a sweep would delete now; deletes nothing."""
    with records.peek() as look:
        return count_due(look.db, rules, look.now)


def sweep(
    records: Records,
    rules: Rules,
    *,
    limits: Limits,
    listed: Path,
    ran_for: timedelta | None = None,
    most: int = MOST,
) -> Swept:
    """Delete what is due, as far as the guard lets; `ran_for` is for models/keeping/sweep_guard.py.

    `listed` is the list outside the database, where originals that go are noted, too.
    """
    now = records.clock()
    judge = partial(_judge, records, rules, now, limits=limits, ran_for=ran_for)
    wanted, stop = judge()
    if stop is None and _lapse(records, now):  # what that frees is judged, too
        wanted, stop = judge(told=wanted)
    if stop is not None:
        _note_stop(records, stop, wanted)
        return Swept(counts=Counts(held=wanted.held), stop=stop, more=False)
    done = {
        kept: _batches(records, partial(find_due, kept=kept, rules=rules, now=now), delete, most)
        for kept, delete in (
            (Kept.SESSION, _ask_all),
            (Kept.ORIGINAL, partial(_delete_originals, listed=listed)),
            (Kept.DELIVERY, _delete_deliveries),
            (Kept.REVIEW, _delete_reviews),
        )
    }
    find_work = partial(find_finished, period=rules.work, now=now)
    work = _batches(records, find_work, delete_finished, most)
    counts = Counts(
        sessions=done[Kept.SESSION],
        originals=done[Kept.ORIGINAL],
        deliveries=done[Kept.DELIVERY],
        reviews=done[Kept.REVIEW],
        held=wanted.held,
        work=work,
    )
    if counts.total:
        scrub(records)
    _note_done(records, now, counts)
    return Swept(counts=counts, stop=None, more=max(work, *done.values()) >= most)


def known_time(db: Database) -> datetime | None:
    """When a sweep ran last and the clock was believed; None before the first."""
    row = next(iter(db.table("known_time").rows), None)
    return None if row is None else from_text(row["at"])


def _judge(
    records: Records,
    rules: Rules,
    now: datetime,
    *,
    limits: Limits,
    ran_for: timedelta | None,
    told: Counts | None = None,
) -> tuple[Counts, Stop | None]:
    """What is due, and why nothing may go; the end of a hold hangs on the clock as well.

    `told` is what was due before holds ended: what became due by that nobody has confirmed.
    """
    with records.peek() as look:
        wanted = count_due(look.db, rules, now)
        confirmed = _confirmation(look.db) if told in (None, wanted) else None
        stop = find_stop(
            now=now,
            known=known_time(look.db),
            ran_for=ran_for,
            due=wanted.sessions + wanted.originals,
            others=wanted.deliveries + wanted.reviews + wanted.work + _count_over(look.db, now),
            total=look.db.table("sessions").count,
            limits=limits,
            confirmed=confirmed,
        )
    return wanted, stop


def _batches(
    records: Records,
    find: Callable[..., list[str]],
    delete: Callable[[Act, Sequence[str]], None],
    most: int,
) -> int:
    """Delete what `find` says is due of a kind; gives how many went.

    What is due is asked for again under the lock: meanwhile a chat may have gone on, a hold may
    have been placed, or another sweep have been there.
    """
    done = 0
    while done < most:
        with records.peek() as look:
            if not find(look.db, most=1):
                break
        with records.act(KEEPER) as act:
            ids = find(act.db, most=min(BATCH, most - done))
            if ids:
                delete(act, ids)
            act.logged = act.logged or not ids
        done += len(ids)
        if not ids:
            break
    return done


def _ask_all(act: Act, session_ids: Sequence[str]) -> None:
    """Have whole sessions erased."""
    for session_id in session_ids:
        hide(act, act.db.table("sessions").get(session_id), reason=RETENTION)


def _delete_originals(act: Act, session_ids: Sequence[str], *, listed: Path) -> None:
    """Destroy originals and whatever else their session's key seals; the masked text stays.

    The keys go while the lock is held, so that no hold can be placed in between; they are
    listed before, so that a restore never takes such a session for an erased one.
    """
    append_ended(listed, session_ids, to_text(act.now))
    act.records.keys.shred_all([f"session:{id_}" for id_ in session_ids])
    for session_id in session_ids:
        end_original(act, session_id, reason=RETENTION)


def _delete_deliveries(act: Act, delivery_ids: Sequence[str]) -> None:
    act.records.keys.shred_all([f"delivery:{id_}" for id_ in delivery_ids])
    for delivery_id in delivery_ids:
        act.db.execute("DELETE FROM deliveries WHERE id = ?", [delivery_id])
        act.log(Event.DELIVERY_DELETED, f"delivery:{delivery_id}", reason=RETENTION)


def _delete_reviews(act: Act, review_ids: Sequence[str]) -> None:
    for review_id in review_ids:
        row = act.db.table("reviews").get(review_id)
        delete_hanging(act.db, "reviews", "id", review_id)
        about = f"session:{row['session_id']}"
        act.log(Event.REVIEW_DELETED, about, reason=RETENTION, review=review_id)


def _lapse(records: Records, now: datetime) -> bool:
    """End the holds whose last day is over; whether there were any."""
    with records.peek() as look:
        over = _count_over(look.db, now)
    if over:
        with records.act(KEEPER) as act:
            lapse_holds(act)
            lapse_subject_holds(act)
    return bool(over)


def _count_over(db: Database, now: datetime) -> int:
    """How many holds in force have their last day behind them."""
    return sum(
        db.table(holds).count_where("released_at IS NULL AND ends_at <= ?", [to_text(now)])
        for holds in ("holds", "subject_holds")
    )


def _confirmation(db: Database) -> Confirmation | None:
    """What a person confirmed, as long as no sweep has stopped anew since."""
    row = next(iter(db.table("sweeps").rows_where("stop <> ''", order_by="id DESC", limit=1)), None)
    if row is None or row["confirmed_at"] is None:
        return None
    most = row["sessions"] + row["originals"]
    return Confirmation(at=from_text(row["confirmed_at"]), sessions=most)


def _note_done(records: Records, now: datetime, counts: Counts) -> None:
    """Remember that the time was right; a sweep that deleted something is a row and an entry."""
    with records.step() as step:
        step.db.table("known_time").upsert({"id": 1, "at": to_text(now)}, pk="id")
    if not counts.total:
        return
    with records.act(KEEPER) as act:
        act.db.table("sweeps").insert({"at": to_text(now), "stop": "", **asdict(counts)})
        act.log(Event.RETENTION_SWEPT, **asdict(counts))


def _note_stop(records: Records, stop: Stop, wanted: Counts) -> None:
    """Tell the privacy officers once why nothing is deleted; the same stop again is no news."""
    with records.peek() as look:
        last = next(iter(look.db.table("sweeps").rows_where(order_by="id DESC", limit=1)), None)
        at = to_text(look.now)
    if last is not None and last["stop"] == stop and last["confirmed_at"] is None:
        with records.step() as step:
            step.db.table("sweeps").update(last["id"], {"at": at, **asdict(wanted)})
        return
    with records.act(KEEPER) as act:
        act.db.table("sweeps").insert({"at": at, "stop": stop.value, **asdict(wanted)})
        act.log(Event.RETENTION_STOPPED, reason=stop.value, **asdict(wanted))
        notify_roles(act, [Role.PRIVACY_OFFICER], NoticeKind.SWEEP_STOPPED, "retention:sweep")
