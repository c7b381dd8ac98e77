"""Names in lists: between two people stands a third, and a column of names holds names.

"Pia, Gift (from Lusaka) and Ola" is one list; so are the rows of a pasted table.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from redactor.names import is_capitalised, is_surely_a_name, may_be_name
from redactor.reading import key
from redactor.spans import Span
from redactor.turns import Turn
from redactor.vocabulary import is_forename, is_word, is_word_abroad, keys_of

SOURCE = "conversation:listed"
_LEAST_SCORE = 0.5
_SCORE = 0.65
_LEAST_PEOPLE = 2
_LEAST_ROWS = 2
_LONGEST_GAP = 60
_LONGEST_CODE = 3
_NOT_CALLED = keys_of("not_called") | keys_of("said_in_chats")
_KIN = keys_of("kin") | keys_of("kins_owners")
_AND = r"(?:and|n|und|et|y|e|en|plus|&|\+)"
_PART = rf"(?: ?[,;/|](?: {_AND})?| {_AND}) ?"
_ASIDE = r"(?: \([^()\n]{1,20}\))?"
_NAME = r"(?P<name>[^\W\d_][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)?)"
_BETWEEN = re.compile(rf"{_ASIDE}{_PART}{_NAME}{_ASIDE}{_PART}['‘’\"“]?")
_JOINED = re.compile(rf"{_ASIDE}{_PART}")
_LAST = re.compile(rf"{_ASIDE}{_PART}{_NAME}(?=[ ]?(?:$|[,.;!?)\n]))")
_EITHER = re.compile(
    r"(?<![\w@.'’-])(?P<name>[^\W\d_a-z][\w'’-]+) (?:or|oder|ou|of|o|and|und|et|y|e|en) $"
)
_OR_ELSE = re.compile(
    r" (?:or|oder|ou|of|o|and|und|et|y|e|en) (?P<name>[^\W\d_a-z][\w'’-]+)(?![\w@]|['’-]\w)"
)
_FIRST = re.compile(rf"(?:^|[.:!?\n(]\s*)(?P<name>[^\W\d_a-z][\w'’-]+){_ASIDE}{_PART}$")
_CELL = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:(?:, ?|[ -])[^\W\d_][\w'’.-]*){0,3}")
_BARS = ("|", "\t", ";", ",")


def find_in_lists(
    turns: Sequence[Turn], found: Mapping[int, Sequence[Span]]
) -> Iterator[tuple[int, Span]]:
    """Yield (index of the turn, span) for who is listed among the people in `found`."""
    for turn in turns:
        people = _people(found.get(turn.index, ()))
        places = list(_in_pairs(turn.text, people))
        if len(people) >= _LEAST_PEOPLE:
            places += (*_in_line(turn.text, people), *_in_columns(turn.text, people))
        for start, end in places:
            name = replace(people[0], start=start, end=end, source=SOURCE, score=_SCORE)
            yield turn.index, replace(name, means="")


def _people(spans: Sequence[Span]) -> list[Span]:
    """The people in the order of the text, one for each place."""
    people: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.entity != "PERSON" or span.score < _LEAST_SCORE:
            continue
        if not people or span.start >= people[-1].end:
            people.append(span)
    return people


def _in_pairs(text: str, people: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield who surely has a forename beside one of the people: "Marlies or Sven"."""
    for person in people:
        before = max(0, person.start - _LONGEST_GAP)
        for pair in (
            _EITHER.search(text[before : person.start]),
            _OR_ELSE.match(text[person.end : person.end + _LONGEST_GAP]),
        ):
            if pair and is_surely_a_name(key(pair["name"])):
                at = before if pair.re is _EITHER else person.end
                start, end = at + pair.start("name"), at + pair.end("name")
                if not any(other.overlaps(start, end) for other in people):
                    yield start, end


def _in_line(text: str, people: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield who stands between two of the people, before the first two or behind the last two."""
    for left, right in pairwise(people):
        gap = text[left.end : right.start]
        if len(gap) > _LONGEST_GAP:
            continue
        if (between := _BETWEEN.fullmatch(gap)) and _may_be_listed(between["name"]):
            yield left.end + between.start("name"), left.end + between.end("name")
        elif _JOINED.fullmatch(gap):
            last = _LAST.match(text, right.end)
            if last and _may_be_listed(last["name"], closing=True):
                yield last.span("name")
            before = max(0, left.start - _LONGEST_GAP)
            first = _FIRST.search(text[before : left.start])
            if first and _may_be_listed(first["name"], closing=True):
                yield before + first.start("name"), before + first.end("name")


def _may_be_listed(name: str, *, closing: bool = False) -> bool:
    """Whether an item of a list of people may be one; at its ends it has to look like a name."""
    words = list(map(key, name.split()))
    if any(word in _NOT_CALLED or word in _KIN or not may_be_name(word) for word in words):
        return False
    strange = not any(is_word(word) or is_word_abroad(word) for word in words)
    if is_capitalised(name):
        return strange or not closing or is_forename(words[0])
    return strange and len(words) == 1 and not closing


def _in_columns(text: str, people: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield the cells of a column in which other rows hold people and nothing else."""
    if text.count("\n") < _LEAST_ROWS:
        return
    for bar in _BARS:
        rows = [cells for cells in _rows(text, bar) if len(cells) > 1]
        width = max(map(len, rows), default=0)
        rows = [cells for cells in rows if len(cells) == width]
        if len(rows) <= _LEAST_ROWS:
            continue
        for column in range(width):
            cells = [row[column] for row in rows]
            named = [cell for cell in cells if _holds_a_person(cell, people)]
            if len(named) < _LEAST_ROWS or len(named) * 2 < len(cells) - 1:
                continue
            for start, end in cells[1:]:
                if _CELL.fullmatch(text, start, end) and _may_fill(text[start:end]):
                    yield start, end
        return


def _may_fill(cell: str) -> bool:
    """Whether a cell of a column of names may be one: no `RO`, no "Grandpa"."""
    code = cell.isupper() and len(cell) <= _LONGEST_CODE
    return is_capitalised(cell) and not code and key(cell) not in _KIN | _NOT_CALLED


def _holds_a_person(cell: tuple[int, int], people: Sequence[Span]) -> bool:
    """Whether a cell ends in a name: "Mr & Mrs Oyelaran"."""
    return any(cell[0] <= span.start and span.end == cell[1] for span in people)


def _rows(text: str, bar: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the places of the cells of every line."""
    start = 0
    for line in text.split("\n"):
        cells = []
        at = start
        for cell in line.split(bar):
            left = at + len(cell) - len(cell.lstrip())
            cells.append((left, max(left, at + len(cell.rstrip()))))
            at += len(cell) + 1
        yield cells
        start += len(line) + 1
