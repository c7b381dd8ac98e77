"""Minors are noticed in every way they say it, and nobody else is taken for one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from redactor.minors import FLAG, QUESTION, find_minors, is_minor
from redactor.spans import Span
from redactor.turns import Turn

Make = Callable[..., list[Turn]]

MINORS = [
    "I'm 14", "im 13 years old", "i am only 15, is that ok", "I just turned twelve!", "I’m 15 yo",
    "I'm a 14-year-old girl", "i'll be 15 next month", "hi im 12 and my mom said to ask",
    "as a 13 year old can i order", "my age is fifteen", "13 yo here", "I'm fourteen and a half",
    "i'm not even 16", "I'm under 16, can I sign up?", "I'm in 8th grade",
    "i am in the eighth grade",
    "I'm a 7th grader", "I'm in year 9", "i go to middle school", "I'm turning 14 in May",
    "ich bin 14 Jahre alt", "ich bin erst vierzehn", "Ich werde 15.", "ich gehe in die 8. Klasse",
    "bin 13 jahre alt", "j'ai 14 ans", "J’ai quatorze ans et demi", "je suis au collège",
    "je suis en 4ème", "tengo 14 años", "Tengo catorce años, ¿puedo comprar?",
    "acabo de cumplir 13 años",
    "estoy en 2º de la ESO", "ho 14 anni", "ho tredici anni", "faccio la terza media",
    "ik ben 14", "ik ben veertien jaar oud", "ik zit in groep 8", "tenho 14 anos",
    "tenho treze anos e quero comprar", "estou no 8º ano",
]  # fmt: skip
OTHERS = [
    "I'm 16", "I'm 45", "I'm 14 days late", "I am 12 minutes away", "im 13th in the queue",
    "I'm 1.5 km away", "apartment 14", "since 2014", "14 years a customer", "I live at number 14",
    "I've been a customer for 14 years", "I'm 14 weeks pregnant", "when I was 14 I had one",
    "I turned 14 in 1998", "I'm 10 out of 10 happy", "I'm 14% sure", "I'm on step 14",
    "I'm size 12", "my order of 14 items", "I'm 5 foot 9", "I'm 12 hours ahead of you",
    "I teach 8th grade", "I am in year 3 of my contract", "I'm in year 2 at uni",
    "my account is 14 days old", "my 12 year old laptop broke", "our 10 year old company",
    "I am a 12 year old customer account", "my dog is 12", "the year 9 report",
    "ich bin 14 Tage im Urlaub", "ich bin 14 Jahre Kunde", "ich bin seit 14 Jahren dabei",
    "ich bin um 14 Uhr da", "ich fahre in der 1. Klasse", "j'ai 14 ans d'expérience",
    "j'ai 14 ans de maison", "tengo 14 años con ustedes", "tengo 14 años de cliente",
    "ho 14 anni di esperienza", "ik ben 14 dagen weg", "ik ben 14 jaar klant",
    "tenho 14 anos de casa", "tengo 14 pedidos", "I'm under 16 kg allowance", "",
]  # fmt: skip
QUESTIONS = [
    "my son is 14", "my daughter is only 12, can she have an account?", "my 13 year old ordered it",
    "our daughter (9) broke it", "meine Tochter ist 14", "mein 12-jähriger Sohn",
    "ma fille a 12 ans",
    "mi hijo tiene 13 años", "mio figlio ha 12 anni", "mijn zoon is 14", "o meu filho tem 12 anos",
]  # fmt: skip
NO_QUESTIONS = [
    "my son is 34", "my daughter is 21", "my 15 year old macbook", "my son lives at 14 Elm Street",
    "mein Sohn wohnt seit 14 Jahren dort", "my son ordered 14 items", "my girl friend",
]  # fmt: skip


def flags(turns: list[Turn]) -> set[str]:
    return {flag for flag, _, _ in find_minors(turns, {turn.index: [] for turn in turns})}


@pytest.mark.parametrize("text", MINORS)
def test_a_visitor_below_sixteen_is_noticed(turns_of: Make, text: str) -> None:
    assert flags(turns_of(("visitor", text))) == {FLAG}


@pytest.mark.parametrize("text", OTHERS)
def test_others_are_not(turns_of: Make, text: str) -> None:
    assert flags(turns_of(("visitor", text))) == set()


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_child_somebody_speaks_of_is_a_question(turns_of: Make, text: str) -> None:
    assert flags(turns_of(("visitor", text))) == {QUESTION}


@pytest.mark.parametrize("text", NO_QUESTIONS)
def test_grown_children_and_their_things_are_none(turns_of: Make, text: str) -> None:
    assert flags(turns_of(("visitor", text))) == set()


def test_an_agent_is_no_visitor(turns_of: Make) -> None:
    assert not flags(turns_of(("agent", "I'm 14")))


@pytest.mark.parametrize(
    "asked", ["What size are you?", "How many do you need?", "Which floor are you on?"]
)
def test_a_bare_number_may_answer_something_else(turns_of: Make, asked: str) -> None:
    assert not flags(turns_of(("agent", asked), ("visitor", "I'm 12")))
    assert flags(turns_of(("agent", asked), ("visitor", "I'm 12 years old"))) == {FLAG}


def test_an_age_found_in_the_first_person_counts(turns_of: Make) -> None:
    turns = turns_of(("visitor", "well, I'm like 14 lol"))
    age = Span(start=14, end=16, entity="AGE", score=0.8, source="pattern:age")
    assert is_minor(turns, {0: [age]})


def test_an_answer_to_how_old_are_you_counts(turns_of: Make) -> None:
    turns = turns_of(("agent", "How old are you?"), ("visitor", "14"))
    age = Span(start=0, end=2, entity="AGE", score=0.8, source="conversation:asked_age")
    assert is_minor(turns, {0: [], 1: [age]})


def born(
    turns_of: Make, text: str, value: str, at: str | None = "2026-03-01T10:00:00Z"
) -> set[str]:
    (turn,) = turns_of(("visitor", text))
    turn = replace(turn, message=replace(turn.message, at=at))
    start = text.index(value)
    span = Span(
        start=start, end=start + len(value), entity="DATE_OF_BIRTH", score=0.9, source="pattern:x"
    )
    return {flag for flag, _, _ in find_minors([turn], {0: [span]})}


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        ("my dob is 03/05/2012", "03/05/2012", {FLAG}),
        ("I was born in 2013", "2013", {FLAG}),
        ("born 3 May 2012", "3 May 2012", {FLAG}),
        ("my date of birth: 03.05.12", "03.05.12", {FLAG}),
        ("geboren am 3.5.2014", "3.5.2014", {FLAG}),
        ("I was born in 2010", "2010", {QUESTION}),  # fifteen or sixteen
        ("my son was born 03/05/2012", "03/05/2012", {QUESTION}),
        ("my dob is 03/05/1988", "03/05/1988", set()),
        ("dob 03.05.88", "03.05.88", set()),
    ],
)
def test_a_birth_date_is_held_to_the_time_of_the_message(
    turns_of: Make, text: str, value: str, wanted: set[str]
) -> None:
    assert born(turns_of, text, value) == wanted


def test_without_a_time_a_birth_date_says_nothing(turns_of: Make) -> None:
    assert born(turns_of, "my dob is 03/05/2012", "03/05/2012", at=None) == set()
    assert born(turns_of, "my dob is 03/05/2012", "03/05/2012", at="yesterday") == set()


def test_each_message_shows_one_thing_and_says_which_message(turns_of: Make) -> None:
    turns = turns_of(("agent", "hi"), ("visitor", "I'm 14"), ("visitor", "I'm 14 and in 8th grade"))
    signs = find_minors(turns, {turn.index: [] for turn in turns})
    assert [(flag, index) for flag, index, _ in signs] == [(FLAG, 1), (FLAG, 2)]
