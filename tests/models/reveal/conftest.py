"""A chat with a name in it, and who asks to see the name."""

from collections.abc import Callable

import pytest

from models.actors import Actor
from models.records import Records
from models.reveal.reveal_words import Reveal, RevealReason
from models.reveal.reveals import ask_reveal, decide_reveal
from tests.models.reveal.asking import CHAT, NOTE, PLACE, RULES, Ask


@pytest.fixture
def session_id(keep_one: Callable[..., str]) -> str:
    return keep_one(**CHAT)


@pytest.fixture
def ask(records: Records, reader: Actor, session_id: str, officer: Actor) -> Ask:
    def asking(by: Actor = reader, **changes: object) -> Reveal:
        fields: dict[str, object] = {
            "revision": 1,
            "place": PLACE,
            "reason": RevealReason.ADVICE,
            "note": NOTE,
            "minutes": 10,
            "rules": RULES,
        }
        with records.act(by) as act:
            return ask_reveal(act, session_id, **(fields | changes))  # type: ignore[arg-type]

    return asking


@pytest.fixture
def approve(records: Records, officer: Actor) -> Callable[[Reveal], Reveal]:
    def approving(reveal: Reveal) -> Reveal:
        with records.act(officer) as act:
            return decide_reveal(act, reveal.id, approve=True)

    return approving
