"""Shared by the tests that run the whole service as its users do."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.service_process import ServiceProcess


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator["ServiceProcess"]:
    """The whole service in its own processes, with one Chatlio source and a person per role."""
    from tests.service_process import ServiceProcess

    service = ServiceProcess(Path(tmp_path_factory.mktemp("running")))
    service.start()
    yield service
    service.stop()
