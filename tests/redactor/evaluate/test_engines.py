import subprocess
import sys
from collections.abc import Callable, Sequence

from redactor import Identity, Redactor, Session
from redactor.evaluate import Answer, OwnEngine
from redactor.said import Said
from redactor.spans import Span


def answer(redactor: Redactor, session: Session) -> Answer:
    (only,) = OwnEngine(redactor).answer([session])
    return only


def test_what_is_masked_is_found_with_its_source(
    cheap: Redactor, session_of: Callable[..., Session]
) -> None:
    (found,) = answer(cheap, session_of(("visitor", "I am Sara Lee"))).messages[0]
    assert (found.start, found.end, found.entity) == (5, 13, "PERSON")
    assert found.source


def test_an_agent_is_called_one(cheap: Redactor, session_of: Callable[..., Session]) -> None:
    session = session_of(("agent", "Tom Lee here"), agents=(Identity(name="Tom Lee"),))
    assert [found.entity for found in answer(cheap, session).messages[0]] == ["AGENT"]


def test_what_the_policy_keeps_is_not_masked(session_of: Callable[..., Session]) -> None:
    class Dates:
        model = "dates@1"

        def find(self, chats: Sequence[Sequence[Said]]) -> list[list[tuple[Span, ...]]]:
            span = Span(start=0, end=5, entity="DATE_TIME", score=0.9, source="pattern:date")
            return [[(span,) for _ in chat] for chat in chats]

        def find_shapes(self, text: str) -> tuple[Span, ...]:
            return ()

    assert answer(Redactor(detector=Dates()), session_of(("visitor", "3 May"))).messages == ((),)


def test_a_session_that_fails_closed_is_held_back_in_its_place(
    session_of: Callable[..., Session],
) -> None:
    class Broken:
        model = "broken@1"

        def find(self, chats: Sequence[Sequence[Said]]) -> list[list[tuple[Span, ...]]]:
            if any(text == "broken" for chat in chats for _, text in chat):
                raise RuntimeError
            return [[() for _ in chat] for chat in chats]

        def find_shapes(self, text: str) -> tuple[Span, ...]:
            return ()

    sessions = [
        Session(id=text, messages=session_of(("visitor", text)).messages)
        for text in ("one", "broken", "two")
    ]
    answers = list(OwnEngine(Redactor(detector=Broken())).answer(sessions))
    assert [each.held_back for each in answers] == ["", "engine_error", ""]
    assert answers[1].messages == ()


def test_measuring_loads_no_language_model_by_itself() -> None:
    code = (
        "import sys, redactor.evaluate, redactor.evaluate.page, redactor.evaluate.floors\n"
        "print({'spacy', 'presidio_analyzer', 'presidio_anonymizer'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
