"""The page that shows recovery codes, once."""

from dataclasses import dataclass
from typing import ClassVar

from fastapi.responses import HTMLResponse

from review_ui.frame import Place
from review_ui.visits import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesContext:
    """Recovery codes, shown once; `said` is what they came with."""

    template: ClassVar[str] = "recovery_codes.html"
    room: ClassVar[str] = "/me"
    title: str = "Recovery codes"
    codes: tuple[str, ...]
    said: str


def codes_page(visit: Visit, codes: tuple[str, ...], *, said: str = "") -> HTMLResponse:
    """Return the page with these codes; it is not kept anywhere."""
    return visit.page(CodesContext(codes=codes, said=said), *factor_way("Recovery codes"))


def factor_way(last: str = "") -> tuple[Place, ...]:
    """The way to a page about my second factor."""
    if not last:
        return ("You", "/me"), ("Second factor", "")
    return ("You", "/me"), ("Second factor", "/me/second-factor"), (last, "")
