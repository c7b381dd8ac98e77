from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from redactor import FailedClosed, Redactor, Session
from redactor.language import is_foreign
from redactor.policy import Policy
from redactor.said import Said
from redactor.spans import Span

Make = Callable[..., Session]

SPANISH = (
    "hola buenos dias compre unos zapatos la semana pasada pero todavia no llegaron a casa y"
    " quisiera saber cuando van a entregarlos porque los necesito para una fiesta este viernes"
)
GERMAN = (
    "guten Tag ich habe letzte Woche Schuhe bestellt aber das Paket ist noch immer nicht da"
    " und ich wollte fragen wann es kommt weil ich die Schuhe am Freitag brauche"
)
FINNISH = (
    "hei tilasin viime viikolla kengät mutta paketti ei ole vieläkään saapunut kotiin ja haluaisin"
    " tietää milloin se toimitetaan koska tarvitsen niitä perjantaina juhliin kiitos avusta"
)


@pytest.mark.parametrize(
    "texts",
    [
        (FINNISH,),
        (FINNISH[:60], FINNISH[60:]),
        ("Меня зовут Иван Петров",),
        ("我的名字是李明，我的订单在哪里",),
    ],
)
def test_a_language_the_engine_cannot_read_fails_closed(
    cheap: Redactor, session_of: Make, texts: tuple[str, ...]
) -> None:
    with pytest.raises(FailedClosed) as failure:
        cheap.redact(session_of(*[("visitor", text) for text in texts]))
    assert failure.value.reason == "unknown_language"


@pytest.mark.parametrize(
    "text",
    [
        "sup bro wheres my pkg lol its bin 3 wks smh u guys r so slow i want my money back rn pls",
        "hola",
        SPANISH,
        GERMAN,
        "I cannot log in 🙂 ¯\\_(ツ)_/¯ naïve café",
        "Sara Lee\n12 Rosewood Lane\nLeeds\nsara@lee.example\n2125550187",
        "",
        "5 µg, 3ª",
    ],
)
def test_chat_english_is_read(cheap: Redactor, session_of: Make, text: str) -> None:
    cheap.redact(session_of(("visitor", text)))


def test_what_the_company_writes_is_not_judged(cheap: Redactor, session_of: Make) -> None:
    cheap.redact(session_of(("agent", FINNISH), ("visitor", "sorry?")))


def test_a_policy_may_read_any_language(
    cheap_detector: object, session_of: Make, tmp_path: Path
) -> None:
    path = tmp_path / "any.toml"
    path.write_text('name = "any"\nversion = 1\nany_language = true\n')
    redactor = Redactor(policy=Policy.load(path), detector=cheap_detector)  # type: ignore[arg-type]
    assert redactor.redact(session_of(("visitor", FINNISH))).policy == "any@1"


def test_one_message_in_an_unknown_language_falls_to_strict(
    cheap_detector: Any, session_of: Make
) -> None:
    def july(text: str) -> Span:
        at = text.index("July")
        return Span(start=at, end=at + 4, entity="DATE_TIME", score=0.9, source="pattern:date")

    class Months:
        model = cheap_detector.model
        find_shapes = cheap_detector.find_shapes

        def find(self, chats: list[list[Said]]) -> list[list[tuple[Span, ...]]]:
            return [[(july(text),) for _, text in chat] for chat in chats]

    session = session_of(
        ("visitor", "hello i move in July to a new flat"),
        ("visitor", "hei muutan uuteen kotiin July kiitos paljon"),
    )
    redacted = Redactor(detector=Months()).redact(session)
    english, finnish = (message.text for message in redacted.messages)
    assert "July" in english
    assert "July" not in finnish


@pytest.mark.parametrize("text", [SPANISH, GERMAN, "sup bro wheres my pkg lol smh u guys"])
def test_known_languages_are_masked_as_the_policy_says(text: str) -> None:
    assert not is_foreign(text, ())
    assert is_foreign(FINNISH, ())


def test_names_do_not_make_a_language_foreign() -> None:
    name = "Szczepan Wróbel Krzysztof Brzęczyszczykiewicz Włodarczyk"
    text = f"please call {name} about the order"
    start = text.index(name)
    person = Span(
        start=start, end=start + len(name), entity="PERSON", score=1.0, source="identity:name"
    )
    assert not is_foreign(text, [person])
