"""A lost signing key: the log goes on, nothing from before is lost, and the gap is never hidden."""

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.errors import Conflict, LogBroken
from models.log import key_loss
from models.log.anchor_file import Head, introduction, locked
from models.log.anchors import (
    load_current_key,
    load_signing_key,
    public_bytes,
    read_statements,
    trusted_keys,
    verify_log,
)
from models.log.key_loss import replace_lost_key
from models.log.restored_log import acknowledge_restore
from models.log.signing import create_signing_key, next_key_file, raw_public
from tests.attack.stage import Finding, Stage
from tests.models.scene import CLI

AUDITOR = "auditor.jsonl"


def lose(stage: Stage) -> Path:
    """The key is lost and another begins an hour later; gives its public half for auditors."""
    (stage.folder / "signing.key").unlink()
    stage.clock.move(hours=1)
    replace_lost_key(stage.records, CLI, stage.folder / "signing.key", reason="disk_failure")
    stage.key = load_signing_key(stage.folder / "signing.key")
    stage.write(9)
    new = stage.folder / "new.pem"
    new.write_bytes(public_bytes(stage.key))
    return new


def audit(stage: Stage, anchors: Path, *keys: Path) -> Finding:
    trust = [each for key in keys for each in ("--key", key)]
    return stage.audit(anchors, more=trust, key=False)


def test_who_knows_only_the_old_key_believes_nothing_new_and_is_told_since_when(
    stage: Stage,
) -> None:
    lose(stage)
    found = audit(stage, stage.auditor_copy("later.jsonl"), stage.key_file)
    assert (found.status, found.codes) == (3, {"key_lost"}), found.text
    assert found.first == "Log whole: 30 entries, anchored up to entry 20. 1 to be judged."
    assert "a signature gap: since 2026-03-02T10:20" in found.text
    assert "no key of yours vouches for" in found.text
    assert "signatures\tjudge" in found.text


def test_who_was_given_the_new_key_sees_the_gap_and_believes_both(stage: Stage) -> None:
    new = lose(stage)
    anchors = stage.auditor_copy("later.jsonl")
    for keys in ((stage.key_file, new), (new,)):
        found = audit(stage, anchors, *keys)
        assert (found.status, found.codes) == (3, {"key_lost"}), found.text
        assert found.first.startswith("Log whole: 30 entries, anchored up to entry 30.")
        assert "was lost (disk_failure), and nothing was signed from 2026-03-02T09:20" in found.text
        assert "(entry 20) to 2026-03-02T10:20" in found.text
    assert verify_log(stage.records.place, stage.key.public_key()).status == 3


def test_what_the_old_key_signed_convicts_as_before(stage: Stage) -> None:
    """The operator calls the key lost in order to write history anew."""
    stage.rewrite(lambda rows: rows[6].update(actor_name="Nobody"))
    (stage.folder / "signing.key").unlink()
    with pytest.raises(LogBroken, match="rewritten at entry 20"):
        replace_lost_key(stage.records, CLI, stage.folder / "signing.key", reason="x")
    assert not next_key_file(stage.folder / "signing.key").exists()
    stage.key = create_signing_key(stage.folder / "signing.key")
    stage.anchor_anew()
    new = stage.folder / "new.pem"
    new.write_bytes(public_bytes(stage.key))
    found = stage.audit(stage.folder / AUDITOR, stage.records.place.anchor, more=("--key", new))
    assert (found.status, "rewritten" in found.codes) == (1, True), found.text


def test_no_key_is_made_where_the_anchors_are_not_those_that_were_written(stage: Stage) -> None:
    (stage.folder / "signing.key").unlink()
    lines = stage.records.place.anchor.read_bytes().splitlines(keepends=True)
    stage.records.place.anchor.write_bytes(b"".join(lines[:-1]))
    with pytest.raises(LogBroken, match="anchor_cut"):
        replace_lost_key(stage.records, CLI, stage.folder / "signing.key", reason="x")
    assert list(stage.folder.glob("signing.key*")) == []


