"""What was erased or ended does not come back with a backup, and nothing else goes."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from models.actors import Purpose, Role
from models.backups import backing_up
from models.backups.backing_up import backup_keys
from models.errors import BackupUnusable
from models.keeping.byte_scan import scan_here
from models.keeping.erased_list import Listed, append_ended, append_erased
from models.keeping.eraser import Eraser
from models.keeping.erasing import ask_erasure
from models.keeping.holds import place_hold, release_hold
from models.log.access_log import EntryFilter, find_entries
from models.log.events import Event
from models.store import opened
from models.transcripts.sessions import find_original
from tests.models.backups.house import House, end_originals, read, read_back, run_drill
from tests.models.scene import CLI, actor_of, make_person


def test_an_erased_session_does_not_come_back(house: House, source_id: str) -> None:
    house.back_up()
    with house.records.peek() as look:
        row = next(look.db.query("SELECT * FROM sessions ORDER BY id LIMIT 1"))
    line = Listed(
        session=row["id"],
        source=source_id,
        reference=row["reference_digest"],
        reason="request",
        at="2026-03-02T09:00:00.000000Z",
    )
    append_erased(house.erased, [line])
    live = house.elsewhere()
    house.restore(live)
    with opened(live.database) as db:
        (status,) = db.execute("SELECT status FROM sessions WHERE id = ?", [row["id"]]).fetchone()
        messages = db.table("messages").count_where("session_id = ?", [row["id"]])
    assert (status, messages) == ("erasing", 0)
    with pytest.raises(Exception, match=row["id"]):
        house.open(live).keys.key(f"session:{row['id']}")


def test_the_newest_copy_of_the_keys_remembers_what_was_erased(
    house: House, source_id: str
) -> None:
    """Even when the list of erasures was lost with the machine."""
    house.back_up()
    with house.records.peek() as look:
        gone, listed = [row["id"] for row in look.db.query("SELECT id FROM sessions LIMIT 2")]
        row = next(look.db.query("SELECT * FROM sessions WHERE id = ?", [listed]))
    house.records.keys.shred(f"session:{gone}")
    line = Listed(
        session=listed, source=source_id, reference=row["reference_digest"], reason="x", at="x"
    )
    append_erased(house.erased, [line])
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    house.erased.unlink()
    live = house.elsewhere()
    assert house.restore(live).keyless == 1
    with opened(live.database) as db:
        hidden = {r[0] for r in db.execute("SELECT id FROM sessions WHERE status = 'erasing'")}
        texts = {r[0] for r in db.execute("SELECT DISTINCT session_id FROM messages")}
    assert hidden == {gone, listed}
    assert not texts & hidden
    assert len(texts) == 3


@pytest.mark.parametrize("list_lost", [False, True])
def test_a_session_whose_original_had_its_time_comes_back_without_it(
    house: House, source_id: str, list_lost: bool
) -> None:
    """Its key is as gone as an erased one's; nobody had the session erased, though."""
    house.back_up()
    house.clock.move(days=91)
    end_originals(house)
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    if list_lost:
        house.erased.unlink()
    live = house.elsewhere()
    proven = house.restore(live)
    assert (proven.erased, proven.ended, proven.keyless) == (0, 5, 0)
    assert read_back(live) == (5, 0, 0)
    again = house.open(live)
    assert find_original(again, source_id, "conversation-0") is None
    with again.act(CLI) as act:
        entries = find_entries(act, EntryFilter(event=Event.ORIGINAL_DELETED)).entries
    assert [entry.reason for entry in entries] == ["replayed"] * 5


def test_a_backup_with_its_old_keys_brings_no_original_back(house: House, source_id: str) -> None:
    house.back_up()
    house.clock.move(days=91)
    end_originals(house)
    live = house.elsewhere()
    assert house.restore(live).keyless == 0
    assert read_back(live) == (5, 0, 0)
    again = house.open(live)
    with again.peek() as look:
        ids = [row["id"] for row in look.db.query("SELECT id FROM sessions")]
    assert not again.keys.find_keys([f"session:{session_id}" for session_id in ids])


def test_a_session_erased_after_its_original_ended_stays_erased(
    house: House, source_id: str
) -> None:
    house.back_up()
    house.clock.move(days=91)
    end_originals(house)
    with house.records.act(CLI) as act:
        gone = act.db.execute("SELECT id FROM sessions LIMIT 1").fetchone()[0]
        ask_erasure(act, gone, reason="subject_request")
    Eraser(
        records=house.records,
        listed=house.erased,
        scanned=(),
        signing_key=house.signing_key,
        look=scan_here,
    ).run_once()
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    house.erased.unlink()
    live = house.elsewhere()
    house.restore(live)
    assert read_back(live)[:2] == (4, 1)


