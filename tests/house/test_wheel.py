"""The installed package works from any directory: its data files travel in the wheel."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(tmp_path_factory.mktemp("wheel"))
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("chat_redactor-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, cwd: Path, code: str) -> str:
    """Run `code` with the wheel's packages in place of the clone's."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(installed)!r})\n{code}"],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(installed)},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_engine_works_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    said = run(
        installed,
        tmp_path,
        "import redactor; from redactor import Redactor, Session, Message\n"
        "print(redactor.__file__)\n"
        "print(Redactor().redact(Session(id='s', messages=(Message(text='my name is Sara Lee'),)))"
        ".messages[0].text)",
    )
    where, text = said.split("\n", 1)
    assert where.startswith(str(installed))
    assert "[PERSON_1]" in text


def test_the_pages_and_samples_are_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    run(
        installed,
        tmp_path,
        "from datetime import UTC, datetime\n"
        "from service.demo.payloads import deliveries\n"
        "assert sum(1 for _ in deliveries(datetime(2026, 3, 2, tzinfo=UTC))) > 40\n"
        "import review_ui.app",
    )
    for needed in ("review_ui/templates", "review_ui/static", "redactor/policies/standard.toml"):
        assert (installed / needed).exists(), needed