def test_a_key_that_is_there_is_not_lost(stage: Stage) -> None:
    with pytest.raises(Conflict, match="key_there"):
        replace_lost_key(stage.records, CLI, stage.folder / "signing.key", reason="x")
    with stage.records.peek() as look:
        last = next(iter(look.db.table("entries").rows_where(order_by="seq DESC")))
    assert (last["event"], last["outcome"], last["reason"]) == (
        *("log:key_lost", "refused"),
        "key_there",
    )


def test_where_nothing_was_signed_no_key_was_lost(tmp_path: Path, verifier: Path) -> None:
    stage = Stage(tmp_path, verifier)
    with pytest.raises(Conflict, match="nothing_signed"):
        replace_lost_key(stage.records, CLI, tmp_path / "signing.key", reason="x")


def test_it_is_carried_to_its_end_after_a_kill(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stage.folder / "signing.key"
    path.unlink()
    with monkeypatch.context() as cut:
        cut.setattr(key_loss, "keep", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            replace_lost_key(stage.records, CLI, path, reason="x")
    assert not path.exists()
    stage.key = load_current_key(path, stage.records.place.anchor)
    stage.write(4)
    kinds = [each.type for each in read_statements(stage.records.place.anchor)][-2:]
    assert kinds == ["key", "checkpoint"]


def test_a_key_can_be_lost_twice(stage: Stage) -> None:
    lose(stage)
    new = lose(stage)
    found = audit(stage, stage.auditor_copy("later.jsonl"), stage.key_file, new)
    assert (found.status, found.codes) == (3, {"key_lost"}), found.text
    assert found.first.endswith("2 to be judged.")


def test_who_finds_the_lost_key_cannot_use_it(stage: Stage) -> None:
    old = stage.key
    new = lose(stage)
    stage.write(1, anchored=False)
    with locked(stage.records.place.anchor) as file:
        last = file.last
        assert last
        file.write(old, "checkpoint", Head(seq=31, hash=last.head, root=last.root), last.at)
    found = audit(stage, stage.auditor_copy("later.jsonl"), stage.key_file, new)
    assert (found.status, "key_retired" in found.codes) == (1, True), found.text


def test_a_strangers_claim_changes_nothing_but_is_told(stage: Stage) -> None:
    """Who can write to the auditor's copy, and has no key, cannot retire the true one."""
    thief = Ed25519PrivateKey.generate()
    old = stage.key
    lines = (stage.folder / AUDITOR).read_bytes()
    with locked(stage.folder / AUDITOR) as file:
        assert file.last
        head = Head(seq=file.last.seq, hash=file.last.head, root=file.last.root)
        lost = {**introduction(thief), "lost": file.last.key, "reason": "x"}
        file.write(thief, "key", head, "2026-03-02T09:21:00.000000Z", says=lost, successor=thief)
    stage.write(5)
    with (stage.folder / AUDITOR).open("ab") as copy:
        copy.write(stage.records.place.anchor.read_bytes()[len(lines) :])
    found = stage.audit(stage.folder / AUDITOR)
    assert stage.key is old
    assert (found.status, found.codes) == (3, {"key_lost"}), found.text
    assert "anchored up to entry 25" in found.first


def test_a_loss_the_log_does_not_tell_of_is_found(stage: Stage) -> None:
    new = create_signing_key(stage.folder / "new.key")
    with locked(stage.records.place.anchor) as file:
        assert file.last
        head = Head(seq=file.last.seq, hash=file.last.head, root=file.last.root)
        lost = {**introduction(new), "lost": file.last.key, "reason": "x"}
        file.write(new, "key", head, "2026-03-02T09:30:00.000000Z", says=lost, successor=new)
    stage.key_file.write_bytes(public_bytes(new))
    found = stage.audit(stage.auditor_copy("later.jsonl"))
    assert (found.status, "key_unlogged" in found.codes) == (1, True), found.text
    assert "no entry of the log says so" in found.first


def test_certificates_and_backups_of_before_stay_good(stage: Stage) -> None:
    """What is checked here knows the lost key by what the new one says of it."""
    old = stage.key
    lose(stage)
    known = trusted_keys(stage.key.public_key(), stage.records.place.anchor)
    assert set(known) == {raw_public(old), raw_public(stage.key)}
    before = replace(stage.records.place, anchor=stage.folder / AUDITOR)
    kin = stage.records.place.anchor
    found = verify_log(before, stage.key.public_key(), own_anchor=False, kin=kin)
    assert (found.whole, found.anchored_seq) == (True, 20)


# The key is lost, and the log that was restored is older than the anchors


def restored(stage: Stage) -> Path:
    """Ten more anchored entries that the restored log lacks; gives what an auditor got of them."""
    stage.copy("backup")
    stage.write(10)
    anchors = stage.auditor_copy("newer.jsonl")
    stage.bring_back("backup", "records.db")
    (stage.folder / "signing.key").unlink()
    stage.clock.move(hours=1)
    return anchors


def own_up(stage: Stage) -> Path:
    path = stage.folder / "signing.key"
    replace_lost_key(stage.records, CLI, path, reason="disk_failure", older_log=True)
    stage.key = load_signing_key(path)
    stage.write(19)
    new = stage.folder / "new.pem"
    new.write_bytes(public_bytes(stage.key))
    return new


def test_a_lost_key_and_lost_entries_are_owned_up_to_at_once(stage: Stage) -> None:
    anchors = restored(stage)
    path = stage.folder / "signing.key"
    with pytest.raises(LogBroken, match="cut_tail"):
        replace_lost_key(stage.records, CLI, path, reason="disk_failure")
    assert list(stage.folder.glob("signing.key*")) == []
    new = own_up(stage)
    for held in (anchors, stage.auditor_copy("later.jsonl")):
        found = audit(stage, held, stage.key_file, new)
        assert (found.status, found.codes) == (3, {"key_lost", "restored"}), found.text
        assert "entry 21: the entries 21 to 30 were given up: an older copy was" in found.text
        assert "was lost (disk_failure), and nothing was signed from 2026-03-02T09:30" in found.text
        assert "anchored up to entry 40." in found.first
    assert verify_log(stage.records.place, stage.key.public_key()).status == 3


def test_who_was_not_given_the_new_key_still_convicts(stage: Stage) -> None:
    restored(stage)
    own_up(stage)
    found = audit(stage, stage.auditor_copy("later.jsonl"), stage.key_file)
    assert (found.status, "rewritten" in found.codes) == (1, True), found.text


def test_a_forged_log_is_not_made_true_by_losing_the_key(stage: Stage) -> None:
    stage.rewrite(lambda rows: rows[16].update(actor_name="Nobody"))
    (stage.folder / "signing.key").unlink()
    new = own_up(stage)
    found = audit(stage, stage.auditor_copy("later.jsonl"), stage.key_file, new)
    assert (found.status, found.codes) == (3, {"key_lost", "restored"}), found.text
    assert "entry 16: the entries 16 to 20 were given up" in found.text


def test_without_lost_entries_nothing_is_given_up(stage: Stage) -> None:
    (stage.folder / "signing.key").unlink()
    new = own_up(stage)
    found = audit(stage, stage.auditor_copy("later.jsonl"), stage.key_file, new)
    assert (found.status, found.codes) == (3, {"key_lost"}), found.text


def test_cut_off_behind_the_key_the_acknowledgement_finishes_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    anchors, path = restored(stage), stage.folder / "signing.key"
    with monkeypatch.context() as cut:
        cut.delattr(key_loss, "acknowledge_restore")
        with pytest.raises(NameError):
            replace_lost_key(stage.records, CLI, path, reason="x", older_log=True)
    with pytest.raises(Conflict, match="key_there"):
        replace_lost_key(stage.records, CLI, path, reason="x", older_log=True)
    stage.key = load_current_key(path, stage.records.place.anchor)
    acknowledge_restore(stage.records, stage.key, CLI, reason="disk_failure")
    stage.write(20)
    new = stage.folder / "new.pem"
    new.write_bytes(public_bytes(stage.key))
    found = audit(stage, anchors, stage.key_file, new)
    assert (found.status, found.codes) == (3, {"key_lost", "restored"}), found.text
