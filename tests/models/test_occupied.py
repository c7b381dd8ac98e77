"""Whose records there are is known before they are opened, whatever version made them."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from models.actors import Role
from models.errors import Unwritable
from models.intake.sources import add_source
from models.occupied import is_of_others
from models.records import Place, Records
from tests.models.scene import CLI, make_person

ADA = frozenset({"ada@company.example"})


def test_nobody_is_nobody_else(tmp_path: Path, migrated: Place) -> None:
    assert not is_of_others(tmp_path / "records.db", ADA)
    assert not is_of_others(migrated.database, ADA)


def test_a_database_without_tables_yet_is_of_nobody_else(tmp_path: Path) -> None:
    Database(tmp_path / "records.db").execute("VACUUM")
    assert not is_of_others(tmp_path / "records.db", ADA)


def test_anybody_else_alone_is_somebody_else(records: Records) -> None:
    make_person(records, "Bo", "bo@company.example", Role.LEAD)
    assert is_of_others(records.place.database, ADA)
    make_person(records, "Ada", "ada@company.example", Role.LEAD)
    assert not is_of_others(records.place.database, ADA)


def test_a_source_alone_is_somebody_else(records: Records) -> None:
    with records.act(CLI) as act:
        add_source(act, name="Web", vendor="chatlio", kinds=("transcript",))
    assert is_of_others(records.place.database, ADA)


def test_what_is_no_database_is_said_to_be_unreadable(tmp_path: Path) -> None:
    (tmp_path / "records.db").write_text("no database" * 100)
    with pytest.raises(Unwritable, match="SQLITE_NOTADB"):
        is_of_others(tmp_path / "records.db", ADA)
