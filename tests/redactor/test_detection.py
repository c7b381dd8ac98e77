import re
from collections.abc import Sequence

import pytest
from presidio_analyzer import Pattern, PatternRecognizer

from redactor.detection import CHUNK, TextDetector, _is_any_year, _is_article, _is_plausible
from redactor.said import Named, Said


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


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("QAML-5013", "PERSON"),
        ("Buongiorno", "PERSON"),
        ("Guten Tag", "PERSON"),
        ("Góðan daginn", "PERSON"),
        ("Takk fyrir", "PERSON"),
        ("kkkkk", "PERSON"),
        ("I", "PERSON"),
        ("hun", "PERSON"),
        ("u", "PERSON"),
        ("room", "STREET_ADDRESS"),
        ("23.4.1180", "STREET_ADDRESS"),
        ("6,000", "STREET_ADDRESS"),
        ("4.18.0.3371", "PHONE_NUMBER"),
        ("1.1.1.1", "PHONE_NUMBER"),
        ("VIN:", "PERSON"),
        ("daneben", "PERSON"),
        ("bezorgen", "PERSON"),
        ("lavastoviglie", "PERSON"),
        ("encargado", "PERSON"),
        ("galti", "PERSON"),
        ("lah", "PERSON"),
    ],
)
def test_codes_greetings_and_decimals_are_no_names(text: str, entity: str) -> None:
    assert not _is_plausible(text, entity)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Ciara Moin", "PERSON"),
        ("Danke Ulla", "PERSON"),
        ("Casal", "PERSON"),
        ("maja", "PERSON"),
        ("zé", "PERSON"),
        ("Takk Bjarki", "PERSON"),
        ("S", "PERSON"),
        ("Po", "PERSON"),
        ("77", "STREET_ADDRESS"),
    ],
)
def test_names_and_house_numbers_stay(text: str, entity: str) -> None:
    assert _is_plausible(text, entity)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("The", "DATE_OF_BIRTH"),
        ("bsc", "DATE_OF_BIRTH"),
        ("young", "AGE"),
        ("+1", "PHONE_NUMBER"),
        ("(", "PHONE_NUMBER"),
        ("bless", "EMAIL_ADDRESS"),
        ("Eircode", "POSTAL_CODE"),
        ("CPF", "ORDER_ID"),
        ("PESEL", "PERSON"),
        ("24.0.5", "SECRET"),
        ("18 442,7", "ID_DOCUMENT"),
        ("1,204.50", "ACCOUNT_ID"),
        ("551.86", "ACCOUNT_ID"),
        ("192.168.0.1", "ID_DOCUMENT"),
        ("₱145", "ORDER_ID"),
        ("200 zł", "STREET_ADDRESS"),
        ("window", "ACCOUNT_ID"),
    ],
)
def test_a_number_has_what_makes_it_one(text: str, entity: str) -> None:
    assert not _is_plausible(text, entity)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("The sixth", "DATE_OF_BIRTH"),
        ("October", "DATE_OF_BIRTH"),
        ("zweiter März", "DATE_OF_BIRTH"),
        ("quatorze juillet", "DATE_OF_BIRTH"),
        ("dodici maggio", "DATE_OF_BIRTH"),
        ("sixteen", "AGE"),
        ("vierzig", "AGE"),
        ("quarenta e dois", "AGE"),
        ("oh seven seven double oh", "PHONE_NUMBER"),
        ("313", "PHONE_NUMBER"),
        ("sara dot lee", "EMAIL_ADDRESS"),
        ("moonpost", "EMAIL_ADDRESS"),
        ("two eight zero one four", "POSTAL_CODE"),
        ("RMV", "ORDER_ID"),
        ("KZT", "ID_DOCUMENT"),
        ("12.345.678", "ID_DOCUMENT"),
        ("seven four whiskey", "ID_DOCUMENT"),
        ("swordfish", "SECRET"),
    ],
)
def test_a_number_in_words_or_in_part_stays(text: str, entity: str) -> None:
    assert _is_plausible(text, entity)


@pytest.mark.parametrize(
    ("text", "before", "any_year"),
    [
        ("the roof down as 1974 it was done again", "", True),
        ("i was born in 1974 you know", "", False),
        ("1974", "", False),
        ("well it was in 1974 then", "your year of birth?", False),
        ("geboren bin ich 1974 in Halle", "", False),
        ("nací en 1974 en el norte", "", False),
    ],
)
def test_a_year_is_a_birth_where_a_birth_is_spoken_of(
    text: str, before: str, *, any_year: bool
) -> None:
    assert _is_any_year("1974", "DATE_OF_BIRTH", text, [before]) is any_year


@pytest.mark.parametrize(
    ("text", "after", "article"),
    [
        ("Art", ". 17 GDPR", True),
        ("art.", " 6 says so", True),
        ("Art", " called about 17 boxes", False),
        ("Art", ".", False),
        ("Arthur", ". 17 boxes", False),
    ],
)
def test_an_article_of_law_is_nobody_called_art(text: str, after: str, article: bool) -> None:
    assert _is_article(text, after) is article
