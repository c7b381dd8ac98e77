"""Keys are private, wrapped, bound to what they are for, and gone when shredded."""

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import KeyGone, KeyUnsafe, Unsealable, Unwritable
from models.records import Records
from models.seals.key_store import KeyStore
from models.seals.keys import create_master_key, keyed_digest, load_master_key
from models.store import opened
from tests.models.scene import MASTER_KEY

KEY = b"k" * 32


def test_a_master_key_file_is_private_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "master.key"
    key = create_master_key(path)
    assert len(key) == 32
    assert load_master_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(KeyUnsafe):
        create_master_key(path)
    assert load_master_key(path) == key


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o620])
def test_a_master_key_others_may_touch_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "master.key"
    create_master_key(path)
    path.chmod(mode)
    with pytest.raises(KeyUnsafe, match="chmod 600"):
        load_master_key(path)


@pytest.mark.parametrize("content", [b"", b"changeme", b"A" * 44, b"\xff\xfe", b"QUJD"])
def test_a_file_that_is_no_master_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "master.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KeyUnsafe):
        load_master_key(path)


def test_a_link_is_as_private_as_what_it_leads_to(tmp_path: Path) -> None:
    """Secrets are often mounted as links; the link itself says nothing about who may read."""
    key = create_master_key(tmp_path / "real.key")
    link = tmp_path / "master.key"
    link.symlink_to(tmp_path / "real.key")
    assert load_master_key(link) == key
    (tmp_path / "real.key").chmod(0o640)
    with pytest.raises(KeyUnsafe, match="chmod 600"):
        load_master_key(link)
    (tmp_path / "real.key").unlink()
    with pytest.raises(KeyUnsafe, match="cannot be read: No such file"):
        load_master_key(link)


@pytest.mark.parametrize("what", ["a pipe", "a device", "a folder"])
def test_what_is_no_plain_file_is_refused_at_once(tmp_path: Path, what: str) -> None:
    """A pipe that nobody writes to would keep the service from starting, and from saying why."""
    path = tmp_path / "master.key"
    if what == "a pipe":
        os.mkfifo(path, 0o600)
    elif what == "a folder":
        path.mkdir(0o700)
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(KeyUnsafe, match=r"not a plain file|Is a directory"):
        load_master_key(path)


@pytest.mark.parametrize("links", [True, False])
def test_a_key_is_whole_before_it_has_its_name(
    tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And never takes the place of another, on file systems without links as well."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "master.key"
    key = create_master_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(KeyUnsafe, match="exists already"):
        create_master_key(path)
    assert load_master_key(path) == key
    assert [file.name for file in tmp_path.iterdir()] == ["master.key"]


def test_a_missing_master_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyUnsafe):
        load_master_key(tmp_path / "none")
    with pytest.raises(KeyUnsafe):
        load_master_key(tmp_path)


def test_a_new_key_is_committed_before_it_is_used(records: Records) -> None:
    key = records.keys.new_key("session:A")
    again = KeyStore(records.place.key_store, MASTER_KEY)
    assert again.key("session:A") == key
    assert records.keys.new_key("session:B") != key


def test_a_key_is_never_replaced(records: Records) -> None:
    key = records.keys.new_key("session:A")
    with pytest.raises(Unwritable):
        records.keys.new_key("session:A")
    assert records.keys.key("session:A") == key


def test_keys_stand_wrapped_in_the_store(records: Records) -> None:
    key = records.keys.new_key("session:A")
    for file in records.place.key_store.parent.iterdir():
        assert key not in file.read_bytes()


def test_a_wrapped_key_cannot_stand_in_for_another(records: Records) -> None:
    records.keys.new_key("session:A")
    records.keys.new_key("session:B")
    with opened(records.place.key_store) as db:
        db.execute(
            "UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE id = 'session:A') "
            "WHERE id = 'session:B'"
        )
    with pytest.raises(Unsealable):
        records.keys.key("session:B")


def test_a_shredded_key_is_gone_from_every_file(records: Records) -> None:
    records.keys.new_key("session:A")
    with opened(records.place.key_store) as reader:
        wrapped = reader.execute("SELECT wrapped FROM keys WHERE id = 'session:A'").fetchone()[0]
        records.keys.shred("session:A")
        for file in records.place.key_store.parent.iterdir():
            assert wrapped not in file.read_bytes()
    with pytest.raises(KeyGone):
        records.keys.key("session:A")
    with pytest.raises(KeyGone):
        records.keys.shred("session:A")


def test_the_root_of_digests_is_never_shredded(records: Records) -> None:
    with pytest.raises(KeyUnsafe, match="root"):
        records.keys.shred("root:digests")
    assert records.keys.prove() == records.keys.prove()


def test_a_shredding_that_is_not_finished_says_so(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.store.BUSY_SECONDS", 0.1)
    records.keys.new_key("session:A")
    with opened(records.place.key_store) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM keys").fetchone()
        with pytest.raises(Unwritable, match="SHRED_UNFINISHED"):
            records.keys.shred("session:A")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=st.text(max_size=20), other=st.text(max_size=20))
def test_digests_find_the_same_and_only_the_same(one: str, other: str) -> None:
    first = keyed_digest(MASTER_KEY, "search", one)
    assert (first == keyed_digest(MASTER_KEY, "search", other)) == (one == other)
    assert first != keyed_digest(MASTER_KEY, "account", one)
    assert first != keyed_digest(KEY, "search", one)
