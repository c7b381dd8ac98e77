"""What was backed up comes back whole, or not at all."""

import shutil
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from models.accounts.api_tokens import make_api_token, revoke_api_token, use_api_token
from models.accounts.invites import open_with_invite
from models.accounts.people import make_invite
from models.actors import Purpose, Role
from models.backups.backing_up import KEYS, RECORDS, backup_keys
from models.backups.restoring import find_bundle
from models.errors import BackupUnusable, Conflict, InviteSpent, KeyUnsafe, SignInEnded
from models.log.access_log import EntryFilter, find_entries
from models.log.anchors import verify_log, write_checkpoint
from models.log.events import Event
from models.only_one import STAGING
from models.records import Place, Records, migrate
from models.reveal.reveal_words import RevealReason, RevealRules
from models.reveal.revealing import show_reveal
from models.reveal.reveals import ask_reveal, decide_reveal
from models.seals.resealing import reseal_all
from models.seals.rotation import begin_rotation, finish_rotation, rewrap
from models.store import opened
from tests.models.backups.house import NEW, House, read
from tests.models.scene import CLI, MASTER_KEY, actor_of, make_person


def test_everything_comes_back(house: House, source_id: str) -> None:
    house.back_up()
    live = house.elsewhere()
    proven = house.restore(live)
    assert (proven.rows["sessions"], proven.opened, proven.keyless) == (5, 6, 0)
    again = house.open(live)
    assert [read(again, source_id, number) for number in range(5)] == [
        b"original %d" % number for number in range(5)
    ]
    assert again.digest("reference", "x") == house.records.digest("reference", "x")
    assert verify_log(live, house.signing_key.public_key()).whole
    assert write_checkpoint(again, house.signing_key) is not None
    with again.act(CLI) as act:
        (entry,) = find_entries(act, EntryFilter(event=Event.BACKUP_RESTORED)).entries
    assert entry.details["sessions"] == 5
    for file in live.database.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    assert not (live.database.parent / STAGING).exists()


def test_everybody_has_to_sign_in_anew(house: House) -> None:
    person = make_person(house.records, "Rosa", "rosa@company.example", Role.REVIEWER)
    purpose = Purpose.CUSTOMER_SERVICE
    tokens = []
    for use in (True, False):
        with house.records.act(CLI) as act:
            tokens.append(make_invite(act, person.id, timedelta(hours=1)))
        if use:
            open_with_invite(house.records, token=tokens[0], purpose=purpose, address="10.0.0.1")
    house.back_up()
    live = house.elsewhere()
    house.restore(live)
    with opened(live.database) as db:
        assert db.table("sign_ins").count == 1
        assert db.table("sign_ins").count_where("closed_at IS NULL") == 0
    with pytest.raises(InviteSpent):
        open_with_invite(house.open(live), token=tokens[1], purpose=purpose, address="10.0.0.1")


def test_no_token_of_a_machine_comes_back(house: House) -> None:
    person = make_person(house.records, "Ada", "ada@company.example", Role.AUDITOR)
    with house.records.act(CLI) as act:
        token = make_api_token(
            act,
            person.id,
            name="siem",
            scopes=("log:export",),
            purpose=Purpose.AUDIT,
            ends_at=act.now + timedelta(days=30),
        )
    house.back_up()
    with house.records.act(CLI) as act:  # it leaked
        revoke_api_token(act, person.id, use_api_token(house.records, token).token.id)
    live = house.elsewhere()
    house.restore(live)
    with pytest.raises(SignInEnded):
        use_api_token(house.open(live), token)


def test_what_may_have_been_shown_since_is_not_shown_again(house: House) -> None:
    rosa = make_person(house.records, "Rosa", "rosa@company.example", Role.REVIEWER)
    olga = make_person(house.records, "Olga", "olga@company.example", Role.PRIVACY_OFFICER)
    with house.records.act(actor_of(rosa)) as act:
        session_id = act.db.execute("SELECT id FROM sessions").fetchone()[0]
        asked = ask_reveal(
            act,
            session_id,
            revision=1,
            place=None,
            reason=RevealReason.MEANING,
            note="",
            minutes=30,
            rules=RevealRules(),
        )
    with house.records.act(actor_of(olga, Purpose.PRIVACY)) as act:
        decide_reveal(act, asked.id, approve=True)
    house.back_up()
    live = house.elsewhere()
    house.restore(live)
    with pytest.raises(Conflict, match="expired"), house.open(live).act(actor_of(rosa)) as act:
        show_reveal(act, asked.id)


