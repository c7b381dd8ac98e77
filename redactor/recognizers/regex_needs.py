"""Works out from a regex what a text must hold for it to match, so that the two cannot fall apart.

What is worked out may ask too little, which only costs time, never too much: parts of a regex not
known here ask for nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from re import _constants as part  # type: ignore[attr-defined]  # how `re` names parts of a regex
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from redactor.recognizers.needs import (
    CAPITAL,
    EITHER,
    LETTER,
    NOTHING,
    Needs,
    any_of,
    both,
    telling,
)

_LATIN = frozenset(map(chr, range(0xE0, 0x100))) - {"÷"}
"""Letters beyond ASCII that are known by their lower case, as `fold` writes it."""
_ANY_CASE = int(re.IGNORECASE)
_REPEATS = (part.MAX_REPEAT, part.MIN_REPEAT, part.POSSESSIVE_REPEAT)
_CLASSES = frozenset({LETTER, CAPITAL, EITHER})
_MOST_RUNS = 400
_MOST_LONGER_RUNS = 40
_MOST_SIGNS = 6
_MOST_TURNS = 12
_MOST_LONG_TURNS = 2
_MOST_MORE = 4
_LONGEST_RUN = 16

_ANYTHING = frozenset({""})
_A_WORD_STARTS = frozenset({" "})


@dataclass(slots=True)
class _Way:
    """How far a regex was read: what it needs so far, and the runs that may stand just before.

    A run is the trace of the letters and digits up to here; " " says that a letter or digit that
    comes next is the first of its word, "" that nothing is known.
    """

    runs: frozenset[str] = _ANYTHING
    needs: Needs = NOTHING


@cache
def needs(regex: str, flags: int = 0, *, alone: bool = False) -> Needs:
    """Return what `regex` cannot match without; nothing if `re` cannot read it.

    `alone`: no letter or digit stands on either side of what it matches, and what the regex says
    of the bounds of words is not listened to, since it is another engine's.
    """
    try:
        parsed = _parser.parse(regex, flags)
    except re.error:
        return NOTHING
    flags = parsed.state.flags
    reader = _Reader(bounds=not alone and not flags & re.ASCII)
    way = reader.all_of(parsed, _Way(_A_WORD_STARTS if alone else _ANYTHING), flags)
    return _closed(way).needs if alone else _emitted(way).needs


def literal(text: str) -> Needs:
    """Return what a text that holds `text`, in whatever case, needs."""
    return needs(re.escape(text), re.IGNORECASE)


class _Reader:
    """Reads the parts of a regex one after the other."""

    def __init__(self, *, bounds: bool) -> None:
        self._bounds = bounds

    def all_of(self, parts: Iterable[tuple[Any, Any]], way: _Way, flags: int) -> _Way:
        """Go on from `way` through parts that follow one another."""
        for kind, what in parts:
            way = self._part(kind, what, way, flags)
        return way

    def _part(self, kind: Any, what: Any, way: _Way, flags: int) -> _Way:
        if kind is part.LITERAL:
            return _sign(way, _of_literal(what, flags))
        if kind is part.IN:
            known = self._bounds or what[0] != (part.NEGATE, None)
            return _sign(way, _of_set(what, flags) if known else None)
        if kind is part.BRANCH:
            return self._one_of(what[1], way, flags)
        if kind is part.SUBPATTERN:
            _, added, taken, inner = what
            return self.all_of(inner, way, (flags | added) & ~taken)
        if kind is part.ATOMIC_GROUP:
            return self.all_of(what, way, flags)
        if kind in _REPEATS:
            least, most, inner = what
            return self._repeat(least, most, inner, way, flags)
        if kind is part.GROUPREF_EXISTS:
            return self._one_of([what[1], what[2] or []], way, flags)
        if kind in (part.ASSERT, part.ASSERT_NOT, part.AT):
            return self._look(kind, what, way, flags)
        return _emitted(way)

    def _one_of(self, several: Sequence[Any], way: _Way, flags: int) -> _Way:
        """Take one of several ways and know no more afterwards than that it was one of them."""
        return _joined(way, [self.all_of(each, _Way(way.runs), flags) for each in several])

    def _repeat(self, least: int, most: Any, inner: Any, way: _Way, flags: int) -> _Way:
        """Go `least` times through `inner`; what may come more often only ends in more ways."""
        single = len(inner) == 1 and inner[0][0] in (part.LITERAL, part.IN)
        turns = min(least, _MOST_TURNS if single else _MOST_LONG_TURNS)
        for _ in range(turns):
            way = self.all_of(inner, way, flags)
        if least > turns:
            last = self.all_of(inner, _Way(), flags)
            more = last.needs.taken * (least - turns)
            way = _Way(last.runs, both(_emitted(way).needs, Needs(more, more)))
        if most == least:
            return way
        several = [_Way(way.runs)]
        if single and most - least <= _MOST_MORE:
            for _ in range(most - least):
                several.append(self.all_of(inner, several[-1], flags))
        elif most == 1:
            several.append(self.all_of(inner, several[0], flags))
        else:
            last = self.all_of(inner, _Way(), flags)
            several.append(_Way(last.runs, _emitted(several[0]).needs))
        return _joined(way, several)

    def _look(self, kind: Any, what: Any, way: _Way, flags: int) -> _Way:
        """Hear what is only looked at: bounds of words, and what stands ahead or behind."""
        if kind is part.AT:
            ends = what in (part.AT_END, part.AT_END_STRING)
            starts = what in (part.AT_BEGINNING, part.AT_BEGINNING_STRING)
            if what is part.AT_BOUNDARY and self._bounds:
                ends = starts = True
            return _bound(way, starts=starts, ends=ends)
        direction, inner = what
        if kind is part.ASSERT_NOT:
            shut = self._bounds and _shuts_out_words(inner)
            return _bound(way, starts=shut and direction < 0, ends=shut and direction > 0)
        ahead = direction > 0 and way.runs == _A_WORD_STARTS
        seen = _emitted(self.all_of(inner, _Way(_A_WORD_STARTS if ahead else _ANYTHING), flags))
        return _Way(way.runs, both(way.needs, replace(seen.needs, taken=0)))


def _joined(way: _Way, several: Sequence[_Way]) -> _Way:
    """Go on where one of `several` ways, which all began at `way`, was taken."""
    runs = frozenset().union(*(each.runs for each in several))
    if "" in runs or len(runs) > _MOST_RUNS:
        runs = _ANYTHING
    if runs == _ANYTHING or any(each.needs.choices for each in several):
        needed = any_of([_emitted(each).needs for each in several])
    else:
        needed = any_of([each.needs for each in several])
    return _Way(runs, both(way.needs, needed))


def _sign(way: _Way, signs: frozenset[str] | None) -> _Way:
    """Go on by one character: one of `signs`, none of which is a blank one.

    None: it is not known which.
    """
    if signs is None:
        return _emitted(way)
    if not any(map(_is_of_a_word, signs)):
        needed = Needs(choices=(signs,)) if signs else NOTHING
        return _Way(_A_WORD_STARTS, both(_closed(way).needs, needed))
    if not all(map(_is_of_a_word, signs)):
        return _emitted(way)
    if signs == {"0"}:
        taken = way.needs.taken + 1
        needed = Needs(max(way.needs.digits, taken), taken, way.needs.choices)
        way = _Way(way.runs, needed)
    if len(way.runs) * len(signs) > _MOST_LONGER_RUNS or max(map(len, way.runs)) >= _LONGEST_RUN:
        return _Way(signs, _emitted(way).needs)
    if _CLASSES.isdisjoint(signs) and _CLASSES.isdisjoint("".join(way.runs)):
        return _Way(frozenset(run + sign for run in way.runs for sign in signs), way.needs)
    if _is_told_less(way.runs, signs):
        way = _Way(way.runs, _emitted(way).needs)
    runs = frozenset(_raised(run + sign) for run in way.runs for sign in signs)
    return _Way(runs, way.needs)


def _is_told_less(runs: frozenset[str], signs: frozenset[str]) -> bool:
    """Whether a class among `signs` makes classes of the letters in `runs`."""
    return any(
        run.strip(" 0") != "" and any(_raised(run + sign)[: len(run)] != run for sign in signs)
        for run in runs
    )


def _is_of_a_word(sign: str) -> bool:
    return sign.isalnum() or sign in _CLASSES


def _raised(run: str) -> str:
    """Return `run` with one kind of class in it: a trace is looked for in one writing of a word."""
    kinds = {sign for sign in run if sign in _CLASSES}
    if not kinds:
        return run
    if EITHER in kinds:
        return "".join(sign if sign == " " else EITHER for sign in run)
    mixed = len(kinds) > 1 or any(sign.isalpha() for sign in run)
    if not mixed:
        return run
    return "".join(sign if sign in " 0" else LETTER for sign in run)


def _content(run: str) -> bool:
    return run.strip() != ""


def _emitted(way: _Way) -> _Way:
    """Need one of the runs; afterwards nothing is known of what stands before."""
    if not all(map(_content, way.runs)):
        return _Way(_ANYTHING, way.needs)
    return _Way(_ANYTHING, both(way.needs, Needs(choices=telling([way.runs]))))


def _closed(way: _Way) -> _Way:
    """Need one of the runs as the end of a word."""
    if not all(map(_content, way.runs)):
        return way
    return _emitted(_Way(frozenset(f"{run} " for run in way.runs), way.needs))


def _bound(way: _Way, *, starts: bool, ends: bool) -> _Way:
    """Hear that no letter or digit stands before, or none after."""
    if ends and all(map(_content, way.runs)):
        return _Way(_A_WORD_STARTS, _closed(way).needs)
    if starts and not any(map(_content, way.runs)):
        return _Way(_A_WORD_STARTS, way.needs)
    return way


def _shuts_out_words(inner: Any) -> bool:
    """Whether a negative look shuts out every letter, digit and underscore beside it."""
    if len(inner) != 1:
        return False
    kind, what = inner[0]
    if kind is part.BRANCH:
        return any(_shuts_out_words(each) for each in what[1])
    if kind is part.SUBPATTERN:
        return _shuts_out_words(what[3])
    if kind is not part.IN or what[0] == (part.NEGATE, None):
        return False
    return (part.CATEGORY, part.CATEGORY_WORD) in what


def _is_plain(sign: str) -> bool:
    """Whether a sign in lower case is all that `fold` leaves of what a regex takes for it."""
    return sign.isascii() or sign in _LATIN


def _of_literal(code: int, flags: int) -> frozenset[str] | None:
    """Return one character as `_sign` knows it; None if it has forms that `fold` does not know."""
    sign = chr(code)
    if sign.isdecimal():
        return frozenset({"0"})
    if sign.isspace():
        return frozenset()
    if not flags & _ANY_CASE or sign.lower() == sign.upper():
        return frozenset({sign})
    return frozenset({sign.lower()}) if _is_plain(sign.lower()) else None


def _of_set(members: Sequence[tuple[Any, Any]], flags: int) -> frozenset[str] | None:
    """Return the characters of a set as `_sign` knows them: few by themselves, many as a class."""
    if members[0] == (part.NEGATE, None):
        return _of_all_but({*members[1:]})
    several = [_of_member(kind, what, flags) for kind, what in members]
    if None in several:
        return None
    signs = frozenset().union(*filter(None, several))
    of_words = frozenset(filter(_is_of_a_word, signs))
    if not of_words:
        return frozenset() if frozenset() in several else signs
    if of_words != signs or frozenset() in several:
        return None
    if len(signs) <= _MOST_SIGNS and not signs & _CLASSES:
        return signs
    if signs & {"0", EITHER}:
        return frozenset({EITHER})
    capital = all(sign == CAPITAL or sign.isupper() for sign in signs)
    return frozenset({CAPITAL if capital else LETTER})


def _of_all_but(shut: set[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return the letters or digits that a set means which shuts out all else."""
    if not {(part.CATEGORY, part.CATEGORY_NOT_WORD), (part.LITERAL, ord("_"))} <= shut:
        return None
    return frozenset({LETTER if (part.CATEGORY, part.CATEGORY_DIGIT) in shut else EITHER})


def _of_member(kind: Any, what: Any, flags: int) -> frozenset[str] | None:
    if kind is part.LITERAL:
        return _of_literal(what, flags)
    if kind is part.CATEGORY:
        if what is part.CATEGORY_DIGIT:
            return frozenset({"0"})
        return frozenset() if what is part.CATEGORY_SPACE else None
    if kind is part.RANGE:
        return _of_range(what[0], what[1], flags)
    return None


def _of_range(first: int, last: int, flags: int) -> frozenset[str] | None:
    signs = [chr(code) for code in range(first, min(last, first + 200) + 1)]
    if last - first > 200 or not all(map(str.isalnum, signs)):
        return None
    if all(map(str.isdecimal, signs)):
        return frozenset({"0"})
    if any(map(str.isdecimal, signs)):
        return frozenset({EITHER})
    if len(signs) <= _MOST_SIGNS and all(map(str.isascii, signs)):
        return frozenset(sign if flags & _ANY_CASE == 0 else sign.lower() for sign in signs)
    capitals = not flags & _ANY_CASE and all(map(str.isupper, signs))
    return frozenset({CAPITAL if capitals else LETTER})
