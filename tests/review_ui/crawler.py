"""Walks the pages as a person would who tries every link and looks at every form."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from httpx import Response

from tests.review_ui.browser import URL, Browser

Attributes = dict[str, str]
MOST_PAGES = 60


@dataclass(slots=True)
class Form:
    """A form as it stands on a page: where it goes, and what it would send untouched."""

    method: str
    action: str
    fields: list[tuple[str, str, str]] = field(default_factory=list)

    def values(self, typed: str | None = None) -> dict[str, str]:
        """What is sent; everything a person may type is `typed`, if given."""
        sent: dict[str, str] = {}
        for kind, name, value in self.fields:
            free = kind in {"text", "search", "email", "textarea", "password", "date", "number"}
            if kind in {"radio", "checkbox", "option", "submit"} and name in sent and sent[name]:
                continue
            sent[name] = typed if free and typed is not None else value
        return sent


class Page(HTMLParser):
    """Every tag of a page, its comments, forms and links; `problems` are what no page may hold."""

    def __init__(self, answer: Response) -> None:
        super().__init__(convert_charrefs=True)
        self.answer = answer
        self.tags: list[tuple[str, Attributes]] = []
        self.forms: list[Form] = []
        self.comments: list[str] = []
        self._select = ""
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if tag == "form":
            self.forms.append(
                Form(method=found.get("method", "get"), action=found.get("action", ""))
            )
        elif tag == "select":
            self._select = found.get("name", "")
        elif self.forms and tag == "option" and found.get("value"):
            self.forms[-1].fields.append(("option", self._select, found["value"]))
        elif self.forms and tag in {"input", "textarea", "button"} and found.get("name"):
            kind = found.get("type", "text") if tag == "input" else tag
            kind = "submit" if tag == "button" else kind
            self.forms[-1].fields.append((kind, found["name"], found.get("value", "")))

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.forms:
            self.forms.append(Form(method="none", action=""))

    @property
    def whole_forms(self) -> list[Form]:
        return [form for form in self.forms if form.method != "none"]

    @property
    def links(self) -> list[str]:
        here = str(self.answer.url)
        return [urljoin(here, found["href"]) for tag, found in self.tags if tag == "a"]


def crawl(browser: Browser, start: str = "/") -> Iterator[Page]:
    """Every page that links lead to, each once, the way its own address says."""
    waiting, seen = [urljoin(URL, start)], set[str]()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0).partition("#")[0]
        parts = urlsplit(address)
        shape = f"{parts.path}?{sorted(p.partition('=')[0] for p in parts.query.split('&'))}"
        if shape in seen or not address.startswith(URL):
            continue
        seen.add(shape)
        answer = browser.get(address)
        if answer.status_code in {302, 303, 307}:
            waiting.append(urljoin(address, answer.headers["location"]))
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page = Page(answer)
        waiting += page.links
        yield page
