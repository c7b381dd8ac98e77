"""A new master key takes the place of the old one, and nothing is unreadable at any moment."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import KeyUnsafe
from models.records import Records
from models.seals.key_store import KeyStore, make_key_store
from models.seals.key_tables import CHECK
from models.seals.keys import derived_key, keyed_digest
from models.seals.rotation import (
    begin_rotation,
    cancel_rotation,
    finish_rotation,
    key_state,
    rewrap,
)
from models.seals.sealing import seal
from models.store import opened
from tests.models.scene import MASTER_KEY, Clock

NEW = b"n" * 31 + b"1"
OTHER = b"o" * 31 + b"1"


def store(path: Path, master: bytes = MASTER_KEY) -> KeyStore:
    made = KeyStore(path, master)
    made.prove()
    return made


@pytest.fixture
def old(tmp_path: Path) -> KeyStore:
    make_key_store(tmp_path / "keys.db")
    return store(tmp_path / "keys.db")


def rotate(old: KeyStore, new: bytes = NEW) -> KeyStore:
    begin_rotation(old, new)
    assert sum(rewrap(old, batch=3)) >= 0
    renewed = store(old.path, new)
    finish_rotation(renewed)
    return renewed


def test_every_key_survives_and_the_old_master_key_opens_nothing(old: KeyStore) -> None:
    kept = {f"session:{number}": old.new_key(f"session:{number}") for number in range(20)}
    renewed = rotate(old)
    assert {key_id: renewed.key(key_id) for key_id in kept} == kept
    with pytest.raises(KeyUnsafe, match="not the one"):
        store(old.path)
    state = key_state(renewed)
    assert (state.rotating_to, state.old, state.keys, state.generation) == ("", 0, 20, 2)


def test_the_root_of_digests_survives(old: KeyStore) -> None:
    root = old.prove()
    assert rotate(rotate(old), OTHER).prove() == root


@pytest.mark.parametrize("master", [MASTER_KEY, NEW])
@pytest.mark.parametrize("batches", [0, 1, 3, 99])
def test_both_keys_open_everything_in_between(old: KeyStore, master: bytes, batches: int) -> None:
    kept = {f"session:{number}": old.new_key(f"session:{number}") for number in range(10)}
    begin_rotation(old, NEW)
    for _, _ in zip(range(batches), rewrap(old, batch=3), strict=False):
        pass
    either = store(old.path, master)
    assert {key_id: either.key(key_id) for key_id in kept} == kept
    key = either.new_key("session:born-in-between")
    assert old.key("session:born-in-between") == key
    assert key_state(old).rotating_to == store(old.path, NEW).master_fingerprint()


def test_a_process_that_runs_through_goes_on(old: KeyStore) -> None:
    """It used the store in between: the old master key opened the new generation for it."""
    begin_rotation(old, NEW)
    key = old.new_key("session:A")
    list(rewrap(old))
    finish_rotation(store(old.path, NEW))
    assert old.key("session:A") == key
    assert store(old.path, NEW).key("session:A") == key
    assert old.new_key("session:B") == store(old.path, NEW).key("session:B")


def test_a_process_that_slept_through_asks_for_the_key_again(old: KeyStore) -> None:
    asked = []
    sleeper = KeyStore(old.path, MASTER_KEY, find_again=lambda: asked.append(1) or NEW)
    sleeper.prove()
    key = old.new_key("session:A")
    rotate(old)
    assert sleeper.key("session:A") == key
    assert asked == [1]
    sleeper.new_key("session:B")
    assert asked == [1]


def test_a_process_that_slept_and_cannot_ask_refuses(old: KeyStore) -> None:
    sleeper = store(old.path)
    old.new_key("session:A")
    rotate(old)
    with pytest.raises(KeyUnsafe, match="not the one"):
        sleeper.key("session:A")


def test_what_the_old_key_wrapped_is_gone_from_every_file(old: KeyStore) -> None:
    old.new_key("session:A")
    with opened(old.path) as reader:
        before = [bytes(row[0]) for row in reader.execute("SELECT wrapped FROM wrappings")]
        before += [bytes(row[0]) for row in reader.execute("SELECT wrapped FROM keys")]
        assert len(before) == 3
        rotate(old)
        for file in old.path.parent.iterdir():
            content = file.read_bytes()
            assert not any(wrapped in content for wrapped in before)


def test_only_one_rotation_at_a_time(old: KeyStore) -> None:
    begin_rotation(old, NEW)
    begin_rotation(old, NEW)
    with pytest.raises(KeyUnsafe, match="under way"):
        begin_rotation(old, OTHER)
    assert key_state(old).generation == 2


def test_the_same_key_is_no_new_key(old: KeyStore) -> None:
    with pytest.raises(KeyUnsafe, match="in use"):
        begin_rotation(old, MASTER_KEY)
    with pytest.raises(KeyUnsafe):
        begin_rotation(old, b"short")
    assert key_state(old).rotating_to == ""


def test_it_is_not_finished_too_early_nor_by_the_old_key(old: KeyStore) -> None:
    old.new_key("session:A")
    begin_rotation(old, NEW)
    with pytest.raises(KeyUnsafe, match="not every key"):
        finish_rotation(store(old.path, NEW))
    list(rewrap(old))
    with pytest.raises(KeyUnsafe, match="only the new"):
        finish_rotation(old)


def test_a_cancelled_rotation_leaves_the_new_key_nothing(old: KeyStore) -> None:
    kept = {f"session:{number}": old.new_key(f"session:{number}") for number in range(5)}
    begin_rotation(old, NEW)
    next(rewrap(old, batch=2))
    with pytest.raises(KeyUnsafe, match="only the old"):
        cancel_rotation(store(old.path, NEW))
    cancel_rotation(old)
    with pytest.raises(KeyUnsafe):
        store(old.path, NEW)
    assert {key_id: old.key(key_id) for key_id in kept} == kept
    with pytest.raises(KeyUnsafe, match="no rotation"):
        cancel_rotation(old)
    assert {key_id: rotate(old, OTHER).key(key_id) for key_id in list(kept)[:1]}


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None
)
@given(script=st.lists(st.sampled_from(["key", "shred", "batch", "begin"]), max_size=12))
def test_whatever_happens_in_between_the_end_is_whole(
    tmp_path_factory: pytest.TempPathFactory, script: list[str]
) -> None:
    path = tmp_path_factory.mktemp("any") / "keys.db"
    make_key_store(path)
    old, kept = store(path), {}
    batches = iter(())
    for number, step in enumerate(script):
        if step == "key":
            kept[f"session:{number}"] = old.new_key(f"session:{number}")
        elif step == "shred" and kept:
            key_id, _ = kept.popitem()
            old.shred(key_id)
        elif step == "begin":
            begin_rotation(old, NEW)
            batches = rewrap(old, batch=1)
        else:
            next(batches, None)
    renewed = rotate(old)
    assert {key_id: renewed.key(key_id) for key_id in kept} == kept
    assert key_state(renewed).keys == len(kept)


@pytest.fixture
def early(tmp_path: Path) -> tuple[Path, bytes]:
    """A key store as it was before there were generations, with one key."""
    path, key = tmp_path / "early.db", b"s" * 32
    wrapping = derived_key(MASTER_KEY, "wrap")
    with opened(path) if path.exists() else _new(path) as db:
        db.table("keys").create({"id": str, "wrapped": bytes}, pk="id", not_null={"wrapped"})
        for key_id, plain in ((CHECK, b""), ("session:A", key)):
            row = {"id": key_id, "wrapped": seal(wrapping, plain, bound_to=key_id)}
            db.table("keys").insert(row)
    return path, key


def _new(path: Path):
    from models.store import create_private

    create_private(path)
    return opened(path)


def test_an_early_store_keeps_its_keys_and_digests(early: tuple[Path, bytes]) -> None:
    path, key = early
    make_key_store(path)
    make_key_store(path)
    with pytest.raises(KeyUnsafe, match="not the one"):
        store(path, NEW)
    risen = store(path)
    assert risen.key("session:A") == key
    assert keyed_digest(risen.prove(), "search", "x") == keyed_digest(MASTER_KEY, "search", "x")
    renewed = rotate(risen)
    assert renewed.key("session:A") == key
    assert renewed.prove() == MASTER_KEY


def test_digests_and_derived_keys_outlive_a_rotation(records: Records, clock: Clock) -> None:
    before = (records.digest("reference", "x"), records.derived_key("source_secrets"))
    rotate(records.keys)
    again = Records.open(records.place, master_key=NEW, clock=clock)
    assert (again.digest("reference", "x"), again.derived_key("source_secrets")) == before
    assert records.digest("reference", "x") == before[0]
