"""Templates: typed contexts in, HTML out. A missing name is an error.

Everything is escaped, and every character can be seen.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from models.log.request_ids import current_request_id
from review_ui.assets import Assets
from review_ui.frame import Frame
from review_ui.statuses import Answer
from review_ui.visible import visible

PRODUCT = "Chat Redactor"


class Context(Protocol):
    """What a page shows; each is a frozen dataclass that names its template and room."""

    template: ClassVar[str]
    room: ClassVar[str]

    @property
    def title(self) -> str:
        """What the browser's tab and the page's heading say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorContext:
    """A page that says what happened and what to do; never what was sent.

    `request_id` is what a person can quote, so that others find the entries.
    """

    template: ClassVar[str] = "error.html"
    room: ClassVar[str] = ""
    answer: Answer
    request_id: str = field(default_factory=current_request_id)

    @property
    def title(self) -> str:
        """What happened, in a few words."""
        return self.answer.title


def _seen(value: object) -> object:
    """Every text a template prints, whatever room it is of, shows all its characters."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


class Pages:
    """Turns a context into a page."""

    def __init__(self, assets: Assets) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(Path(__file__).with_name("templates")),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_seen,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.globals.update(asset=assets.url, product=PRODUCT)

    def render(self, context: Context, frame: Frame | None = None) -> str:
        """Return the page; `frame` is None where nobody is signed in."""
        template = self._environment.get_template(context.template)
        return template.render(page=context, frame=frame)
