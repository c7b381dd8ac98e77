"""What attacks are played on: an installation to copy, and a log with its keys."""

from pathlib import Path

import pytest

from models.log.anchors import public_bytes
from models.log.signing import create_signing_key
from tests.attack.installation import Installation
from tests.attack.stage import Stage


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of an installation with a few sessions, and the id of its source."""
    folder = Path(tmp_path_factory.mktemp("template"))
    return folder, Installation.new(folder).source_id


@pytest.fixture
def stage(tmp_path: Path, verifier: Path) -> Stage:
    """Twenty entries, all anchored, with the signing key in its file."""
    stage = Stage(tmp_path, verifier)
    stage.key = create_signing_key(tmp_path / "signing.key")
    stage.key_file.write_bytes(public_bytes(stage.key))
    stage.write(20)
    stage.auditor_copy()
    return stage
