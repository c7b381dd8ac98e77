"""A street, its town, its quarter and its landmark are one address; other words are not of it."""

import pytest

from redactor.neighbours import find_beside
from tests.redactor.widening import span_of, turn_of, widened


@pytest.mark.parametrize(
    ("text", "value", "whole"),
    [
        ("born then. Tŷ Bryn, 4 Chapel Row.", "4 Chapel Row", "Tŷ Bryn, 4 Chapel Row"),
        ("is it lot 14 Stringy Track", "14 Stringy Track", "lot 14 Stringy Track"),
        ("12 Oak Street, flat 3 please", "12 Oak Street", "12 Oak Street, flat 3"),
        ("at Rua da Vista à Graça 31 first", "Rua da Vista", "Rua da Vista à Graça 31"),
        ("my adress flat 3 the maltings coz", "flat 3", "flat 3 the maltings"),
        (
            "Rua das Flores, 21, casa dos fundos?",
            "Rua das Flores, 21",
            "Rua das Flores, 21, casa dos fundos",
        ),
        ("still 3 Prinsessens Gade?", "3 Prinsessens", "3 Prinsessens Gade"),
    ],
)
def test_an_address_is_taken_whole(text: str, value: str, whole: str) -> None:
    assert (whole, "STREET_ADDRESS") in widened(text, (value, "STREET_ADDRESS"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("king room 308, $159", "king"),
        ("PHASE 2 NOT PHASE 1", "PHASE 2"),
        ("Yes, 4 Chapel Row", "4 Chapel Row"),
        ("12 Oak Street the parcel", "12 Oak Street"),
        ("12 Oak Street bus stop", "12 Oak Street"),
        ("12 Oak Street portal says", "12 Oak Street"),
    ],
)
def test_an_address_takes_nothing_else_along(text: str, value: str) -> None:
    assert widened(text, (value, "STREET_ADDRESS")) == set()


def test_what_stands_between_street_and_postcode_is_masked() -> None:
    text = "to 4 Chapel Row, Hexham, NE46 9ZZ?"
    parts = ("4 Chapel Row", "STREET_ADDRESS"), ("NE46 9ZZ", "POSTAL_CODE")
    assert (", Hexham, ", "STREET_ADDRESS") in widened(text, *parts)
    text = "4 Chapel Row is what I said, NE46 9ZZ"
    assert widened(text, *parts) == set()


def test_digits_between_street_and_town_are_its_postcode() -> None:
    parts = ("Vesterbro 4", "STREET_ADDRESS"), ("Odense", "LOCATION")
    assert ("5000", "POSTAL_CODE") in widened("it is Vesterbro 4, 5000 Odense", *parts)
    assert widened("from Vesterbro 4 it is 5000 steps to Odense", *parts) == set()


def test_capitals_between_town_and_code_are_its_state() -> None:
    parts = ("Bangor", "LOCATION"), ("04699", "POSTAL_CODE")
    assert ("ME", "LOCATION") in widened("it is Bangor, ME 04699 now", *parts)
    assert widened("Bangor or 04699", *parts) == set()


@pytest.mark.parametrize(
    ("text", "value", "town"),
    [
        ("still 12 Rope Walk, Penzance?", "12 Rope Walk", "Penzance"),
        ("14 CINDER RD, GOOSE CREEK. NOT THE SHED", "14 CINDER RD", "GOOSE CREEK"),
        ("9 FERRY RD, SUMMERVILLE. THANKS", "9 FERRY RD", "SUMMERVILLE"),
        ("Rua do Sol, 22 fundos, Gravataí?", "Rua do Sol, 22", "Gravataí"),
        ("Beukenlaan 4 bus 2, Lokeren", "Beukenlaan 4", "Lokeren"),
        ("12 Rope Walk, Sara.", "12 Rope Walk", None),
        ("12 Rope Walk, Thanks!", "12 Rope Walk", None),
        ("12 Rope Walk, Danke!", "12 Rope Walk", None),
        ("12 Rope Walk, Mrs. Dahl", "12 Rope Walk", None),
        ("12 Rope Walk, Zoltan is here", "12 Rope Walk", None),
    ],
)
def test_a_town_may_stand_behind_its_street(text: str, value: str, town: str | None) -> None:
    found = widened(text, (value, "STREET_ADDRESS"))
    assert {value for value, entity in found if entity == "LOCATION"} == ({town} if town else set())


