"""The component: spans fall on tokens, long texts are read in windows, batches change nothing."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from tokenizers import Tokenizer

import redactor.ner
from redactor.ner.encoder import FACTORY, REMEMBERED, _apart, _named, _whole
from redactor.ner.pieces import (
    OVERLAP,
    REMEMBERED_MESSAGES,
    SHAPES,
    WINDOW,
    WRITINGS,
    PieceReader,
    shape,
    windows,
    writing,
)
from redactor.ner.pieces import REMEMBERED as RUNS
from redactor.ner.tags import TAGS, Marked, decode
from redactor.said import Named, Said
from redactor.vocabulary import FORENAME, KINDS, SURNAME, TOWN, WORD, kinds_of

WORDS = "the parcel has not come and nobody answers the phone "


@pytest.fixture(scope="module")
def nlp() -> Language:
    return redactor.ner.load()


def found(nlp: Language, text: str) -> list[tuple[str, str]]:
    return [(entity.text, entity.label_) for entity in nlp(text).ents]


@pytest.mark.parametrize("repeats", [0, 1, 8, 9, 10, 11, 12, 25, 60])
def test_a_name_is_found_wherever_it_stands_in_a_long_text(nlp: Language, repeats: int) -> None:
    text = WORDS * repeats + "my name is Sara Lee. " + WORDS * (60 - repeats)
    assert ("Sara Lee", "PERSON") in found(nlp, text)
    assert len(text.split()) > 2 * WINDOW


@pytest.mark.parametrize("text", ["", " ", "\n\n", "👍", "…", "\u200b"])
def test_nothing_is_found_in_nothing(nlp: Language, text: str) -> None:
    assert found(nlp, text) == []


def test_order_is_kept_and_a_batch_finds_what_single_texts_show(nlp: Language) -> None:
    texts = ["hi", WORDS * 30, "", "my name is Sara Lee", "I live in Chicago", "ok thanks"] * 3
    docs = list(nlp.pipe(texts, batch_size=7))
    assert [doc.text for doc in docs] == texts
    for doc in docs:
        assert [(entity.text, entity.label_) for entity in doc.ents] == found(nlp, doc.text)


def test_every_entity_says_how_sure_the_model_is(nlp: Language) -> None:
    entity = nlp("Hi, my name is Sara Lee").ents[0]
    assert 0.8 < entity._.score <= 1.0


def test_it_leans_to_a_label_and_away_from_one(nlp: Language) -> None:
    text = "Hi, my name is Sara Lee"
    away = spacy.load(redactor.ner.FOLDER, config={"components.ner.lean.PERSON": -50.0})
    assert all(label != "PERSON" for _, label in found(away, text))
    to = spacy.load(redactor.ner.FOLDER, config={"components.ner.lean.ORDER_ID": 50.0})
    assert {label for _, label in found(to, text)} == {"ORDER_ID"}
    assert {label for _, label in found(nlp, text)} == {"PERSON"}


def test_offsets_hold_with_accents_emoji_and_other_scripts(nlp: Language) -> None:
    for before in ("👩‍👩‍👧 ", "e\u0301te\u0301 ", "ﬁne ", "İ ", "你好 "):
        doc = nlp(f"{before}my name is Sara Lee")
        assert doc.ents[-1].text == "Sara Lee"
        assert doc.ents[-1].start_char == len(before) + len("my name is ")


def test_it_is_the_same_after_it_was_kept_and_read_again(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "copy")
    again = spacy.load(tmp_path / "copy")
    text = "Hi, my name is Sara Lee and I live at 12 Mill Lane, Leeds"
    assert found(again, text) == found(nlp, text) != []


def test_a_component_without_weights_says_so() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(FACTORY)
    with pytest.raises(ValueError, match="has no weights"):
        nlp("hi")


def test_broken_weights_are_an_os_error(tmp_path: Path) -> None:
    component = spacy.blank("en").add_pipe(FACTORY)
    with pytest.raises(FileNotFoundError):
        component.from_disk(tmp_path)
    for name in ("encoder.onnx", "tokenizer.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    with pytest.raises(OSError, match="no encoder in"):
        component.from_disk(tmp_path)


@pytest.mark.parametrize(
    ("word", "kind"),
    [("sara", 0), ("12", 0), ("Sara", 1), ("I", 1), ("SARA", 2), ("iPhone", 3), ("McCoy", 3)],
)
def test_a_word_is_read_with_how_it_is_written(word: str, kind: int) -> None:
    assert writing(word) == kind
    assert shape(word) % WRITINGS == kind


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("order", WORD),
        ("Zbyszek", 0),
        ("MATTHIAS", FORENAME + SURNAME),
        ("Börje", FORENAME),
        ("thompkins", SURNAME),
        ("Velingara", TOWN),
        ("grace", WORD + FORENAME),
        ("menlo", TOWN),
        ("4417", 0),
    ],
)
def test_a_word_is_read_with_what_it_is_known_to_be(word: str, kinds: int) -> None:
    assert kinds_of(word) == kinds
    assert shape(word) // WRITINGS == kinds < KINDS


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(redactor.ner.FOLDER / "ner" / "tokenizer.json"))


def test_words_are_cut_where_letters_end(tokenizer: Tokenizer) -> None:
    pieces = PieceReader(tokenizer).read([Said(True, "O'Brien, Łucja!")])
    words = ["O'Brien, Łucja!"[start:end] for start, end in pieces.words]
    assert words == ["O", "'", "Brien", ",", "Łucja", "!"]
    assert len(pieces.ids) == len(pieces.shapes) > len(words) - 1


def test_each_message_ends_in_a_sign_and_says_who_wrote_it(tokenizer: Tokenizer) -> None:
    said = [Said(False, "Hi Sara"), Said(True, ""), Said(True, "yes")]
    pieces = PieceReader(tokenizer).read(said)
    assert pieces.messages == ((0, 2), (2, 2), (2, 3))
    assert [tokenizer.id_to_token(each) for each in pieces.ids].count("[SEP]") == 3
    assert [each >= SHAPES // 2 for each in pieces.shapes] == [True] * 3 + [False] * 3


WRITTEN = "abzÀßñ12 \n\r\t.,'-_/@#≠=€😀你好कИ’“\u0301\u00a0\u200b\u2028\x1cﬁİ"


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(st.text(WRITTEN, max_size=40), st.text(max_size=40)))
def test_runs_read_one_by_one_have_the_pieces_of_the_text(tokenizer: Tokenizer, text: str) -> None:
    pieces = PieceReader(tokenizer).read([Said(True, text)])
    whole = tokenizer.encode(text, add_special_tokens=False)
    ends = pairwise([*pieces.firsts, len(whole.ids)])
    assert pieces.ids[:-1] == tuple(whole.ids)
    assert [(whole.offsets[first][0], whole.offsets[after - 1][1]) for first, after in ends] == [
        *pieces.words
    ]


def test_the_runs_it_remembers_are_bounded(tokenizer: Tokenizer) -> None:
    reader = PieceReader(tokenizer)
    reader.read([Said(True, " ".join(map(str, range(RUNS + 9))))])
    assert reader._words.cache_info().currsize == RUNS


@pytest.mark.parametrize("size", [0, 1, WINDOW - 1, WINDOW, WINDOW + 1, 341, 5 * WINDOW])
def test_every_piece_is_judged_once_and_never_at_an_inner_edge(size: int) -> None:
    seen = list(windows(size))
    assert [each for part in seen for each in range(part.first, part.last)] == [*range(size)]
    for part in seen:
        assert part.end - part.start <= WINDOW
        assert part.start == 0 or part.first - part.start == OVERLAP // 2
        assert part.end == size or part.end - part.last == OVERLAP // 2


def chat(nlp: Language, *said: Said) -> list[tuple[str, str]]:
    doc = nlp.make_doc("\n".join(text for _, text in said))
    doc._.said = said
    return [(entity.text, entity.label_) for entity in nlp(doc).ents]


def test_what_the_other_asked_says_what_an_answer_is(nlp: Language) -> None:
    asked, aisle = Said(False, "What's your order number?"), Said(False, "Which aisle was it in?")
    assert chat(nlp, asked, Said(True, "44170982")) == [("44170982", "ORDER_ID")]
    assert chat(nlp, aisle, Said(True, "aisle 44")) == []


def test_no_entity_reaches_into_another_message(nlp: Language) -> None:
    asked = Said(False, "First and last name please?")
    found = chat(nlp, asked, Said(True, "Sara"), Said(True, "Leander"))
    assert found == [("Sara", "PERSON"), ("Leander", "PERSON")]


def test_what_was_read_is_remembered_up_to_a_bound(nlp: Language) -> None:
    component = nlp.get_pipe("ner")
    for number in range(REMEMBERED + 5):
        nlp(f"my name is Sara {number}")
    assert len(component._memo) == REMEMBERED
    last = next(reversed(component._memo))
    nlp(f"my name is Sara {REMEMBERED + 4}")
    assert next(reversed(component._memo)) == last


def scores(*tags: str, second: dict[int, str] | None = None) -> np.ndarray:
    rows = np.zeros((len(tags), len(TAGS)), np.float32)
    for index, tag in enumerate(tags):
        rows[index, TAGS.index(tag)] = 5.0
        if second and index in second:
            rows[index, TAGS.index(second[index])] = 4.5
    return rows


def in_one(rows: np.ndarray) -> list[tuple[int, int, str]]:
    (marked,) = decode(rows, [(0, len(rows))])
    return [(span.first, span.last, span.label) for span in marked]


def test_two_names_side_by_side_stay_two() -> None:
    rows = scores("B-PERSON", "I-PERSON", "B-PERSON", "O")
    assert in_one(rows) == [(0, 1, "PERSON"), (2, 2, "PERSON")]


def test_a_span_at_the_end_is_closed() -> None:
    assert in_one(scores("O", "B-LOCATION")) == [(1, 1, "LOCATION")]


def test_a_tag_that_cannot_follow_gives_way_to_the_likeliest_that_can() -> None:
    rows = scores("O", "I-PERSON", "O", second={1: "B-PERSON"})
    assert in_one(rows) == [(1, 1, "PERSON")]
    rows = scores("B-PERSON", "I-LOCATION", "O", second={1: "I-PERSON"})
    assert in_one(rows) == [(0, 1, "PERSON")]


def test_nothing_marked_is_nothing_found() -> None:
    assert in_one(scores("O", "O")) == []


def test_every_message_is_marked_for_itself() -> None:
    rows = scores("B-PERSON", "I-PERSON", "O", second={1: "B-PERSON"})
    first, empty, second = decode(rows, [(0, 1), (1, 1), (1, 3)])
    assert [(span.first, span.last) for span in (*first, *second)] == [(0, 0), (1, 1)]
    assert empty == []
    assert all(0.5 < span.score <= 1 for span in (*first, *second))


def test_what_goes_on_in_the_next_line_is_marked_line_by_line() -> None:
    words = [(0, 4), (5, 8), (9, 10), (12, 18)]
    both = Marked(first=0, last=3, label="PERSON", score=0.9)
    assert list(_named("Sara Lee,\n\n Grazie!", words, both)) == [
        Named(0, 8, "PERSON", 0.9),
        Named(12, 18, "PERSON", 0.9),
    ]


def test_of_what_overlaps_the_longest_and_surest_stays() -> None:
    stay = [Named(0, 9, "PERSON", 0.5), Named(9, 12, "AGE", 0.9)]
    assert _apart([Named(2, 5, "AGE", 0.9), *stay, Named(9, 12, "SECRET", 0.8)]) == stay


@pytest.mark.parametrize(
    ("text", "found", "label", "whole"),
    [
        ("ask marek.novak again", "novak", "PERSON", "marek.novak"),
        ("hello.Sara here", "Sara", "PERSON", "Sara"),
        ("it is Sara's desk", "Sara", "PERSON", "Sara"),
        ("for D'Angelo Ettore.", "Angelo Ettore", "PERSON", "D'Angelo Ettore"),
        ("pw:Tulip-Badger-77!", "Badger", "PASSWORD", "Tulip-Badger-77"),
        ("mail caoimhe.nid@mail.example.", "caoimhe", "EMAIL_ADDRESS", "caoimhe.nid@mail.example"),
        ("see https://shop.example/o/AB-12", "AB", "ORDER_ID", "AB-12"),
        ("old one was lemonade<3 so", "lemonade<", "PASSWORD", "lemonade<3"),
        ("old one was lemonade<3, so", "lemonade", "PASSWORD", "lemonade<3"),
        ("it is tea/coffee:42!", "tea", "SECRET", "tea/coffee:42"),
        ("key=ab==c9", "ab", "SECRET", "ab==c9"),
        ("pin<b>lemonade</b>", "lemonade", "PASSWORD", "lemonade"),
        ("<lemonade>", "lemonade", "PASSWORD", "lemonade"),
        ("lemonade: that one", "lemonade", "PASSWORD", "lemonade"),
        ("lemonade/ 42", "lemonade", "PASSWORD", "lemonade"),
        ("see AB-12/7 there", "AB-12", "ORDER_ID", "AB-12"),
    ],
)
def test_what_is_written_in_one_is_marked_in_one(
    text: str, found: str, label: str, whole: str
) -> None:
    start = text.index(found)
    first, last = _whole(text, start, start + len(found), label)
    assert text[first:last] == whole


def test_a_message_is_read_alike_first_or_later_in_a_chat_and_whoever_wrote_it(
    tokenizer: Tokenizer,
) -> None:
    text = "Hi, O'Brien here: it's A-77"
    reader = PieceReader(tokenizer)
    alone, later = (
        reader.read([*before, Said(False, text)]) for before in ([], [Said(True, "so")])
    )
    count = len(alone.ids)
    assert later.ids[-count:] == alone.ids
    assert later.shapes[-count:] == alone.shapes
    assert later.words[-len(alone.words) :] == alone.words
    assert [first - later.firsts[1] for first in later.firsts[1:]] == [*alone.firsts]
    by_visitor = reader.read([Said(True, text)])
    assert [shape % (SHAPES // 2) for shape in alone.shapes] == [*by_visitor.shapes]


def test_the_messages_it_remembers_are_bounded(tokenizer: Tokenizer) -> None:
    reader = PieceReader(tokenizer)
    reader.read([Said(True, f"kettle {number}") for number in range(REMEMBERED_MESSAGES + 9)])
    assert reader._messages.cache_info().currsize == REMEMBERED_MESSAGES
