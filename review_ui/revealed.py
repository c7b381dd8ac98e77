"""The one page that shows an original: once, as the answer to a form, until its time is over.

It carries nothing to store, stands at no address that could be opened again, and goes away by
itself: by the browser's own refresh, and sooner where scripts run.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fastapi.responses import HTMLResponse

from models.reveal.revealing import Revealed
from review_ui.chips import say_label
from review_ui.conversation import speaker_words
from review_ui.visits import Visit
from review_ui.words import clock_words


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealedLine:
    """One message of a revealed session."""

    time: str
    speaker: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealedContext:
    """What is shown, until when, and where the page goes then."""

    template: ClassVar[str] = "revealed.html"
    room: ClassVar[str] = "/reveals"
    title: str = "Revealed"
    label: str
    value: str
    lines: tuple[RevealedLine, ...]
    seconds: int
    ends: str
    after: str
    session: str


def revealed_page(visit: Visit, shown: Revealed, *, now: datetime) -> HTMLResponse:
    """Return the page, after the entry that it was shown is committed."""
    answer = visit.page(
        RevealedContext(
            label=say_label(shown.label),
            value=shown.value,
            lines=tuple(
                RevealedLine(
                    time=clock_words(message.at, visit.zone) if message.at else "",
                    speaker=speaker_words(message.role, message.speaker),
                    text=message.text,
                )
                for message in shown.messages
            ),
            seconds=max(1, int((shown.ends_at - now).total_seconds())),
            ends=clock_words(shown.ends_at, visit.zone),
            after=f"/reveals/{shown.reveal_id}?said=closed",
            session=shown.session_id,
        ),
        ("Reveals", "/reveals"),
        ("Revealed", ""),
    )
    answer.headers["Cache-Control"] = "no-store, max-age=0"
    answer.headers["Pragma"] = "no-cache"
    return answer