@pytest.mark.parametrize(
    ("text", "value", "entity", "whole"),
    [
        ("Via Roma 5, Fermo (FM)", "Fermo", "LOCATION", "Fermo (FM)"),
        ("Via Roma 5, 63900 Fermo (FM), sì", "Via Roma 5, 63900 Fermo", "STREET_ADDRESS", None),
    ],
)
def test_a_town_takes_its_province(text: str, value: str, entity: str, whole: str | None) -> None:
    assert (whole or f"{value} (FM)", entity) in widened(text, (value, entity))
    assert widened(text.replace("(FM)", "(no)"), (value, entity)) == set()


def test_the_town_of_an_address_is_sought_in_the_whole_chat() -> None:
    texts = ("Are you still on Oxford Street in Halifax?", "yes", "halifax is fine, in May too")
    turns = [turn_of(text, index) for index, text in enumerate(texts)]
    found = find_beside(turns, {0: [span_of(texts[0], "Oxford Street", "STREET_ADDRESS")]})
    assert [(index, texts[index][span.start : span.end]) for index, span in found] == [
        (0, "Halifax"),
        (2, "halifax"),
    ]


def test_a_town_is_no_part_of_a_longer_word() -> None:
    texts = ("Oxford Street in Halifax", "halifaxes, _halifax, halifax1, halifax-west")
    turns = [turn_of(text, index) for index, text in enumerate(texts)]
    found = find_beside(turns, {0: [span_of(texts[0], "Oxford Street", "STREET_ADDRESS")]})
    assert [span.start for index, span in found if index] == [texts[1].index("halifax-west")]


def test_a_street_and_its_number_are_sought_alone() -> None:
    texts = (
        "12B Oxford Street, please",
        "the lady at no 12b",
        "still on Oxford Street?",
        "12b it is",
    )
    turns = [turn_of(text, index) for index, text in enumerate(texts)]
    found = find_beside(turns, {0: [span_of(texts[0], "12B Oxford Street", "STREET_ADDRESS")]})
    assert [texts[index][span.start : span.end] for index, span in found if index] == [
        "no 12b",
        "Oxford Street",
    ]


def test_a_house_in_small_letters_is_sought_with_capitals() -> None:
    texts = (
        "flat 14 quernier house",
        "Is that Quernier House on the hill?",
        "my house, not theirs",
    )
    turns = [turn_of(text, index) for index, text in enumerate(texts)]
    found = find_beside(turns, {0: [span_of(texts[0], "flat 14 quernier house", "STREET_ADDRESS")]})
    assert [texts[index][span.start : span.end] for index, span in found if index] == [
        "Quernier House"
    ]


@pytest.mark.parametrize(
    ("text", "town", "whole"),
    [
        ("8000 Aarhus C", "Aarhus", "Aarhus C"),
        ("Vej 2, 2100 København Ø, tak", "København", "København Ø"),
        ("5230 Odense SØ", "Odense", "Odense SØ"),
        ("in 2200 København N.", "København", "København N"),
        ("9000 Aalborg SV\nDanmark", "Aalborg", "Aalborg SV"),
    ],
)
def test_a_town_takes_the_letter_of_its_district(text: str, town: str, whole: str) -> None:
    assert (whole, "LOCATION") in widened(text, (town, "LOCATION"))


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("8000 Aarhus Cykler", "Aarhus"),
        ("from Aarhus I flew", "Aarhus"),
        ("order 218000 Aarhus C", "Aarhus"),
        ("8000, Aarhus c", "Aarhus"),
    ],
)
def test_a_town_takes_no_other_letter(text: str, town: str) -> None:
    assert not [value for value, _ in widened(text, (town, "LOCATION")) if value != town]


