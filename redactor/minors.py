"""Notice visitors who are under sixteen: by age, school year or birth date, in seven languages.

What a visitor says of a child they speak of ("my son is 14") is a question, not an answer.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from redactor.minor_words import (
    ADULT_FROM,
    OF_A_CHILD,
    OTHER_ASKED,
    OWN,
    SCHOOL,
    THIRD,
    UNDER,
    may_tell,
    number,
)
from redactor.sought import Sought
from redactor.spans import Span
from redactor.turns import Turn

FLAG = "minor"
"""The flag of a session whose visitor says to be a minor."""

QUESTION = "minor_question"
"""The flag of a session that may be about a minor: a person has to look."""

_SOUGHT = Sought(*OWN, UNDER, *(shape for shape, _ in SCHOOL), *OF_A_CHILD)
_YOUNGEST = 4
_FIGURE = re.compile(r"\b\d{1,2}\b|\b[^\W\d_]{3,12}\b")
_FIRST_PERSON = re.compile(
    r"\b(?:i'?m|i am|i(?:'?ve)? (?:just )?turned|my age is|me)"
    r"(?: (?:only|just|a|still|about|like|now|actually|almost|nearly))*\s*$",
    re.IGNORECASE,
)
_OWN_BIRTH = re.compile(
    r"\b(?:i was born|i'?m born|born|my (?:dob|date of birth|birth ?da(?:y|te))|dob|date of birth"
    r"|ich bin|ich wurde|geboren|geburtsdatum|je suis née?|née? le|nac[ií]|nacid[oa]|sono nat[oa]"
    r"|nat[oa]|geboortedatum|ik ben geboren|nasci)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?P<full>(?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?P<short>\d\d)(?!\d)")
_TURNED_IN = re.compile(r"[ ]+(?:back )?in[ ]+(?:19|20)\d\d", re.IGNORECASE)

Sign = tuple[str, int, str]
"""A flag, the index of the message that shows it, and by what (a source, as findings have)."""


def is_minor(turns: Sequence[Turn], found: Mapping[int, Sequence[Span]]) -> bool:
    """Return whether a visitor says of themself to be younger than sixteen."""
    return any(flag == FLAG for flag, _, _ in find_minors(turns, found))


def find_minors(turns: Sequence[Turn], found: Mapping[int, Sequence[Span]]) -> list[Sign]:
    """Return every message in which a visitor seems to be, or speaks of, a minor; each once."""
    asked = ""
    signs: list[Sign] = []
    for turn in turns:
        if turn.by_company:
            asked = turn.text
        if not turn.by_visitor:
            continue
        told = list(_told(turn, found[turn.index], asked))
        signs += sorted({(flag, turn.index, source) for flag, source in told})[:1]
    return signs


def _told(turn: Turn, spans: Sequence[Span], asked: str) -> Iterator[tuple[str, str]]:
    """Yield what one message says, as flag and source."""
    text = turn.text
    yield from _by_spans(turn, spans, asked)
    sought = _SOUGHT.that_may_match(text)
    if not sought or not may_tell(text):
        return
    own = (shape for shape in OWN if shape in sought)
    if any(_is_young(match, asked) for shape in own for match in shape.finditer(text)):
        yield FLAG, "minor:age"
    if UNDER in sought and UNDER.search(text):
        yield FLAG, "minor:under"
    for shape, last in SCHOOL:
        for match in shape.finditer(text) if shape in sought else ():
            grade = number(match["grade"])
            if 1 <= grade <= last + 1:
                yield (FLAG if grade <= last else QUESTION), "minor:school"
    for shape in (shape for shape in OF_A_CHILD if shape in sought):
        if any(number(match["age"]) < ADULT_FROM for match in shape.finditer(text)):
            yield QUESTION, "minor:child"


def _is_young(match: re.Match[str], asked: str) -> bool:
    if not _YOUNGEST <= number(match["age"]) < ADULT_FROM:
        return False
    if _TURNED_IN.match(match.string, match.end("age")):
        return False
    bare = match.end() == match.end("age")
    return not (bare and OTHER_ASKED.search(asked))


def _by_spans(turn: Turn, spans: Sequence[Span], asked: str) -> Iterator[tuple[str, str]]:
    """Yield what ages and birth dates that were found say."""
    for span in spans:
        if span.entity == "AGE" and _is_own_age(turn, span):
            figure = _FIGURE.search(turn.text, span.start, span.end)
            if figure and _YOUNGEST <= number(figure.group()) < ADULT_FROM:
                yield FLAG, "minor:age"
        elif span.entity == "DATE_OF_BIRTH":
            years = _years_since(turn, span)
            if years is None or years > ADULT_FROM or years < 0:
                continue
            own = span.source.startswith("conversation:") or _OWN_BIRTH.search(turn.text)
            others = THIRD.search(turn.text) or THIRD.search(asked)
            sure = own and not others and years < ADULT_FROM
            yield (FLAG if sure else QUESTION), "minor:birth"


def _is_own_age(turn: Turn, span: Span) -> bool:
    before = turn.text[: span.start]
    return span.source == "conversation:asked_age" or bool(_FIRST_PERSON.search(before))


def _years_since(turn: Turn, span: Span) -> int | None:
    """Years from the year of birth to the year of the message; None where either is unknown."""
    written = _written_at(turn)
    if written is None:
        return None
    text = turn.text[span.start : span.end]
    if match := _YEAR.search(text):
        return written.year - int(match["full"])
    if match := _SHORT_YEAR.search(text):
        short = int(match["short"])
        century = 2000 if short <= written.year % 100 else 1900
        return written.year - century - short
    return None


def _written_at(turn: Turn) -> datetime | None:
    try:
        return datetime.fromisoformat(turn.message.at) if turn.message.at else None
    except ValueError:
        return None
