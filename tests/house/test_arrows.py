"""The arrows hold, and each contract would notice its breach."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("redactor", "ingest", "models", "review_ui", "service")

BREACHES = {
    "imports point down only": ("models/planted.py", "import ingest\n"),
    "the engine is pure": ("redactor/planted.py", "import sqlite3\n"),
    "only models speaks SQL": ("ingest/planted.py", "import sqlite_utils\n"),
    "the pages never load the language model": ("review_ui/planted.py", "import spacy\n"),
    "the records never load the language model": (
        "models/planted.py",
        "import redactor.engine\n",
    ),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env={"PYTHONPATH": str(folder)}
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    python_only = shutil.ignore_patterns("__pycache__", "chat_pii_en", "static", "templates")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=python_only)
    return tmp_path


def test_the_arrows_hold(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("contract", BREACHES)
def test_a_planted_breach_is_seen(copy: Path, contract: str) -> None:
    path, text = BREACHES[contract]
    (copy / path).write_text(text)
    result = lint(copy)
    assert result.returncode == 1
    assert f"{contract} BROKEN" in result.stdout


def test_every_contract_has_a_breach() -> None:
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    names = {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert names == set(BREACHES)
