"""Scenes: readable, marked with known labels, and played by people who stay themselves."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from redactor.ner.recipe import scenes
from redactor.ner.recipe.examples import Example
from redactor.ner.recipe.make_names import Maker
from redactor.ner.recipe.make_values import SHAPES, Values
from redactor.ner.recipe.names import read_names
from redactor.ner.recipe.phrases import read_fills
from redactor.ner.recipe.scenes import FILES, Line, Player, SceneInvalid, check, read_scenes, retype


@pytest.fixture
def maker(corpora: Path) -> Maker:
    return Maker(names=read_names(corpora), fills=read_fills(), random=Random(7))


def played(maker: Maker, *lines: tuple[str, str]) -> list[Example]:
    """The scene as it is written, with values that are typed as they are made."""
    scene = [Line(by == "v", text) for by, text in lines]
    player = Player(maker, Values(maker))
    return [player._fill(line.text) for line in scene]


def values(example: Example) -> list[tuple[str, str]]:
    return [(example.text[start:end], label) for start, end, label in example.spans]


@pytest.mark.parametrize("name", FILES)
def test_every_scene_can_be_read_and_uses_known_slots_and_labels(name: str) -> None:
    assert check(name) == []
    for scene in read_scenes(name):
        assert 5 <= len(scene) <= 40
        assert {line.by_visitor for line in scene} == {True, False}


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("it is <red|blue> and <[[PERSON|Ana]]|{first}>", False),
        ("Tab <-> shift, a > b, a|b", False),
        ("it is <red|<light|dark> blue>", True),
        ("it is <red -> blue|blue>", True),
    ],
)
def test_a_choice_in_a_choice_is_noticed(
    line: str, wrong: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenes, "read_scenes", lambda _: [[Line(by_visitor=True, text=line)]])
    assert bool(check("any")) is wrong


def test_there_are_scenes_of_many_kinds() -> None:
    assert sum(len(read_scenes(name)) for name in FILES) >= 3370


def test_a_value_stays_the_same_in_a_scene_and_another_has_another_number(maker: Maker) -> None:
    first, again, other = played(
        maker, ("v", "{order}"), ("v", "{order}, i said"), ("v", "{order2}")
    )
    assert values(first) == values(again)
    assert values(first) != values(other)


def test_a_full_name_is_first_and_last_and_one_span(maker: Maker) -> None:
    whole, parts = played(maker, ("v", "{full}"), ("v", "{first} {last}"))
    assert values(whole) == values(parts)
    assert len(whole.spans) == 1


def test_what_is_written_out_is_marked_in_place(maker: Maker) -> None:
    (example,) = played(maker, ("v", "its [[PERSON|Wiremu]]s, [[SECRET|the blue [door]]]"))
    assert example.text == "its Wiremus, the blue [door]"
    assert values(example) == [("Wiremu", "PERSON"), ("the blue [door]", "SECRET")]


def test_a_mark_may_hold_a_slot(maker: Maker) -> None:
    first, again = played(
        maker, ("v", "[[ACCOUNT_ID|LT-{num}]]"), ("v", "yes [[ACCOUNT_ID|{num}]]")
    )
    ((whole, label),) = values(first)
    assert label == "ACCOUNT_ID"
    assert whole == f"LT-{values(again)[0][0]}"


def test_of_several_wordings_one_is_said_and_marked(maker: Maker) -> None:
    texts = set()
    for _ in range(40):
        (example,) = played(maker, ("v", "<i'm|it is> [[PERSON|<Ada|Bo>]]<[[AGE|9]]|>"))
        texts.add(example.text)
        assert values(example)[0][0] in {"Ada", "Bo"}
    assert len(texts) == 8


def test_a_mark_in_pointed_brackets_is_no_choice(maker: Maker) -> None:
    (example,) = played(maker, ("v", "Bo <[[EMAIL_ADDRESS|bo@mail.example]]>"))
    assert example.text == "Bo <bo@mail.example>"


def test_scenes_with_choices_are_played_oftener_and_differently(
    maker: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plain.txt").write_text("# one\na: hi\nv: [[PERSON|Ada]]\n")
    (tmp_path / "free.txt").write_text("# one\na: hi\nv: <im|i am|its> [[PERSON|Bo]]\n")
    monkeypatch.setattr(scenes, "FOLDER", tmp_path)
    monkeypatch.setattr(scenes, "FILES", ("plain", "free"))
    said = [chat[-1].text.lower() for chat in scenes.play_all(maker, 10, 1.0)]
    assert sum(text.endswith("ada") for text in said) == 10
    assert sum(text.endswith("bo") for text in said) == 10 * scenes.OFTENER
    assert len({text for text in said if text.endswith("bo")}) == 3


@pytest.mark.parametrize(
    ("name", "street", "postcode"),
    [
        (
            "chat_de",
            r"(straße|strasse|str\.|weg|allee|gasse|platz|Markt|Mühle|Tal|Bahnhof) \d",
            r"\d",
        ),
        ("chat_it", r"^(Via|via|Viale|Piazza|Corso|Largo|Vicolo) ", r"^(I-)?\d{5}$"),
        ("lang_nl", r"(straat|laan|weg|plein|gracht|kade|dreef) \d", r"^\d{4} ?([A-Z]{2})?$"),
    ],
)
def test_who_writes_a_language_lives_where_it_is_spoken(
    maker: Maker, name: str, street: str, postcode: str
) -> None:
    there = Values(scenes.at_home(maker, name))
    assert sum(bool(re.search(street, there.make["street"]())) for _ in range(200)) > 140
    assert all(re.search(postcode, there.make["zip"]()) for _ in range(50))


def test_months_and_firms_are_of_the_language(maker: Maker) -> None:
    there = Values(scenes.at_home(maker, "chat_it"))
    births = " ".join(there.make["dob"]() + " " + there.make["born"]() for _ in range(200))
    assert {"gennaio", "novembre"} <= set(births.lower().split())
    assert "november" not in births.lower()
    assert any("S.r.l." in there.make["org"]() for _ in range(400))


def test_an_address_is_a_street_a_place_and_a_code(maker: Maker) -> None:
    (example,) = played(maker, ("v", "send it to {address}!"))
    assert {label for _, label in values(example)} == {"STREET_ADDRESS", "LOCATION", "POSTAL_CODE"}


def test_the_harmless_is_not_marked(maker: Maker) -> None:
    (example,) = played(maker, ("v", "{product} {code} {version} {date} {price} {sku} {flight}"))
    assert example.spans == ()


def test_what_a_shop_sells_is_not_marked_however_it_sounds(maker: Maker) -> None:
    (example,) = played(maker, ("v", "{designer} {item} {size} {color} {promo} {plan} {month}"))
    assert example.spans == ()


def test_a_name_that_is_a_word_is_marked_where_it_is_a_name(maker: Maker) -> None:
    (example,) = played(maker, ("v", "left it w {wordname}"))
    assert [label for _, label in values(example)] == ["PERSON"]


def test_a_login_is_often_made_of_the_name_of_who_uses_it(maker: Maker) -> None:
    made = [maker.user("Chloe", "Brandt") for _ in range(60)]
    assert all(each.startswith(("ch", "c.", "br", "cb")) for each in made)
    assert any("." in each for each in made)


def test_part_numbers_and_readings_are_not_marked(maker: Maker) -> None:
    (example,) = played(maker, ("a", "{part} {reading} {isbn}"))
    assert example.spans == ()


def test_words_of_a_birth_and_of_a_recovery_sheet_are_marked(maker: Maker) -> None:
    born, phrase = played(maker, ("v", "{born}"), ("v", "{phrase}"))
    assert values(born) == [(born.text, "DATE_OF_BIRTH")]
    assert values(phrase) == [(phrase.text, "SECRET")]
    assert len(phrase.text.replace(",", " ").replace("-", " ").split()) >= 2


def test_a_scene_is_played_whole_and_in_order(maker: Maker) -> None:
    scene = [Line(False, "your name?"), Line(True, "{full}"), Line(False, "thanks {first}")]
    asked, said, thanked = Player(maker, Values(maker)).play(scene)
    assert [each.by_visitor for each in (asked, said, thanked)] == [False, True, False]
    assert asked.text == "your name?"
    assert values(thanked)[0][0].lower() in said.text.lower()


def test_slips_touch_no_value() -> None:
    text = "please send everything to Sara Leander, thank you very much"
    example = Example(text=text, spans=((26, 38, "PERSON"),), source="scenes")
    retyped = {retype(example, Random(seed)) for seed in range(300)}
    assert len({each.text for each in retyped}) > 10
    assert {values(each)[0] for each in retyped} == {("Sara Leander", "PERSON")}


def test_a_line_that_is_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "odd.txt").write_text("# a scene\na: hi\nb: who\n")
    monkeypatch.setattr(scenes, "FOLDER", tmp_path)
    with pytest.raises(SceneInvalid, match=r"odd\.txt line 3"):
        read_scenes("odd")


def test_card_numbers_pass_the_check(maker: Maker) -> None:
    made = Values(maker)
    for _ in range(200):
        digits = [int(sign) for sign in made.card() if sign.isdigit()]
        if len(digits) < 15:
            continue
        doubled = [2 * d - 9 * (d > 4) for d in digits[-2::-2]]
        assert (sum(doubled) + sum(digits[-1::-2])) % 10 == 0


def test_every_shape_gives_a_value_without_its_signs(maker: Maker) -> None:
    made = Values(maker)
    for slot in SHAPES:
        assert all(made.make[slot]().strip() for _ in range(20))
