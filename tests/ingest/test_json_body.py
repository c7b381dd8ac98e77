import contextlib
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import Unreadable
from ingest.json_body import deeper_than, read_object


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b"\xff\xfe{}",
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b"[" * 200_000,
        b'{"a":' * 65 + b"1" + b"}" * 65,
        b'{"a": "\xed\xa0\x80"}',
    ],
)
def test_what_is_not_a_json_object_is_broken(body):
    with pytest.raises(Unreadable) as caught:
        read_object(body, depth=64)
    assert caught.value.reason == "broken_json"
    assert str(caught.value) == "broken_json"
    assert caught.value.__cause__ is None


def test_the_deepest_allowed_nesting_is_read():
    assert read_object(b'{"a":' * 64 + b"1" + b"}" * 64, depth=64)


def test_the_last_of_twin_keys_wins():
    assert read_object(b'{"a": 1, "a": 2}', depth=4) == {"a": 2}


def test_a_byte_order_mark_is_no_trouble():
    assert read_object(b'\xef\xbb\xbf{"a": 1}', depth=4) == {"a": 1}


def test_fractions_and_huge_numbers_keep_every_digit():
    read = read_object(b'{"ts": 1709370001.000100, "n": ' + b"9" * 50_000 + b"}", depth=4)
    assert read["ts"] == "1709370001.000100"
    assert read["n"] == "9" * 50_000
    assert sys.get_int_max_str_digits() < 50_000


@given(st.recursive(st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_depth_is_counted_like_a_person_would(value):
    def depth(part):
        inner = (
            part.values() if isinstance(part, dict) else part if isinstance(part, list) else None
        )
        return 0 if inner is None else 1 + max(map(depth, inner), default=0)

    for limit in range(6):
        assert deeper_than(value, limit) == (depth(value) > limit)


@given(st.binary())
def test_any_bytes_give_an_object_or_the_named_error(body):
    with contextlib.suppress(Unreadable):
        assert isinstance(read_object(body, depth=8), dict)


def test_json_strings_survive_the_round_trip():
    assert read_object(json.dumps({"a": "ü😀"}).encode(), depth=4) == {"a": "ü😀"}
