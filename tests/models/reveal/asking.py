"""What is asked for in these tests, and how it is shown."""

from collections.abc import Callable

from models.actors import Actor
from models.log.events import Event
from models.records import Records
from models.reveal.reveal_words import MaskPlace, Reveal, RevealRules
from models.reveal.revealing import Revealed, show_reveal
from tests.models.scene import told

VALUE = "Quillon Vexbury"
RULES = RevealRules(most_minutes=60)
NOTE = "The reply speaks of a second account."
CHAT = told(
    f"Hi, {VALUE} here", "Hello, how can I help?", masking={VALUE: ("PERSON", "[PERSON_1]")}
)
PLACE = MaskPlace(position=1, label="[PERSON_1]")
Ask = Callable[..., Reveal]


def show(records: Records, by: Actor, reveal: Reveal) -> Revealed:
    with records.act(by) as act:
        return show_reveal(act, reveal.id)


def events(records: Records, event: Event) -> list[tuple[str, str]]:
    with records.peek() as look:
        return look.db.execute(
            "SELECT outcome, reason FROM entries WHERE event = ? ORDER BY seq", [event]
        ).fetchall()
