import re
from collections.abc import Sequence
from re import _parser
from threading import Event, Thread

import pytest
from presidio_analyzer import Pattern, PatternRecognizer

from redactor import Message, Redactor, Session
from redactor.detection import CHUNK, OVERLAP, TextDetector
from redactor.recognizers import SOURCE_KEY, build_recognizers
from redactor.recognizers.base import ShapeRecognizer
from redactor.recognizers.countries import COUNTRIES
from redactor.recognizers.special_category import SpecialCategoryRecognizer
from redactor.said import Named, Said
from service.demo.chatfile import read_chats


class Model:
    """Stands where the language model does: finds "Sara", keeps what it is given."""

    def __init__(self) -> None:
        self.seen: list[Sequence[Said]] = []

    def find(self, chat: Sequence[Said]) -> list[list[Named]]:
        self.seen.append(chat)
        return [
            [Named(*found.span(), "PERSON", 0.7) for found in re.finditer("Sara", text)]
            for _, text in chat
        ]


def detector(model: Model | None, **options: int) -> TextDetector:
    digits = PatternRecognizer(
        supported_entity="PHONE_NUMBER", patterns=[Pattern("digits", r"\d{7}", 0.7)]
    )
    return TextDetector(model, [digits], model="fake@3", **options)


def chat(*texts: str) -> list[Said]:
    return [Said(by_visitor=True, text=text) for text in texts]


def test_model_and_recognizers_find_with_their_source() -> None:
    ((found,),) = detector(Model()).find([chat("Sara 5550187")])
    assert [(s.entity, s.start, s.end, s.source, s.score) for s in found] == [
        ("PERSON", 0, 4, "model:fake", 0.7),
        ("PHONE_NUMBER", 5, 12, "pattern:phone_number", 0.7),
    ]


def test_a_chat_is_read_in_one_and_what_is_found_is_of_its_message() -> None:
    model = Model()
    said = [Said(by_visitor=False, text="hi"), *chat("", "it is Sara", "Sara\nand 5550187 Sara")]
    (found,) = detector(model).find([said])
    assert model.seen == [said]
    assert [[(s.start, s.end) for s in spans] for spans in found] == [
        [],
        [],
        [(6, 10)],
        [(0, 4), (17, 21), (9, 16)],
    ]


def test_chats_are_found_in_their_order() -> None:
    found = detector(Model()).find([chat("a", "Sara"), [], chat("Sara")])
    assert [[len(spans) for spans in messages] for messages in found] == [[0, 1], [], [1]]


def test_without_a_model_the_recognizers_find_alone() -> None:
    ((found,),) = detector(None).find([chat("Sara 5550187")])
    assert [span.entity for span in found] == ["PHONE_NUMBER"]


def test_the_memo_is_bounded_and_holds_no_long_text() -> None:
    finds = detector(Model(), remember=3)
    finds.find([chat(*(f"text {number}" for number in range(10)), "x" * (CHUNK + 1))])
    assert list(finds._memo) == ["text 7", "text 8", "text 9"]


def test_a_long_text_is_searched_in_pieces_and_nothing_is_lost() -> None:
    text = ("some words " * 60 + "Sara 5550187 ") * 40
    ((spans,),) = detector(Model()).find([chat(text)])
    found = set(spans)
    names = {(s.start, s.end) for s in found if s.entity == "PERSON"}
    phones = {(s.start, s.end) for s in found if s.entity == "PHONE_NUMBER"}
    assert {text[slice(*place)] for place in names} == {"Sara"}
    assert len(names) == len(phones) == 40


def test_what_our_recognizers_find_is_what_they_say_in_the_words_of_presidio() -> None:
    recognizers = build_recognizers()
    detector = TextDetector(None, recognizers, model="none@0")
    texts = [line.text for chat in read_chats() for line in chat.lines]
    texts.append("I have diabetes, call +49 30 901820 or mail jo@mail.example")
    for text in texts:
        said = {
            (result.entity_type, result.start, result.end, result.score, source)
            for each in recognizers
            for result in each.analyze(text, [], None)
            if (source := (result.recognition_metadata or {})[SOURCE_KEY])
        }
        found = detector.find_shapes(text)
        assert {(s.entity, s.start, s.end, s.score, s.source) for s in found} == said
    assert "pattern:special_health" in {span.source for span in found}


KEY = ("Qk7/" * 16 + "\n") * 23
SECRETS = {
    "token": f"eyJhbGciOiJIUzI1NiJ9.{'aB3x_' * 290}.{'Zk9-' * 8}",
    "key": f"-----BEGIN PRIVATE KEY-----\n{KEY}-----END PRIVATE KEY-----",
    "cookies": "; ".join(f"part{number}=v{number}x" for number in range(110)),
}


@pytest.fixture(scope="module")
def rules() -> TextDetector:
    return TextDetector(None, build_recognizers(), model="none@0")


@pytest.mark.parametrize("secret", SECRETS)
def test_a_long_secret_is_found_whole_wherever_a_long_text_is_cut(
    rules: TextDetector, secret: str
) -> None:
    value = SECRETS[secret]
    before = "\nCookie: " if secret == "cookies" else "\n"
    for start in range(2_600, 4_000, 100):
        text = ("plain words " * 400)[: start - len(before)] + before + value + "\nand more" * 300
        covered = {at for span in rules.find_shapes(text) for at in range(span.start, span.end)}
        assert covered >= set(range(start, start + len(value))), start


def test_whoever_finds_more_than_two_pieces_share_gets_the_whole_text() -> None:
    for recognizer in build_recognizers(COUNTRIES):
        phrases = isinstance(recognizer, SpecialCategoryRecognizer)  # with any one word in them
        if isinstance(recognizer, ShapeRecognizer) and not phrases:
            widths = [
                _parser.parse(shape.regex.pattern, shape.regex.flags).getwidth()[1]
                for shape in recognizer.SHAPES
            ]
            assert recognizer.LONG or max(widths, default=0) <= OVERLAP, recognizer.name


class Busy:
    """Stands where the language model does, and sees whether two read at once."""

    def __init__(self) -> None:
        self.inside = self.most = 0
        self.entered, self.go_on = Event(), Event()

    def find(self, chat: Sequence[Said]) -> list[list[Named]]:
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.entered.set()
        assert self.go_on.wait(10)
        self.inside -= 1
        return [[] for _ in chat]


def test_engines_that_share_a_detector_wait_for_each_other_in_it() -> None:
    busy = Busy()
    shared = TextDetector(busy, [], model="busy@1")
    session = Session(id="s", messages=(Message(text="hello"),))
    threads = [
        Thread(target=engine.redact, args=(session,))
        for engine in (Redactor(detector=shared), Redactor(detector=shared))
    ]
    for thread in threads:
        thread.start()
    assert busy.entered.wait(10)
    threads[1].join(0.2)
    busy.go_on.set()
    for thread in threads:
        thread.join(10)
    assert busy.most == 1
