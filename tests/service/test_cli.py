"""The `redactor` command as people at a terminal use it."""

import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.accounts.invites import open_with_invite
from models.accounts.people import list_people
from models.actors import Purpose
from models.log.anchors import load_signing_key, write_checkpoint
from models.records import Records
from models.store import opened, writing
from service.composition import open_records, operator, set_up, signing_key_file
from service.settings import Settings

SESSION = {
    "id": "s1",
    "identity": {"name": "Sara Lee", "email": "sl@mail.example"},
    "messages": [
        {"id": "m1", "role": "agent", "text": "Your full name?", "at": "2026-01-02T10:00:00Z"},
        {"id": "m2", "role": "visitor", "text": "sara lee"},
    ],
}


def redactor(
    *arguments: str, data: Path | None = None, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "service.cli", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        env={"REDACTOR_DATA_DIR": str(data)} if data else {},
        timeout=120,
    )


def test_a_session_a_line_in_and_out() -> None:
    done = redactor("redact", stdin=json.dumps(SESSION) + "\n")
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert set(result) == {"id", "policy", "engine", "model", "messages"}
    assert result["policy"].startswith("standard@")
    first, second = result["messages"]
    assert first == {"id": "m1", "role": "agent", "text": "Your full name?", "findings": []}
    assert second["text"] == "[PERSON_1]"
    (finding,) = second["findings"]
    assert set(finding) == {"start", "end", "entity", "score", "label", "source", "action"}
    assert (finding["start"], finding["end"], finding["entity"]) == (0, 8, "PERSON")
    assert (finding["label"], finding["action"]) == ("[PERSON_1]", "mask")


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_bad_line_is_named_and_the_others_are_done(jobs: str) -> None:
    lines = [json.dumps({**SESSION, "id": f"s{number}"}) for number in range(130)]
    lines[70] = '{"messages": "zebulon quackenbush"}'
    done = redactor("redact", "--jobs", jobs, stdin="\n".join(lines) + "\n")
    assert done.returncode == 1
    complaint = [line for line in done.stderr.splitlines() if line.startswith("line ")]
    assert len(complaint) == 1
    assert complaint[0].startswith("line 71: ")
    assert "zebulon" not in done.stderr
    ids = [json.loads(line)["id"] for line in done.stdout.splitlines()]
    assert ids == [f"s{number}" for number in range(130) if number != 70]


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_bad_byte_costs_one_line_in_any_locale(jobs: str) -> None:
    lines = [json.dumps({**SESSION, "id": f"s{number}"}).encode() for number in range(3)]
    lines[1] = b'{"id": "s\xff", "messages": []}'
    lines[2] = lines[2].replace(b"Your full name?", "Ça va? ✓".encode())
    done = subprocess.run(
        [sys.executable, "-m", "service.cli", "redact", "--jobs", jobs],
        input=b"\n".join(lines) + b"\n",
        capture_output=True,
        env={"PYTHONIOENCODING": "latin-1:strict"},
        timeout=120,
    )
    assert done.returncode == 1
    assert b"line 2: line: is not JSON" in done.stderr
    assert b"Traceback" not in done.stderr
    first, last = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["id"], last["id"]) == ("s0", "s2")
    assert last["messages"][0]["text"] == "Ça va? ✓"


def test_plain_text_is_masked() -> None:
    done = redactor("text", stdin="write me at sl@mail.example\n")
    assert done.stdout == "write me at [EMAIL_1]\n"


