"""One reveal in words: what it is of, where it stands, who did what."""

from dataclasses import dataclass
from datetime import tzinfo

from models.reveal.reveal_words import Reveal, RevealState
from review_ui.chips import say_label
from review_ui.entities import entity_words
from review_ui.words import count_words, iso, moment_words

MARKS = {
    RevealState.ASKED: "warn",
    RevealState.APPROVED: "ok",
    RevealState.GLASS: "stop",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealRow:
    """One reveal in the list."""

    id: str
    asked: str
    asked_at: str
    person: str
    what: str
    session: str
    reason: str
    state: str
    mark: str


def reveal_what(reveal: Reveal) -> str:
    """Return what it is of."""
    return "A whole session" if reveal.whole else say_label(reveal.label)


def reveal_facts(reveal: Reveal, zone: tzinfo) -> tuple[tuple[str, str], ...]:
    """Return all that may be told of it, as far as it is known, name by name."""
    facts = (
        ("Session", reveal.session_id),
        ("Kind", "" if reveal.whole else entity_words(reveal.entity)),
        ("Message", "" if reveal.position is None else str(reveal.position)),
        ("Asked by", reveal.asked_name),
        ("Asked", moment_words(reveal.asked_at, zone)),
        ("Why", reveal.reason.words),
        ("For", count_words(reveal.minutes, "minute")),
        ("Decided by", reveal.decided_name),
        ("Decided", moment_words(reveal.decided_at, zone)),
        ("Ends", moment_words(reveal.ends_at, zone)),
        ("Shown", moment_words(reveal.shown_at, zone)),
        ("Reviewed by", reveal.reviewed_name),
        ("Reviewed", moment_words(reveal.reviewed_at, zone)),
        ("Found", reveal.verdict.words if reveal.verdict else ""),
    )
    return tuple((name, words) for name, words in facts if words)


def reveal_row(reveal: Reveal, zone: tzinfo) -> RevealRow:
    """Return its line in a list."""
    return RevealRow(
        id=reveal.id,
        asked=moment_words(reveal.asked_at, zone),
        asked_at=iso(reveal.asked_at),
        person=reveal.asked_name,
        what=reveal_what(reveal),
        session=reveal.session_id,
        reason=reveal.reason.words,
        state=reveal.state.words,
        mark=MARKS.get(reveal.state, ""),
    )
