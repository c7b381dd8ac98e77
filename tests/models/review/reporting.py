"""A chat in which a name was missed, and how it reads."""

from models.actors import Actor
from models.log.events import Event
from models.records import Records
from models.transcripts.sessions import SessionPage, keep, open_session
from tests.models.scene import WORKER, snapshot, told

CHLOE = {"Chloe": ("PERSON", "[PERSON_1]")}
TEXTS = ("Hi, Chloe Vexbury here", "Hello Chloe, one moment", "mail vexbury, or VEXBURY's desk")


def opened(records: Records, reader: Actor, session_id: str) -> SessionPage:
    with records.act(reader) as act:
        return open_session(act, session_id)


def texts(page: SessionPage) -> list[str]:
    return [message.text for message in page.messages]


def reasons(records: Records, event: Event) -> list[tuple[str, str]]:
    with records.peek() as look:
        return look.db.execute(
            "SELECT outcome, reason FROM entries WHERE event = ? ORDER BY seq", [event]
        ).fetchall()


def again(records: Records, source_id: str, *said: str, **changes: object) -> None:
    with records.act(WORKER) as act:
        keep(act, snapshot(source_id, **(told(*said, masking=CHLOE) | changes)))
