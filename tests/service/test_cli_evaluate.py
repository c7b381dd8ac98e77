"""`redactor evaluate` as people at a terminal use it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CHAT = """slices: clean
name: Sara Lee

agent: Hi! What is your name?
visitor: {{PERSON|sara lee}}, my mail is {{EMAIL_ADDRESS|sl@mail.example}}, thanks
visitor: born {{DATE_OF_BIRTH|the day the zorblatt fell}}
"""


@pytest.fixture
def chats(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "a.txt").write_text(CHAT)
    return folder


def evaluate(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "service.cli", "evaluate", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={},
        timeout=120,
    )


def test_it_prints_the_tables_and_writes_page_figures_and_floors(chats: Path) -> None:
    page, figures, floors = (chats.parent / name for name in ("p.html", "f.json", "f.toml"))
    files = ("--page", page, "--json", figures, "--floors", floors, "--write-floors")
    done = evaluate(chats, *files)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("mine: 1 chats, policy standard\n")
    assert "| redactor, identity given |" in done.stdout
    assert "| redactor, no identity    |" in done.stdout
    assert page.read_text().startswith("<!doctype html>")
    (given, none) = json.loads(figures.read_text())["runs"]
    assert (given["identity"], none["identity"]) == ("given", "none")
    assert given["entities"]["EMAIL_ADDRESS"]["covered"] == 1.0
    assert given["entities"]["DATE_OF_BIRTH"]["covered"] == 0.0
    assert given["version"].startswith("chat-redactor ")
    assert "[mine.standard.given.at_least]" in floors.read_text()
    for shown in (done.stdout, done.stderr, page.read_text(), figures.read_text()):
        assert "zorblatt" not in shown


def test_a_figure_below_its_floor_is_named_and_fails(chats: Path) -> None:
    floors = chats.parent / "floors.toml"
    floors.write_text("[mine.standard.none.at_least]\ncovered = 0.9\nprecision = 0.1\n")
    done = evaluate(chats, "--no-identity", "--floors", floors)
    assert done.returncode == 1
    assert "mine, redactor, no identity: covered is 0.6667, must be at least 0.9" in done.stderr
    assert "mine: 2 figures compared, 1 below their floor" in done.stderr


def test_misses_are_shown_but_of_a_frozen_folder(chats: Path) -> None:
    shown = evaluate(chats, "--no-identity", "--misses")
    assert "a m3: missed DATE_OF_BIRTH 'the day the zorblatt fell'" in shown.stdout
    (chats.parent / "mine.sha256").touch()
    refused = evaluate(chats, "--misses")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "mine.sha256 freezes these chats for measuring" in refused.stderr
    assert "zorblatt" not in refused.stderr


@pytest.mark.slow
def test_presidio_stands_beside_ours(chats: Path) -> None:
    done = evaluate(chats, "--identity", "--against", "presidio")
    assert done.returncode == 0, done.stderr
    heads = [line for line in done.stdout.splitlines() if line.startswith("| entity ")]
    assert [cell.strip() for cell in heads[0].strip("|").split("|")] == [
        "entity",
        "values",
        "redactor, identity given",
        "Presidio, same model",
        "Presidio, rules alone",
    ]
    assert done.stderr.splitlines() == [
        "measured redactor, identity given",
        "measured Presidio, same model",
        "measured Presidio, rules alone",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "Error: nowhere: is no folder; name one that holds marked chats (*.txt)"),
        (["docs"], "Error: docs: holds no marked chats; each is a .txt file"),
        (["docs", "--write-floors"], "--write-floors needs --floors FILE"),
        (["docs", "--policy", "gentle"], "'gentle' is not one of 'standard', 'strict'"),
    ],
)
def test_what_cannot_be_measured_says_what_to_do(arguments: list[str], said: str) -> None:
    done = evaluate(*arguments)
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr
