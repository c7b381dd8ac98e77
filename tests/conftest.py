"""Shared by the tests that run the whole service as its users do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service_process import ServiceProcess


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """The whole service in its own processes, with one Chatlio source and a person per role."""
    service = ServiceProcess(Path(tmp_path_factory.mktemp("running")))
    service.start()
    yield service
    service.stop()
