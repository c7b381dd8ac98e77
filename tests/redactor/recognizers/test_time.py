"""No text makes a recognizer run away: four times as long a text takes about four times as long.

Every regex gets what it is most likely to choke on: what it nearly matches and the signs it knows,
again and again. Measured in the time of this thread; what takes a few milliseconds is not judged,
and what seems to grow too fast is measured again.
"""

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from re import _constants as part
from re import _parser

import pytest
import regex as other_re

import redactor.recognizers
from redactor.conversation import MOST_CHARACTERS
from redactor.detection import CHUNK, TextDetector
from redactor.recognizers import build_recognizers
from redactor.recognizers.borrowed import BorrowedRecognizer
from redactor.recognizers.countries import COUNTRIES

JUDGED_SECONDS = 0.02
BELOW_SECONDS = JUDGED_SECONDS / 32
"""What a quarter takes of which the whole cannot count, though it grew with the square."""
MOST_GROWTH = 8
"""How much longer four times the text may take: 4 is linear, 16 is quadratic."""
MOST_SECONDS = 0.4
"""For one regex over the longest text a recognizer is given."""
ENDS = ("!", "_")
"""What spoils a match that came so far."""
MOST_SECONDS_OF_A_START = 0.1
MOST_SECONDS_A_MESSAGE = 3.0
TRIES = 4
MOST_PUMPS = 12
HOSTILE = (
    *("a", "1", " ", "\n", ".", "@", "a1", "1 ", "1-", "a.", "a@a.", "(1) ", "o'", "key=", "x_"),
    *("+1 212 555 01", "4242 ", "12 Main Street, ", "sk_live_", "DE89 3704 ", "http://a.b/?c=d&"),
    *("my name is ", "password is ", "order number ", "born ", "i'm 14 ", "eyJ", "::1 ", "\u0131"),
)
_FLAGS = other_re.IGNORECASE | other_re.MULTILINE | other_re.DOTALL

Search = Callable[[str], object]


