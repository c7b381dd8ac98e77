import pytest

from redactor.recognizers.date_of_birth import DateOfBirthRecognizer

HITS = [
    ("we had a baby on January 8", "January 8"),
    ("nacio el 19-3-46", "19-3-46"),
    ("born 3 May 1988", "3 May 1988"),
    ("dob: 03/05/1988", "03/05/1988"),
    ("birthday is May 3rd", "May 3rd"),
    ("my birthday is the third of may nineteen eighty eight", "third of may nineteen eighty eight"),
    ("born in 1988", "1988"),
    ("D.O.B. 1988-05-03", "1988-05-03"),
    ("born on the 3rd of May, 1988", "3rd of May, 1988"),
    ("date of birth 3.5.88", "3.5.88"),
    ("DOB 05031988", "05031988"),
    ("03/05/1988 is my birthday", "03/05/1988"),
    ("geboren am 3. Mai 1988", "3. Mai 1988"),
    ("né le 3 mai 1988", "3 mai 1988"),
    ("date of birth: 12/31/1999", "12/31/1999"),
    ("she turned 18 on 5 March 2008", "5 March 2008"),
    ("patient Mr Devreux, b. 1948", "1948"),
    ("nació el 4-11-52", "4-11-52"),
    ("ele nasceu 12/02/1971", "12/02/1971"),
    ("she was born on Boxing Day", "Boxing Day"),
    ("my twins, born New Year's Eve", "New Year's Eve"),
    ("geboren an Heiligabend", "Heiligabend"),
]

NEAR_MISSES = [
    "I had a call on January 8",
    "birthday party on May 3",
    "born and raised in Texas",
    "reborn 2 May",
    "turn 18 pages on",
    "plan b. 2 May suits",
    "my birthday is soon",
    "delivered 03/05/2024",
    "born 2 late",
    "closed on Boxing Day",
    "a star is born christmas special",
]


@pytest.fixture(scope="module")
def recognizer():
    return DateOfBirthRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
