"""The `redactor` command as people at a terminal set up and look after an installation."""

import json
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

from models.accounts.people import list_people
from service.composition import open_records, operator, set_up
from service.settings import Settings
from tests.service.terminal import redactor


def test_setting_up_and_looking_after_an_installation(tmp_path: Path) -> None:
    done = redactor("setup", "--name", "Ada King", "--email", "ada@shop.example", data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "/sign-in/once/" in done.stdout

    assert "nothing to apply" in redactor("db", "migrate", data=tmp_path).stderr
    added = ["--name", "Bo Ray", "--email", "bo@shop.example", "--role", "auditor"]
    assert redactor("people", "add", *added, data=tmp_path).returncode == 0
    listed = redactor("people", "list", data=tmp_path).stdout
    assert "administrator\tada@shop.example\tactive" in listed
    bo = next(line.split("\t")[0] for line in listed.splitlines() if "bo@" in line)
    assert redactor("people", "disable", bo, data=tmp_path).returncode == 0
    assert "bo@shop.example\tdisabled" in redactor("people", "list", data=tmp_path).stdout

    twice = redactor("people", "add", *added, data=tmp_path)
    assert twice.returncode == 1
    assert "Traceback" not in twice.stderr
    outsider = ["--name", "C", "--email", "c@shop.example", "--role", "reviewer"]
    refused = redactor("people", "add", *outsider, "--employment", "contractor", data=tmp_path)
    assert refused.returncode == 1

    chatlio = redactor("source", "add", "--name", "Web", "--vendor", "chatlio", data=tmp_path)
    assert len(chatlio.stdout.splitlines()) == 5
    signed = redactor("source", "add", "--name", "Own", "--vendor", "standard", data=tmp_path)
    assert "whsec_" in signed.stdout
    sources = redactor("source", "list", data=tmp_path).stdout
    assert "chatlio\tactive\tWeb" in sources
    assert "whsec_" not in sources
    own = next(line.split("\t")[0] for line in sources.splitlines() if "\tOwn" in line)
    assert "whsec_" in redactor("source", "add-secret", own, data=tmp_path).stdout
    assert redactor("source", "disable", own, data=tmp_path).returncode == 0

    assert redactor("inbox", "list", data=tmp_path).returncode == 0
    assert redactor("inbox", "retry", "--all", data=tmp_path).stderr == "0 back in line\n"
    assert redactor("inbox", "retry", data=tmp_path).returncode == 2


def test_the_export_proves_the_log_offline(tmp_path: Path) -> None:
    data, export, verifier = (tmp_path / name for name in ("data", "entries.jsonl", "verify.py"))
    redactor("setup", "--name", "Ada King", "--email", "ada@shop.example", data=data)
    export.write_text(redactor("audit", "export", data=data).stdout)
    verifier.write_text(redactor("audit", "verifier", data=data).stdout)
    alone = [sys.executable, "-I", "-S", str(verifier), str(export)]
    assert subprocess.run(alone, capture_output=True).returncode == 0
    export.write_text(export.read_text().replace("Ada", "Eve").replace("root", "toor", 1))
    assert subprocess.run(alone, capture_output=True).returncode == 1


def test_entries_name_the_operator_as_the_machine_does(tmp_path: Path) -> None:
    """Not as the environment says: anyone can set LOGNAME to somebody else's name."""
    set_up(Settings(data_dir=tmp_path))
    environment = {"REDACTOR_DATA_DIR": str(tmp_path), "LOGNAME": "ada", "USER": "ada"}
    command = [sys.executable, "-m", "service.cli", "people", "list"]
    assert subprocess.run(command, env=environment).returncode == 0
    exported = redactor("audit", "export", data=tmp_path).stdout
    name = pwd.getpwuid(os.getuid()).pw_name
    assert json.loads(exported.splitlines()[-1])["actor_name"] == name


def test_a_backup_is_made_drilled_and_restored(tmp_path: Path) -> None:
    data, to, keys_to = tmp_path / "data", tmp_path / "records", tmp_path / "keys"
    settings = Settings(data_dir=data)
    set_up(settings)
    records = open_records(settings)
    with records.act(operator()) as act:
        list_people(act)
    key = records.keys.new_key("session:A")
    records.close()
    made = redactor("backup", str(to), "--keys-to", str(keys_to), data=data)
    assert made.returncode == 0, made.stderr
    assert "read back and found whole" in made.stderr
    drilled = redactor("backup", "drill", str(to), "--keys", str(keys_to), data=data)
    assert drilled.returncode == 0, drilled.stderr
    assert "access log\twhole" in drilled.stdout
    assert redactor("backup", "keys", str(keys_to), data=data).returncode == 0

    again = tmp_path / "again"
    again.mkdir()
    shutil.copytree(settings.keys, again / "keys")
    back = redactor("restore", str(to), "--keys", str(keys_to), data=again)
    assert back.returncode == 0, back.stderr
    assert open_records(Settings(data_dir=again)).keys.key("session:A") == key
    assert redactor("audit", "verify", data=again).returncode == 0
    twice = redactor("restore", str(to), "--keys", str(keys_to), data=again)
    assert twice.returncode == 1
    assert "records here already" in twice.stderr
    assert "There is none" in redactor("restore", "--finish", data=again).stderr

    (bundle,) = to.iterdir()
    bundle.write_bytes(bundle.read_bytes()[:-7])
    broken = redactor("backup", "drill", str(to), "--keys", str(keys_to), data=data)
    assert broken.returncode == 1
    assert broken.stderr == "Error: the backup is cut or was changed\n"
