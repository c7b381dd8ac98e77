"""Values that are known, and where they stand again, however they are written.

A value is found by a word, by words in a row, by its digits or by a person's initials.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from string import ascii_letters, digits

from redactor.clues import Clue
from redactor.known_numbers import KnownNumbers
from redactor.name_context import says_name
from redactor.reading import key, squashed
from redactor.slips import LONGEST, SHORTEST, is_slip, with_one_left_out
from redactor.spans import Span
from redactor.turns import Token, Turn, tokens_of
from redactor.vocabulary import is_brand, is_word_abroad, may_be_word, words_of
from redactor.whole_name import whole_name

FOUND_PERSON = "known:person"
"""The source of who was found, not told: of these a part of the name may be all that is known."""

_MOST_COMPANY_WORDS = 4
_BETWEEN_COMPANY_WORDS = (" ", "-", " & ")
_LONGEST_LABEL = 63
"""Of a domain (RFC 1035)."""
_SHORT_NAME = 4
_INITIALS = re.compile(r"(?<![\w.])([^\W\d_])\.[ ]?([^\W\d_])(?:\.|(?![\w.]))")
_INITIAL_BEFORE = re.compile(r"(?<![\w'])([B-HJ-Z]\.?|[AI]\.)[ ]$")
_INITIAL_AFTER = re.compile(r"[ ](?:[B-HJ-Z](?:\.|(?![\w']))|[AI]\.)")
_LONGEST_HANDLE = 40
_AN_ARTICLE_BEFORE = re.compile(r"\b(?:the|a|an|this|that|your|my|our|per|of) $", re.IGNORECASE)
_HANDLE_LETTERS = f"{ascii_letters}{digits}_"
_GAP = re.compile(r"[\s.,_'’@:/&+-]{1,3}")


@dataclass(slots=True)
class KnownValues:
    """An index of known values; add first, then find."""

    words: dict[str, Clue] = field(default_factory=dict)
    slips: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, dict[int, dict[tuple[str, ...], Clue]]] = field(default_factory=dict)
    numbers: KnownNumbers = field(default_factory=KnownNumbers)
    initials: dict[str, Clue] = field(default_factory=dict)
    companies: dict[str, Clue] = field(default_factory=dict)
    beginnings: set[str] = field(default_factory=set)
    """Of the companies: what one of them begins with."""
    met: dict[str, Clue | None] = field(default_factory=dict)
    """What the words of the session were found to be, since a value was last added."""

    def add(self, value: str, clue: Clue) -> None:
        """Seek `value`: as digits if it is a number, else as a word or words in a row."""
        if value.isascii() and value.isalpha():
            self._add_word(value.lower(), clue)
            return
        tokens = tokens_of(value)
        if not tokens:
            return
        self.numbers.add(value, clue)
        if len(tokens) == 1:
            self._add_word(tokens[0].key, clue)
        else:
            keys = tuple(token.key for token in tokens)
            alike = self.phrases.setdefault(keys[0], {}).setdefault(len(keys), {})
            alike.setdefault(keys, clue)

    def add_company(self, label: str, clue: Clue) -> None:
        """Seek capitalised words that, put together, are the `label` of a company's domain."""
        name = squashed(label)
        if len(name) <= _LONGEST_LABEL:
            self.companies.setdefault(name, clue)
            self.beginnings.update(name[:length] for length in range(len(name) + 1))

    def _add_word(self, word: str, clue: Clue) -> None:
        self.met.clear()
        self.words.setdefault(word, clue)
        known = clue.entity == "PERSON" and not clue.careful
        if known and SHORTEST <= len(word) <= LONGEST:
            for variant in with_one_left_out(word):
                self.slips.setdefault(variant, word)

    def person(self, word: str) -> str:
        """Return whom one word of a name means, if need be with a slip in it, or ""."""
        clue = self._clue(Token(0, len(word), word, word))
        return clue.means if clue and clue.entity == "PERSON" else ""

    def find(self, turn: Turn) -> list[Span]:
        """Return where known values stand in `turn`, in both of its readings."""
        if not (self.words or self.phrases or self.numbers.numbers or self.companies):
            return []
        spans = list(self._find(turn.text, turn.tokens))
        if turn.alternative:
            text = turn.alternative.text
            spans += turn.from_alternative(list(self._find(text, tokens_of(text))))
        return spans

    def _find(self, text: str, tokens: Sequence[Token]) -> Iterator[Span]:
        yield from self._find_words(text, tokens)
        yield from self._find_phrases(text, tokens)
        yield from self.numbers.find(text)
        yield from self._find_initials(text)
        yield from self._find_companies(text, tokens)

    def _find_words(self, text: str, tokens: Sequence[Token]) -> Iterator[Span]:
        for token in tokens:
            if token.text not in self.met:
                self.met[token.text] = self._clue(token)
        clues = [self.met[token.text] for token in tokens]
        if not any(clues):
            return
        run: list[int] = []
        for index in range(len(tokens) + 1):
            clue = clues[index] if index < len(tokens) else None
            if run and not (clue and self._goes_on(text, tokens, clues, run[-1], index)):
                yield from self._named(text, tokens, clues, run)
                run = []
            if clue:
                run.append(index)

    @staticmethod
    def _goes_on(
        text: str, tokens: Sequence[Token], clues: Sequence[Clue | None], last: int, index: int
    ) -> bool:
        before, after = clues[last], clues[index]
        gap = text[tokens[last].end : tokens[index].start]
        return (
            before is not None
            and after is not None
            and index == last + 1
            and before.means == after.means
            and before.entity == after.entity
            and tokens[last].key != tokens[index].key  # "May may know"
            and bool(_GAP.fullmatch(gap))
        )

    def _named(
        self, text: str, tokens: Sequence[Token], clues: Sequence[Clue | None], run: list[int]
    ) -> Iterator[Span]:
        """Yield the run as one span if any of its words is surely meant."""
        told = [clue for index in run if (clue := clues[index])]
        sure = any(not clue.careful for clue in told)
        if not sure:
            sure = len(run) > 1 and not _AN_ARTICLE_BEFORE.search(text[: tokens[run[0]].start][-8:])
        if not sure:
            sure = _is_meant(text, tokens, run[0], told[0])
        if sure:
            start, end = _whole_handle(text, tokens[run[0]].start, tokens[run[-1]].end)
            if told[0].entity == "PERSON":
                start, end = _with_initials(text, start, end)
            of = text[start:end]  # behind "Swantjes" stands what is hers
            if told[0].source == FOUND_PERSON and not self._of_known(key(of)):
                start, end = whole_name(text, start, end)
            yield told[0].span(start, end)

    def _clue(self, token: Token) -> Clue | None:
        word = token.key
        clue = self.words.get(word)
        if clue:
            return clue
        long = len(word) >= SHORTEST - 1
        if long and (clue := self.words.get(word[::-1])):
            return None if clue.careful or may_be_word(token.text) else clue
        if clue := self._of_known(word):
            return clue
        if word[-1:] in digits:
            clue = self.words.get(word.rstrip(digits))
            if clue and not clue.careful:
                return clue
        sought = bool(self.slips) and long and len(word) <= LONGEST + 1
        if sought and not may_be_word(token.text):
            for variant in with_one_left_out(word):
                known = self.slips.get(variant)
                if known and is_slip(word, known):
                    return self.words[known]
        return None

    def _of_known(self, word: str) -> Clue | None:
        """Who a word tells of that has an `s` too many: "at deanos", "two Greenaways"."""
        if not word.endswith("s") or len(word) <= _SHORT_NAME or word in self.words:
            return None
        clue = self.words.get(word[:-1])
        person = clue and clue.entity == "PERSON" and not clue.careful
        said = word in words_of("words") or is_word_abroad(word) or is_brand(word)
        return clue if person and not said else None

    def _find_phrases(self, text: str, tokens: Sequence[Token]) -> Iterator[Span]:
        if not self.phrases:
            return
        keys = [token.key for token in tokens]
        for index, first in enumerate(keys):
            for size, known in self.phrases.get(first, {}).items():
                clue = known.get(tuple(keys[index : index + size]))
                following = tokens[index : index + size] if clue else ()
                if clue and all(
                    _GAP.fullmatch(text[left.end : right.start])
                    for left, right in pairwise(following)
                ):
                    yield clue.span(following[0].start, following[-1].end)

    def _find_initials(self, text: str) -> Iterator[Span]:
        if not self.initials or "." not in text:
            return
        for match in _INITIALS.finditer(text):
            clue = self.initials.get(key(match[1] + match[2]))
            if clue:
                yield clue.span(match.start(), match.end())

    def _find_companies(self, text: str, tokens: Sequence[Token]) -> Iterator[Span]:
        if not self.companies:
            return
        for first in range(len(tokens)):
            name = ""
            for last in range(first, min(first + _MOST_COMPANY_WORDS, len(tokens))):
                if not tokens[last].text[0].isupper():
                    break
                name += tokens[last].key
                if name not in self.beginnings:
                    break
                clue = self.companies.get(name)
                if clue and _is_called(text, tokens[first : last + 1], clue):
                    end = _with_more_of_it(text, tokens, last)
                    yield clue.span(tokens[first].start, end)