def test_records_that_are_there_are_not_replaced_unless_told(
    house: House, source_id: str, keep_one: Callable[..., str]
) -> None:
    house.back_up()
    live = house.records.place
    house.records.close()
    before = live.database.read_bytes()
    with pytest.raises(BackupUnusable, match="records here already"):
        house.restore(live)
    with pytest.raises(BackupUnusable, match=r"its end would be lost \(1 entries\)"):
        house.restore(live, replace=True)
    assert live.database.read_bytes() == before
    proven = house.restore(live, replace=True, older_log=True)
    assert proven.older_by == 1
    assert read(house.open(live), source_id) == b"original 0"
    (aside,) = house.folder.glob("replaced-*")
    assert (aside / "records.db").read_bytes() == before
    assert (aside / live.key_store.name).exists()


def test_another_master_key_restores_nothing(house: House) -> None:
    house.back_up()
    with pytest.raises(BackupUnusable, match="it wants the master key"):
        house.restore(house.elsewhere(), master_key=NEW)
    assert not house.elsewhere().database.exists()


def test_the_two_halves_belong_together(house: House, place: Place, tmp_path: Path) -> None:
    house.back_up()
    other_place = Place(
        database=tmp_path / "o" / "r.db", key_store=tmp_path / "o" / "k.db", anchor=tmp_path / "a"
    )
    migrate(other_place)
    other = House(house.open(other_place), tmp_path / "o", house.clock)
    other.back_up()
    with pytest.raises(BackupUnusable, match="different installations"):
        house.restore(house.elsewhere(), keys=find_bundle(other.keys_to, KEYS))
    records = find_bundle(house.to, RECORDS)
    with pytest.raises(BackupUnusable, match="not a backup of the records and one of the keys"):
        house.restore(house.elsewhere(), keys=records)


def test_older_keys_do_not_go_with_newer_records(house: House, tmp_path: Path) -> None:
    house.back_up()
    old = shutil.copy(find_bundle(house.keys_to, KEYS), tmp_path / "old.backup")
    house.back_up()
    with pytest.raises(BackupUnusable, match="older than that of the records"):
        house.restore(house.elsewhere(), keys=Path(old))


def test_an_older_backup_opens_after_a_rotation(house: House, source_id: str) -> None:
    """With the newest copy of the keys and the new master key: the old one may be destroyed."""
    house.back_up()
    begin_rotation(house.records.keys, NEW)
    list(rewrap(house.records.keys))
    house.master = NEW
    house.records = house.open(house.records.place)
    finish_rotation(house.records.keys)
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    live = house.elsewhere()
    house.restore(live)
    assert read(house.open(live), source_id) == b"original 0"


def test_a_backup_in_the_middle_of_a_rotation_opens_with_either_key(
    house: House, source_id: str
) -> None:
    begin_rotation(house.records.keys, NEW)
    next(rewrap(house.records.keys, batch=2))
    house.back_up()
    live = house.elsewhere()
    house.restore(live)
    for master in (MASTER_KEY, NEW):
        again = Records.open(live, master_key=master, clock=house.clock)
        assert read(again, source_id) == b"original 0"
        again.close()


def test_after_resealing_the_originals_in_older_backups_are_gone(house: House) -> None:
    house.back_up()
    list(reseal_all(house.records, CLI))
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    with pytest.raises(BackupUnusable, match="cannot be unsealed"):
        house.restore(house.elsewhere())


def test_a_newer_version_is_not_restored_into_an_older_one(house: House) -> None:
    with house.records.step() as step:
        step.db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('chat_redactor', 'from_the_future', 'x')"
        )
    house.back_up()
    with pytest.raises(BackupUnusable, match="newer version"):
        house.restore(house.elsewhere())


def test_a_key_store_alone_is_no_installation(house: House) -> None:
    house.back_up()
    live = house.elsewhere()
    live.key_store.parent.mkdir()
    shutil.copy(house.records.place.key_store, live.key_store)
    with pytest.raises(BackupUnusable, match="records here already"):
        house.restore(live)
    with pytest.raises(KeyUnsafe):
        Records.open(house.records.place, master_key=NEW, clock=house.clock)
