"""How the public sets are read."""

from __future__ import annotations

from pathlib import Path

from redactor.ner.recipe.cases import lower, title, upper
from redactor.ner.recipe.conll import example_of, without_handles
from redactor.ner.recipe.corpora import (
    CONLL_LABELS,
    SETS,
    btc,
    meddocan,
    nlu_home,
    restaurants8k,
    wikigold,
    wnut17,
)
from redactor.ner.recipe.evaluate import ewt
from redactor.ner.recipe.examples import Example
from redactor.ner.recipe.read import clean, forenames


def marked(example: Example) -> list[tuple[str, str]]:
    return [(example.text[start:end], label) for start, end, label in example.spans]


def path_of(corpora: Path, name: str) -> Path:
    return corpora / next(path for path in SETS if name in path)


def test_a_missing_start_index_is_zero_and_both_names_are_one_person(corpora: Path) -> None:
    first = next(restaurants8k(path_of(corpora, "restaurants8k")))
    assert marked(first) == [("Linda Smith", "PERSON")]


def test_a_handle_is_no_person_but_the_name_beside_it_is(corpora: Path) -> None:
    tweet = next(btc(path_of(corpora, "btc")))
    assert tweet.text == "RT @annlee: Bob Ray"
    assert marked(tweet) == [("Bob Ray", "PERSON")]


def test_a_handle_in_one_word_loses_its_tag() -> None:
    assert without_handles([("@ann", "B-PER"), ("Ann", "B-PER")]) == [
        ("@ann", "O"),
        ("Ann", "B-PER"),
    ]


def test_tags_that_only_say_inside_make_one_span_a_run(corpora: Path) -> None:
    assert marked(next(wikigold(path_of(corpora, "wikigold")))) == [
        ("Kojima Minoru", "PERSON"),
        ("UK", "LOCATION"),
    ]


def test_two_names_side_by_side_stay_two() -> None:
    tokens = [("Bob", "B-PER"), ("Ann", "B-PER")]
    assert marked(example_of(tokens, CONLL_LABELS, "x")) == [("Bob", "PERSON"), ("Ann", "PERSON")]


def test_words_are_rejoined_as_typed() -> None:
    tokens = [(word, "O") for word in ("(", "ok", ")", ",", "it", "'s", "fine", "!")]
    assert example_of(tokens, CONLL_LABELS, "x").text == "(ok), it's fine!"


def test_a_line_of_white_space_divides_posts(corpora: Path) -> None:
    posts = list(wnut17(path_of(corpora, "wnut17")))
    assert [marked(post) for post in posts] == [[("emma", "PERSON"), ("Acme", "ORGANIZATION")], []]


def test_notes_of_the_treebank_are_not_words(corpora: Path) -> None:
    sentence = next(ewt(corpora / "dev/ewt/en_ewt-ud-dev.iob2"))
    assert sentence.text == "Mary in Lyon"
    assert marked(sentence) == [("Mary", "PERSON"), ("Lyon", "LOCATION")]


def test_a_command_is_read_as_typed_and_without_the_possessive(corpora: Path) -> None:
    command = next(nlu_home(path_of(corpora, "nlu_home")))
    assert marked(command) == [("John", "PERSON"), ("Boston", "LOCATION")]


def test_a_report_is_read_line_by_line_and_its_dates_stay_unmarked(corpora: Path) -> None:
    lines = list(meddocan(path_of(corpora, "meddocan")))
    assert [line.text for line in lines] == [
        "Nombre: Ana.",
        "Domicilio: Calle Mayor 3.",
        "sin fiebre",
    ]
    assert [marked(line) for line in lines] == [
        [("Ana", "PERSON")],
        [("Calle Mayor 3", "STREET_ADDRESS")],
        [],
    ]


def test_unmarked_text_that_holds_a_forename_is_left_out(corpora: Path) -> None:
    texts = {
        example.text
        for name in ("restaurants8k", "taskmaster4")
        for example in cleaned(corpora, name)
    }
    assert texts == {"Linda Smith", "a table for two please", "one latte please"}


def cleaned(corpora: Path, name: str) -> list[Example]:
    path = next(path for path in SETS if name in path)
    return list(clean(SETS[path](corpora / path), forenames(corpora)))


def test_changing_case_never_moves_an_offset() -> None:
    text = "İstanbul straße ŉ ǅ ﬁn Ϊ́"
    for change in (lower, upper, title):
        assert len(change(text)) == len(text)
