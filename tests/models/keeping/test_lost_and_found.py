"""What every volume keeps for root alone is left out of the look; nothing else can pass for it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.keeping.byte_scan import scan_here
from models.keeping.lost_and_found import NAME, is_roots_alone
from tests.attack.small_disk import mounted
from tests.models.keeping.closing import close_to_all

VALUE = "Zebulon Quackenbush"


def facts(mode: int = stat.S_IFDIR | 0o700, *, links: int = 2, owner: int = 0) -> os.stat_result:
    return os.stat_result((mode, 11, 1, links, owner, 0, 16_384, 0, 0, 0))


def test_a_folder_of_roots_alone_is_one() -> None:
    assert is_roots_alone(facts())


@pytest.mark.parametrize(
    "other",
    [
        facts(owner=1000),
        facts(stat.S_IFDIR | 0o755),
        facts(stat.S_IFDIR | 0o730),
        facts(stat.S_IFDIR | 0o1700),
        facts(stat.S_IFLNK | 0o700),
        facts(stat.S_IFREG | 0o700),
        facts(links=3),
    ],
)
def test_what_others_may_open_or_holds_folders_is_none(other: os.stat_result) -> None:
    assert not is_roots_alone(other)


@pytest.fixture
def volume(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "volume") as disk:
        if disk is None:
            pytest.skip("only root may mount a volume")
        yield disk.folder


def closed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder.mkdir(mode=0o700, parents=True)
    close_to_all(monkeypatch, folder)
    return folder


def test_at_the_top_of_a_volume_it_is_left_out_and_named(
    volume: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = closed(volume / NAME, monkeypatch)
    (volume / "file").write_text(VALUE)
    seen = scan_here([volume], [VALUE])
    assert (seen.unread, seen.left_out, len(seen.hits)) == ((), (str(left),), 1)


def test_what_may_be_looked_into_is_looked_into(volume: Path) -> None:
    (volume / NAME).mkdir(mode=0o700)
    (volume / NAME / "file").write_text(VALUE)
    seen = scan_here([volume], [VALUE])
    assert (seen.left_out, len(seen.hits)) == ((), 1)


@pytest.mark.parametrize("path", [f"deep/{NAME}", NAME.upper(), "lost+found2"])
def test_elsewhere_on_a_volume_it_could_hide_something(
    volume: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hiding = closed(volume / path, monkeypatch)
    seen = scan_here([volume], [VALUE])
    assert (seen.unread, seen.left_out) == ((str(hiding),), ())


def test_in_a_folder_that_is_no_volume_it_could_hide_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hiding = closed(tmp_path / NAME, monkeypatch)
    seen = scan_here([tmp_path], [VALUE])
    assert (seen.unread, seen.left_out) == ((str(hiding),), ())


def test_what_was_named_by_itself_has_to_be_looked_into(
    volume: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hiding = closed(volume / NAME, monkeypatch)
    assert scan_here([hiding], [VALUE]).unread == (str(hiding),)