@pytest.mark.parametrize(
    ("text", "street", "quarter"),
    [
        ("é rua das pedras 7, bairro ipê novo, cep", "rua das pedras 7", "ipê novo"),
        ("calle olmo 5, colonia las lomas", "calle olmo 5", "las lomas"),
        ("Torweg 3, Ortsteil Neuhofen", "Torweg 3", "Neuhofen"),
        ("9 rue Verte, quartier Saint-Roch.", "9 rue Verte", "Saint-Roch"),
        ("via Olmi 8, frazione Castelrosso", "via Olmi 8", "Castelrosso"),
        ("Kaai 2 in wijk Oosterpoort", "Kaai 2", "Oosterpoort"),
    ],
)
def test_the_quarter_behind_a_street_is_of_the_address(
    text: str, street: str, quarter: str
) -> None:
    assert (quarter, "LOCATION") in widened(text, (street, "STREET_ADDRESS"))


@pytest.mark.parametrize(
    "text",
    [
        "calle olmo 5 y mi barrio es tranquilo de noche",
        "calle olmo 5, barrio muy tranquilo de noche",
    ],
)
def test_a_quarter_without_a_name_stays(text: str) -> None:
    assert all(
        entity != "LOCATION" for _, entity in widened(text, ("calle olmo 5", "STREET_ADDRESS"))
    )


@pytest.mark.parametrize(
    ("text", "first", "second", "whole"),
    [
        (
            "Flat 2C, Lake View, behind Ganesh mandir, 7th Main",
            "Flat 2C, Lake View",
            "Ganesh mandir, 7th Main",
            "Flat 2C, Lake View, behind Ganesh mandir, 7th Main",
        ),
        (
            "H.No 4-1-9, opp. Shell pump, Park Lane",
            "H.No 4-1-9",
            "Park Lane",
            "H.No 4-1-9, opp. Shell pump, Park Lane",
        ),
        (
            "Rua Nova 4, ao lado da padaria, Beco do Sal 2",
            "Rua Nova 4",
            "Beco do Sal 2",
            "Rua Nova 4, ao lado da padaria, Beco do Sal 2",
        ),
        (
            "Hof 3 hinter der Kirche, Am Anger",
            "Hof 3",
            "Am Anger",
            "Hof 3 hinter der Kirche, Am Anger",
        ),
        (
            "12 Marl Row next to Pond Cottage",
            "12 Marl Row",
            "Pond Cottage",
            "12 Marl Row next to Pond Cottage",
        ),
    ],
)
def test_a_landmark_joins_the_halves_of_an_address(
    text: str, first: str, second: str, whole: str
) -> None:
    found = widened(text, (first, "STREET_ADDRESS"), (second, "STREET_ADDRESS"))
    assert (whole, "STREET_ADDRESS") in found


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("12 Marl Row and then to 4 Pond Lane", "12 Marl Row", "4 Pond Lane"),
        ("12 Marl Row is not behind 4 Pond Lane", "12 Marl Row", "4 Pond Lane"),
        ("BLK 2 LOT 9 NOT LOT 8", "BLK 2 LOT 9", "LOT 8"),
        ("12 Marl Row. Behind it, 4 Pond Lane", "12 Marl Row", "4 Pond Lane"),
        ("12 Marl Row, behind which I waited all day, 4 Pond Lane", "12 Marl Row", "4 Pond Lane"),
    ],
)
def test_other_words_do_not_join_two_addresses(text: str, first: str, second: str) -> None:
    assert not widened(text, (first, "STREET_ADDRESS"), (second, "STREET_ADDRESS"))
