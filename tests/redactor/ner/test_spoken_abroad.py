"""Values as they are dictated in other languages."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest

from redactor.ner.recipe.spoken import WAYS
from redactor.ner.recipe.spoken_abroad import DIGITS_ABROAD, counted_abroad, said_date_abroad


def ways(way: str, value: str) -> set[str]:
    return {WAYS[way](value, Random(seed)) for seed in range(80)}


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("de", 21, "einundzwanzig"),
        ("de", 67, "siebenundsechzig"),
        ("es", 16, "dieciséis"),
        ("es", 24, "veinticuatro"),
        ("es", 35, "treinta y cinco"),
        ("fr", 42, "quarante-deux"),
        ("fr", 71, "soixante-onze"),
        ("fr", 70, "soixante-dix"),
        ("fr", 98, "quatre-vingt-dix-huit"),
        ("it", 28, "ventotto"),
        ("it", 41, "quarantuno"),
        ("it", 55, "cinquantacinque"),
        ("nl", 22, "tweeëntwintig"),
        ("nl", 94, "vierennegentig"),
        ("pt", 36, "trinta e seis"),
    ],
)
def test_numbers_are_counted_as_in_the_language(language: str, number: int, words: str) -> None:
    assert counted_abroad(number, language) == words


@pytest.mark.parametrize("language", DIGITS_ABROAD)
def test_every_number_below_a_hundred_has_words_of_its_own(language: str) -> None:
    assert len({counted_abroad(number, language) for number in range(100)}) == 100


def test_numbers_are_said_one_by_one_or_in_pairs() -> None:
    assert {"null vier eins sieben", "null vier siebzehn"} & ways("de", "0417")
    assert "doppel fünf eins" in ways("de", "551")
    assert "quarenta e dois dezessete" in ways("pt", "4217")


def test_an_address_is_read_out_with_the_signs_of_the_language() -> None:
    assert ways("it", "ada.k@mail.example") == {
        "ada punto k chiocciola mail punto example",
        "ada punto k at mail punto example",
    }
    assert ways("es", "a_b@c.example") == {"a guion bajo b arroba c punto example"}


def test_a_birth_is_said_in_words() -> None:
    def said(language: str, day: dt.date) -> set[str]:
        return {said_date_abroad(day, language, Random(seed)) for seed in range(400)}

    assert "siebter märz zweiundachtzig" in said("de", dt.date(1982, 3, 7))
    assert "elf december 1994" in said("nl", dt.date(1994, 12, 11))
    assert "doce de mayo de mil novecientos ochenta" in said("es", dt.date(1980, 5, 12))
    assert "quattro giugno duemila" in said("it", dt.date(2000, 6, 4))
    assert "4 de maio de dois mil" in said("pt", dt.date(2000, 5, 4))
