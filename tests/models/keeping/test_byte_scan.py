"""A value is found however a file writes it, wherever the reading is cut, and not by chance."""

import base64
import html
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.keeping import byte_scan
from models.keeping.byte_scan import forms_of, scan_here

VALUE = "Zebulon Quackenbush & Söhne"


def found(folder: Path, content: bytes, *values: str) -> set[int]:
    (folder / "file").write_bytes(content)
    return {hit.value for hit in scan_here([folder], values or (VALUE,)).hits}


@pytest.mark.parametrize(
    "content",
    [
        VALUE.encode(),
        VALUE.upper().encode(),
        VALUE.lower().encode(),
        VALUE.encode("utf-16-le"),
        b"\x00" + VALUE.encode("utf-16-le"),
        json.dumps({"name": VALUE}).encode(),
        html.escape(VALUE).encode(),
        quote(VALUE).encode(),
        quote(VALUE).replace("%20", "+").encode(),
        *(base64.b64encode(b"x" * shift + VALUE.encode() + b"yz") for shift in range(5)),
        base64.urlsafe_b64encode(b"??>" + VALUE.encode()),
    ],
)
def test_it_is_found_however_it_is_written(tmp_path: Path, content: bytes) -> None:
    assert found(tmp_path, b"before " + content + b" after") == {0}


@pytest.mark.parametrize(
    "content", [b"Zebulon", b"Quackenbush Zebulon", b"Zebulon Quackenbus", b""]
)
def test_a_near_miss_is_none(tmp_path: Path, content: bytes) -> None:
    assert found(tmp_path, content, "Zebulon Quackenbush") == set()


@pytest.mark.parametrize("shift", range(-30, 5))
def test_it_is_found_where_the_reading_is_cut(tmp_path: Path, shift: int) -> None:
    content = b"." * (byte_scan._CHUNK + shift) + b"Zebulon Quackenbush" + b"." * 99
    (tmp_path / "file").write_bytes(content)
    (hit,) = scan_here([tmp_path], ["zebulon quackenbush"]).hits
    assert hit.byte == byte_scan._CHUNK + shift


def test_digits_in_a_digest_are_chance_and_others_are_not(tmp_path: Path) -> None:
    assert found(tmp_path, b"ab77889944cd", "77889944") == set()
    assert found(tmp_path, b"ab 77889944cd", "77889944") == {0}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.lists(st.text(min_size=6, max_size=20), min_size=1, max_size=5),
    before=st.binary(max_size=40),
    after=st.binary(max_size=40),
)
def test_any_value_is_found_between_any_bytes(
    tmp_path: Path, values: list[str], before: bytes, after: bytes
) -> None:
    value = values[0]
    if value.encode("utf-8", "surrogatepass").isdigit():
        return
    content = before + value.encode("utf-8", "surrogatepass") + after
    assert 0 in found(tmp_path, content, *values)


def test_every_file_is_read_once_and_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/one").write_bytes(b"12345678")
    (tmp_path / "link").symlink_to(tmp_path / "deep/one")
    (tmp_path / "same").hardlink_to(tmp_path / "deep/one")
    result = scan_here([tmp_path, tmp_path / "deep", tmp_path / "deep/one"], [VALUE])
    assert len(result.files) == 1
    assert result.bytes == 8


def test_a_file_that_is_gone_meanwhile_is_no_trouble(tmp_path: Path) -> None:
    assert scan_here([tmp_path / "nothing"], [VALUE]).unread == ()


def test_short_values_have_no_form() -> None:
    assert forms_of("abc") == frozenset({b"a\0b\0c\0"})
