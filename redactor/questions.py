"""An answer is known by its question.

A question opens its topics for the next few visitor messages; what answers must look like an
answer. Refusals, corrections and unrelated replies lose nothing but the value in them. Once
answered and talked on, only a correction ("sorry, 8917") or a bare value is one more answer. A
question that shows a value ("is it still ...?") may be answered by another.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from redactor.address_replies import find_replies
from redactor.answers import Place, find_in_answer
from redactor.reading import squashed
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
_ASKS_ELSE = re.compile(
    r"(?:^|[.!,?] |\band |\bthe |\byour )(?:(?:current|latest|last) )?(?:meter )?"
    r"(?:readings?|model|size|colou?r|quantity|amount|price|version|error(?: code| message)?"
    r"|browser|device|rating|reason|relation(?:ship)?)\b[^.?!]{0,40}\?",
    re.IGNORECASE,
)
"""A question for what is nobody's: what waits for an answer waits no longer."""


@dataclass(slots=True)
class Wait:
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
Waiting = dict[Topic, Wait]
_Lines = tuple[str, Sequence[tuple[int, str]]]
"""A reading of a message, and its lines with their places in it."""


def find_answered(
    turns: Sequence[Turn], seen: Mapping[int, Sequence[Span]]
) -> Iterator[tuple[int, Span]]:
    """Yield what answers an agent's question, and an agent's answer to "your name?"."""
    waiting: Waiting = {}
    agent_waiting: Waiting = {}
    for turn in turns:
        here = seen.get(turn.index, ())
        if turn.by_company:
            yield from take(turn, agent_waiting)
            if asked := [*turn.asked, *_read_back(turn, here)]:
                _open(asked, waiting)
            else:
                _go_on(turn, waiting)
        elif turn.by_visitor:
            if Topic.ADDRESS in waiting:
                yield from ((turn.index, span) for span in find_replies(turn, here))
            yield from take(turn, waiting)
            _close_address(turn, here, waiting)
            if Topic.NAME in turn.asked and _is_asked(turn, Topic.NAME):
                _open([Topic.NAME], agent_waiting)


def _is_asked(turn: Turn, topic: Topic) -> bool:
    """Whether a question names the topic, not what stands beside it: "Is it in? The name's Roy"."""
    return "?" in turn.text and any(
        mention.topic is topic and asked.start() <= mention.start < asked.end()
        for asked in _QUESTION.finditer(turn.text)
        for mention in turn.mentions
    )


def _open(asked: Sequence[Topic], waiting: Waiting) -> None:
    """Let `asked` wait before all else; what was answered waits no longer."""
    unanswered = [(topic, wait) for topic, wait in waiting.items() if not wait.answered]
    waiting.clear()
    waiting |= {topic: Wait(ANSWERED_WITHIN) for topic in asked}
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


def _go_on(turn: Turn, waiting: Waiting) -> None:
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


def take(turn: Turn, waiting: Waiting) -> Iterator[tuple[int, Span]]:
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


def _close_address(turn: Turn, seen: Sequence[Span], waiting: Waiting) -> None:
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
            span_of(topic, (start + begin, start + end), f"conversation:asked_{topic}")
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


def span_of(topic: Topic, place: Place, source: str) -> Span:
    """Return the span at `place` of what `topic` asks for, with `source` saying who thinks so."""
    start, end = place
    return Span(start=start, end=end, entity=ENTITIES[topic], score=_SCORE, source=source)
