"""The tokenizer: it cuts where the encoder cuts, loses nothing, and comes back from disk."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from tokenizers import Tokenizer

import redactor.ner
from redactor.ner.pieces import PieceReader
from redactor.ner.words import NAME
from redactor.said import Said


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": NAME}}})


@pytest.fixture(scope="module")
def pieces() -> PieceReader:
    tokenizer = redactor.ner.FOLDER / "ner" / "tokenizer.json"
    return PieceReader(Tokenizer.from_file(str(tokenizer)))


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=40))
def test_the_text_of_the_doc_is_the_text(nlp: Language, text: str) -> None:
    assert nlp.make_doc(text).text == text


WRITTEN = "abzÀéßñ12 \n\t.,'-_/@#€😀你好कИ’“"


@settings(max_examples=300, deadline=None)
@given(text=st.text(WRITTEN, max_size=40))
def test_every_word_the_encoder_reads_is_a_token(
    nlp: Language, pieces: PieceReader, text: str
) -> None:
    doc = nlp.make_doc(text)
    for start, end in pieces.read([Said(by_visitor=True, text=text)]).words:
        span = doc.char_span(start, end, alignment_mode="strict")
        assert span is not None
        assert len(span) == 1


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("I'm at 12 Mill Lane.", ["I", "'", "m", "at", "12", "Mill", "Lane", "."]),
        ("a  b\n", ["a", " ", "b", "\n"]),
        (" x", [" ", "x"]),
        ("Jean-Luc_7 €50 你好", ["Jean", "-", "Luc", "_", "7", "€50", "你", "好"]),
        ("", []),
    ],
)
def test_words_and_signs_are_cut_apart(nlp: Language, text: str, tokens: list[str]) -> None:
    assert [token.text for token in nlp.make_doc(text)] == tokens


def test_it_is_the_same_after_it_was_kept_and_read_again(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "kept")
    again = spacy.load(tmp_path / "kept")
    text = "I'm at 12 Mill Lane."
    assert [t.text for t in again.make_doc(text)] == [t.text for t in nlp.make_doc(text)]
    assert again.config["nlp"]["tokenizer"] == {"@tokenizers": NAME}
