"""A restore is told of once, and makes no forged log true."""

import pytest

from models.errors import Conflict, LogBroken
from models.log.anchors import verify_log, write_checkpoint
from models.log.restored_log import acknowledge_restore, find_given_up
from tests.attack.stage import Stage
from tests.models.scene import CLI


def test_a_restore_is_acknowledged_once_and_seen_by_every_auditor(stage: Stage) -> None:
    stage.copy("backup")
    stage.write(10)
    anchors = stage.auditor_copy()
    stage.bring_back("backup", "records.db")
    with pytest.raises(LogBroken, match="cut_tail"):
        write_checkpoint(stage.records, stage.key)
    found = find_given_up(stage.records)
    assert found is not None
    assert (found.kept_to, found.lost.seq) == (20, 30)
    acknowledge_restore(stage.records, stage.key, CLI, reason="disk_failure")
    assert find_given_up(stage.records) is None
    with pytest.raises(Conflict, match="nothing_lost"):
        acknowledge_restore(stage.records, stage.key, CLI, reason="again")
    stage.write(20)
    for held in (anchors, stage.auditor_copy("later.jsonl")):
        seen = stage.audit(held)
        assert (seen.status, seen.codes) == (3, {"restored"}), seen.text
        assert "entry 21: the entries 21 to 30 were given up: an older copy was" in seen.text
        assert "(disk_failure)" in seen.text
    assert verify_log(stage.records.place, stage.key.public_key()).status == 3


def test_an_acknowledgement_does_not_cover_what_an_auditor_knows_better(stage: Stage) -> None:
    """The operator owns up to less than was lost: the newer anchor of an auditor convicts."""
    stage.copy("backup")
    stage.write(5)
    stage.copy("later")
    stage.write(10)
    anchors = stage.auditor_copy()
    stage.bring_back("later", "anchor.jsonl")
    stage.bring_back("backup", "records.db")
    acknowledge_restore(stage.records, stage.key, CLI, reason="disk_failure")
    stage.write(30)
    found = stage.audit(anchors)
    assert found.status == 1
    assert "rewritten" in found.codes


def test_a_forged_log_is_not_made_true_by_calling_it_a_restore(stage: Stage) -> None:
    stage.forge("UPDATE entries SET actor_name = 'Nobody' WHERE seq = 17")
    with pytest.raises(Conflict):
        acknowledge_restore(stage.records, stage.key, CLI, reason="disk_failure")
    stage.rewrite(lambda rows: rows[16].update(actor_name="Nobody"))
    acknowledge_restore(stage.records, stage.key, CLI, reason="disk_failure")
    found = stage.audit(stage.auditor_copy())  # possible with the key, but never unseen
    assert (found.status, found.codes) == (3, {"restored"})
    assert "entry 16: the entries 16 to 20 were given up" in found.text
