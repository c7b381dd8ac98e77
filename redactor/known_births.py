"""The day somebody was born, said again: "Is that the sixth of December or the 12th of June?"."""

import re
from collections.abc import Iterator, Mapping, Sequence

from redactor.dictation import number_of
from redactor.number_words import MONTH as MONTH_BEGINS
from redactor.recognizers.date_shapes import MONTH
from redactor.spans import Span
from redactor.turns import Turn

SOURCE = "known:birth"
_SCORE = 0.75
_LEAST_SCORE = 0.5
_STARTS = {
    start: month
    for month, starts in enumerate(
        (
            ("jan", "jän", "ene", "gen"),
            ("feb", "fev", "fév"),
            ("mar", "mär", "maa", "mrt", "mrz"),
            ("apr", "avr", "abr"),
            ("may", "mai", "mei", "mag"),
            ("jun", "giu"),
            ("jul", "lug"),
            ("aug", "aou", "aoû", "ago"),
            ("sep", "set"),
            ("oct", "okt", "ott", "out"),
            ("nov",),
            ("dec", "déc", "dez", "dic"),
        ),
        start=1,
    )
    for start in starts
}
_FRENCH = {"juin": 6, "juil": 7}
_TEN = (
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|one|two|three|four|five|six|seven|eight|nine"
)
_IN_WORDS = (
    rf"(?:(?:twenty|thirty)[ -])?(?:{_TEN})|(?:thir|four|fif|six|seven|eigh|nine)teen(?:th)?"
    r"|ten(?:th)?|eleven(?:th)?|twelfth|twelve|twentieth|thirtieth|twenty|thirty"
)
_DAY = rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th|\.|º|er|e)?|{_IN_WORDS})"
_YEAR = r"(?:,? (?:of |de |del )?(?P<year>(?:19|20)\d\d))?(?![\w:])"
_SAID = (
    re.compile(rf"(?<![\w.,:/]){_DAY}[ -](?:of |de |di )?(?P<month>{MONTH}){_YEAR}", re.I),
    re.compile(rf"(?<!\w)(?P<month>{MONTH})[ -](?:the )?{_DAY}{_YEAR}", re.IGNORECASE),
)
_FIGURES = re.compile(r"\d{1,2}[/. -]{1,2}\d{1,2}[/. -]{1,2}(?P<year>\d{4}|\d\d)")
_ISO = re.compile(r"(?P<year>\d{4})[/.-]\d{1,2}[/.-]\d{1,2}")
_NUMBERS = re.compile(r"\d+")
_DAYS, _MONTHS = range(1, 32), range(1, 13)

Birth = tuple[int, int, str]
"""Day, month, and the two last figures of the year or ""."""


def find_births_again(
    turns: Sequence[Turn], found: Mapping[int, Sequence[Span]]
) -> Iterator[tuple[int, Span]]:
    """Yield (index of the turn, span) for days that are those of a birth in `found`, either way."""
    born = {
        birth
        for turn in turns
        for span in found[turn.index]
        if span.entity == "DATE_OF_BIRTH" and span.score >= _LEAST_SCORE
        for birth in _births(turn.text[span.start : span.end])
    }
    if not born:
        return
    for turn in turns:
        if not MONTH_BEGINS.search(turn.text):
            continue
        for match, day, month in _said(turn.text):
            if any(
                (day, month) == birth[:2] and _fits(match["year"] or "", birth[2]) for birth in born
            ):
                start, end = match.span()
                yield (
                    turn.index,
                    Span(start=start, end=end, entity="DATE_OF_BIRTH", score=_SCORE, source=SOURCE),
                )


def _births(value: str) -> Iterator[Birth]:
    """Yield what a date of birth may mean: of 6-12-1958 two days."""
    for match, day, month in _said(value):
        yield day, month, (match["year"] or "")[-2:]
    for shape in (_FIGURES, _ISO):
        if written := shape.fullmatch(value.strip(" .,")):
            numbers = [int(each) for each in _NUMBERS.findall(written.group())]
            first, second = numbers[1:] if shape is _ISO else numbers[:2]
            pairs = {(second, first)} if shape is _ISO else {(first, second), (second, first)}
            for day, month in pairs:
                if day in _DAYS and month in _MONTHS:
                    yield day, month, written["year"][-2:]


def _said(text: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Yield the days that are said with the name of their month: (place, day, month)."""
    for shape in _SAID:
        for match in shape.finditer(text):
            figures = _NUMBERS.match(match["day"])
            day = int(figures.group()) if figures else number_of(match["day"])
            name = match["month"].lower()
            if day in _DAYS and (month := _FRENCH.get(name[:4]) or _STARTS.get(name[:3])):
                yield match, day, month


def _fits(year: str, known: str) -> bool:
    """Whether a year may be the known one; none told fits any."""
    return not year or not known or year[-2:] == known