def everyone() -> list:
    return build_recognizers((*COUNTRIES, "FR", "NL", "PT", "IE"))


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield every regex of the recognizers' modules, classes and shapes, and Presidio's."""
    for found in pkgutil.iter_modules(redactor.recognizers.__path__):
        module = importlib.import_module(f"redactor.recognizers.{found.name}")
        for name, value in vars(module).items():
            yield from _of(f"{found.name}.{name}", value)
            if isinstance(value, type) and value.__module__ == module.__name__:
                for inner, each in vars(value).items():
                    yield from _of(f"{found.name}.{name}.{inner}", each)
    for recognizer in everyone():
        for shape in getattr(recognizer, "SHAPES", ()):
            yield f"{recognizer.name}: {shape.name}", shape.regex
        if isinstance(recognizer, BorrowedRecognizer):
            yield from _of(f"{recognizer.name}.trigger", recognizer._trigger)
            for pattern in recognizer._inner.patterns:
                yield f"{recognizer.name}: {pattern.name}", other_re.compile(pattern.regex, _FLAGS)


def _of(name: str, value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    several = value if isinstance(value, tuple) else (value,)
    yield from ((name, each) for each in several if isinstance(each, re.Pattern))


FOUND = {regex.pattern: (name, regex) for name, regex in patterns()}


def pumps(regex: re.Pattern[str]) -> list[str]:
    """What to repeat: nearly a match, in its shortest and a longer form, and each sign it knows."""
    try:
        parsed = _parser.parse(regex.pattern, regex.flags & ~other_re.VERSION0)
    except re.error:
        return ["a", "1", " ", "a1", "1 "]
    short, longer = _sample(parsed, 0), _sample(parsed, 2)
    signs = dict.fromkeys("".join(sorted(_alphabet(parsed))))
    near = [short, short[:-1], longer, longer[:-1], f"{longer} ", f"{short[:-1]} "]
    return [pump for pump in dict.fromkeys([*near, *signs]) if pump][:MOST_PUMPS]


def _sample(parts: object, more: int) -> str:
    """Return something `parts` match, or nearly so, with `more` of what may be repeated."""
    text = ""
    for kind, what in parts:
        if kind in (part.MAX_REPEAT, part.MIN_REPEAT, part.POSSESSIVE_REPEAT):
            text += _sample(what[2], more) * min(what[0] + more, what[1])
        elif kind is part.BRANCH:
            text += _sample(what[1][0], more)
        elif kind is part.SUBPATTERN:
            text += _sample(what[3], more)
        elif kind is part.ATOMIC_GROUP:
            text += _sample(what, more)
        elif kind is part.ANY:
            text += "x"
        else:
            text += next(iter(_signs(kind, what)), "")
    return text


def _alphabet(parts: object) -> set[str]:
    known: set[str] = set()
    for kind, what in parts:
        if kind in (part.MAX_REPEAT, part.MIN_REPEAT, part.POSSESSIVE_REPEAT):
            known |= _alphabet(what[2])
        elif kind is part.BRANCH:
            known |= set().union(*map(_alphabet, what[1]))
        elif kind is part.SUBPATTERN:
            known |= _alphabet(what[3])
        elif kind is part.IN:
            known |= {*_signs(kind, what)[:4]}
    return known


def _signs(kind: object, what: object) -> list[str]:
    """Return some of the signs a part matches that is one sign wide."""
    if kind is part.LITERAL:
        return [chr(what)]
    if kind is not part.IN:
        return []
    try:
        one = re.compile(_set(what))
    except re.error:
        return []
    return [sign for sign in "a1 A-.\n@/,:x0'é_\t" if one.match(sign)][:4] or [
        chr(value) for member, value in what if member is part.LITERAL
    ]


def _set(members: list) -> str:
    written = ""
    for kind, what in members:
        if kind is part.NEGATE:
            written += "^"
        elif kind is part.LITERAL:
            written += re.escape(chr(what))
        elif kind is part.RANGE:
            written += f"{re.escape(chr(what[0]))}-{re.escape(chr(what[1]))}"
        elif kind is part.CATEGORY:
            written += _CATEGORIES[what]
    return f"[{written}]"


_CATEGORIES = {
    part.CATEGORY_DIGIT: r"\d",
    part.CATEGORY_NOT_DIGIT: r"\D",
    part.CATEGORY_SPACE: r"\s",
    part.CATEGORY_NOT_SPACE: r"\S",
    part.CATEGORY_WORD: r"\w",
    part.CATEGORY_NOT_WORD: r"\W",
}


def took(search: Search, text: str) -> float:
    start = time.thread_time()
    search(text)
    return time.thread_time() - start


def runs_away(search: Search, pump: str, length: int = CHUNK) -> str:
    """Say how, if the time grows faster than a text of `pump` over and over, or is too long."""
    text = (pump * (length // len(pump) + 1))[:length]
    short = 12
    while short < length // 4:  # what grows without bounds must not be waited for
        if any(took(search, text[:short] + end) > MOST_SECONDS_OF_A_START for end in ENDS):
            return f"{pump!r}: stuck in {short} characters"
        short = short * 4 // 3
    whole = 0.0
    for _ in range(TRIES):
        quarter = took(search, text[: length // 4])
        if quarter < BELOW_SECONDS:
            return ""
        whole = min(whole or MOST_SECONDS * 9, took(search, text))
        if whole < JUDGED_SECONDS or (whole < MOST_GROWTH * quarter and whole < MOST_SECONDS):
            return ""
    return f"{pump!r}: {quarter * 1000:.0f} ms for a quarter, {whole * 1000:.0f} for all"


def test_the_longest_message_is_looked_through_in_bounded_time() -> None:
    detector = TextDetector(None, everyone(), model="none@0")
    detector.find_shapes("Hello")
    for pump in HOSTILE:
        text = (pump * (MOST_CHARACTERS // len(pump) + 1))[:MOST_CHARACTERS]
        assert took(detector.find_shapes, text) < MOST_SECONDS_A_MESSAGE, pump


@pytest.mark.parametrize(
    ("slow", "pump"),
    [
        (r"(?:a+)+b", "a"),
        (r"a*a*a*b", "a"),
        (r"[\w.]+[\w.]*@", "a"),
        (r"[A-Z]{2}\d{2}(?:[ ]?(?=[A-Z\d]{0,4}\d)[A-Z\d]{1,30}){2,9}(?!\w)", "AA11AA"),
    ],
)
def test_a_regex_that_runs_away_is_noticed(slow: str, pump: str) -> None:
    assert runs_away(all_matches(re.compile(slow)), pump)


def test_a_regex_whose_time_grows_with_the_text_is_not_taken_for_one_that_runs_away() -> None:
    steady = re.compile(r"[\w.]{1,64}@")
    assert not runs_away(all_matches(steady), "a")


def all_matches(regex: re.Pattern[str]) -> Search:
    return lambda text: sum(1 for _ in regex.finditer(text))


@pytest.mark.parametrize("regex", FOUND.values(), ids=[name for name, _ in FOUND.values()])
def test_no_regex_runs_away(regex: tuple[str, re.Pattern[str]]) -> None:
    name, pattern = regex
    search = all_matches(pattern)
    bad = [said for pump in pumps(pattern) if (said := runs_away(search, pump))]
    assert not bad, f"{name}: {bad}"
