from collections.abc import Callable

import pytest

from redactor.forms import find_in_forms
from redactor.turns import Turn

Make = Callable[..., list[Turn]]


def fields(turns: list[Turn]) -> list[tuple[str, str]]:
    return [
        (turns[index].text[span.start : span.end], span.entity)
        for index, span in find_in_forms(turns)
    ]


def test_a_form_of_several_lines_is_read(turns_of: Make) -> None:
    text = "Name: Sara Lee\nE-mail: sl@mail\nPhone: 0187\nOrder number: AB-1234\nCompany: Lee Ltd"
    assert fields(turns_of(("visitor", text))) == [
        ("Sara Lee", "PERSON"),
        ("sl@mail", "EMAIL_ADDRESS"),
        ("0187", "PHONE_NUMBER"),
        ("AB-1234", "ORDER_ID"),
        ("Lee Ltd", "ORGANIZATION"),
    ]


def test_a_form_in_one_line_is_read(turns_of: Make) -> None:
    text = "Name: will smith, Address: 12 Main St, Zip: 90210"
    assert fields(turns_of(("system", text))) == [
        ("will smith", "PERSON"),
        ("12 Main St", "STREET_ADDRESS"),
        ("90210", "POSTAL_CODE"),
    ]


def test_the_value_may_stand_on_the_next_line(turns_of: Make) -> None:
    assert fields(turns_of(("visitor", "Name:\nchloe zhang\nok"))) == [("chloe zhang", "PERSON")]


def test_labels_in_a_row_need_no_comma(turns_of: Make) -> None:
    assert fields(turns_of(("visitor", "username: darkwolf99 pass: hunter2! thanks"))) == [
        ("darkwolf99", "USERNAME"),
        ("hunter2!", "PASSWORD"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Please send:\nName:\nEmail:",
        "Name: n/a",
        "Firma: keine",
        "Empresa: ninguna",
        "Phone: -",
        "I have a question about my name: can it be changed?",
        "Delivery: tomorrow",
        "Name: why do you want to know all of that about me my friend, I will not say it here?",
    ],
)
def test_empty_forms_and_sentences_hold_nothing(turns_of: Make, text: str) -> None:
    assert fields(turns_of(("visitor", text))) == []


@pytest.mark.parametrize("path", ["/home/wren/src", "~/src/", "C:\\build\\out"])
def test_the_way_to_a_file_is_no_password(turns_of: Make, path: str) -> None:
    assert fields(turns_of(("visitor", f"password: {path}"))) == []


def test_a_password_with_a_stroke_is_one(turns_of: Make) -> None:
    assert fields(turns_of(("visitor", "password: k/T9x"))) == [("k/T9x", "PASSWORD")]


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Name: sol arkwright\nEmployer: sandbrook haulage", "sandbrook haulage"),
        ("Name - sol arkwright\nEmployer - sandbrook haulage\nJob - packer", "sandbrook haulage"),
        ("Name: Sol\nCurrent employer: the quill works", "the quill works"),
        ("Name: Sol\nEmployer: quill works ag, attn Ms Fenwick", "quill works ag"),
        ("Name: Sol\nEmployer: quill works z.Hd. Frau Fenwick", "quill works"),
        ("Name: Sol\nArbeitgeber: holzbau pfeil", "holzbau pfeil"),
        ("Nom: Sol\nEmployeur: garage du lac", "garage du lac"),
        ("Nombre: Sol\nEmpresa: talleres olmo", "talleres olmo"),
        ("Nome: Sol\nDatore di lavoro: forno lupi", "forno lupi"),
        ("Naam: Sol\nWerkgever: bakkerij zwaan", "bakkerij zwaan"),
        ("Nome: Sol\nEmpregador: padaria serra", "padaria serra"),
    ],
)
def test_where_somebody_works_is_a_field(turns_of: Make, text: str, firm: str) -> None:
    assert (firm, "ORGANIZATION") in fields(turns_of(("visitor", text)))


@pytest.mark.parametrize(
    "text", ["Name: Sol\nEmployer: n/a", "my employer - they never answer", "the firm: is it open?"]
)
def test_no_field_names_no_employer(turns_of: Make, text: str) -> None:
    found = fields(turns_of(("visitor", text)))
    assert all(entity != "ORGANIZATION" for _, entity in found)
