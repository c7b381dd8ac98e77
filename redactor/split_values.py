"""Values written over several messages: a card four digits at a time, an e-mail in two."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from redactor.detection import Detector
from redactor.identity_values import meaning
from redactor.sought import Sought
from redactor.spans import Span
from redactor.topics import ENTITIES, Topic
from redactor.turns import Turn
from redactor.vocabulary import is_word

SOURCE = "conversation:split"
_SCORE = 0.75
_MOST_CHUNKS = 8
_SAID_WHAT = (
    r"(?:(?:(?:credit|debit|phone|order|account) )?(?:card|phone|cell|order|account)(?: number)?"
    r"(?: (?:is|starts with|begins with))?[\s:]+)?"
)
_SMALL_WORDS = (
    r"(?:(?:and|then|next|so|ok|okay|it'?s|is|the|first|last|finally|number|sure|yes|my|rest"
    r"|are|with|starts|ends|part)\b[\s,.:]*+|\.{2,}+\s*+)*+"
)
_CHUNK = re.compile(
    rf"(?:my )?{_SAID_WHAT}{_SMALL_WORDS}"
    r"(?P<value>[+(#]?[A-Za-z]{0,4}\d[\dA-Za-z]{0,11}(?:[ .\-()]{1,2}\d{1,6}){0,3}(?:-[A-Z]{1,2})?"
    r"|(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})[\s.,;…-]*",
    re.IGNORECASE,
)
_LETTERS = re.compile(
    r"\s*(?:(?:[Aa]nd|[Tt]hen|[Ii]t|[Ee]nds?|[Ww]ith|[Ii]n|[Ll]ast|[Ll]etter|[Ff]inally|[Uu]nd"
    r"|[Dd]ann?|[Yy]|[Ee]t?|[Pp]uis|[Ll]uego|[Pp]oi|[Ee]n) )*"
    r"(?P<value>[A-Z]{1,4}-?|[a-z]{1,4}-?)[\s.]*"
)
_ASIDE_AFTER = re.compile(
    r"[\s,.;(-]*\b(?:(?:and )?that'?s (?:it|all|the lot|everything|the end)|all together"
    r"|(?:all )?one word|no spaces?|(?:all|in) (?:lower ?case|upper ?case|caps|capitals)|the end"
    r"|done|i think|(?:for|as in|like|wie|comme|como|come|zoals) [^\W\d_]{3,12}|t[ou]do junto"
    r"|tout attach[ée]|(?:alles )?zusammen|tutto attaccato|aan elkaar|fertig|c'est tout|ya est[áa]"
    r"|eso es todo|e basta|é isso|dat is (?:het|alles)|das (?:war'?s|ist alles))[\s.!)]*$",
    re.IGNORECASE,
)
"""What is said behind the last piece: "88 thats it", "C for charlie"."""

_LONGEST_ASIDE = 80
_SOUGHT = Sought(_ASIDE_AFTER, _CHUNK)
_WAITS = re.compile(
    r"\W*(?:wait|hang on|hold on|one (?:sec|moment|min)|sec|just a|sorry|oops|let me|espera"
    r"|un moment|momento|moment|warte|sekunde|attend(?:s|ez)|aspetta|un attimo|wacht|pera[íi]?)\b",
    re.IGNORECASE,
)
_WORDS_OF_A_WAIT = 6
_OPEN = re.compile(r"(?:-|\.{2,}|…)\s*$")
_WORDS_BETWEEN = 3
_ENDS_WITH_DIGITS = re.compile(r"(?:^|[\s:(])(?P<value>[+(]?\d{3,6}\)?)[\s.,…-]*$")
_OUTWARD = re.compile(r"(?:^|\s)(?P<value>[A-Z]{1,2}\d[A-Z\d]?)[\s.,]*$", re.IGNORECASE)
_INWARD = re.compile(
    r"\s*(?!\d(?:st|nd|rd|th))(?P<value>\d[ABD-HJLNP-UW-Z]{2})(?=[\s.,;!]|$)", re.IGNORECASE
)
_BEGUN = re.compile(
    r"\b(?:is|was|are|starts with|begins with|starts|begins)[ :]{1,2}"
    r"(?P<value>\d{2,6}|(?-i:[A-Z]{1,4})-?\d{1,6})[\s.,;…-]*$",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+[.,!]?")
_AT_ALONE = re.compile(
    r"\s*(?P<value>at|@|\(at\)|arroba|chiocciola|apenstaartje|apestaartje|klammeraffe|ät|arobase"
    r"|the at sign|at sign)\s*",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"(?:^|\s)(?P<value>[\w.+-]{2,40})\s*$")
_HOST = re.compile(
    r"\s*(?P<value>[\w-]{2,40}(?:(?:\.| (?:dot|punkt|point|punto|ponto|punt) )[\w-]{2,20}){1,3})"
    r"\W*$",
    re.IGNORECASE,
)
_LEAST_DIGITS = {
    Topic.CARD: 12,
    Topic.PHONE: 7,
    Topic.DOCUMENT: 6,
    Topic.ORDER: 4,
    Topic.ACCOUNT: 4,
    Topic.CODE: 4,
    Topic.POSTCODE: 4,
    Topic.BIRTH: 3,
    Topic.EXPIRY: 3,
}
_MAY_HAVE_LETTERS = frozenset({Topic.ORDER, Topic.ACCOUNT, Topic.CODE, Topic.DOCUMENT})
_LEAST_DIGITS_BESIDE_LETTERS = 2
_WORDS_THAT_GO_ON = 6

_CARD = ENTITIES[Topic.CARD]

Chunk = tuple[Turn, int, int]


def find_split(turns: Sequence[Turn], detector: Detector) -> Iterator[tuple[int, Span]]:
    """Yield (index of the turn, span) for each piece of a value written over messages."""
    for chunks, asked in _runs(turns):
        if len(chunks) > 1:
            yield from _found(chunks, asked, detector)
    yield from _split_mails(turns)
    yield from _signs_of_mails(turns)
    yield from _split_postcodes(turns)


def _runs(turns: Sequence[Turn]) -> Iterator[tuple[list[Chunk], list[Topic]]]:
    """Yield runs of visitor messages that are nothing but a chunk, and what was asked before.

    A run may begin with the end of a longer message; where a number was asked for, letters
    alone go with it ("RMV", "2208", "K").
    """
    run: list[Chunk] = []
    asked: list[Topic] = []
    last: Turn | None = None
    for turn in turns:
        match = _chunk(turn, asked) if turn.by_visitor else None
        if match and not run and last and (tail := _ENDS_WITH_DIGITS.search(last.text)):
            run, asked = [(last, *tail.span("value"))], []
        if turn.by_visitor or not _nods(turn):
            last = turn if turn.by_visitor else None
        begun = _BEGUN.search(turn.text) if turn.by_visitor and (turn.mentions or asked) else None
        if begun and not match:
            yield run, asked
            run = [(turn, *begun.span("value"))]
            asked = [turn.mentions[-1].topic] if turn.mentions else asked
            continue
        if match:
            asked = asked or [mention.topic for mention in turn.mentions]
            run.append((turn, *match.span("value")))
            continue
        if turn.by_visitor and run and _is_aside(turn, run[-1][0]):
            continue
        if _nods(turn):
            continue
        yield run, asked
        run = []
        if turn.by_company:
            asked = turn.asked
    yield run, asked


def _chunk(turn: Turn, asked: Sequence[Topic]) -> re.Match[str] | None:
    """The piece that is all a message says; letters alone where a number was asked for."""
    sought = _SOUGHT.that_may_match(turn.text)
    letters_count = not _LEAST_DIGITS.keys().isdisjoint(asked)
    if _CHUNK not in sought and not letters_count:
        return None
    tail = max(0, len(turn.text) - _LONGEST_ASIDE)
    aside = _ASIDE_AFTER.search(turn.text, tail) if _ASIDE_AFTER in sought else None
    end = aside.start() if aside else len(turn.text)
    match = _CHUNK.fullmatch(turn.text, 0, end) if _CHUNK in sought else None
    if match or not letters_count:
        return match
    match = _LETTERS.fullmatch(turn.text, 0, end)
    said = match and match["value"].islower() and is_word(match["value"])
    return None if said else match


def _nods(turn: Turn) -> bool:
    """Whether the company only says "ok" or "go on"."""
    return turn.by_company and not turn.asked and len(turn.text.split()) <= _WORDS_THAT_GO_ON


def _is_aside(turn: Turn, chunk: Turn) -> bool:
    """Whether a message only stands between two pieces: "wait", or behind an open one: "GEM-"."""
    if any(map(str.isdigit, turn.text)):
        return False
    words = len(turn.text.split())
    if words <= _WORDS_OF_A_WAIT and _WAITS.match(turn.text):
        return True
    return words <= _WORDS_BETWEEN and bool(_OPEN.search(chunk.text))


def _found(
    chunks: Sequence[Chunk], asked: Sequence[Topic], detector: Detector
) -> Iterator[tuple[int, Span]]:
    digits = "".join(filter(str.isdigit, "".join(_texts(chunks))))
    if len(digits) >= _LEAST_DIGITS[Topic.CARD] and _shape(chunks, detector) == _CARD:
        yield from _pieces(chunks, _CARD)
        return
    for topic in asked:
        size = len(digits)
        if topic in _MAY_HAVE_LETTERS and size >= _LEAST_DIGITS_BESIDE_LETTERS:
            size = sum(map(str.isalnum, "".join(_texts(chunks))))
        if size >= _LEAST_DIGITS.get(topic, size + 1):
            yield from _pieces(chunks, ENTITIES[topic])
            return
    at = 0
    while at < len(chunks) - 1:
        for size in range(min(_MOST_CHUNKS, len(chunks) - at), 1, -1):
            window = chunks[at : at + size]
            if entity := _shape(window, detector):
                yield from _pieces(window, entity)
                at += size - 1
                break
        at += 1


def _shape(chunks: Sequence[Chunk], detector: Detector) -> str:
    """Return the entity that the chunks are when read in one, or ""."""
    for between in ("", " "):
        joined = between.join(_texts(chunks))
        for span in detector.find_shapes(joined):
            if span.score >= 0.4 and span.end - span.start >= len(joined) - 2:
                return span.entity
    return ""


def _pieces(chunks: Sequence[Chunk], entity: str) -> Iterator[tuple[int, Span]]:
    means = meaning(entity, "".join(_texts(chunks)))
    for turn, start, end in chunks:
        yield turn.index, _span(entity, start, end, means)


def _texts(chunks: Sequence[Chunk]) -> list[str]:
    return [turn.text[start:end] for turn, start, end in chunks]


def _split_mails(turns: Sequence[Turn]) -> Iterator[tuple[int, Span]]:
    """Yield "sara.lee" / "@mail.com" and "sara.lee@" / "mail.com"."""
    for left, right in pairwise(turn for turn in turns if turn.by_visitor):
        if not (right.text.lstrip().startswith("@") or left.text.rstrip().endswith("@")):
            continue
        head = re.search(r"\S+\s*$", left.text)
        tail = re.match(r"\s*\S+", right.text)
        if not (head and tail):
            continue
        local, rest = head.group().strip(), tail.group().strip()
        if _MAIL.fullmatch(local + rest):
            means = meaning("EMAIL_ADDRESS", local + rest)
            yield left.index, _span("EMAIL_ADDRESS", head.start(), head.start() + len(local), means)
            start = tail.end() - len(rest)
            yield right.index, _span("EMAIL_ADDRESS", start, tail.end(), means)


def _signs_of_mails(turns: Sequence[Turn]) -> Iterator[tuple[int, Span]]:
    """Yield the "at" that is a message of its own: "sara.lee" / "at" / "mail dot com"."""
    visitor = [turn for turn in turns if turn.by_visitor]
    for left, middle, right in zip(visitor, visitor[1:], visitor[2:], strict=False):
        at = _AT_ALONE.fullmatch(middle.text)
        if at and _LAST_WORD.search(left.text) and _HOST.match(right.text):
            means = meaning("EMAIL_ADDRESS", f"{left.text.split()[-1]}@{right.text.strip()}")
            for turn, place in (
                (left, _LAST_WORD.search(left.text)),
                (middle, at),
                (right, _HOST.match(right.text)),
            ):
                if place:
                    yield turn.index, _span("EMAIL_ADDRESS", *place.span("value"), means)


def _split_postcodes(turns: Sequence[Turn]) -> Iterator[tuple[int, Span]]:
    """Yield "SW1A" / "1AA": the halves of a British postcode."""
    for left, right in pairwise(turn for turn in turns if turn.by_visitor):
        second = _INWARD.match(right.text)
        first = _OUTWARD.search(left.text) if second else None
        if first and second:
            means = meaning("POSTAL_CODE", first["value"] + second["value"])
            yield left.index, _span("POSTAL_CODE", *first.span("value"), means)
            yield right.index, _span("POSTAL_CODE", *second.span("value"), means)


def _span(entity: str, start: int, end: int, means: str) -> Span:
    return Span(start=start, end=end, entity=entity, score=_SCORE, source=SOURCE, means=means)