def test_an_original_that_came_after_the_one_that_ended_stays(
    house: House, source_id: str, keep_one: Callable[..., str]
) -> None:
    house.clock.move(days=91)
    end_originals(house)
    house.clock.move(days=1)
    keep_one(reference="conversation-0", original=b"goes on", order=("2026-06-03", "1"))
    house.back_up()
    live = house.elsewhere()
    house.restore(live)
    assert read_back(live) == (5, 0, 1)
    assert read(house.open(live), source_id) == b"goes on"


def test_the_list_is_copied_after_the_keys(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ends between the two is listed, so that no key is gone without its reason."""
    house.back_up()
    house.clock.move(days=91)
    whole = backing_up.snapshot

    def then_all_ends(source: Path, target: Path) -> None:
        if target.name == "keys.db":
            end_originals(house)
        whole(source, target)

    monkeypatch.setattr(backing_up, "snapshot", then_all_ends)
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    house.erased.unlink()
    live = house.elsewhere()
    house.restore(live)
    assert read_back(live) == (5, 0, 0)


def go_on(house: House, keep_one: Callable[..., str]) -> None:
    """Every original ends; after that the first two sessions go on, each under a new key."""
    house.clock.move(days=91)
    end_originals(house)
    house.clock.move(days=1)
    for number in range(2):
        keep_one(reference=f"conversation-{number}", original=b"more", order=("2026-06-03", "1"))


def test_a_session_that_went_on_under_a_new_key_stops_no_restore(
    house: House, keep_one: Callable[..., str]
) -> None:
    """What the backup holds was sealed under the key before, which is gone for good reason."""
    house.back_up()
    go_on(house, keep_one)
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    live = house.elsewhere()
    proven = house.restore(live)
    assert (proven.opened, proven.ended, proven.keyless) == (0, 5, 0)
    assert read_back(live) == (5, 0, 0)
    assert run_drill(house).ended == 5


def test_what_ended_does_not_hide_what_is_damaged(
    house: House, keep_one: Callable[..., str]
) -> None:
    with house.records.step() as step:
        step.db.execute("UPDATE sessions SET arrived_at = '2027-01-01T00:00:00.000000Z'")
    house.back_up()
    with house.records.step() as step:
        step.db.execute("UPDATE sessions SET arrived_at = '2026-03-02T09:00:00.000000Z'")
    go_on(house, keep_one)
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    with pytest.raises(BackupUnusable, match="cannot be unsealed"):
        house.restore(house.elsewhere())


def test_samples_are_taken_from_what_has_a_key(house: House, keep_one: Callable[..., str]) -> None:
    """However many of the newest have none: nothing tried proves nothing."""
    house.back_up()
    with house.records.peek() as look:
        newest = [row[0] for row in look.db.execute("SELECT session_id FROM originals")][1:]
    house.records.keys.shred_all([f"session:{session_id}" for session_id in newest])
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    proven = house.restore(house.elsewhere())
    assert (proven.opened, proven.keyless) == (2, 4)


def test_an_original_that_is_held_in_a_backup_ended_all_the_same(
    house: House, keep_one: Callable[..., str]
) -> None:
    """The hold was released since, the original ended, and another key stands under its name."""
    officer = make_person(house.records, "Ophelia", "o@company.example", Role.PRIVACY_OFFICER)
    actor = actor_of(officer, Purpose.PRIVACY)
    with house.records.peek() as look:
        held = [row[0] for row in look.db.execute("SELECT id FROM sessions")]
    with house.records.act(actor) as act:
        holds = [place_hold(act, session_id, reason="legal_claim") for session_id in held]
    house.back_up()
    with house.records.act(actor) as act:
        for hold in holds:
            release_hold(act, hold)
    go_on(house, keep_one)
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    live = house.elsewhere()
    assert house.restore(live).ended == 5
    assert read_back(live) == (5, 0, 0)


def test_the_list_comes_back_with_the_keys(house: House) -> None:
    """On a new machine nothing else remembers what was erased when the next backup is restored."""
    house.back_up()
    house.clock.move(days=91)
    end_originals(house)
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    before = house.erased.read_bytes()
    house.erased.unlink()
    house.restore(house.elsewhere())
    assert house.erased.read_bytes() == before
    assert stat.S_IMODE(house.erased.stat().st_mode) == 0o600
    append_ended(house.erased, ["8F3KQ2ZD"], "2026-06-02T09:00:00.000000Z")
    house.restore(house.elsewhere(), replace=True, older_log=True)
    assert house.erased.read_bytes().startswith(before), "what is there is not written twice"
    assert len(house.erased.read_bytes().splitlines()) == 6
