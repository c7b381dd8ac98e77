"""Promise 5: the log convicts its operator, who has the database file and knows SQL."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models.actors import Role
from models.anchors import load_signing_key, write_checkpoint
from service.composition import operator, signing_key_file
from tests.service_process import ServiceProcess

Forge = Callable[[sqlite3.Connection], object]


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> ServiceProcess:
    """Records with a log of some length and a checkpoint over all of it."""
    from models.people import list_people

    service = ServiceProcess(Path(tmp_path_factory.mktemp("logged")))
    for _ in range(20):
        with service.records.act(operator()) as act:
            list_people(act)
    assert service.people[Role.AUDITOR]
    write_checkpoint(service.records, load_signing_key(signing_key_file(service.settings)))
    return service


def verify(data: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "service.cli", "audit", "verify"],
        env={"REDACTOR_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
    )


def forged(service: ServiceProcess, tmp_path: Path, forge: Forge) -> Path:
    data = tmp_path / "data"
    shutil.copytree(service.settings.data_dir, data)
    with sqlite3.connect(data / "records.db") as db:
        triggers = db.execute("select name from sqlite_master where type = 'trigger'").fetchall()
        for (name,) in triggers:
            db.execute(f'drop trigger "{name}"')
        forge(db)
    return data


def test_an_honest_log_is_whole(logged: ServiceProcess, tmp_path: Path) -> None:
    assert verify(forged(logged, tmp_path, lambda db: None)).returncode == 0


SWAP = """
update entries set seq = -1 where seq = 5;
update entries set seq = 5 where seq = 6;
update entries set seq = 6 where seq = -1;
"""

FORGERIES: dict[str, Forge] = {
    "edited": lambda db: db.execute("update entries set actor_name = 'Nobody' where seq = 7"),
    "outcome changed": lambda db: db.execute("update entries set outcome = 'x' where seq = 7"),
    "cut in the middle": lambda db: db.execute("delete from entries where seq = 9"),
    "tail cut": lambda db: db.execute("delete from entries where seq > 15"),
    "head cut": lambda db: db.execute("delete from entries where seq < 4"),
    "emptied": lambda db: db.execute("delete from entries"),
    "reordered": lambda db: db.executescript(SWAP),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forgery_is_found(logged: ServiceProcess, tmp_path: Path, forgery: str) -> None:
    verdict = verify(forged(logged, tmp_path, FORGERIES[forgery]))
    assert verdict.returncode == 1, verdict.stdout
    assert verdict.stdout.startswith("entry ")


def test_the_log_refuses_plain_sql(logged: ServiceProcess) -> None:
    with sqlite3.connect(logged.records.place.database) as db:
        for statement in (
            "update entries set actor_name = 'Nobody' where seq = 7",
            "delete from entries where seq = 7",
            "insert or replace into entries select * from entries where seq = 7",
        ):
            with pytest.raises(sqlite3.DatabaseError):
                db.execute(statement)