@pytest.mark.parametrize("command", [("text",), ("redact",), ("redact", "--jobs", "2")])
def test_an_unknown_policy_says_what_to_do(command: tuple[str, ...]) -> None:
    done = redactor(*command, "--policy", "gentle", stdin="hello")
    assert done.returncode == 1
    assert "gentle" in done.stderr
    assert "standard" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unprepared_place_says_what_to_do(tmp_path: Path) -> None:
    done = redactor("people", "list", data=tmp_path)
    assert done.returncode == 1
    assert "redactor setup" in done.stderr
    assert "Traceback" not in done.stderr


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


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("PORT", "many", "REDACTOR_PORT"),
        ("COUNTRIES", "not json", "REDACTOR_COUNTRIES is no JSON"),
        ("PUBLIC_URL", "http://shop.example", "must be https"),
        ("POLICY", "gentle", "gentle"),
        ("PUBLIC_URL", "https://shop.example/chats", "nothing more"),
        ("COUNTRIES", '["XX"]', "no country: 'XX'"),
        ("TRUSTED_PROXIES", "*", "trusted_proxies must be addresses"),
        ("KEEP_ORIGINAL", "false", "is REDACTOR_KEEP_ORIGINALS meant?"),
    ],
)
def test_a_wrong_setting_is_one_line(tmp_path: Path, setting: str, value: str, said: str) -> None:
    environment = {"REDACTOR_DATA_DIR": str(tmp_path), f"REDACTOR_{setting}": value}
    done = serve(environment)
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("setting", ["SMTP_PASSWORD_FILE", "SSO_CLIENT_SECRET_FILE"])
def test_a_secret_that_others_may_read_is_one_line(tmp_path: Path, setting: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("quiet reading room")
    secret.chmod(0o644)
    done = serve({"REDACTOR_DATA_DIR": str(tmp_path), f"REDACTOR_{setting}": str(secret)})
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert f"{secret} may be read by others: chmod 600 it" in done.stderr


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = serve({"REDACTOR_DATA_DIR": str(tmp_path), "REDACTOR_PORT": port})
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "already in use" in done.stderr


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = redactor("db", "migrate", data=tmp_path / "file" / "data")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Not a directory" in done.stderr


@pytest.mark.parametrize("key", ["master.key", "signing.key"])
def test_a_lost_key_is_not_replaced(tmp_path: Path, key: str) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    write_checkpoint(records_with_an_entry(settings), load_signing_key(signing_key_file(settings)))
    (settings.keys / key).unlink()
    done = redactor("db", "migrate", data=tmp_path)
    assert done.returncode == 1
    assert key in done.stderr
    assert "Traceback" not in done.stderr
    assert not (settings.keys / key).exists()


@pytest.mark.parametrize("also", ["", "master.key"])
def test_a_lost_key_store_is_not_replaced(tmp_path: Path, also: str) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    records_with_an_entry(settings).close()
    for part in tmp_path.glob("session-keys.db*"):
        part.unlink()
    if also:
        (settings.keys / also).unlink()
    there = sorted(path.name for path in tmp_path.rglob("*.key"))
    for command in (("db", "migrate"), ("setup", "--name", "Bo", "--email", "bo@shop.example")):
        done = redactor(*command, data=tmp_path)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert "session-keys.db is gone" in done.stderr
        assert not list(tmp_path.glob("session-keys.db*"))
        assert sorted(path.name for path in tmp_path.rglob("*.key")) == there


def records_with_an_entry(settings: Settings) -> Records:
    records = open_records(settings)
    with records.act(operator()) as act:
        list_people(act)
    return records


def test_entries_name_the_operator_as_the_machine_does(tmp_path: Path) -> None:
    """Not as the environment says: anyone can set LOGNAME to somebody else's name."""
    set_up(Settings(data_dir=tmp_path))
    environment = {"REDACTOR_DATA_DIR": str(tmp_path), "LOGNAME": "ada", "USER": "ada"}
    command = [sys.executable, "-m", "service.cli", "people", "list"]
    assert subprocess.run(command, env=environment).returncode == 0
    exported = redactor("audit", "export", data=tmp_path).stdout
    name = pwd.getpwuid(os.getuid()).pw_name
    assert json.loads(exported.splitlines()[-1])["actor_name"] == name


def serve(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "service.cli", "serve"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def test_the_last_day_of_an_account_is_part_of_it(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    added = ["--name", "Bo Ray", "--email", "bo@shop.example", "--role", "auditor"]
    done = redactor("people", "add", *added, "--ends", "2099-01-31", data=tmp_path)
    assert done.returncode == 0, done.stderr
    with open_records(settings).act(operator()) as act:
        (person,) = list_people(act)
    assert person.ends_at == datetime(2099, 2, 1, tzinfo=UTC)


def test_a_role_and_a_last_day_are_changed_and_taken_back(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    records = open_records(settings)

    def add(email: str, role: str) -> tuple[str, str]:
        done = redactor(
            "people", "add", "--name", "Bo", "--email", email, "--role", role, data=tmp_path
        )
        assert done.returncode == 0, done.stderr
        with records.act(operator()) as act:
            (found,) = [each.id for each in list_people(act) if each.email == email]
        return found, done.stdout.split("/sign-in/once/")[1].strip()

    (bo, token), (ada, _) = (
        add("bo@shop.example", "reviewer"),
        add("a@shop.example", "administrator"),
    )
    purpose = Purpose.CUSTOMER_SERVICE
    open_with_invite(records, token=token, purpose=purpose, address="10.0.0.1")

    def people(*words: str) -> int:
        done = redactor("people", *words, data=tmp_path)
        assert "Traceback" not in done.stderr
        return done.returncode

    def state(person_id: str) -> tuple[str, datetime | None, int]:
        with records.act(operator()) as act:
            (person,) = [each for each in list_people(act) if each.id == person_id]
            still = "person_id = ? AND closed_at IS NULL"
            open_now = act.db.table("sign_ins").count_where(still, [person_id])
        return person.role.value, person.ends_at, open_now

    assert state(bo) == ("reviewer", None, 1)
    assert people("last-day", bo, "2099-01-31") == 0
    assert state(bo) == ("reviewer", datetime(2099, 2, 1, tzinfo=UTC), 1)
    assert people("role", bo, "auditor") == 0
    assert state(bo) == ("auditor", datetime(2099, 2, 1, tzinfo=UTC), 0)
    assert people("last-day", bo, "--none") == 0
    after = ("auditor", None, 0)
    assert state(bo) == after
    for refused in (
        ("role", bo, "auditor"),
        ("role", bo, "king"),
        ("role", "nobody", "lead"),
        ("role", ada, "lead"),
        ("last-day", ada, "2099-01-31"),
        ("last-day", bo, "2001-01-31"),
        ("last-day", bo, "9999-12-31"),
        ("last-day", bo, "soon"),
        ("last-day", bo),
        ("last-day", bo, "2099-01-31", "--none"),
    ):
        assert people(*refused) != 0, refused
    assert state(bo) == after
    assert state(ada)[:2] == ("administrator", None)


def test_the_master_key_is_rotated_in_one_command(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    key = open_records(settings).keys.new_key("session:A")
    old = (settings.keys / "master.key").read_bytes()
    done = redactor("keys", "rotate", data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (settings.keys / "master.key").read_bytes() != old
    assert not (settings.keys / "master.key.new").exists()
    assert open_records(settings).keys.key("session:A") == key
    assert "rotating to\tnone" in redactor("keys", "status", data=tmp_path).stdout
    exported = redactor("audit", "export", data=tmp_path).stdout
    assert "master_key:rotation_begun" in exported
    assert "master_key:rotated" in exported
    for text in (old.decode().strip(), (settings.keys / "master.key").read_text().strip()):
        assert text not in exported + done.stderr + done.stdout


def test_a_key_that_is_no_file_is_rotated_in_two_steps(tmp_path: Path) -> None:
    first, second = (redactor("keys", "new").stdout for _ in range(2))
    assert first != second

    def keys(*arguments: str, key: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "service.cli", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            env={"REDACTOR_DATA_DIR": str(tmp_path), "REDACTOR_MASTER_KEY": key.strip()},
        )

    assert keys("db", "migrate", key=first).returncode == 0
    early = keys("keys", "rotate", key=first)
    assert early.returncode == 1
    assert "--new-key-stdin" in early.stderr
    begun = keys("keys", "rotate", "--new-key-stdin", key=first, stdin=second)
    assert begun.returncode == 0, begun.stderr
    assert "run `redactor keys rotate` again" in begun.stderr
    for either in (first, second):
        assert keys("people", "list", key=either).returncode == 0
    assert "Rotated" in keys("keys", "rotate", key=second).stderr
    assert keys("people", "list", key=second).returncode == 0
    late = keys("people", "list", key=first)
    assert late.returncode == 1
    assert "not the one of this key store" in late.stderr
    assert len(late.stderr.splitlines()) == 1


def test_a_rotation_can_be_called_off(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    other = redactor("keys", "new").stdout
    assert redactor("keys", "rotate", "--new-key-stdin", data=tmp_path, stdin=other).returncode == 0
    assert redactor("keys", "rotate", "--cancel", data=tmp_path).returncode == 0
    assert "rotating to\tnone" in redactor("keys", "status", data=tmp_path).stdout
    assert redactor("keys", "rotate", "--cancel", data=tmp_path).returncode == 1


def test_resealing_names_one_session_or_says_all(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    key = open_records(settings).keys.new_key("session:8F3KQ2ZD")
    assert redactor("keys", "reseal", data=tmp_path).returncode == 2
    assert redactor("keys", "reseal", "8F3KQ2ZD", "--all", data=tmp_path).returncode == 2
    assert redactor("keys", "reseal", "8F3KQ2ZD", data=tmp_path).returncode == 1
    done = redactor("keys", "reseal", "--all", data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "1 keys replaced" in done.stderr
    assert open_records(settings).keys.key("session:8F3KQ2ZD") != key


def test_a_broken_seal_that_is_met_twice_is_named_once(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    keys = open_records(settings).keys
    keys.new_key("session:8F3KQ2ZD")
    keys.new_key("riddle:A")
    with opened(keys.path) as db, writing(db):
        db.execute("UPDATE keys SET edition = edition - 1 WHERE id = 'riddle:A'")
    done = redactor("keys", "reseal", "--all", data=tmp_path)
    assert done.returncode == 1
    assert done.stdout.count("riddle:A") == 1
    assert "1 keys replaced" in done.stderr


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
