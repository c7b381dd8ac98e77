"""One person, one form, however it was written; what points to nobody gives none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rights.identifiers import Identifier, IdentifierKind, forms_of

EMAIL, PHONE, PHONE_END = IdentifierKind.EMAIL, IdentifierKind.PHONE, IdentifierKind.PHONE_END
NAME, NUMBER, USERNAME = IdentifierKind.NAME, IdentifierKind.NUMBER, IdentifierKind.USERNAME


@pytest.mark.parametrize(
    ("kind", "ways"),
    [
        (EMAIL, ["sl@mail.example", " SL@Mail.Example ", "<sl@mail.example>",
                 "sl+shop@mail.example",
                 "mailto:sl@mail.example", "sl at mail dot example", "ｓｌ@mail.example"]),
        (EMAIL, ["jo.doe@gmail.com", "jodoe@googlemail.com", "JoDoe+x@gmail.com"]),
        (EMAIL, ["a@bücher.example", "a@xn--bcher-kva.example"]),
        (PHONE, ["+1 212 555 0187", "(212) 555-0187", "212.555.0187", "001-212-555-0187",
                 "2125550187 ext. 12", "tel: ２１２ ５５５ ０１８７"]),
        (PHONE, ["+44 20 7946 0958", "+44 (0)20 7946 0958", "020 7946 0958", "0044 2079460958"]),
        (PHONE, ["+49 30 1234 5678", "030/12345678"]),
        (NAME, ["Sara Lee", "sara lee", "LEE, Sara", "Sára  Lée", "Mrs. Sara Lee"]),
        (NAME, ["Müller Jürgen", "Jurgen Muller"]),
        (NUMBER, ["AC-1234-56", "ac 1234 56", "AC123456"]),
        (USERNAME, ["@sara_lee", "Sara_Lee", "sara.lee"]),
    ],
)  # fmt: skip
def test_however_it_is_written_the_form_is_one(kind: IdentifierKind, ways: list[str]) -> None:
    forms = {forms_of(kind, way) for way in ways}
    assert len(forms) == 1
    assert forms != {()}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (NAME, "Sara"), (NAME, "Mr Lee"), (NAME, "S. L."), (NAME, "Website Visitor"), (NAME, ""),
        (PHONE, "12345"), (PHONE, "0000000000"), (PHONE, "none"),
        (EMAIL, "sara"), (EMAIL, "@"), (EMAIL, "+tag@mail.example"),
        (NUMBER, "1234"), (NUMBER, "premium"), (NUMBER, "00000"),
        (USERNAME, "bob"), (USERNAME, "guest"),
    ],
)  # fmt: skip
def test_what_is_short_or_common_is_not_indexed(kind: IdentifierKind, value: str) -> None:
    assert forms_of(kind, value) == ()


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (EMAIL, "sl@mail.example", "sl@mail.example.com"),
        (EMAIL, "s.l@mail.example", "sl@mail.example"),  # dots mean something elsewhere
        (PHONE, "+1 212 555 0187", "+1 212 555 0188"),
        (NAME, "Sara Lee", "Sara Leeson"),
        (NUMBER, "AC-12345", "AC-12346"),
    ],
)
def test_near_misses_stay_apart(kind: IdentifierKind, one: str, other: str) -> None:
    assert set(forms_of(kind, one)).isdisjoint(forms_of(kind, other))


def test_a_middle_name_does_not_hide_a_person() -> None:
    assert set(forms_of(NAME, "Sara Lee")) <= set(forms_of(NAME, "Sara Jane Lee"))
    assert set(forms_of(NAME, "Sara Lee")) <= set(forms_of(NAME, "Lee, Sara Jane"))


def test_a_number_without_its_area_is_only_the_end_of_one() -> None:
    assert [kind for kind, _ in forms_of(PHONE, "555-0187")] == [PHONE_END]
    assert set(forms_of(PHONE, "555-0187")) <= set(forms_of(PHONE, "+1 212 555 0187"))


@given(kind=st.sampled_from(IdentifierKind), value=st.text(max_size=400))
def test_any_text_has_forms_and_they_are_stable(kind: IdentifierKind, value: str) -> None:
    forms = forms_of(kind, value)
    assert forms == forms_of(kind, f"  {value}  ") or not value.strip()
    assert len(forms) <= 2
    assert all(form and form == form.strip() for _, form in forms)


@given(name=st.lists(st.sampled_from(["Sara", "Lee", "Óscar", "Nguyen", "O'Brien"]),
                     min_size=2, max_size=2, unique=True))  # fmt: skip
def test_order_case_and_accents_of_a_name_do_not_matter(name: list[str]) -> None:
    assert forms_of(NAME, " ".join(name)) == forms_of(NAME, " ".join(reversed(name)).upper())


@given(digits=st.text("0123456789", min_size=9, max_size=12), cut=st.integers(1, 8))
def test_separators_in_a_phone_number_do_not_matter(digits: str, cut: int) -> None:
    assert forms_of(PHONE, digits) == forms_of(PHONE, f"{digits[:cut]} - {digits[cut:]}")


def test_an_identifier_does_not_show_its_value() -> None:
    assert "mail.example" not in repr(Identifier(kind=EMAIL, value="sl@mail.example"))
