from collections.abc import Callable

import pytest

from redactor.signatures import find_in_signatures
from redactor.turns import Turn

Make = Callable[..., list[Turn]]


def found(turns: list[Turn]) -> list[tuple[str, str]]:
    return [
        (turns[index].text[span.start : span.end], span.entity)
        for index, span in find_in_signatures(turns)
    ]


def test_a_signature_gives_firm_town_and_tax_number(turns_of: Make) -> None:
    mail = (
        "Bitte liefern\nMit freundlichen Grüßen\nUlla Brandt\nBrandt & Sohn GmbH | Torweg 3 |"
        " 04177 Leipzig\nUSt-IdNr.: DE 123456789"
    )
    assert found(turns_of(("visitor", mail))) == [
        ("Brandt & Sohn GmbH", "ORGANIZATION"),
        ("04177", "POSTAL_CODE"),
        ("Leipzig", "LOCATION"),
        ("DE 123456789", "ID_DOCUMENT"),
    ]


def test_a_belgian_one_is_read_too(turns_of: Make) -> None:
    mail = "Met vriendelijke groeten,\nKaaiwerk NV | Kaai 2 | 8880 Ledegem | BTW BE 0000.195.077"
    assert [entity for _, entity in found(turns_of(("visitor", mail)))] == [
        "ORGANIZATION",
        "POSTAL_CODE",
        "LOCATION",
        "ID_DOCUMENT",
    ]


def test_the_firm_stands_behind_the_post(turns_of: Make) -> None:
    mail = "No.\nKind regards,\nB. Penrose\nBursar, Rose Hill School"
    assert found(turns_of(("visitor", mail))) == [("Rose Hill School", "ORGANIZATION")]


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("visitor", "is Brandt & Sohn GmbH one of your partners?\n04177 Leipzig"),
        ("agent", "Kind regards,\nAcme Shop Ltd\n04177 Leipzig"),
        ("visitor", "Kind regards,\nThanks, see you"),
        ("visitor", "Kind regards,\nwe ordered 2000 Boxes of it"),
    ],
)
def test_nothing_else_is_a_signature(turns_of: Make, role: str, text: str) -> None:
    assert found(turns_of((role, text))) == []
