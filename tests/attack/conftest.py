"""One installation to copy: making it takes longer than most attacks on it."""

from pathlib import Path

import pytest

from tests.attack.installation import Installation


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of an installation with a few sessions, and the id of its source."""
    folder = Path(tmp_path_factory.mktemp("template"))
    return folder, Installation.new(folder).source_id
