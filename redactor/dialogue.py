"""Understand the conversation: an answer by its question, a value by what is said of it.

A question opens its topics for the next few visitor messages; what answers must look like an
answer. Refusals, corrections and unrelated replies lose nothing but the value in them. Once
answered and talked on, only a correction ("sorry, 8917") or a bare value is one more answer. A
question that shows a value ("is it still ...?") may be answered by another.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from redactor.address_replies import find_replies, find_towns_behind
from redactor.answers import Place, find_in_answer
from redactor.called import find_called
from redactor.companies import find_companies
from redactor.first_letters import find_first_letters
from redactor.forms import find_in_forms
from redactor.house_numbers import find_house_numbers
from redactor.in_passing import find_in_passing
from redactor.name_pieces import find_in_pieces
from redactor.named_so import find_named_so
from redactor.names import find_introductions
from redactor.neighbours import find_beside
from redactor.reading import squashed
from redactor.rosters import find_in_lists
from redactor.signatures import find_in_signatures
from redactor.spans import Span
from redactor.topics import ENTITIES, Topic
from redactor.turns import Turn

ANSWERED_WITHIN = 4
"""A question waits for this many messages of the one who was asked..."""

AFTER_AN_ANSWER = 2
"""...and, once answered, for this many more ("sorry, 8917")."""

_SCORE = 0.8
_WORDS_THAT_NOD = 2
_WORDS_OF_A_VALUE = 5
_SHAPELESS = frozenset(
    {
        Topic.NAME,
        Topic.ADDRESS,
        Topic.USERNAME,
        Topic.PASSWORD,
        Topic.SECURITY_ANSWER,
        Topic.COMPANY,
    }
)
_REFUSES = re.compile(
    r"\b(?:(?:do|did|can|could|would|wo)n'?t|cannot|not|no idea|rather not|lost|idk|dunno|why"
    r"|forgot|nicht|keine|no tengo|pas|niet|geen|non)\b",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\W*(?:(?:oh|oops|ah|hm+|no|ok|ups|yes)\W+)*(?:sorry|oops|wait|actually|i mean|i meant"
    r"|correction|no,? (?:it|that|the last)|(?:i )?(?:found|got) it|here it is|it'?s|its|my"
    r"|my mistake|typo|make that|\*|entschuldigung|perd[óo]n|pardon|scusa|desculpa)(?!\w)"
    r"|.{0,40}\*\s*$",
    re.IGNORECASE,
)
_WINDOW = 160
_CUT = re.compile(
    r"[\n;|]|(?<=[a-z])\. (?=[A-Z])|, (?=(?:and |my |phone|e-?mail|order|zip)\b)", re.I
)
_STAMPED = re.compile(r"(?<!\d)\d{2}:\d{2}:\d{2}(?!\d)")
_QUESTION = re.compile(r"[^.!?\n]*(?:\.\w[^.!?\n]*)*\?")
_READ_BACK = {
    "PHONE_NUMBER": Topic.PHONE,
    "EMAIL_ADDRESS": Topic.EMAIL,
    "STREET_ADDRESS": Topic.ADDRESS,
    "POSTAL_CODE": Topic.POSTCODE,
    "ORDER_ID": Topic.ORDER,
    "ACCOUNT_ID": Topic.ACCOUNT,
    "DATE_OF_BIRTH": Topic.BIRTH,
    "USERNAME": Topic.USERNAME,
}
_BEFORE = re.compile(
    r"\s*(?:number|no\.?|id|code|address|#)?\s*(?:is|was|are|=|:|'s)?\s*[:=]?\s*", re.I
)
_THATS_MINE = re.compile(
    r"\b(?:that'?s|that is|thats|this is|above is|it'?s|is|was) (?:my|the|our) $", re.IGNORECASE
)
_MY = re.compile(r"\b(?:my|our|the) $", re.IGNORECASE)
_ENDS_OPEN = re.compile(
    r"^\s*(?:number|no\.?|id|code|#)?\s*(?:is|=|:|was)?\s*[:.]*\s*$", re.IGNORECASE
)
_ASKS_ELSE = re.compile(
    r"(?:^|[.!,?] |\band |\bthe |\byour )(?:(?:current|latest|last) )?(?:meter )?"
    r"(?:readings?|model|size|colou?r|quantity|amount|price|version|error(?: code| message)?"
    r"|browser|device|rating|reason|relation(?:ship)?)\b[^.?!]{0,40}\?",
    re.IGNORECASE,
)
"""A question for what is nobody's: what waits for an answer waits no longer."""
# What a visitor may announce without being asked; the rest needs a question or a recognizer.
_ANNOUNCED = frozenset(Topic) - {Topic.NAME, Topic.COMPANY, Topic.ADDRESS, Topic.USERNAME}


