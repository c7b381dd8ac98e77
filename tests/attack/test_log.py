"""Promise 5: the log convicts its operator. Each attack is found, and told what and since when."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.errors import LogBroken
from models.log.anchors import verify_log, write_checkpoint
from models.log.log_proofs import prove_consistency, prove_entry
from tests.attack.stage import Rows, Stage, line_of
from tests.models.scene import CLI


@pytest.fixture
def stage(tmp_path: Path, verifier: Path) -> Stage:
    """Twenty-three entries, of which twenty are anchored; an auditor received all anchors."""
    stage = Stage(tmp_path, verifier)
    stage.write(23)
    stage.auditor_copy()
    return stage


AUDITOR = "auditor.jsonl"
SAFE = "Whole up to entry 5, as anchored on 2026-03-02T09:05"


def test_an_honest_log_is_whole(stage: Stage) -> None:
    found = stage.audit(stage.folder / AUDITOR)
    assert (found.status, found.codes) == (0, set())
    assert found.first == "Log whole: 23 entries, anchored up to entry 20."
    for part in ("chain", "tree", "signatures", "anchors", "gaps"):
        assert f"{part}\twhole\t" in found.text


SWAP = (
    "UPDATE entries SET seq = -1 WHERE seq = 7",
    "UPDATE entries SET seq = 7 WHERE seq = 8",
    "UPDATE entries SET seq = 8 WHERE seq = -1",
)
COPY = (
    "INSERT INTO entries SELECT 24, at, actor_kind, actor_id, actor_name, actor_role, event, "
    "object, purpose, outcome, reason, address, details, previous, hash FROM entries WHERE seq = 7"
)
BY_SQL: dict[str, tuple[tuple[str, ...], str, str]] = {
    "edited": (
        ("UPDATE entries SET actor_name = 'Nobody' WHERE seq = 7",),
        "changed",
        "entry 7: the entry of 2026-03-02T09:07",
    ),
    "a refusal made a success": (
        ("UPDATE entries SET outcome = 'x' WHERE seq = 7",),
        "changed",
        "entry 7: the entry of 2026-03-02T09:07",
    ),
    "deleted": (("DELETE FROM entries WHERE seq = 7",), "missing", "entry 7: after entry 6 comes"),
    "deleted and moved up": (
        ("DELETE FROM entries WHERE seq = 7", "UPDATE entries SET seq = seq - 1 WHERE seq > 7"),
        "broken_link",
        "entry 7: the entry of 2026-03-02T09:08",
    ),
    "inserted": ((COPY,), "broken_link", "entry 24: the entry of 2026-03-02T09:07"),
    "reordered": (SWAP, "broken_link", "entry 7: the entry of 2026-03-02T09:08"),
    "dated otherwise": (
        ("UPDATE entries SET at = '2026-03-02T08:00:00.000000Z' WHERE seq = 7",),
        "changed",
        "entry 7: the entry of 2026-03-02T08:00",
    ),
}


@pytest.mark.parametrize("attack", BY_SQL)
def test_what_plain_sql_does_is_found(stage: Stage, attack: str) -> None:
    statements, code, since = BY_SQL[attack]
    stage.forge(*statements)
    found = stage.audit(stage.folder / AUDITOR)
    assert found.status == 1
    assert code in found.codes
    assert since in found.first, found.text
    if "24" not in since:
        assert SAFE in found.first


REWRITES: dict[str, Callable[[Rows], object]] = {
    "one changed": lambda rows: rows[6].update(actor_name="Nobody"),
    "one left out": lambda rows: rows.pop(6),
    "one put in": lambda rows: rows.insert(6, dict(rows[3])),
    "two swapped": lambda rows: rows.insert(6, rows.pop(7)),
    "all by somebody else": lambda rows: [row.update(actor_name="Nobody") for row in rows],
}


@pytest.mark.parametrize("attack", REWRITES)
@pytest.mark.parametrize("signed", [False, True], ids=["", "with the key"])
def test_a_rewrite_is_found_by_who_holds_an_anchor(
    stage: Stage, attack: str, *, signed: bool
) -> None:
    stage.rewrite(REWRITES[attack])
    if signed:
        stage.anchor_anew()
        assert stage.audit().status != 1  # by what the operator shows, nothing is forged
    found = stage.audit(stage.folder / AUDITOR)
    assert found.status == 1
    assert "rewritten" in found.codes
    since = 1 if attack == "all by somebody else" else 6
    assert f"entry {since}: what is here up to entry" in found.text
    assert "is not what was anchored on 2026-03-02T09:" in found.text


def test_a_cut_tail_is_found(stage: Stage) -> None:
    stage.forge("DELETE FROM entries WHERE seq > 15")
    found = stage.audit(stage.folder / AUDITOR)
    assert (found.status, found.codes) == (1, {"cut_tail"})
    assert "entry 16: cut from here on: anchors recorded 20 entries" in found.first
    assert "Whole up to entry 15, as anchored on 2026-03-02T09:15" in found.first


def test_log_and_anchor_cut_to_an_earlier_anchor_are_found(stage: Stage) -> None:
    stage.forge("DELETE FROM entries WHERE seq > 10")
    lines = stage.records.place.anchor.read_bytes().splitlines(keepends=True)
    stage.records.place.anchor.write_bytes(b"".join(lines[:3]))
    live = verify_log(stage.records.place, stage.key.public_key())
    assert [problem.code for problem in live.problems] == ["anchor_cut"]
    found = stage.audit(stage.folder / AUDITOR)
    assert (found.status, found.codes) == (1, {"cut_tail"})
    assert "entry 11: cut from here on" in found.first


def test_a_dropped_log_begun_anew_is_found(stage: Stage) -> None:
    stage.records = stage.open(stage.folder / "anew")
    stage.write(2)
    found = stage.audit(stage.folder / AUDITOR)
    assert "entry 3: cut from here on: anchors recorded 20 entries" in found.text
    stage.write(23)
    found = stage.audit(stage.folder / AUDITOR)
    assert (found.status, "rewritten" in found.codes) == (1, True)
    assert "split_view" in found.codes  # both were signed with the same key


@pytest.mark.parametrize("how", ["DELETE FROM entries", "DROP TABLE entries"])
def test_a_log_that_is_gone_is_found_with_all_that_it_held(stage: Stage, how: str) -> None:
    stage.forge(how)
    database = stage.records.place.database
    found = stage.run(database, stage.folder / AUDITOR, "--key", stage.key_file)
    assert (found.status, found.codes) == (1, {"cut_tail"})
    said = "entry 1: cut from here on: anchors recorded 20 entries (2026-03-02T09:0"
    assert said in found.first
    assert "but the log ends at 0" in found.first


def test_a_database_that_is_none_is_no_verdict(stage: Stage) -> None:
    torn = stage.folder / "torn.db"
    torn.write_bytes(stage.records.place.database.read_bytes()[:4096].ljust(9000, b"x"))
    done = subprocess.run(
        [sys.executable, "-I", "-S", stage.verifier, torn], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("verify.py: the database cannot be read: ")


def test_an_old_database_put_back_is_found_and_not_signed(stage: Stage) -> None:
    stage.copy("backup")
    stage.write(10)
    stage.bring_back("backup", "records.db")
    found = stage.audit(stage.records.place.anchor)
    assert (found.status, found.codes) == (1, {"cut_tail"})
    assert "anchors recorded 30 entries" in found.first
    stage.write(20, anchored=False)
    with pytest.raises(LogBroken, match="rewritten at entry 30"):
        write_checkpoint(stage.records, stage.key)
    assert "rewritten" in stage.audit(stage.records.place.anchor).codes


def test_a_backup_of_everything_rolled_back_is_found_by_the_auditors_copy(stage: Stage) -> None:
    stage.copy("backup")
    stage.write(10)
    stage.auditor_copy()
    stage.bring_back("backup", "records.db", "keys.db", "anchor.jsonl")
    assert verify_log(stage.records.place, stage.key.public_key()).whole  # nothing here knows
    found = stage.audit(stage.folder / AUDITOR)
    assert (found.status, found.codes) == (1, {"cut_tail"})
    stage.write(10)
    found = stage.audit(stage.folder / AUDITOR)
    assert {"rewritten", "split_view"} <= found.codes
    assert "entry 21: what is here up to entry 25" in found.text


def test_a_clock_set_back_is_found(stage: Stage) -> None:
    stage.clock.move(days=-40)
    stage.write(5)
    found = stage.audit(stage.folder / AUDITOR)
    assert (found.status, found.codes) == (3, {"clock_back"})
    assert "entry 24: dated 2026-01-21T09:24" in found.text
    assert "before the entry before it (2026-03-02T09:23" in found.text
    assert "times\tjudge" in found.text


def test_a_clock_set_back_in_small_steps_is_found(stage: Stage) -> None:
    for _ in range(4):
        stage.clock.move(seconds=-63)  # each entry three seconds before the last
        stage.write(1)
    found = stage.audit(stage.auditor_copy())
    assert (found.status, found.codes) == (3, {"clock_back"})
    assert "entry 25: dated" in found.text
    assert "entry 27: dated" in found.text


def test_a_clock_set_far_ahead_is_found_while_it_is_and_afterwards(stage: Stage) -> None:
    stage.clock.move(days=3650)
    stage.write(1)
    found = stage.audit(stage.folder / AUDITOR)
    assert (found.status, found.codes) == (3, {"clock_ahead"})
    assert "entry 24: dated 2036-02-28" in found.text
    stage.clock.move(days=-3650)
    stage.write(1)
    assert stage.audit(stage.folder / AUDITOR).codes == {"clock_ahead", "clock_back"}


def test_two_logs_shown_to_two_auditors_are_found_when_they_meet(stage: Stage) -> None:
    """Each sees a whole log and true signatures; together their anchors convict."""
    stage.copy("twin")
    one = stage.records
    stage.write(7)
    stage.auditor_copy("ada.jsonl")
    stage.records = stage.open(stage.folder / "twin")
    stage.write(12)
    stage.auditor_copy("ben.jsonl")
    ada, ben = stage.folder / "ada.jsonl", stage.folder / "ben.jsonl"
    assert stage.audit(ben).status == 0
    found = stage.audit(ben, ada)
    assert found.status == 1
    assert {"split_view", "rewritten"} <= found.codes
    assert "two different logs were signed up to here (2026-03-02T09:25" in found.text
    assert "Whole up to entry 20, as anchored on 2026-03-02T09:20" in found.first
    stage.records = one
    assert stage.audit(ada).status == 0


def test_a_consistency_proof_finds_a_split_view_without_the_log(stage: Stage) -> None:
    stage.copy("twin")
    stage.write(7)
    ada = stage.auditor_copy("ada.jsonl")
    stage.records = stage.open(stage.folder / "twin")
    stage.write(12)
    proof = stage.folder / "proof.json"
    with stage.records.act(CLI) as act:
        made = prove_consistency(act, 20, 30, stage.records.place.anchor)
    proof.write_text(json.dumps(made))
    held = stage.run("--proof", proof, stage.folder / AUDITOR, "--key", stage.key_file)
    assert (held.status, "is the beginning of that of 30 entries" in held.text) == (0, True)
    with stage.records.act(CLI) as act:
        made = prove_consistency(act, 25, 30, stage.records.place.anchor)
    twin_of_25 = next(
        line for line in map(json.loads, ada.read_text().splitlines()) if line["seq"] == 25
    )
    proof.write_text(json.dumps(made | {"first": twin_of_25}))
    held = stage.run("--proof", proof, "--key", stage.key_file)
    assert (held.status, "does not hold" in held.text) == (1, True)


def test_one_entry_is_proven_without_the_rest(stage: Stage) -> None:
    with stage.records.act(CLI) as act:
        proof = prove_entry(act, 7, stage.records.place.anchor)
    path = stage.folder / "proof.json"

    def check(changed: object, *more: object) -> tuple[int, str]:
        path.write_text(json.dumps(changed))
        found = stage.run("--proof", path, *more, "--key", stage.key_file)
        return found.status, found.text

    status, text = check(proof, stage.folder / AUDITOR)
    assert (status, "entry 7 of 2026-03-02T09:07" in text) == (0, True)
    assert "hold this checkpoint" not in text
    assert "hold this checkpoint to an anchor" in check(proof)[1]
    assert check(proof | {"entry": proof["entry"] | {"actor_name": "Nobody"}})[0] == 1
    assert check(proof | {"path": proof["path"][:-1]})[0] == 1
    assert check(proof | {"checkpoint": proof["checkpoint"] | {"root": "0" * 64}})[0] == 1
    assert check({"type": "inclusion"})[0] == 1
    other = public = stage.folder / "other.pem"
    from models.log.anchors import public_bytes

    other.write_bytes(public_bytes(Ed25519PrivateKey.generate()))
    assert stage.run("--proof", path, "--key", public).status == 1


def test_anchors_of_somebody_else_are_not_believed(stage: Stage) -> None:
    """Who holds no key can neither frame the operator nor vouch for him."""
    forged = stage.folder / "forged.jsonl"
    lines = [json.loads(line) for line in (stage.folder / AUDITOR).read_text().splitlines()]
    lines[-1] |= {"head": "0" * 64}
    forged.write_text("".join(line_of(line) for line in lines))
    found = stage.audit(forged)
    assert (found.status, found.codes) == (1, {"anchor_unsigned"})
    assert "signatures\tbroken\tentry 20: the statement of 2026-03-02T09:20" in found.text
    assert "chain\twhole" in found.text


def test_a_statement_taken_out_of_the_live_anchor_is_found(stage: Stage) -> None:
    lines = stage.records.place.anchor.read_bytes().splitlines(keepends=True)
    stage.records.place.anchor.write_bytes(b"".join(lines[:2] + lines[3:]))
    verdict = verify_log(stage.records.place, stage.key.public_key())
    assert [problem.code for problem in verdict.problems] == ["anchor_gap"]
    assert "between 2026-03-02T09:05" in verdict.problems[0].words
    assert stage.audit(stage.records.place.anchor).status == 0  # for a copy that is no fault


def test_the_tree_alone_is_attacked_in_vain(stage: Stage) -> None:
    """The kept nodes are believed by nobody: a wrong root is never signed."""
    stage.write(257)
    stage.forge("UPDATE log_nodes SET hash = replace(hash, '0', '1')")
    assert stage.audit(stage.folder / AUDITOR).status == 0
    stage.write(1, anchored=False)
    with pytest.raises(LogBroken, match="root_wrong"):
        write_checkpoint(stage.records, stage.key)


def test_the_log_refuses_plain_sql(stage: Stage) -> None:
    with sqlite3.connect(stage.records.place.database) as db:
        for statement in (
            "UPDATE entries SET actor_name = 'Nobody' WHERE seq = 7",
            "DELETE FROM entries WHERE seq = 7",
            "DELETE FROM entries",
            "INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE seq = 7",
            COPY,
        ):
            with pytest.raises(sqlite3.DatabaseError):
                db.execute(statement)
    db.close()