def _with_more_of_it(text: str, tokens: Sequence[Token], last: int) -> int:
    """Return where a company's name ends: "Lee Widgets International Ltd"."""
    end = tokens[last].end
    for token in tokens[last + 1 : last + 1 + _MOST_COMPANY_WORDS]:
        if text[end : token.start] != " " or not token.text[0].isupper():
            break
        end = token.end
    return end


def _is_called(text: str, words: Sequence[Token], clue: Clue) -> bool:
    """Whether words stand as a company's name: together, each with a capital."""
    together = all(
        text[left.end : right.start] in _BETWEEN_COMPANY_WORDS for left, right in pairwise(words)
    )
    return together and not clue.careful and all(word.text[0].isupper() for word in words)


def _is_meant(text: str, tokens: Sequence[Token], index: int, clue: Clue) -> bool:
    """Whether an ordinary word is the known value here."""
    token = tokens[index]
    if clue.entity == "PERSON":
        as_written = clue.written in ("", token.text)
        return as_written and says_name(text, tokens, index)
    return token.text == clue.written and (
        not token.text.islower() or len(tokens) == 1 or not token.text.isalpha()
    )


def _whole_handle(text: str, start: int, end: int) -> tuple[int, int]:
    """Take all of a handle that a known word is part of: "sara_with_z"."""
    before, after = text[max(0, start - _LONGEST_HANDLE) : start], text[end : end + _LONGEST_HANDLE]
    if before.endswith("_"):
        start -= len(before) - len(before.rstrip(_HANDLE_LETTERS))
    if after.startswith("_"):
        end += len(after) - len(after.lstrip(_HANDLE_LETTERS))
    return start, end


def _with_initials(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the initial beside a name along: "Sara L.", "S. Lee"."""
    before = _INITIAL_BEFORE.search(text, max(0, start - 4), start)
    if before:
        start = before.start()
    after = _INITIAL_AFTER.match(text, end)
    if after:
        end = after.end()
    return start, end