@dataclass(slots=True)
class _Wait:
    """For how many messages more a question waits, and whether one has answered it.

    `entity` is what an answer is, where that is not said by its topic.
    """

    messages: int
    entity: str = ""
    answers: tuple[str, ...] = ()
    only_corrections: bool = False
    only_by_itself: bool = False
    refused: bool = False

    @property
    def answered(self) -> bool:
        """Whether a message has answered it."""
        return bool(self.answers)

    def takes(self, turn: Turn) -> bool:
        """Whether it still takes what a message says: all, a bare value, or only a correction."""
        bare = len(turn.tokens) <= _WORDS_OF_A_VALUE
        closed = self.only_corrections or (self.only_by_itself and not bare)
        return not closed or bool(_CORRECTS.match(turn.text))


_HAVE_LAST_DIGITS = frozenset(
    {Topic.PHONE, Topic.ACCOUNT, Topic.ORDER, Topic.DOCUMENT, Topic.POSTCODE, Topic.CODE}
)
_Waiting = dict[Topic, _Wait]
_Lines = tuple[str, Sequence[tuple[int, str]]]
"""A reading of a message, and its lines with their places in it."""


def understand(
    turns: Sequence[Turn], seen: Mapping[int, Sequence[Span]] | None = None
) -> dict[int, list[Span]]:
    """Return, by index of the turn, what the conversation shows to be personal data.

    `seen` is what was found in the messages by themselves.
    """
    found: dict[int, list[Span]] = {turn.index: [] for turn in turns}
    finders = (
        _announcements,
        _introductions,
        find_first_letters,
        find_in_forms,
        find_in_signatures,
    )
    for finder in finders:
        for index, span in finder(turns):
            found[index].append(span)
    for finder_with in (find_companies, _answers):
        for index, span in finder_with(turns, seen or {}):
            found[index].append(span)
    known = {index: [*spans, *(seen or {}).get(index, ())] for index, spans in found.items()}
    for find_near in (
        find_beside,
        find_towns_behind,
        find_house_numbers,
        find_in_lists,
        find_in_pieces,
    ):
        for index, span in list(find_near(turns, known)):
            found[index].append(span)
            known[index].append(span)
    return found


def _answers(
    turns: Sequence[Turn], seen: Mapping[int, Sequence[Span]]
) -> Iterator[tuple[int, Span]]:
    """Yield what answers an agent's question, and an agent's answer to "your name?"."""
    waiting: _Waiting = {}
    agent_waiting: _Waiting = {}
    for turn in turns:
        if turn.by_company:
            yield from _take(turn, agent_waiting)
            here = seen.get(turn.index, ())
            if asked := [*turn.asked, *_read_back(turn, here)]:
                _open(asked, waiting)
            else:
                _go_on(turn, waiting)
        elif turn.by_visitor:
            if Topic.ADDRESS in waiting:
                for span in find_replies(turn, seen.get(turn.index, ())):
                    yield turn.index, span
            yield from _take(turn, waiting)
            _close_address(turn, seen.get(turn.index, ()), waiting)
            if Topic.NAME in turn.asked and _is_asked(turn, Topic.NAME):
                _open([Topic.NAME], agent_waiting)


