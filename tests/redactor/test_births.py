import pytest

from redactor.births import find_births


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in find_births(text)]


@pytest.mark.parametrize(
    ("answer", "date"),
    [
        ("dritter mai zweiundachtzig", "dritter mai zweiundachtzig"),
        ("el doce de enero de mil novecientos sesenta", "doce de enero de mil novecientos sesenta"),
        ("due giugno settantotto", "due giugno settantotto"),
        ("le deux fevrier soixante-dix", "deux fevrier soixante-dix"),
        ("vinte e um de março de oitenta", "vinte e um de março de oitenta"),
        ("zeventien augustus vierennegentig", "zeventien augustus vierennegentig"),
        ("4 de agosto del 93", "4 de agosto del 93"),
        ("3 May 1988", "3 May 1988"),
    ],
)
def test_a_date_is_found_in_figures_and_in_the_words_of_seven_languages(
    answer: str, date: str
) -> None:
    assert date in found(answer)


@pytest.mark.parametrize("answer", ["why do you ask", "in may", "maybe the second", "mai", "idk"])
def test_a_month_or_a_number_alone_is_no_date(answer: str) -> None:
    assert found(answer) == []
