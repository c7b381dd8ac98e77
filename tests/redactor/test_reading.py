import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.reading import key, read, squashed

TRICKY = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("aе\u200b\u00ad\u0301Ｓ٥’—\u00a0\ufe0f5\u20e3\U0001d409@．\ud800"),
    ),
    max_size=60,
)


@given(TRICKY)
def test_the_map_back_is_total_monotone_and_exact(text: str) -> None:
    reading = read(text)
    assert len(reading.text) == len(reading.starts) == len(reading.ends)
    assert list(reading.starts) == sorted(reading.starts)
    assert list(reading.ends) == sorted(reading.ends)
    assert all(0 <= s < e <= len(text) for s, e in zip(reading.starts, reading.ends, strict=True))
    covered = {
        place
        for start, end in zip(reading.starts, reading.ends, strict=True)
        for place in range(start, end)
    }
    missed = [text[place] for place in range(len(text)) if place not in covered]
    assert all(unicodedata.category(c) in {"Cf", "Mn", "Me", "Lo"} for c in missed)


@given(st.text(alphabet=st.characters(codec="ascii", exclude_characters="`")))
def test_plain_text_reads_as_it_stands(text: str) -> None:
    reading = read(text)
    assert reading.text == text
    assert all(reading.original(i, i + 1) == (i, i + 1) for i in range(len(text)))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ｓａｒａ　Ｌｅｅ", "Sara Lee"),
        ("s\u200ba\u00adr\u2060a", "sara"),
        ("sаrа@mаil.com", "sara@mail.com"),  # Cyrillic а
        ("it is p і p е r", "it is p i p e r"),  # Cyrillic і and е alone
        ("\U0001d409\U0001d428\U0001d421\U0001d427", "John"),
        ("Jose\u0301", "José"),
        ("J\u0336o\u0336h\u0336n\u0336", "John"),
        ("٥٥٥", "555"),
        ("5\ufe0f\u20e35\ufe0f\u20e3", "55"),
        ("I’m 14", "I'm 14"),
        ("555\u2013123\u00a04567", "555-123 4567"),
    ],
)
def test_tricks_are_read_as_what_is_meant(written: str, meant: str) -> None:
    assert read(written).text == meant


@pytest.mark.parametrize(
    "text", ["Сара", "Ελένη", "naïve", "price: 5 €", "Анна ok", "α and β", "ÅÄÖ", "a — b", "🙂"]
)
def test_other_scripts_and_signs_are_left_alone(text: str) -> None:
    assert read(text).text == text


def test_a_finding_in_the_reading_is_one_in_the_message() -> None:
    text = "hi s\u200ba\u200br\u200ba!"
    reading = read(text)
    at = reading.text.index("sara")
    start, end = reading.original(at, at + 4)
    assert text[start:end] == "s\u200ba\u200br\u200ba"


def test_signs_read_as_one_other_sign_keep_their_places() -> None:
    reading = read("“José” — 5 p.m.")
    assert reading.text == '"José" — 5 p.m.'
    assert [reading.original(at, at + 1) for at in range(3)] == [(0, 1), (1, 2), (2, 3)]


def test_a_key_has_no_case_and_no_accents() -> None:
    assert key("José") == key("JOSE\u0301") == "jose"


@pytest.mark.parametrize("run", ["." * 500, "\n" * 500, " \n" * 250, "-" * 13, "…" * 90])
def test_a_long_run_is_read_as_a_short_one_that_stands_for_all(run: str) -> None:
    text = f"a{run}b{run}"
    reading = read(text)
    assert len(reading.text) == 2 + 2 * 12
    assert len(reading.starts) == len(reading.ends) == len(reading.text)
    assert reading.original(1, 13) == (1, 1 + len(run))
    assert reading.original(13, 14) == (1 + len(run), 2 + len(run))
    assert reading.original(14, 26) == (2 + len(run), len(text))


def test_a_short_run_stays_as_it_is() -> None:
    text = "a" + "-" * 12 + "b" + "1" * 40
    assert read(text).text == text


@pytest.mark.parametrize(
    ("text", "letters"),
    [("QK-771 940", "qk771940"), ("Ana María", "anamaria"), ("plain", "plain"), (" - ", "")],
)
def test_only_letters_and_digits_count_when_squashed(text: str, letters: str) -> None:
    assert squashed(text) == letters
