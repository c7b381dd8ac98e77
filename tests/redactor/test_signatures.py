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
    "line", ["T 0113 496 0000", "Tel. 0113", "M +44 7700", "www.quill.example"]
)
def test_the_firm_stands_between_the_job_and_the_phone(turns_of: Make, line: str) -> None:
    mail = f"Ok.\nBest wishes\nAda Penrose\nHead of Sales\nQuill & Sons Lettings\n{line}"
    assert ("Quill & Sons Lettings", "ORGANIZATION") in found(turns_of(("visitor", mail)))


@pytest.mark.parametrize("line", ["E 12.50", "M 2 pieces"])
def test_a_line_of_an_order_is_no_firm(turns_of: Make, line: str) -> None:
    mail = f"Ok.\nBest wishes\nAda Penrose\nMy items\nBlue Wool Coat\n{line}"
    assert found(turns_of(("visitor", mail))) == []


def test_a_job_over_a_phone_is_no_firm(turns_of: Make) -> None:
    mail = "Ok.\nBest wishes\nAda Penrose\nHead of Sales\nT 0113 496 0000"
    assert found(turns_of(("visitor", mail))) == []


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("W www.quill-lettings.example", "www.quill-lettings.example"),
        ("Web: quill.example", "quill.example"),
        ("T 0113 | https://www.quill.example", "https://www.quill.example"),
        ("quill.co.example", "quill.co.example"),
        ("Leeds, www.quill.example/", "www.quill.example"),
    ],
)
def test_a_site_in_a_signature_is_the_writers(turns_of: Make, line: str, site: str) -> None:
    mail = f"Ok.\nKind regards\nAda Penrose\n{line}"
    assert (site, "URL") in found(turns_of(("visitor", mail)))


@pytest.mark.parametrize(
    "text",
    [
        "see www.quill.example",
        "Kind regards\nAda\nsee www.quill.example for more",
        "Kind regards\nAda\n12.50",
        "Kind regards\nAda\n10.30am",
        "Kind regards\nAda\ninvoice.pdf",
        "Kind regards\nAda\nada@quill.example",
    ],
)
def test_no_other_site_is(turns_of: Make, text: str) -> None:
    assert all(entity != "URL" for _, entity in found(turns_of(("visitor", text))))


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
