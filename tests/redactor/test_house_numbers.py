from collections.abc import Callable

import pytest

from redactor.house_numbers import find_house_numbers
from redactor.spans import Span
from redactor.turns import Turn

Make = Callable[..., list[Turn]]
A, V = "agent", "visitor"


def numbers(turns: list[Turn], *, address: str = "") -> list[str]:
    """What is found where `address` was found already in every message that has it."""
    seen = {
        turn.index: [
            Span(
                start=turn.text.index(address),
                end=turn.text.index(address) + len(address),
                entity="STREET_ADDRESS",
                score=0.9,
                source="model:any",
            )
        ]
        for turn in turns
        if address and address in turn.text
    }
    return [
        turns[index].text[span.start : span.end] for index, span in find_house_numbers(turns, seen)
    ]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("my house number is 71", "71"),
        ("Hausnummer 8a, bitte klingeln", "8a"),
        ("huisnummer: 212", "212"),
        ("el numero de la casa es 5", "5"),
        ("she lives at 63 you know", "63"),
        ("der wohnt in nr 12", "12"),
        ("the lady from number 15 took it", "15"),
        ("left with the neighbour at 9b", "9b"),
        ("ask mrs oduya at 33", "33"),
        ("la vecina del 27 lo tiene", "27"),
        ("la voisine du 3 l'a pris", "3"),
        ("buurvrouw van 40", "40"),
    ],
)
def test_a_number_is_of_a_house_by_the_words_before_it(
    turns_of: Make, said: str, number: str
) -> None:
    assert numbers(turns_of((V, said))) == [number]


@pytest.mark.parametrize(
    "said",
    [
        "la voisine du 3e",
        "le voisin du 12e a signé",
        "she lives in 2 rooms",
        "lived at 30 degrees",
        "a family of 4",
        "someone from 3 companies called",
        "people at 7pm",
        "the man on 50% pay",
        "order number 71",
        "it is at 44",
        "number nineteen on the list",
    ],
)
def test_other_numbers_are_of_no_house(turns_of: Make, said: str) -> None:
    assert numbers(turns_of((V, said))) == []


@pytest.mark.parametrize(
    "said", ["Who lives at 52?", "the order was for 52.", "52?? where is that", "not 52, surely"]
)
def test_the_number_of_a_known_address_is_found_again(turns_of: Make, said: str) -> None:
    turns = turns_of((A, "It went to 52 Fallow Rise"), (A, "So"), (A, said))
    assert numbers(turns, address="52 Fallow Rise") == ["52"]


@pytest.mark.parametrize(
    "said", ["it cost 52 euro", "52 boxes", "at 52%", "table 52", "about 5,052", "from 52 minutes"]
)
def test_other_numbers_are_not_that_of_the_address(turns_of: Make, said: str) -> None:
    turns = turns_of((A, "It went to 52 Fallow Rise"), (A, "So"), (A, said))
    assert numbers(turns, address="52 Fallow Rise") == []


def test_the_number_of_a_room_is_not_sought(turns_of: Make) -> None:
    turns = turns_of((A, "Breakfast is in room 214"), (A, "So 214."))
    assert numbers(turns, address="room 214") == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("71?? i am 17", ["71", "17"]),
        ("no, seventeen. one seven", ["seventeen", "one seven"]),
        ("nein, 17a", ["17a"]),
        ("it should be 17", ["17"]),
        ("17 not 71", ["17", "71"]),
        ("NO. 17. SEVENTEEN. 5 TIMES I SAID SO", ["17", "SEVENTEEN"]),
        ("it's 17. I told your man on the 3rd", ["17"]),
    ],
)
def test_a_reply_to_an_address_may_be_its_number(
    turns_of: Make, said: str, found: list[str]
) -> None:
    turns = turns_of((A, "Dropped at 71 Fallow Rise, is that you?"), (V, said))
    assert sorted(numbers(turns, address="71 Fallow Rise")) == sorted(found)


@pytest.mark.parametrize("said", ["i paid 17", "17 times now", "yes", "call me at 9 tomorrow"])
def test_other_replies_hold_no_number_of_a_house(turns_of: Make, said: str) -> None:
    turns = turns_of((A, "Dropped at 71 Fallow Rise, is that you?"), (V, said))
    assert numbers(turns, address="71 Fallow Rise") == []


