import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor import FailedClosed, Identity, Message, Redactor, Session
from redactor.conversation import Action, Finding
from redactor.detection import Detector
from redactor.engine import load_detector
from redactor.policy import Policy, Rule
from redactor.reading import same
from redactor.said import Said
from redactor.second_look import _open_letters, _squash
from redactor.spans import Span


class OnlyOnce:
    """Finds a word in the first place it stands and nowhere else."""

    model = "once@1"

    def __init__(
        self, word: str, entity: str = "USERNAME", *, score: float = 0.9, source: str = "test:once"
    ) -> None:
        self.word, self.entity, self.score, self.source = word, entity, score, source

    def find(self, chats: Sequence[Sequence[Said]]) -> list[list[tuple[Span, ...]]]:
        return [[self.find_first(text) for _, text in chat] for chat in chats]

    def find_first(self, text: str) -> tuple[Span, ...]:
        if text.split()[0] != self.word:
            return ()
        at = 0
        span = Span(
            start=at,
            end=at + len(self.word),
            entity=self.entity,
            score=self.score,
            source=self.source,
        )
        return (span,)

    def find_shapes(self, text: str) -> tuple[Span, ...]:
        return ()


class NeverDone:
    """Finds its entity in any text, masked or not, where no mask is."""

    model = "never@1"

    def find(self, chats: Sequence[Sequence[Said]]) -> list[list[tuple[Span, ...]]]:
        span = Span(start=0, end=1, entity="USERNAME", score=0.9, source="test:never")
        return [[(span,) for _ in chat] for chat in chats]

    def find_shapes(self, text: str) -> tuple[Span, ...]:
        at = text.rfind("]") + 1
        at += text[at:].startswith(" ")
        if at + 3 > len(text):
            return ()
        return (Span(start=at, end=at + 1, entity="USERNAME", score=0.9, source="test:never"),)


def text_of(redactor: Redactor, *texts: str) -> list[str]:
    session = Session(id="s", messages=tuple(Message(text=text) for text in texts))
    return [message.text for message in redactor.redact(session).messages]


FOREIGN = "hei muutan uuteen kotiin {} kiitos paljon"


@pytest.fixture(scope="module")
def rules() -> Detector:
    return load_detector(model=False)


@pytest.mark.parametrize("again", ["kx7q", "KX7Q", "k x 7 q", "k-x-7-q", "ｋｘ７ｑ", "k\u200bx7q"])
def test_a_masked_value_does_not_survive_elsewhere(again: str) -> None:
    redactor = Redactor(detector=OnlyOnce("kx7q"))
    assert text_of(redactor, "kx7q", f"so {again} it is")[1] == "so [USERNAME_1] it is"


def test_a_value_inside_another_word_is_no_survivor() -> None:
    redactor = Redactor(detector=OnlyOnce("ann", "ACCOUNT_ID"))
    assert text_of(redactor, "ann", "my annual plan") == ["[ACCOUNT_1]", "my annual plan"]


def test_an_ordinary_word_is_no_survivor() -> None:
    redactor = Redactor(detector=OnlyOnce("please", "PASSWORD"))
    assert text_of(redactor, "please", "help me please")[1] == "help me please"


def test_what_a_recognizer_finds_only_in_the_masked_text_is_masked_too() -> None:
    class Late(OnlyOnce):
        def find_shapes(self, text: str) -> tuple[Span, ...]:
            at = text.find("late")
            return (
                (Span(start=at, end=at + 4, entity="SECRET", score=0.9, source="test:late"),)
                if at >= 0
                else ()
            )

    redactor = Redactor(detector=Late("kx7q"))
    assert text_of(redactor, "kx7q and then late words") == [
        "[USERNAME_1] and then [SECRET_1] words"
    ]


