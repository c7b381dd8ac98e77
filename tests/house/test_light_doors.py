"""What must stay light: pages and records never load the language model."""

import subprocess
import sys

import pytest

HEAVY = ("spacy", "thinc", "presidio_analyzer", "presidio_anonymizer", "tldextract")


def loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "statement",
    [
        "import redactor",
        "import redactor.policy",
        "import redactor.reasons",
        "import models.records",
        "import review_ui.app",
        "import ingest.app",
        "import service.web",
        "import service.cli",
    ],
)
def test_it_does_not_load_the_language_model(statement: str) -> None:
    assert loaded_by(statement).isdisjoint(HEAVY)


def test_the_check_would_notice() -> None:
    assert "spacy" in loaded_by("from redactor import Redactor")


def test_verification_starts_in_a_blink() -> None:
    heavy = {"fastapi", "pydantic", "jinja2", "argon2"}
    assert loaded_by("import models.log.verify").isdisjoint(heavy)
