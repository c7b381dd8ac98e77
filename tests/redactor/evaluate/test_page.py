import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from redactor.evaluate import Answer, Found, MarkedChat, Report, as_json, evaluate, tables
from redactor.evaluate.marked import parse
from redactor.evaluate.page import as_page
from tests.redactor.evaluate.conftest import GivenEngine

CANARY = parse(
    Path("quetzalcoatlus.txt"),
    "slices: clean\nname: Zebulon Quackenbush\nagents: Wilhelmina Throgmorton\n\n"
    "visitor: {{PERSON|Zebulon Quackenbush}} says {{-|Oscarine}} rhubarb custard\n",
)
WORDS = ("zebulon", "quackenbush", "oscarine", "rhubarb", "throgmorton", "quetzalcoatlus")


@pytest.fixture
def report(chats: list[MarkedChat], answers: dict[str, Answer], held: Answer) -> Report:
    engines = [GivenEngine(answers), GivenEngine({**answers, "b": held}, "careful")]
    return evaluate(chats, engines, folder="mine")


def test_no_text_of_any_chat_is_on_the_page_or_in_the_figures() -> None:
    seen = Answer(messages=((Found(start=0, end=7, entity="PERSON", source="test:zebulon"),),))
    report = evaluate(
        [CANARY],
        [
            GivenEngine({"quetzalcoatlus": seen}),
            GivenEngine({"quetzalcoatlus": Answer(messages=((),))}, "blind"),
        ],
    )
    for shown in (as_page(report), tables(report), str(as_json(report)), repr(report)):
        assert not [word for word in WORDS if word in shown.lower()]


class Tags(HTMLParser):
    """The tags of a page, and whether each was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_fetches_and_runs_nothing(report: Report) -> None:
    page = as_page(report)
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert not {tag for tag, _ in tags.seen} & {"script", "link", "img", "iframe"}
    assert not any({"src", "href", "onclick"} & set(names) for _, names in tags.seen)
    assert "url(" not in page
    assert "prefers-color-scheme: dark" in page


def test_engines_stand_side_by_side_with_their_figures(report: Report) -> None:
    page = as_page(report)
    assert "<td>66.7 %</td><td>33.3 %</td>" in page
    assert "<td>20.8–93.9 %</td>" in page
    assert "<td>0</td><td>1</td>" in page  # held back


def test_a_plot_is_as_long_as_its_figure(report: Report) -> None:
    page = as_page(report)
    bars = re.findall(r'pale" width="([\d.]+)%".*?solid" width="([\d.]+)%"', page)
    assert ("50.00", "0.00") in bars  # PERSON: one of two touched, none covered
    assert 'x1="20.77%" x2="93.85%"' in page  # the interval of two sessions of three
    assert 'cx="66.67%"' in page


def test_names_of_others_cannot_break_the_page(report: Report) -> None:
    odd = replace(report.runs[0], engine="<b>&")
    page = as_page(replace(report, folder="<i>", runs=(odd,)))
    assert "<b>" not in page
    assert "<i>" not in page
    assert "&lt;b&gt;&amp;" in page


def test_a_page_of_nothing_is_a_page() -> None:
    assert "Detection on empty" in as_page(evaluate([], [], folder="empty"))