def test_a_second_number_beside_an_address_is_found(turns_of: Make) -> None:
    turns = turns_of((V, "between Fallow Rise 31 and 33, by the shop"))
    assert numbers(turns, address="Fallow Rise 31") == ["33"]
    turns = turns_of((V, "Fallow Rise 31 and 33 boxes"))
    assert numbers(turns, address="Fallow Rise 31") == []


@pytest.mark.parametrize("said", ["for 52 and 54. Was it?", "with 52 and 54", "not 52 or 54"])
def test_the_number_beside_a_known_one_is_found(turns_of: Make, said: str) -> None:
    turns = turns_of((A, "It went to 52 Fallow Rise"), (A, "So"), (A, said))
    assert sorted(numbers(turns, address="52 Fallow Rise")) == ["52", "54"]


def test_what_a_reply_said_is_known_from_then_on(turns_of: Make) -> None:
    turns = turns_of(
        (A, "Dropped at 71 Fallow Rise, is that you?"),
        (V, "no, 17"),
        (A, "Restored for 17 and 71."),
    )
    assert numbers(turns, address="71 Fallow Rise") == ["17", "17", "71"]


def test_a_known_number_in_words_is_known_in_figures(turns_of: Make) -> None:
    turns = turns_of((V, "number fourteen Fallow Rise"), (A, "So"), (A, "It was for 14."))
    assert numbers(turns, address="number fourteen Fallow Rise") == ["14"]


def test_who_is_in_which_house_is_found_beside_an_address(turns_of: Make) -> None:
    turns = turns_of((V, "fallow court number 27. june is in 29 with the baby"))
    assert numbers(turns, address="fallow court number 27") == ["29"]


def test_a_number_in_words_is_one_where_addresses_are_spoken_of(turns_of: Make) -> None:
    turns = turns_of((A, "Is it 9 Fallow Rise?"), (V, "she says it should be number nineteen stop"))
    assert numbers(turns, address="9 Fallow Rise") == ["nineteen"]


@pytest.mark.parametrize("said", ["old Tom in 2/38 wants it", "it went to 14/38 again", "2A/38."])
def test_another_flat_of_a_known_house_is_found(turns_of: Make, said: str) -> None:
    turns = turns_of((V, "i'm at 5/38 Magpie Cres"), (V, said))
    assert len(numbers(turns, address="5/38 Magpie Cres")) == 1


@pytest.mark.parametrize(
    "said", ["since 2/38/19", "on 5/11", "4/39 then", "1/38% off", "a-2/38", "9/12"]
)
def test_other_numbers_behind_a_slash_are_no_flat(turns_of: Make, said: str) -> None:
    turns = turns_of((V, "i'm at 5/38 Magpie Cres"), (V, said))
    assert numbers(turns, address="5/38 Magpie Cres") == []


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("oui mais bâtiment D interphone Quesnel", "bâtiment D"),
        ("escalier b, code en bas", "escalier b"),
        ("scala C, suona pure", "scala C"),
        ("portal F, por favor", "portal F"),
        ("Aufgang B bitte", "Aufgang B"),
        ("its block K, the far end", "block K"),
        ("bloco H, fundos", "bloco H"),
    ],
)
def test_the_part_of_a_house_is_known_by_its_letter(turns_of: Make, said: str, part: str) -> None:
    turns = turns_of((A, "Is it still 18 Corbel Street?"), (V, said))
    assert numbers(turns, address="18 Corbel Street") == [part]


@pytest.mark.parametrize(
    "said",
    [
        *("block a user", "the building is old", "scala musicale", "block K9", "entrance fee"),
        *("the building I live in", "el portal y el ascensor", "la scala e l'ascensore"),
        *("o bloco e o portão", "la escalera o la puerta", "please block X from my account"),
    ],
)
def test_other_words_behind_a_part_of_a_house_stay(turns_of: Make, said: str) -> None:
    turns = turns_of((A, "Is it still 18 Corbel Street?"), (V, said))
    assert numbers(turns, address="18 Corbel Street") == []


def test_the_part_of_a_house_stays_where_no_address_is_spoken_of(turns_of: Make) -> None:
    assert numbers(turns_of((V, "the clinic in bâtiment D"))) == []
