"""The house rules of the pages: contrast, escaping, no inline script, small files, light start."""

import ast
import re
from pathlib import Path

import pytest
from jinja2 import meta

import review_ui
from review_ui import frame
from review_ui.assets import Assets, read_assets
from review_ui.pages import Pages
from review_ui.words import REASONS, ago_words, code_words, count_words, length_words, pause_words
from tests.models.scene import Clock

ROOT = Path(review_ui.__file__).parent
TEMPLATES = sorted((ROOT / "templates").glob("*.html"))
MODULES = sorted(ROOT.rglob("*.py"))


def colours(scheme: str) -> dict[str, str]:
    light, _, dark = (ROOT / "static/tokens.css").read_text().partition("@media")
    pattern = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6})")
    found = dict(pattern.findall(light))
    return found | dict(pattern.findall(dark)) if scheme == "dark" else found


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [
    *((ink, paper) for ink in ("ink", "ink-2") for paper in ("paper", "paper-2", "paper-3")),
    *((ink, "paper") for ink in ("accent", "ok", "warn", "stop")),
    *(("ink", fill) for fill in ("agent", "note")),
    ("accent", "paper-2"),
    ("on-accent", "accent"),
    *((f"mask-{n}", f"mask-{n}-fill") for n in range(8)),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_everything_can_be_read(scheme: str, ink: str, paper: str) -> None:
    found = colours(scheme)
    assert contrast(found[ink], found[paper]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_borders_of_fields_can_be_seen(scheme: str) -> None:
    found = colours(scheme)
    assert contrast(found["line-2"], found["paper"]) >= 3


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_have_nothing_inline_and_nothing_unescaped(path: Path) -> None:
    source = path.read_text()
    assert not re.search(r"<script(?![^>]* src=)", source)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", source)
    assert "|safe" not in source.replace(" ", "")
    assert "autoescape" not in source
    for form in re.findall(r"<form\b.*?</form>", source, re.DOTALL):
        if 'method="post"' in form:
            assert "parts.token(frame)" in form or 'name="csrf_token"' in form


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_know_only_their_page_and_the_frame(path: Path) -> None:
    pages = Pages(Assets(version="v", files={}))
    tree = pages._environment.parse(path.read_text())
    macros = {"parts", "chips", "facts", "log", "lying", "standing"}
    known = {"page", "frame", "asset", "product"} | macros
    assert meta.find_undeclared_variables(tree) <= known


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text().splitlines()) < 250


def test_request_stops_in_one_file() -> None:
    knowing = {
        path.name
        for path in MODULES
        if any(
            isinstance(node, ast.Name) and node.id == "Request"
            for node in ast.walk(ast.parse(path.read_text()))
        )
    }
    assert knowing == {"dependencies.py"}


def test_scripts_keep_nothing_in_the_browser_and_fetch_nothing() -> None:
    for name, asset in read_assets().files.items():
        if name.endswith(".js"):
            source = asset.body.decode()
            assert not re.search(
                r"localStorage|sessionStorage|indexedDB|fetch\(|innerHTML|eval\(", source
            ), name


def test_no_chip_of_the_queue_is_cut_by_the_edge_of_its_cell() -> None:
    style = (ROOT / "static/pages.css").read_text()
    assert re.search(r"\.queue \.preview \{[^}]*text-overflow: ellipsis", style)
    # an ellipsis hides an inline block as a whole, an inline box only in part
    assert re.search(r"\.queue \.preview \.mask \{[^}]*display: inline-block", style)


def test_nothing_comes_from_elsewhere() -> None:
    for name, asset in read_assets().files.items():
        text = asset.body.decode().replace("http://www.w3.org/2000/svg", "")
        assert "http" not in text, name


def test_reasons_are_sentences() -> None:
    for code in (*REASONS, "never_heard-of"):
        assert re.fullmatch(r"[A-Z][^_]*\.", code_words(code))


def test_times_are_said_plainly() -> None:
    from datetime import timedelta

    assert [length_words(timedelta(seconds=s)) for s in (0, 59, 60, 3600, 3900, 2 * 86400)] == [
        "0 sec",
        "59 sec",
        "1 min",
        "1 h",
        "1 h 5 min",
        "2 days",
    ]
    assert pause_words(timedelta(minutes=1)) == "1 minute passes"
    assert pause_words(timedelta(hours=2)) == "2 hours pass"
    clock = Clock()
    assert ago_words(clock() - timedelta(minutes=2), clock()) == "2 minutes ago"
    assert count_words(2000, "entry", "entries") == "2,000 entries"


def test_no_room_stands_in_the_frame_twice() -> None:
    paths = [path for _, path, _ in frame._ROOMS]
    assert len(paths) == len(set(paths)) > 10
