"""Reminders of requests that are due: a notice to every officer, once soon and once late."""

from datetime import timedelta

from models.accounts.notices import NoticeKind, notify_roles
from models.actors import Actor, Role
from models.log.events import Event
from models.records import Act, Records
from models.times import to_text

SOON = timedelta(days=7)
"""How long before the day a request is due its reminder comes."""


def remind(act: Act) -> int:
    """Tell the officers of each open request that is due soon or late; gives how many.

    Logs request:reminded for each.
    """
    rows = list(
        act.db.query(
            "SELECT id, CASE WHEN due_at <= :now THEN 'late' ELSE 'soon' END AS stage "
            "FROM subject_requests WHERE status <> 'closed' AND due_at <= :soon "
            "AND coalesce(reminded, '') <> CASE WHEN due_at <= :now THEN 'late' ELSE 'soon' END",
            {"now": to_text(act.now), "soon": to_text(act.now + SOON)},
        )
    )
    for row in rows:
        about = f"request:{row['id']}"
        act.db.table("subject_requests").update(row["id"], {"reminded": row["stage"]})
        told = notify_roles(act, (Role.PRIVACY_OFFICER,), NoticeKind.REQUEST_DUE, about)
        act.log(Event.REQUEST_REMINDED, about, reason=row["stage"], told=told)
    return len(rows)


def remind_due(records: Records, actor: Actor) -> int:
    """Remind of whatever is due, if anything is; gives how many."""
    with records.peek() as look:
        waiting = look.db.table("subject_requests").count_where(
            "status <> 'closed' AND due_at <= ? AND coalesce(reminded, '') <> 'late' "
            "AND (reminded IS NULL OR due_at <= ?)",
            [to_text(look.now + SOON), to_text(look.now)],
        )
    if not waiting:
        return 0
    with records.act(actor) as act:
        return remind(act)
