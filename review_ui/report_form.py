"""The form that reports a missed value, as the session page shows it."""

from dataclasses import dataclass
from datetime import tzinfo

from models.review.reports import MOST_WORDS, ReportedEntity
from models.transcripts.sessions import SessionPage
from review_ui.conversation import speaker_words
from review_ui.words import clock_words

MOST_LISTED = 300
"""The most messages a form offers to choose from; beyond, the words are sought in all."""
PROBLEMS = {
    "words_missing": "Enter the words that should have been masked.",
    "words_long": f"Report at most {MOST_WORDS} characters at once.",
    "words_short": "One letter or digit alone cannot be sought. Report the whole word.",
    "words_not_found": "These words do not stand there. Copy them as they stand in the message.",
    "all_masked": "This is masked already.",
    "moved": "The chat went on while you were reading; it is shown as it is now. Nothing was "
    "masked. Report it again if it still stands there.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm:
    """What can be chosen, and what was typed; `messages` are position and words."""

    entities: tuple[tuple[str, str], ...]
    messages: tuple[tuple[int, str], ...]
    most: int
    words: str
    problem: str


def report_form(
    opened: SessionPage, zone: tzinfo, *, problem: str = "", words: str = ""
) -> ReportForm:
    """Return the form for a session."""
    listed = opened.messages if len(opened.messages) <= MOST_LISTED else ()
    return ReportForm(
        entities=tuple((entity.value, entity.words) for entity in ReportedEntity),
        messages=tuple(
            (
                message.position,
                " ".join(
                    part
                    for part in (
                        f"{message.position}:",
                        clock_words(message.at, zone) if message.at else "",
                        speaker_words(message.role, message.speaker),
                    )
                    if part
                ),
            )
            for message in listed
        ),
        most=MOST_WORDS,
        words=words,
        problem=PROBLEMS.get(problem, "Check what you entered.") if problem else "",
    )
