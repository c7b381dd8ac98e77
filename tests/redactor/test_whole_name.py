import pytest

from redactor.whole_name import whole_name


def whole(text: str, value: str) -> str:
    start = text.index(value)
    first, last = whole_name(text, start, start + len(value))
    return text[first:last]


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("sí ximena urrutikoa. está", "ximena", "ximena urrutikoa"),
        ("soy valentina ozaeta barrutia", "valentina", "valentina ozaeta barrutia"),
        ("ask for olena holubenko, please", "olena", "olena holubenko"),
        ("met lotte vrijdaghs!", "lotte", "lotte vrijdaghs"),
        ("(helmut kranzbichler)", "helmut", "helmut kranzbichler"),
    ],
)
def test_surnames_in_lower_case_are_words_of_no_language(text: str, value: str, name: str) -> None:
    assert whole(text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("it says ingeborg t on the box", "ingeborg", "ingeborg t"),
        ("the other is tomas b.", "tomas", "tomas b"),
        ("from olena h, who left", "olena", "olena h"),
        ("ximena v and i", "ximena", "ximena v"),
        ("ask lotte d!", "lotte", "lotte d"),
    ],
)
def test_an_initial_in_lower_case_is_of_the_name(text: str, value: str, name: str) -> None:
    assert whole(text, value) == name


@pytest.mark.parametrize(
    "text", ["thanks ximena x", "is ximena r u there", "ximena n her son", "ximena b there at 4"]
)
def test_a_kiss_or_a_short_word_is_no_initial(text: str) -> None:
    assert whole(text, "ximena") == "ximena"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("thanks ximena cheers", "ximena"),
        ("ximena ordered, not me", "ximena"),
        ("lotte danke!", "lotte"),
        ("with helmut kranzbichler we went", "helmut"),
        ("Ximena kkkk", "Ximena"),
        ("kateryna where is it", "kateryna"),
        ("valentina entonces", "valentina"),
    ],
)
def test_a_name_in_lower_case_takes_no_word_along(text: str, value: str) -> None:
    assert whole(text, value) == value


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("Guest | Diet\nJune May Frost | vegan", "June", "June May Frost"),
        ("1 | Summer Rain Banks |", "Summer", "Summer Rain Banks"),
        ("101\tGrace Will Park\t2", "Grace", "Grace Will Park"),
        ("Host | Faith Rose", "Faith", "Faith Rose"),
        ("Mark Stone\tyes\nHope Field\tno", "Hope", "Hope Field"),
    ],
)
def test_a_cell_of_a_table_is_a_name_as_a_whole(text: str, value: str, name: str) -> None:
    assert whole(text, value) == name


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I think June May come", "June"),
        ("June | Frost", "June"),
        ("| June may come |", "June"),
        ("\tGrandpa Wilf\t", "Wilf"),
        ("| Mr June |", "June"),
        ("June May Frost\nA | B", "June"),
        ("| ask June Frost Bell Park Lane now |", "June"),
    ],
)
def test_what_is_no_cell_or_no_name_is_left(text: str, value: str) -> None:
    assert whole(text, value) == value


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("Quentilla Rook, lane 3, on Saturday?", "Quentilla", "Quentilla Rook"),
        ("it was for Ottilie Down.", "Ottilie", "Ottilie Down"),
        ("is Ottilie Price from the office in", "Ottilie", "Ottilie Price"),
        ("si ximena ozaeta barrutiz. el es otro", "ximena ozaeta", "ximena ozaeta barrutiz"),
    ],
)
def test_a_surname_may_be_a_word(text: str, value: str, name: str) -> None:
    assert whole(text, value) == name


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("thanks Ottilie Please, do", "Ottilie"),
        ("Ottilie Stage Three", "Ottilie"),
        ("see Ottilie Monday.", "Ottilie"),
        ("the Ottilie Sundays, free, from noon", "Ottilie"),
        ("Ottilie Road Works, Leeds Council", "Ottilie"),
        ("tell Hope Price, now", "Hope"),
    ],
)
def test_no_other_word_is_a_surname(text: str, value: str) -> None:
    assert whole(text, value) == value


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        (
            "its rosa olmedo viuda de ibarretxe pero",
            "rosa olmedo",
            "rosa olmedo viuda de ibarretxe",
        ),
        ("Marthe Quesnel, née Aubertin.", "Marthe Quesnel", "Marthe Quesnel, née Aubertin"),
        ("Mme Quesnel veuve Aubertin", "Quesnel", "Quesnel veuve Aubertin"),
        ("Ulla Brandt geb. Pfeil", "Ulla Brandt", "Ulla Brandt geb. Pfeil"),
        ("Ida Lupi ved. Conti, sì", "Ida Lupi", "Ida Lupi ved. Conti"),
        ("Zita Rocha viúva de Serrano", "Zita Rocha", "Zita Rocha viúva de Serrano"),
        ("Ada Penrose nee Hill", "Ada Penrose", "Ada Penrose nee Hill"),
    ],
)
def test_what_a_widow_or_wife_was_called_is_of_the_name(text: str, value: str, name: str) -> None:
    assert whole(text, value) == name


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Joost nee wacht even", "Joost"),
        ("Joost, nee dat is", "Joost"),
        ("Ulla geborene in", "Ulla"),
        ("rosa viuda de un hombre", "rosa"),
    ],
)
def test_a_no_and_a_widow_of_nobody_are_none(text: str, value: str) -> None:
    assert whole(text, value) == value


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("my son is Phạm Quốc Bay.", "Phạm Quốc", "Phạm Quốc Bay"),
        ("ask for Trần Thuý May, please", "Trần Thuý", "Trần Thuý May"),
        ("(with Xiu Mbeki Yu)", "Xiu Mbeki", "Xiu Mbeki Yu"),
        ("holder Quentilla Orwinska So", "Quentilla Orwinska", "Quentilla Orwinska So"),
        ("Vexley Okonjo Day!", "Vexley Okonjo", "Vexley Okonjo Day"),
    ],
)
def test_the_last_part_of_a_name_may_be_a_word(text: str, value: str, name: str) -> None:
    assert whole(text, value) == name


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Quentilla Orwinska So what", "Quentilla Orwinska"),
        ("Quentilla Orwinska and I", "Quentilla Orwinska"),
        ("Quentilla Orwinska so.", "Quentilla Orwinska"),
        ("Quentilla Orwinska, No.", "Quentilla Orwinska"),
        ("Quentilla Orwinska I.", "Quentilla Orwinska"),
        ("Quentilla Orwinska OK.", "Quentilla Orwinska"),
        ("Quentilla Orwinska is So.", "Quentilla Orwinska"),
    ],
)
def test_no_other_short_word_ends_a_name(text: str, value: str) -> None:
    assert whole(text, value) == value
