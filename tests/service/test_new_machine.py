"""A machine on which there is nothing but two backup files and the master key."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from models.intake.sources import add_source
from models.log.anchors import (
    create_signing_key,
    load_signing_key,
    public_bytes,
    write_checkpoint,
)
from models.transcripts.sessions import find_original, keep
from service.cli import main
from service.composition import open_records, operator, set_up, signing_key_file
from service.settings import Settings
from tests.models.scene import snapshot


class Company:
    """The machine that was lost, its backups, what an auditor holds, and the new machine."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.monkeypatch = folder, monkeypatch
        self.old = Settings(data_dir=folder / "old")
        self.new = Settings(data_dir=folder / "new")
        set_up(self.old)
        records = open_records(self.old)
        with records.act(operator()) as act:
            self.source = add_source(
                act, name="Shop", vendor="chatlio", kinds=["transcript"]
            ).source
            keep(act, snapshot(self.source.id, reference="r1", original=b"the original"))
        records.close()
        self.anchored()
        self.auditors_key = folder / "auditor.pem"
        self.auditors_key.write_bytes(public_bytes(load_signing_key(signing_key_file(self.old))))
        assert self.on(self.old, "backup", self.medium, "--keys-to", self.keys).exit_code == 0
        shutil.copytree(self.old.keys, folder / "vault")

    @property
    def medium(self) -> str:
        return str(self.folder / "medium")

    @property
    def keys(self) -> str:
        return str(self.folder / "other-medium")

    def on(self, machine: Settings, *command: str) -> Result:
        self.monkeypatch.setenv("REDACTOR_DATA_DIR", str(machine.data_dir))
        return CliRunner().invoke(main, command)

    def anchored(self) -> None:
        records = open_records(self.old)
        write_checkpoint(records, load_signing_key(signing_key_file(self.old)))
        records.close()

    def bring(self, *names: str) -> None:
        """Put keys from the vault where the new machine looks for them."""
        self.new.keys.mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copy(self.folder / "vault" / name, self.new.keys / name)

    def restore(self, *more: str) -> Result:
        return self.on(self.new, "restore", self.medium, "--keys", self.keys, *more)

    def goes_on(self) -> None:
        """The original reads, and checkpoints are written."""
        records = open_records(self.new)
        found = find_original(records, self.source.id, "r1")
        assert found is not None
        assert found.body == b"the original"
        with records.act(operator()) as act:
            keep(act, snapshot(self.source.id, reference="r2"))
        key = load_signing_key(signing_key_file(self.new))
        assert write_checkpoint(records, key) is not None
        records.close()

    def verified(self) -> Result:
        return self.on(self.new, "audit", "verify")


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    return Company(tmp_path, monkeypatch)


def test_with_both_keys_nothing_else_is_needed(company: Company) -> None:
    company.bring("master.key", "signing.key")
    done = company.restore()
    assert done.exit_code == 0, done.output
    assert "sessions\t1" in done.output
    company.goes_on()
    assert company.verified().exit_code == 0


def test_with_nothing_at_all_it_says_what_to_bring(company: Company) -> None:
    done = company.restore()
    assert done.exit_code == 1
    assert "no master key at" in done.output
    assert "bring back the copy you keep" in done.output
    assert not company.new.data_dir.exists() or not list(company.new.data_dir.glob("*.db"))


def test_without_the_signing_key_it_says_how(company: Company) -> None:
    company.bring("master.key")
    done = company.restore()
    assert done.exit_code == 1
    assert "no signing key at" in done.output
    assert "--new-signing-key" in done.output


def test_the_two_files_and_the_master_key_are_enough(company: Company) -> None:
    company.bring("master.key")
    done = company.restore("--new-signing-key")
    assert done.exit_code == 0, done.output
    assert "give auditors" in done.output
    company.goes_on()
    verdict = company.verified()
    assert verdict.exit_code == 3, verdict.output
    assert "key_lost" in verdict.output


