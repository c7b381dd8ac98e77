"""What training reads: chats as numbers, without the training packages."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from tokenizers import Tokenizer

import redactor.ner
from redactor.ner.pieces import LOOKS, WINDOW, PieceReader
from redactor.ner.recipe.examples import Example
from redactor.ner.recipe.mix import STRETCH, stretches
from redactor.ner.recipe.rows import BATCH, Row, batches, padded, rows_of, tags_of
from redactor.ner.tags import TAGS
from redactor.said import Said


@pytest.fixture(scope="module")
def reader() -> PieceReader:
    tokenizer = redactor.ner.FOLDER / "ner" / "tokenizer.json"
    return PieceReader(Tokenizer.from_file(str(tokenizer)))


def tagged(reader: PieceReader, *chat: Example) -> list[str]:
    pieces = reader.read([Said(each.by_visitor, each.text) for each in chat])
    tags = tags_of(pieces, chat)
    assert sum(tag != -100 for tag in tags) <= len(pieces.firsts) < len(pieces.ids)
    return [TAGS[tags[first]] if tags[first] >= 0 else "" for first in pieces.firsts]


def test_each_word_has_one_tag_in_its_own_message(reader: PieceReader) -> None:
    asked = Example(text="your name?", source="scenes", by_visitor=False)
    said = Example(text="hi Oluwaseun Lee!", spans=((3, 16, "PERSON"),), source="scenes")
    assert tagged(reader, asked, said) == ["O"] * 3 + ["O", "B-PERSON", "I-PERSON", "O"]


def test_nothing_is_learned_from_what_nobody_looked_at(reader: PieceReader) -> None:
    open_one = Example(text="at 10.0.0.9 now", spans=((3, 11, "?"),), source="scenes")
    unsure = Example(text="mail bo@x 17 now", source="btc")
    assert tagged(reader, open_one) == ["O", *[""] * 7, "O"]
    assert tagged(reader, unsure) == ["O", "", "", "", "", "O"]


def test_a_long_chat_is_several_rows_and_every_word_is_in_one(reader: PieceReader) -> None:
    chat = tuple(Example(text="word " * 30, source="x") for _ in range(20))
    rows = list(rows_of(reader, chat))
    assert len(rows) > 3
    assert max(len(row.ids) for row in rows) == WINDOW + 1
    for row in rows:
        assert len(row.ids) == len(row.shapes) == len(row.tags)
        assert (row.ids[0], row.tags[0]) == (reader.begin, -100)
    assert sum(tag == 0 for row in rows for tag in row.tags) >= 600


def row(size: int, tag: int) -> Row:
    return Row(ids=np.full(size, 1), shapes=np.full(size, 0), tags=np.full(size, tag))


def test_every_row_is_in_one_batch_a_pass_and_no_batch_is_too_large() -> None:
    rows = [row(index % 70 + 1, index) for index in range(900)]
    found = list(batches(rows, Random(1)))
    assert sorted(each.tags[0] for batch in found for each in batch) == list(range(900))
    assert max(len(batch) * max(len(each.ids) for each in batch) for batch in found) <= BATCH


def test_a_row_longer_than_a_batch_is_a_batch() -> None:
    rows = [row(BATCH + 5, 0), row(1, 0)]
    assert sorted(map(len, batches(rows, Random(1)))) == [1, 1]


def test_a_batch_is_padded_and_read_without_some_pieces_or_words() -> None:
    torch = pytest.importorskip("torch")
    from redactor.ner.recipe import train

    rows = [row(size, 0) for size in (8, 4)]
    ids, mask, _, tags = padded(rows, "cpu")
    assert mask.sum(1).tolist() == [8, 4]
    assert (tags[1].tolist(), ids[1].tolist()) == ([0] * 4 + [-100] * 4, [1] * 4 + [0] * 4)
    words = torch.tensor([[-100, 0, -100, 5, -100, -100]])
    torch.manual_seed(1)
    for _ in range(50):
        hidden = train.hide(torch.arange(6)[None], words, whole=True, unknown=99)[0] == 99
        assert not hidden[0]
        assert hidden[1] == hidden[2]
        assert hidden[3] == hidden[4] == hidden[5]


def test_a_chat_is_read_whole_or_in_stretches_and_nothing_is_lost() -> None:
    chat = tuple(Example(text=str(number), source="scenes") for number in range(20))
    sizes = set()
    for seed in range(60):
        parts = list(stretches(chat, Random(seed)))
        assert tuple(each for part in parts for each in part) == chat
        sizes |= {len(part) for part in parts}
    assert {1, 2, STRETCH, 20} <= sizes
    assert max(sizes - {20}) == STRETCH


def test_of_some_words_is_forgotten_what_they_are_and_never_how_they_are_written() -> None:
    torch = pytest.importorskip("torch")
    from redactor.ner.recipe import train

    words = torch.tensor([[-100, 0, -100, 5, -100, 0]])
    shapes = torch.tensor([[0, 7, 7, LOOKS + 63, LOOKS + 63, 2]])
    bare = torch.tensor([[0, 3, 3, LOOKS + 3, LOOKS + 3, 2]])
    torch.manual_seed(1)
    found = [train.forget(shapes, words) for _ in range(300)]
    assert all(((each == shapes) | (each == bare)).all() for each in found)
    assert all(each[0, 1] == each[0, 2] and each[0, 3] == each[0, 4] for each in found)
    assert 15 < sum(each[0, 1] == 3 for each in found) < 85


def test_the_mean_is_taken_of_every_weight() -> None:
    torch = pytest.importorskip("torch")
    from redactor.ner.recipe import train

    ends = [{"a": torch.tensor([number, 4.0])} for number in (1.0, 2.0, 6.0)]
    assert train.mean(ends)["a"].tolist() == [3.0, 4.0]
