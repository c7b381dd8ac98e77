import json

import pytest

from ingest.adapters.traits import read_traits
from ingest.errors import Unreadable

SARA = {"name": "Sara Lee", "email": "sl@mail.example"}


@pytest.mark.parametrize("drifted", [SARA, json.dumps(SARA), json.dumps([SARA]), {"user": SARA}])
def test_traits_are_read_as_object_or_json_string(drifted):
    assert set(read_traits(drifted)) == {("name", "Sara Lee"), ("email", "sl@mail.example")}


@pytest.mark.parametrize("empty", ["", "   ", None, {}, [], "{}", True])
def test_what_says_nothing_gives_nothing(empty):
    assert read_traits(empty) == []


@pytest.mark.parametrize(
    ("traits", "fact"),
    [
        ({"Name": "Sara"}, ("name", "Sara")),
        ({"E-Mail": "a@b"}, ("email", "a@b")),
        ({"EMAIL_ADDRESS": "a@b"}, ("email", "a@b")),
        ({"phoneNumber": 12125550187}, ("phone", "12125550187")),
        ({"firstName": "Sara", "Last_Name": "Lee"}, ("name", "Sara Lee")),
        ({"name": {"first": "Sara", "last": "Lee"}}, ("name", "Sara Lee")),
        ({"lastname": "Lee"}, ("name", "Lee")),
        ({"email": ["a@b"]}, ("email", "a@b")),
        ({"phone": '["+12125550187"]'}, ("phone", "+12125550187")),
        ({"location": [{"city": "Bonn"}]}, ("location", "Bonn")),
        ({"Company": "Lee Ltd"}, ("company", "Lee Ltd")),
        ({"company": {"name": "Lee Ltd"}}, ("company", "Lee Ltd")),
        ({"current_page": "https://x"}, ("page", "https://x")),
        ({"plan": "pro"}, ("custom.plan", "pro")),
        ({"plan": {"name": "pro"}}, ("custom.plan_name", "pro")),
        ({"order no": 42}, ("custom.order_no", "42")),
        ({"label": "Your email", "value": "a@b"}, ("custom.your_email", "a@b")),
        ({"name": "Email", "value": "a@b"}, ("email", "a@b")),
        ({"id": 7, "type": "text", "name": "Email", "value": "a@b"}, ("email", "a@b")),
        ({"name": "email_1", "label": "Your email", "value": "a@b"}, ("custom.your_email", "a@b")),
        ("free text", ("custom.traits", "free text")),
        (["free"], ("custom.item", "free")),
        (["Sara Lee"], ("custom.item_name", "Sara Lee")),
        ("Sara Lee", ("custom.name", "Sara Lee")),
        ({"spouse": {"first": "Tom"}}, ("custom.spouse_first_name", "Tom")),
        ({"Sara Lee!": True}, ("custom.key", "Sara Lee!")),
        ({"vip": True}, ("custom.vip", "true")),
    ],
)
def test_well_known_keys_become_fields_and_all_others_custom_ones(traits, fact):
    assert read_traits(traits) == [fact]


def test_none_of_several_first_names_is_lost():
    traits = {"first_name": ["Sara", "Ines"], "firstName": "Sara", "last_name": "Lee"}
    assert read_traits(traits) == [("name", "Ines"), ("name", "Sara Lee")]


@pytest.mark.parametrize("key", ["value", "answer"])
def test_a_name_beside_more_than_an_answer_is_a_persons(key):
    phone = "+12125550187"
    assert read_traits({**SARA, "phone": phone, key: 1200}) == [
        *SARA.items(),
        ("phone", phone),
        (f"custom.{key}", "1200"),
    ]


@pytest.mark.parametrize("label", ["label", "question", "key", "field"])
def test_who_is_told_of_beside_a_label_is_not_lost(label):
    facts = read_traits({label: "Spent", "value": 1200, **SARA})
    assert facts == [("custom.spent", "1200"), *SARA.items()]


@pytest.mark.parametrize("label", ["label", "question", "key", "field"])
def test_a_name_in_small_letters_beside_a_label_and_a_mail_is_not_lost(label):
    sara = {"name": "sara", "email": "sl@mail.example"}
    assert read_traits({label: "Spent", "value": 1200, **sara}) == [
        ("custom.spent", "1200"),
        *sara.items(),
    ]


@pytest.mark.parametrize(
    ("answer", "facts"),
    [
        (
            {"label": "Your full name", "name": "your-name", "value": "sara lee"},
            [("custom.your_full_name", "sara lee"), ("name", "your-name")],
        ),
        (
            {"name": "fullName", "value": "Sara Lee", "order": 1},
            [("name", "Sara Lee"), ("custom.order", "1")],
        ),
        (
            {"name": "fullName", "value": "Sara Lee", "page": "/help"},
            [("name", "Sara Lee"), ("page", "/help")],
        ),
        (
            {"name": "privacy_ok", "value": "no", "checked": False},
            [("custom.privacy_ok", "no"), ("custom.checked", "false")],
        ),
    ],
)
def test_a_form_s_answer_stays_one_whatever_else_stands_beside_it(answer, facts):
    assert read_traits(answer) == facts


def test_a_name_that_may_be_a_key_is_read_both_ways_where_a_person_is_told_of():
    mail = ("email", "sl@mail.example")
    facts = read_traits({"name": "sara", "value": "no", **dict([mail])})
    assert facts == [("custom.sara", "no"), ("name", "sara"), ("custom.value", "no"), mail]


def test_what_else_stands_beside_an_answer_is_kept():
    answer = {"question": "Whose order?", "answer": "mine", "note": "for Tom Ek", "required": True}
    assert read_traits(answer) == [
        ("custom.key", "Whose order?"),
        ("custom.field", "mine"),
        ("custom.note", "for Tom Ek"),
    ]


def test_a_key_that_is_no_plain_word_is_sought_too():
    assert read_traits({"sara@mail.example": "yes"}) == [
        ("custom.key", "sara@mail.example"),
        ("custom.field", "yes"),
    ]


def test_traits_nested_without_end_are_refused():
    nested = "x"
    for _ in range(12):
        nested = {"a": nested}
    with pytest.raises(Unreadable, match="too_deep"):
        read_traits(nested)
