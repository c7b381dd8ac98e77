"""Shared: a place for real records, and the whole service run as its users do."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from models.records import Place
    from tests.service_process import ServiceProcess

# Other work on the same machine must not fail an example for being slow.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=20, help="how often web and worker are killed")


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often the service is killed in the test that kills it most."""
    return int(request.config.getoption("--kills"))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator["ServiceProcess"]:
    """The whole service in its own processes, with one Chatlio source and a person per role."""
    from tests.service_process import ServiceProcess

    service = ServiceProcess(Path(tmp_path_factory.mktemp("running")))
    service.start()
    yield service
    service.stop()


@pytest.fixture
def place(tmp_path: Path) -> "Place":
    """Where a test keeps its records."""
    return _place(tmp_path)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> "Place":
    """A migrated place to copy: making one takes longer than most tests."""
    from models.records import migrate

    made = _place(Path(tmp_path_factory.mktemp("migrated")))
    migrate(made)
    return made


@pytest.fixture(scope="session")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The verifier as one file, as `redactor audit verifier` prints it."""
    from models.log.verify import single_file

    path = Path(tmp_path_factory.mktemp("auditor")) / "verify.py"
    path.write_text(single_file())
    return path


def _place(folder: Path) -> "Place":
    from models.records import Place

    return Place(
        database=folder / "records.db",
        key_store=folder / "keys.db",
        anchor=folder / "anchor.jsonl",
    )