class Listening(OnlyOnce):
    """Keeps what is asked of it on second look."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.asked: list[str] = []

    def find_shapes(self, text: str) -> tuple[Span, ...]:
        self.asked.append(text)
        start = text.find("4417")
        found = Span(start=start, end=start + 4, entity="USERNAME", score=0.9, source="test:shape")
        return (found,) if start >= 0 else ()


def test_recognizers_that_look_for_numbers_are_not_shown_those_of_labels() -> None:
    detector = Listening("rex2011")
    session = Session(id="s", messages=(Message(text="rex2011 opens 12 doors, 4417 one more"),))
    result = Redactor(detector=detector).redact(session)
    assert detector.asked[0] == "[USERNAME_X] opens 12 doors, 4417 one more"
    assert result.messages[0].text == "[USERNAME_1] opens 12 doors, [USERNAME_2] one more"


def test_recognizers_are_asked_once_of_a_masked_text_and_every_detector_is() -> None:
    first, second = Listening("rex2011"), Listening("rex2011")
    for detector in (first, first, second):
        text_of(Redactor(detector=detector), "rex2011 opens 12 doors, 4417 one more")
    assert first.asked == second.asked
    assert len(first.asked) == len(set(first.asked)) > 0


def hidden(start: int, end: int) -> Finding:
    return Finding(
        start=start,
        end=end,
        entity="SECRET",
        score=0.9,
        label="[SECRET_1]",
        source="test:hidden",
        action=Action.MASK,
    )


@given(text=st.text("aB1 -_.", max_size=30), cuts=st.sets(st.integers(0, 30), max_size=8))
def test_what_is_in_the_open_is_the_same_with_and_without_its_places(
    text: str, cuts: set[int]
) -> None:
    places = sorted(cut for cut in cuts if cut <= len(text))
    findings = [hidden(*pair) for pair in zip(places[::2], places[1::2], strict=False)]
    letters, _ = _squash(same(text), findings)
    assert re.sub("\x00+", "\x00", letters) == re.sub(
        "\x00+", "\x00", _open_letters(text, findings)
    )


def test_what_survives_every_round_fails_closed() -> None:
    with pytest.raises(FailedClosed) as failure:
        text_of(Redactor(detector=NeverDone()), "a long enough text to never be done with")
    assert failure.value.reason == "survivor"
    assert "enough" not in str(failure.value)


def test_the_identity_is_looked_for_on_second_look_too(cheap: Redactor) -> None:
    session = Session(
        id="s",
        messages=(Message(text="I am Sara Lee"), Message(text="s a r a l e e")),
        identity=Identity(name="Sara Lee"),
    )
    assert cheap.redact(session).messages[1].text == "[PERSON_1]"


@pytest.mark.parametrize(
    ("again", "masked"),
    [("so Macron it is", True), ("with the macron", False), ("Macron, Macron, Macron?", False)],
)
def test_an_unsure_name_of_one_word_is_spread_with_care(again: str, masked: bool) -> None:
    redactor = Redactor(detector=OnlyOnce("Macron", "PERSON", score=0.58, source="model:once"))
    assert ("acron" not in text_of(redactor, "Macron", again)[1]) == masked


def test_a_short_number_is_sought_again_only_where_it_is_a_secret() -> None:
    error = "it says error 771"
    assert text_of(Redactor(detector=OnlyOnce("771", "ACCOUNT_ID")), "771", error)[1] == error
    assert "771" not in text_of(Redactor(detector=OnlyOnce("771", "SECRET")), "771", error)[1]


@pytest.mark.parametrize("again", ["７７１", "٧٧١", "𝟕𝟕𝟏"])
def test_a_value_in_other_digits_does_not_survive(again: str) -> None:
    redactor = Redactor(detector=OnlyOnce("771", "SECRET"))
    assert text_of(redactor, "771", f"it says error {again}")[1] == "it says error [SECRET_1]"


def test_what_is_allowed_is_no_survivor(rules: Detector) -> None:
    said = "my name is Sara Lee, I wrote to @aurelohelp"
    redactor = Redactor(allow=["@aurelohelp"], detector=rules)
    assert text_of(redactor, said) == ["my name is [PERSON_1], I wrote to @aurelohelp"]
    assert "aurelohelp" not in text_of(Redactor(detector=rules), said)[0]


def test_what_only_strict_masks_is_no_survivor_where_strict_does_not_read(rules: Detector) -> None:
    day = "12/03/2024"
    said = f"i ordered it on {day}"
    assert text_of(Redactor(detector=rules), said, FOREIGN.format(day)) == [
        said,
        FOREIGN.format("[DATE_1]"),
    ]


def test_what_a_policy_keeps_is_no_survivor() -> None:
    standard = Policy.load("standard")
    keeping = replace(
        standard, rules={**standard.rules, "ORDER_ID": Rule(action=Action.KEEP, threshold=0.5)}
    )
    foreign = f"kx7q {FOREIGN.format('nyt')}"
    redactor = Redactor(keeping, detector=OnlyOnce("kx7q", "ORDER_ID"))
    assert text_of(redactor, "so k-x-7-q it is", foreign)[0] == "so k-x-7-q it is"
    redactor = Redactor(detector=OnlyOnce("kx7q", "ORDER_ID"))
    assert text_of(redactor, "so k-x-7-q it is", foreign)[0] == "so [ORDER_1] it is"


class FoundOnce:
    """Finds these spans of a value in the messages that begin so, by entity and score."""

    model = "found@1"

    def __init__(self, value: str, **found: tuple[tuple[str, float], ...]) -> None:
        self.value, self.found = value, found

    def find(self, chats: Sequence[Sequence[Said]]) -> list[list[tuple[Span, ...]]]:
        return [[self.find_in(text) for _, text in chat] for chat in chats]

    def find_in(self, text: str) -> tuple[Span, ...]:
        at = text.find(self.value)
        return tuple(
            Span(
                start=at, end=at + len(self.value), entity=entity, score=score, source="test:found"
            )
            for entity, score in self.found.get(text.split()[0], ())
            if at >= 0
        )

    def find_shapes(self, text: str) -> tuple[Span, ...]:
        return ()


def test_a_password_that_strict_takes_for_a_date_as_well_is_sought_again() -> None:
    value = "12-03-2024"
    both = (("PASSWORD", 0.6), ("DATE_TIME", 0.9))
    redactor = Redactor(detector=FoundOnce(value, hei=both))
    said, again = FOREIGN.format(value), f"so {value} it is then, is that right"
    assert text_of(redactor, said, again) == [
        FOREIGN.format("[PASSWORD_1]"),
        "so [PASSWORD_1] it is then, is that right",
    ]
    only = Redactor(detector=FoundOnce(value, hei=both[1:]))
    assert text_of(only, said, again)[1] == again


def test_a_number_that_a_foreign_message_takes_for_a_date_stays_a_number() -> None:
    value = "12-03-2024"
    found = {"my": (("ORDER_ID", 0.6),), "hei": (("DATE_TIME", 0.85),)}
    redactor = Redactor(detector=FoundOnce(value, i=(("DATE_TIME", 0.7),), **found))
    texts = [f"my order number is {value}", FOREIGN.format(value), f"i ordered it on {value}"]
    masked = [text.replace(value, "[ORDER_1]") for text in texts]
    assert text_of(redactor, *texts) == masked
    assert text_of(redactor, *texts[1:])[1] == texts[2]
