import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.answers import find_in_answer
from redactor.topics import Topic


@given(st.sampled_from(list(Topic)), st.text(max_size=80))
def test_any_answer_gives_places_inside_it(topic: Topic, text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in find_in_answer(topic, text))


@pytest.mark.parametrize("topic", list(Topic))
def test_hostile_answers_cost_little(topic: Topic) -> None:
    started = time.process_time()
    for piece in ("1", "1-", "a ", "a-1", "a.", "@", "sure ", "my ", "1 1"):
        find_in_answer(topic, piece * 1_300)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "said", ["Model WAT28400GB", "part number 4410293", "sku: KX-2203", "firmware 20240118"]
)
def test_the_number_of_a_thing_is_no_order(said: str) -> None:
    assert find_in_answer(Topic.ORDER, said) == []


def test_a_number_beside_that_of_a_thing_is_found() -> None:
    said = "Model WAT28400GB, serial 483920110456"
    assert [said[slice(*place)] for place in find_in_answer(Topic.ORDER, said)] == ["483920110456"]


def test_a_time_is_no_code() -> None:
    assert find_in_answer(Topic.CODE, "late arrival like 11pm") == []
    assert find_in_answer(Topic.CODE, "11pm44") == [(0, 6)]


def values(topic: Topic, said: str) -> list[str]:
    return [said[slice(*place)] for place in find_in_answer(topic, said)]


@pytest.mark.parametrize(
    ("said", "value"),
    [("41D", "41D"), ("it's 907", "907"), ("7K i think", "7K"), ("4411", "4411"), ("88", "88")],
)
def test_the_last_characters_may_be_few(said: str, value: str) -> None:
    assert values(Topic.LAST_FOUR, said) == [value]


@pytest.mark.parametrize(
    "said", ["cant see it", "2 days", "i will look for it in 10", "ok then", "50%"]
)
def test_other_short_words_are_no_last_characters(said: str) -> None:
    assert values(Topic.LAST_FOUR, said) == []


@pytest.mark.parametrize(
    "said", ["brackenthwaite", "Oldhaven", "Bury St Edmunds", "it's Hollin Vale"]
)
def test_a_town_answers_for_itself(said: str) -> None:
    assert values(Topic.TOWN, said)


@pytest.mark.parametrize(
    "said", ["yes", "near the station", "no idea", "which one?", "the same as before", "33"]
)
def test_other_answers_are_no_town(said: str) -> None:
    assert values(Topic.TOWN, said) == []


def test_two_security_answers_may_be_tried() -> None:
    assert values(Topic.SECURITY_ANSWER, "st olaves.. or was it hillcrest") == [
        "st olaves",
        "hillcrest",
    ]
    assert values(Topic.SECURITY_ANSWER, "Biscuit, or maybe Rolo") == ["Biscuit", "Rolo"]


def test_a_code_may_have_hyphens() -> None:
    assert values(Topic.CODE, "RT4-9KD") == ["RT4-9KD"]
    assert values(Topic.CODE, "its A2-77-XC") == ["A2-77-XC"]
    assert values(Topic.CODE, "PRE-ORDER please") == []


def test_characters_said_one_by_one_are_of_a_number() -> None:
    assert values(Topic.DOCUMENT, "poi R 4 7 ...") == ["R 4 7"]
    assert values(Topic.ACCOUNT, "effe erre di, emme zeta gi, poi") == [
        "effe erre di, emme zeta gi"
    ]
    assert values(Topic.ORDER, "I paid 5 2 days ago") == []


@pytest.mark.parametrize("said", ["Gelukt", "erledigt!", "Listo.", "fatto", "parfait"])
def test_done_in_another_language_is_no_password(said: str) -> None:
    assert values(Topic.PASSWORD, said) == []


def test_the_rest_of_a_date_is_no_document() -> None:
    assert values(Topic.DOCUMENT, "X0000014Z, nacio el 19-3-46") == ["X0000014Z"]


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        (Topic.ACCOUNT, "we are in room 204"),
        (Topic.DOCUMENT, "zimmer 118 bitte"),
        (Topic.CODE, "I received a letter CP01A"),
        (Topic.CODE, "form 1099K came"),
        (Topic.ORDER, "it stands on page 413"),
    ],
)
def test_the_number_of_a_room_or_a_form_is_no_answer(topic: Topic, text: str) -> None:
    assert find_in_answer(topic, text) == []


def test_a_number_beside_a_room_is_one() -> None:
    assert values(Topic.ACCOUNT, "1190427, room 204") == ["1190427"]
    assert values(Topic.CODE, "the letter says 77310") == ["77310"]


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        (Topic.DOCUMENT, "on floor 4 please, we had 412 last time"),
        (Topic.SECURITY_ANSWER, "isso."),
        (Topic.USERNAME, "it was, ssh_keys_2:"),
        (Topic.POSTCODE, "ring 020 915 0112 if you need him"),
    ],
)
def test_what_a_sentence_says_beside_is_no_answer(topic: Topic, said: str) -> None:
    assert values(topic, said) == []


@pytest.mark.parametrize(
    ("topic", "said", "value"),
    [
        (Topic.DOCUMENT, "412", "412"),
        (Topic.DOCUMENT, "on the back of it there is 41290", "41290"),
        (Topic.DOCUMENT, "sure, NHS 943 476 5919", "943 476 5919"),
        (Topic.ACCOUNT, "T 0131 496 0331", "0131 496 0331"),
        (Topic.ORDER, "ZE 4410982", "ZE 4410982"),
        (Topic.USERNAME, "it was ssh_keys_2", "ssh_keys_2"),
        (Topic.POSTCODE, "at 3344 AB now", "3344 AB"),
    ],
)
def test_a_value_in_an_answer_stands_without_its_label(topic: Topic, said: str, value: str) -> None:
    assert values(topic, said) == [value]


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("marrow valley schools. i drive the bus", "marrow valley schools"),
        ("quillfast couriers since march", "quillfast couriers"),
        ("Lindqvist Tiles, I do the books", "Lindqvist Tiles"),
        ("pfeilbau gmbh seit zwei jahren", "pfeilbau gmbh"),
        ("Mt. Quill Dairy", "Mt. Quill Dairy"),
        ("im at quillby fish co, on the line", "quillby fish co"),
        ("spedition pfeilstein in moers", "spedition pfeilstein"),
        ("je travaille chez delvigne freres a lens", "delvigne freres"),
        ("Haverkate Bouw als timmerman", "Haverkate Bouw"),
        ("Quinta da Lindqvist", "Quinta da Lindqvist"),
        ("Haverkate en Zonen", "Haverkate en Zonen"),
        ("Delvigne dal 2019", "Delvigne"),
        ("Delvigne chez Pfeil", "Delvigne chez Pfeil"),
    ],
)
def test_a_company_ends_where_somebody_goes_on(text: str, firm: str) -> None:
    assert [text[s:e] for s, e in find_in_answer(Topic.COMPANY, text)] == [firm]


@pytest.mark.parametrize(
    "text",
    [
        "none. i quit",
        "not now, i am between jobs",
        "the same",
        "retired in march",
        "same as before",
        "keiner",
        "sans emploi",
        "ninguno",
        "home office",
    ],
)
def test_no_company_is_named_where_there_is_none(text: str) -> None:
    assert find_in_answer(Topic.COMPANY, text) == []