def _is_asked(turn: Turn, topic: Topic) -> bool:
    """Whether a question names the topic, not what stands beside it: "Is it in? The name's Roy"."""
    return "?" in turn.text and any(
        mention.topic is topic and asked.start() <= mention.start < asked.end()
        for asked in _QUESTION.finditer(turn.text)
        for mention in turn.mentions
    )


def _open(asked: Sequence[Topic], waiting: _Waiting) -> None:
    """Let `asked` wait before all else; what was answered waits no longer."""
    unanswered = [(topic, wait) for topic, wait in waiting.items() if not wait.answered]
    waiting.clear()
    waiting |= {topic: _Wait(ANSWERED_WITHIN) for topic in asked}
    of = [topic for topic in asked if topic in _HAVE_LAST_DIGITS]
    if Topic.LAST_FOUR in waiting and of:
        waiting[Topic.LAST_FOUR].entity = ENTITIES[of[0]]
    for topic, wait in unanswered:
        waiting.setdefault(topic, wait)


def _read_back(turn: Turn, seen: Sequence[Span]) -> Iterator[Topic]:
    """Yield the topics of the values that a question shows: "Is 020 7946 0958 still right?"."""
    shown = [span for span in seen if span.entity in _READ_BACK]
    for asked in _QUESTION.finditer(turn.text) if shown and "?" in turn.text else ():
        for span in shown:
            if span.overlaps(*asked.span()):
                yield _READ_BACK[span.entity]


def _go_on(turn: Turn, waiting: _Waiting) -> None:
    """Let what was answered be corrected only, unless the company just says "ok" or repeats it.

    An answer of no clear shape is closed by any remark, the others by a question; so is what
    was refused, and what has no clear shape though nobody answered.
    """
    if "?" in turn.text and _ASKS_ELSE.search(turn.text):
        waiting.clear()
        return
    if len(turn.tokens) <= _WORDS_THAT_NOD and "?" not in turn.text:
        return
    for topic, wait in waiting.items():
        ends = "?" in turn.text or topic in _SHAPELESS
        passed = wait.answered or ("?" in turn.text and (wait.refused or topic in _SHAPELESS))
        if passed and not any(map(squashed(turn.text).__contains__, wait.answers)):
            wait.only_corrections = wait.only_corrections or ends
            wait.only_by_itself = True


def _take(turn: Turn, waiting: _Waiting) -> Iterator[tuple[int, Span]]:
    """Yield the answers of one message, the newest question first; count down what waits.

    What was asked beside a question that a bare value answers waits no shorter for it.
    """
    taken: list[Span] = []
    answered: set[Topic] = set()
    lines = [(text, list(_lines(text))) for text in turn.texts()] if waiting else []
    for topic, wait in waiting.items():
        spans = [
            replace(span, entity=wait.entity) if wait.entity else span
            for span in (_values(turn, lines, topic) if wait.takes(turn) else ())
            if not any(span.overlaps(other.start, other.end) for other in taken)
        ]
        taken += spans
        if spans:
            answered.add(topic)
        wait.refused = wait.refused or (not spans and bool(_REFUSES.search(turn.text)))
        wait.answers += tuple(squashed(turn.text[span.start : span.end]) for span in spans)
    bit_by_bit = bool(answered) and len(turn.tokens) <= _WORDS_OF_A_VALUE
    for topic, wait in list(waiting.items()):
        if topic in answered:
            wait.messages = min(AFTER_AN_ANSWER, wait.messages)
        elif wait.answered or not bit_by_bit:
            wait.messages -= 1
        if wait.messages <= 0:
            del waiting[topic]
    yield from ((turn.index, span) for span in taken)


def _close_address(turn: Turn, seen: Sequence[Span], waiting: _Waiting) -> None:
    """Let the question for an address be answered by a street that was seen in a message."""
    wait = waiting.get(Topic.ADDRESS)
    streets = [span for span in seen if span.entity == ENTITIES[Topic.ADDRESS]]
    if wait and not wait.answered and streets:
        wait.messages = min(AFTER_AN_ANSWER, wait.messages)
        wait.answers += tuple(squashed(turn.text[each.start : each.end]) for each in streets)


