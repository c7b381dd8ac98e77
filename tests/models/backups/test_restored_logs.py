"""The access log comes back as it was, with its anchors and segments, or not at all."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from models.backups import backing_up
from models.errors import BackupUnusable
from models.log.anchors import create_signing_key, load_signing_key, verify_log, write_checkpoint
from models.log.events import Event
from models.log.key_rotation import rotate_key
from models.log.log_segments import archive
from models.log.restored_log import acknowledge_restore
from models.records import Place
from tests.models.backups.house import House, run_drill
from tests.models.scene import CLI


def test_a_log_that_an_anchor_knows_to_be_longer_is_not_cut_silently(house: House) -> None:
    house.back_up()
    with house.records.act(CLI) as act:
        act.log(Event.HEALTH_READ)
    write_checkpoint(house.records, house.signing_key)
    live = house.elsewhere(anchor=house.records.place.anchor)
    with pytest.raises(BackupUnusable, match=r"longer today.*\(2 entries\)"):
        house.restore(live)
    assert not live.database.exists()
    assert house.restore(live, older_log=True).older_by == 2


def test_a_backup_from_before_a_new_key_restores_and_is_owned_up_to(house: House) -> None:
    house.back_up()
    path = house.folder / "signing.key"
    rotate_key(house.records, CLI, path)
    house.signing_key = load_signing_key(path)
    live = house.elsewhere(anchor=house.records.place.anchor)
    with pytest.raises(BackupUnusable, match="longer today"):
        house.restore(live)
    assert house.restore(live, older_log=True).older_by == 2
    again = house.open(live)
    assert not verify_log(live, house.signing_key.public_key()).whole
    acknowledge_restore(again, house.signing_key, CLI, reason="disk_failure")
    with again.act(CLI) as act:
        act.log(Event.HEALTH_READ)
    assert write_checkpoint(again, house.signing_key) is not None
    verdict = verify_log(live, house.signing_key.public_key())
    assert verdict.whole
    assert "restored" in {doubt.code for doubt in verdict.doubts}


def test_a_backup_of_a_key_that_was_never_handed_over_is_refused(house: House) -> None:
    house.back_up()
    house.signing_key = create_signing_key(house.folder / "other.key")
    live = house.elsewhere(anchor=house.records.place.anchor)
    with pytest.raises(BackupUnusable):
        house.restore(live, older_log=True)


def test_the_anchor_comes_back_only_where_there_is_none(house: House) -> None:
    house.back_up()
    live = house.elsewhere()
    house.restore(live)
    assert live.anchor.read_bytes() == house.records.place.anchor.read_bytes()


def test_a_log_of_another_history_is_refused(house: House, tmp_path: Path) -> None:
    house.back_up()
    forged = tmp_path / "forged.jsonl"
    lines = house.records.place.anchor.read_text()
    forged.write_text(lines.replace('"head":"', '"head":"0'))
    with pytest.raises(BackupUnusable, match="not whole"):
        house.restore(house.elsewhere(anchor=forged))


# Segments


def let_leave(house: House, *, days: int = 50) -> str:
    """Six hundred entries, of which two blocks leave; gives the name of their file."""
    with house.records.act(CLI) as act:
        for _ in range(600):
            act.log(Event.HEALTH_READ)
    for _ in range(3):
        write_checkpoint(house.records, house.signing_key)
        house.clock.move(days=20)
        with house.records.act(CLI) as act:
            act.log(Event.HEALTH_READ)
    before = house.clock() - timedelta(days=days)
    assert archive(house.records, house.signing_key, CLI, before=before) is not None
    (path,) = house.records.place.segments.iterdir()
    return path.name


def codes(house: House, live: Place) -> list[str]:
    verdict = verify_log(live, house.signing_key.public_key())
    return [each.code for each in (*verdict.problems, *verdict.doubts)]


def test_segments_come_back_and_the_log_with_them_is_whole(house: House) -> None:
    name = let_leave(house)
    house.back_up()
    drilled = run_drill(house)
    assert (drilled.segments, drilled.segments_known) == (1, 1)
    live = house.elsewhere()
    assert house.restore(live).segments == 1
    segment = live.segments / name
    assert segment.read_bytes() == (house.records.place.segments / name).read_bytes()
    assert stat.S_IMODE(segment.stat().st_mode) == 0o600
    assert stat.S_IMODE(live.segments.stat().st_mode) == 0o700
    assert codes(house, live) == []


def test_a_segment_that_was_given_up_is_not_wanted(house: House) -> None:
    """Its file may be deleted when nobody has to answer for it any more."""
    (house.records.place.segments / let_leave(house)).unlink()
    house.back_up()
    live = house.elsewhere()
    proven = house.restore(live)
    assert (proven.segments, proven.segments_known) == (0, 1)
    assert not live.segments.exists()
    assert codes(house, live) == ["segment_absent"]


def test_a_changed_segment_is_not_taken_along(house: House) -> None:
    path = house.records.place.segments / let_leave(house)
    path.write_text(path.read_text().replace("Command line", "Somebody else", 1))
    house.back_up()
    proven = house.restore(house.elsewhere())
    assert (proven.segments, proven.segments_known) == (0, 1)


def test_a_segment_that_was_changed_in_the_backup_is_refused(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even by who has every key: it does not fit what was signed."""
    path = house.records.place.segments / let_leave(house)
    path.write_text(path.read_text().replace("Command line", "Somebody else", 1))
    monkeypatch.setattr(backing_up, "sound_segments", lambda *_: {path.name: path})
    house.back_up()
    with pytest.raises(BackupUnusable, match=r"log in the backup is not whole \(changed\)"):
        house.restore(house.elsewhere())


def test_todays_segments_go_aside_with_todays_log(house: House) -> None:
    """What left after the backup is in its log still; beside it, it would stand there twice."""
    house.back_up()
    name = let_leave(house)
    live = house.records.place
    house.records.close()
    house.restore(live, replace=True, older_log=True)
    assert not live.segments.exists()
    (aside,) = house.folder.glob("replaced-*")
    assert (aside / "segments" / name).exists()
    assert "out_of_order" not in codes(house, live)


def test_a_segment_that_only_this_machine_has_stays(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with a backup of a version that did not take them along."""
    name = let_leave(house)
    with monkeypatch.context() as patch:
        patch.setattr(backing_up, "sound_segments", lambda *_: {})
        house.back_up()
    live = house.records.place
    house.records.close()
    proven = house.restore(live, replace=True, older_log=True)
    assert (proven.segments, proven.segments_known) == (1, 1)
    assert (live.segments / name).exists()
    assert "segment_absent" not in codes(house, live)
