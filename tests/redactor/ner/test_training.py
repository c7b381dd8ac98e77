"""What training reads: texts as numbers, without the training packages."""

from __future__ import annotations

from random import Random

import pytest

import redactor.ner
from redactor.ner.pieces import read_pieces
from redactor.ner.recipe.examples import Example
from redactor.ner.recipe.train import BATCH, LONGEST, Row, batches, row_of, tags_of
from redactor.ner.tags import TAGS


@pytest.fixture(scope="module")
def tokenizer() -> object:
    return redactor.ner.load().get_pipe("ner")._tokenizer


def test_each_word_has_one_tag_and_its_other_pieces_none(tokenizer: object) -> None:
    text = "hi Oluwaseun Lee!"
    pieces = read_pieces(tokenizer, text)
    tags = tags_of(pieces, ((3, 16, "PERSON"),))
    assert [TAGS[tags[first]] for first in pieces.firsts] == ["O", "B-PERSON", "I-PERSON", "O"]
    assert tags.count(-100) == len(pieces.ids) - 4 > 0


def test_a_row_has_a_sign_at_either_end_and_is_cut(tokenizer: object) -> None:
    row = row_of(tokenizer, Example(text="word " * 300, source="x"))
    assert len(row.ids) == len(row.shapes) == len(row.tags) == LONGEST
    assert row.tags[0] == row.tags[-1] == -100


def test_every_text_is_in_one_batch_a_pass() -> None:
    rows = [Row(ids=[0] * (index % 7 + 1), shapes=(), tags=(index,)) for index in range(100)]
    found = list(batches(rows, Random(1)))
    assert sorted(row.tags[0] for batch in found for row in batch) == list(range(100))
    assert max(map(len, found)) == BATCH