def _values(turn: Turn, texts: Sequence[_Lines], topic: Topic) -> Iterator[Span]:
    """Yield the plausible values for `topic`, line by line, in both readings.

    Lines of a log, with a time of day to the second, answer no question for a password.
    """
    if topic is Topic.PASSWORD and _STAMPED.search(turn.text):
        return
    for text, lines in texts:
        spans = [
            _span(topic, (start + begin, start + end), f"conversation:asked_{topic}")
            for start, line in lines
            if not (topic is Topic.ADDRESS and _is_said_first(line, lines))
            for begin, end in find_in_answer(topic, line)
        ]
        yield from spans if text is turn.text else turn.from_alternative(spans)


def _is_said_first(line: str, lines: Sequence[tuple[int, str]]) -> bool:
    """Whether it is one word before other sentences, and so no place: "Splendid. I moved"."""
    return len(lines) > 1 and len(line.split()) == 1


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for cut in _CUT.finditer(text):
        yield start, text[start : cut.start()]
        start = cut.end()
    yield start, text[start:]


def _announcements(turns: Sequence[Turn]) -> Iterator[tuple[int, Span]]:
    """Yield "my zip is 90210", "90210 is my zip" and both over two messages."""
    said: list[Turn] = []
    opened: _Waiting = {}
    for turn in turns:
        if not turn.by_visitor:
            continue
        yield from _take(turn, opened)
        for mention in turn.mentions:
            if mention.topic not in _ANNOUNCED:
                continue
            source = f"conversation:announced_{mention.topic}"
            start = max(0, mention.start - _WINDOW)
            before = turn.text[start : mention.start]
            after = turn.text[mention.end : mention.end + _WINDOW]
            if _THATS_MINE.search(before):
                yield from _before(turn, said, mention.topic, (start, before), source)
            if mention.topic is Topic.LAST_FOUR and _ENDS_OPEN.match(after):
                opened[mention.topic] = _Wait(1)
            if _MY.search(before):
                yield from _after(turn, mention.topic, mention.end, source)
                if _ENDS_OPEN.match(after):
                    opened[mention.topic] = _Wait(1)
        said.append(turn)


def _before(
    turn: Turn, said: Sequence[Turn], topic: Topic, before: tuple[int, str], source: str
) -> Iterator[tuple[int, Span]]:
    """Yield the last value before "that's my zip", in this message or the two before it."""
    offset, text = before
    places = find_in_answer(topic, text)
    if places:
        start, end = places[-1]
        yield turn.index, _span(topic, (offset + start, offset + end), source)
        return
    for earlier in reversed(said[-2:]):
        places = find_in_answer(topic, earlier.text[:_WINDOW])
        if places:
            yield earlier.index, _span(topic, places[-1], source)
            return


def _after(turn: Turn, topic: Topic, end: int, source: str) -> Iterator[tuple[int, Span]]:
    """Yield the value that follows "my zip is" at once."""
    link = _BEFORE.match(turn.text, end)
    start = link.end() if link else end
    for begin, stop in find_in_answer(topic, turn.text[start : start + _WINDOW]):
        if begin <= 2:
            yield turn.index, _span(topic, (start + begin, start + stop), source)


def _introductions(turns: Sequence[Turn]) -> Iterator[tuple[int, Span]]:
    for turn in turns:
        for start, end, how in _named(turn.text):
            yield turn.index, _span(Topic.NAME, (start, end), f"conversation:{how}")


@lru_cache(maxsize=1024)
def _named(text: str) -> tuple[tuple[int, int, str], ...]:
    """Who is named in a text by itself; the last texts are remembered, since chats grow."""
    return (
        *find_introductions(text),
        *find_called(text),
        *find_in_passing(text),
        *find_named_so(text),
    )


def _span(topic: Topic, place: Place, source: str) -> Span:
    start, end = place
    return Span(start=start, end=end, entity=ENTITIES[topic], score=_SCORE, source=source)
