"""A value is found however a file writes it, wherever the reading is cut, and not by chance."""

import base64
import errno
import html
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import Unwritable
from models.keeping import byte_scan
from models.keeping.byte_scan import forms_of, scan, scan_here
from tests.models.keeping.closing import close_to_all

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


def test_a_folder_that_may_not_be_looked_into_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "deep" / "closed"
    closed.mkdir(parents=True)
    (closed / "file").write_text(VALUE)
    (tmp_path / "deep" / "open").write_text(VALUE)
    close_to_all(monkeypatch, closed)
    result = scan_here([tmp_path, closed], [VALUE])
    assert result.unread == (str(closed),)
    assert [name for name, _ in result.files] == [str(tmp_path / "deep" / "open")]


def test_what_may_be_listed_only_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a folder one may read and not enter: its names are there, and nothing else is."""
    (tmp_path / "file").write_text(VALUE)

    def refused(path: Path) -> os.stat_result:
        raise PermissionError(errno.EACCES, "", str(path))

    monkeypatch.setattr(Path, "lstat", refused)
    assert scan_here([tmp_path], [VALUE]).unread == (str(tmp_path / "file"),)


def test_a_folder_that_goes_meanwhile_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("going", "here"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(VALUE)
    going, listed = tmp_path / "going", os.scandir

    def then_gone(path: Any = ".") -> Any:
        if str(path) == str(going) and going.exists():
            shutil.rmtree(going)
        return listed(path)

    monkeypatch.setattr(os, "scandir", then_gone)
    result = scan_here([tmp_path], [VALUE])
    assert (len(result.files), result.unread) == (1, ())


def test_a_look_that_comes_to_no_end_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with pytest.raises(Unwritable, match="SCAN_FAILED"):
        scan([tmp_path], [VALUE])


def test_short_values_have_no_form() -> None:
    assert forms_of("abc") == frozenset({b"a\0b\0c\0"})


def test_the_scan_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"xx Quillon Vexbury xx")
    found = scan([tmp_path], ["quillon vexbury"])
    assert [(hit.file, hit.byte, hit.value) for hit in found.hits] == [(0, 3, 0)]
    assert found.bytes == 21


def test_what_was_said_is_handed_to_no_program_in_the_folder_of_the_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "numpy.py").write_text(
        "import sys; open('stolen', 'wb').write(sys.stdin.buffer.read())"
    )
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text(VALUE)
    assert {hit.value for hit in scan([tmp_path / "file"], [VALUE]).hits} == {0}
    assert not (tmp_path / "stolen").exists()
