"""What gives itself away by its form is found, in a time that grows with the text alone."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.keeping.plain_values import find_plain_value

AS_BEFORE = re.compile(
    r"[^\s@]+@[^\s@]+\.[^\s@]{2,}|\b\S+\s*(?:\(at\)|\[at\])\s*\S+", re.IGNORECASE
)
"""An e-mail as it was sought at first: the same, but each start was looked through to the end."""


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("ask sara.lee@mail.example", "email"),
        ("ask sara (at) mail.example", "email"),
        ("ask sara.[AT]mail", "email"),
        ("see https://shop.example/o/1", "link"),
        ("see www.shop.example", "link"),
        ("to GB29 NWBK 6016 1331 9268 19", "account"),
        ("call 212 555 0187", "number"),
        ("the reply of 2026-01-31 was at 10.15, 3 @ 5 each, look (at) ", ""),
        ("a@b", ""),
        ("a@b.c", ""),
        ("", ""),
    ],
)
def test_a_value_gives_itself_away_by_its_form(text: str, form: str) -> None:
    assert find_plain_value(text) == form


@given(st.text(st.sampled_from("ab.@ -([)]"), max_size=30).map(lambda t: t.replace("(", "(at)")))
def test_what_is_an_email_is_what_it_was_before(text: str) -> None:
    found = find_plain_value(text)
    assert (found == "email") == bool(AS_BEFORE.search(text))


@pytest.mark.parametrize("text", ["a.", "a@", "a@a.", "x", "a-", "(at", "a ", "1 a", "é.", "[at]"])
def test_no_comment_keeps_the_others_waiting(text: str) -> None:
    start = time.process_time()
    find_plain_value(text * 10_000)
    assert time.process_time() - start < 1
