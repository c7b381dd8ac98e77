"""A new key of the log is handed over to, and nothing it is not handed is trusted."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.errors import LogBroken
from models.log.anchors import (
    load_current_key,
    load_signing_key,
    public_bytes,
    read_statements,
    verify_log,
    write_checkpoint,
)
from models.log.signing import create_signing_key, id_of, next_key_file
from models.log.verify import Statement
from tests.attack.stage import Stage, line_of
from tests.attack.upkeep import rotate, signature


def test_a_key_replaced_before_anything_was_signed_is_introduced_first(
    tmp_path: Path, verifier: Path
) -> None:
    stage = Stage(tmp_path, verifier)
    old = stage.key = create_signing_key(tmp_path / "signing.key")
    stage.write(2, anchored=False)
    rotate(stage)
    stage.write(5)
    anchors = stage.auditor_copy()
    assert stage.audit(anchors, key=False).status == 0
    for trusted in (old, stage.key):
        stage.key_file.write_bytes(public_bytes(trusted))
        found = stage.audit(anchors)
        assert (found.status, "signatures\twhole" in found.text) == (0, True), found.text


def test_what_the_old_key_signed_is_proven_by_either_key(stage: Stage) -> None:
    old = stage.key
    rotate(stage)
    stage.write(10)
    anchors = stage.auditor_copy()
    assert not next_key_file(stage.folder / "signing.key").exists()
    for trusted in (old, stage.key):
        stage.key_file.write_bytes(public_bytes(trusted))
        found = stage.audit(anchors)
        assert (found.status, found.codes) == (0, set()), found.text
        assert verify_log(stage.records.place, trusted.public_key()).status == 0
    assert found.first == "Log whole: 31 entries, anchored up to entry 30."
    with pytest.raises(LogBroken, match="anchor_unsigned"):
        write_checkpoint(stage.records, old)


def test_a_replaced_key_signs_nothing_any_more(stage: Stage) -> None:
    """Who stole the old key cannot go on with it behind the operator's back."""
    thief = stage.key
    rotate(stage)
    stage.write(5, anchored=False)
    write_checkpoint(stage.records, stage.key)
    forged = stage.folder / "forged.jsonl"
    said = read_statements(stage.records.place.anchor)
    lines = [json.loads(each.as_line()) for each in said]
    made = Statement(**{**lines[-1], "key": id_of(thief), "before": said[-1].digest()})
    lines.append(json.loads(made.as_line()) | {"signature": signature(thief, made)})
    forged.write_text("".join(line_of(line) for line in lines))
    found = stage.audit(forged)
    assert (found.status, found.codes) == (1, {"key_retired"})
    assert "signatures\tbroken\tentry 26: the statement of 2026-03-02T09:25" in found.text


def test_a_key_nobody_handed_over_to_is_not_trusted(stage: Stage) -> None:
    """A stranger's key joins nothing: he can write that ours followed, but it did not consent."""
    stranger = Ed25519PrivateKey.generate()
    ours = json.loads(read_statements(stage.records.place.anchor)[0].as_line())
    lie = Statement(**ours | {"key": id_of(stranger), "signature": "", "consent": ""})
    line = json.loads(lie.as_line()) | {"signature": signature(stranger, lie), "consent": ""}
    forged = stage.folder / "forged.jsonl"
    forged.write_text(line_of(line))
    found = stage.audit(forged)
    assert (found.status, found.codes) == (1, {"anchor_unsigned"})


def test_a_stop_in_the_middle_of_a_rotation_is_made_good(stage: Stage) -> None:
    path = stage.folder / "signing.key"
    before = path.read_bytes()
    new = rotate(stage)
    path.replace(next_key_file(path))  # introduced, but not in place
    path.write_bytes(before)
    path.chmod(0o600)
    assert id_of(load_current_key(path, stage.records.place.anchor)) == id_of(new)
    create_signing_key(next_key_file(path))  # made, but not introduced
    assert id_of(load_current_key(path, stage.records.place.anchor)) == id_of(new)
    waiting = load_signing_key(next_key_file(path))
    assert id_of(rotate(stage)) == id_of(waiting)
