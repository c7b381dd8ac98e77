import pytest

from redactor.told_of import find_told_of


def names(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in find_told_of(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("later he went by Tommy Quern, like the singer", "Tommy Quern"),
        ("she has gone by Margot since school", "Margot"),
        ("better known as Sophie", "Sophie"),
        ("managed by Earl Quernstone.", "Earl Quernstone"),
        ("i was referred by sandra last week", "sandra"),
        ("It'll be Wendy or Bo, in a white van", "Wendy"),
        ("It'll be Wendy or Bo, in a white van", "Bo"),
        ("será Ramón.", "Ramón"),
        ("my venmo name is Quella Rossdale", "Quella Rossdale"),
        ("the seller name was Grace Quern", "Grace Quern"),
        ("its P4tricia Gl4dden with a four", "P4tricia Gl4dden"),
        ("sent it to m1chael, sorry", "m1chael"),
    ],
)
def test_whom_a_sentence_tells_of_is_found(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "the days went by Eurostar slowly",
        "we go by train",
        "an app known as Quernify",
        "managed by Quern Properties",
        "It'll be Monday or Tuesday",
        "It'll be fine",
        "my account name is wrong",
        "display name: Order Team",
        "the code is a1b2 or t3st",
        "user m4ria@mail.example wrote",
        "see /u/m4ria and x-m4ria-1",
    ],
)
def test_who_is_nobody_is_left(text: str) -> None:
    assert names(text) == []