def test_the_log_is_held_to_the_key_that_the_auditor_knows(company: Company) -> None:
    company.bring("master.key")
    other = company.folder / "other.pem"
    other.write_bytes(public_bytes(create_signing_key(company.folder / "x.key")))
    refused = company.restore("--new-signing-key", "--log-key", str(other))
    assert refused.exit_code == 1
    assert "signed with another key" in refused.output
    done = company.restore("--new-signing-key", "--log-key", str(company.auditors_key))
    assert done.exit_code == 0, done.output
    company.goes_on()


def test_a_signing_key_that_is_there_is_not_replaced(company: Company) -> None:
    company.bring("master.key", "signing.key")
    done = company.restore("--new-signing-key")
    assert (done.exit_code, "is there" in done.output) == (1, True)


def test_an_older_log_and_a_lost_signing_key_with_todays_anchors(company: Company) -> None:
    records = open_records(company.old)
    with records.act(operator()) as act:
        keep(act, snapshot(company.source.id, reference="late"))
    records.close()
    company.anchored()
    company.bring("master.key")
    shutil.copy(company.old.anchor, company.new.anchor)
    refused = company.restore("--new-signing-key")
    assert (refused.exit_code, "--older-log" in refused.output) == (1, True)
    done = company.restore("--new-signing-key", "--older-log")
    assert done.exit_code == 0, done.output
    assert "given up: entries " in done.output
    assert "give auditors" in done.output
    assert "acknowledge-restore" not in done.output
    company.goes_on()
    verdict = company.verified()
    assert verdict.exit_code == 3, verdict.output
    assert "restored\t" in verdict.output
    assert "key_lost\t" in verdict.output


# The backup is older than the signing key that was kept


@pytest.fixture
def rotated(company: Company) -> Company:
    assert company.on(company.old, "audit", "rotate-key").exit_code == 0
    company.anchored()
    shutil.rmtree(company.folder / "vault")
    shutil.copytree(company.old.keys, company.folder / "vault")
    company.bring("master.key", "signing.key")
    return company


def test_after_a_new_key_without_anchors_it_says_what_to_bring(rotated: Company) -> None:
    done = rotated.restore()
    assert done.exit_code == 1
    assert "copy of today's anchors where REDACTOR_ANCHOR_FILE says" in done.output
    assert "--log-key" in done.output


def test_after_a_new_key_with_todays_anchors(rotated: Company) -> None:
    shutil.copy(rotated.old.anchor, rotated.new.anchor)
    refused = rotated.restore()
    assert (refused.exit_code, "--older-log" in refused.output) == (1, True)
    done = rotated.restore("--older-log")
    assert done.exit_code == 0, done.output
    owned_up = rotated.on(rotated.new, "audit", "acknowledge-restore", "--reason", "disk_failure")
    assert owned_up.exit_code == 0, owned_up.output
    rotated.goes_on()
    verdict = rotated.verified()
    assert verdict.exit_code == 3, verdict.output
    assert "restored\t" in verdict.output


def test_after_a_new_key_with_the_auditors_old_public_key(rotated: Company) -> None:
    done = rotated.restore("--log-key", str(rotated.auditors_key))
    assert done.exit_code == 0, done.output
    signing_key_file(rotated.new).unlink()
    owned_up = rotated.on(rotated.new, "audit", "replace-lost-key", "--reason", "anchors_lost")
    assert owned_up.exit_code == 0, owned_up.output
    rotated.goes_on()
    verdict = rotated.verified()
    assert verdict.exit_code == 3, verdict.output
    assert "key_lost" in verdict.output


def test_after_a_new_master_key_the_newest_keys_go_with_it(company: Company) -> None:
    assert company.on(company.old, "keys", "rotate").exit_code == 0
    company.bring("signing.key")
    shutil.copy(company.old.keys / "master.key", company.new.keys / "master.key")
    refused = company.restore()
    assert refused.exit_code == 1
    assert "wants the master key" in refused.output
    assert "newest backup of the keys" in refused.output
    assert company.on(company.old, "backup", "keys", company.keys).exit_code == 0
    done = company.restore()
    assert done.exit_code == 0, done.output
    company.goes_on()
