"""The samples in the docs do what they say."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest

from redactor import Redactor
from redactor.jsonl import redact_lines
from redactor.policy import Policy

ROOT = Path(__file__).resolve().parents[2]
ENGINEER = "docs/engineer.md"
_SAYS = re.compile(r'^(?P<expression>[\w.\[\]]+)  # (?P<said>".*")$', re.MULTILINE)


def samples(page: str, language: str) -> list[str]:
    """The blocks of one language on a page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", (ROOT / page).read_text(), re.M | re.S)


@pytest.mark.parametrize("page", ["README.md", ENGINEER, "redactor/README.md"])
def test_a_sample_in_python_gives_what_stands_beside_it(page: str) -> None:
    (sample,) = samples(page, "python")
    names: dict[str, object] = {}
    exec(sample, names)
    for said in _SAYS.finditer(sample):
        assert eval(said["expression"], names) == json.loads(said["said"])


def test_the_sample_session_gives_the_sample_answer() -> None:
    given, expected = samples(ENGINEER, "json")
    out, err = StringIO(), StringIO()
    assert redact_lines([given], out, err, Redactor()) == 0
    assert json.loads(out.getvalue()) == json.loads(expected)


def test_the_sample_policy_is_one(tmp_path: Path) -> None:
    (sample,) = samples(ENGINEER, "toml")
    file = tmp_path / "ours.toml"
    file.write_text(sample)
    assert Policy.load(file).stamp == "ours@1"
