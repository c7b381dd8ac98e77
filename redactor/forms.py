"""Forms pasted as text: "Name: Sara Lee", one field a line or several in a row."""

import re
from collections.abc import Iterator, Sequence

from redactor.answers import Place, find_in_answer
from redactor.recognizers.password import is_path
from redactor.spans import Span
from redactor.topics import ENTITIES, Mention, Topic
from redactor.turns import Turn, tokens_of

_SCORE = 0.85
_WINDOW = 40
_MOST_WORDS = 12
_LABEL_BEFORE = re.compile(
    r"(?:\A|[\n,;|])[\s*•>\-\d.)]{0,6}(?:(?:your|my|the|visitor|customer)\s)?$", re.I
)
_LABEL_AFTER = re.compile(r"(?:\s?\([^)\n]{0,20}\))?\*?\s{0,2}(?::|=|\t| - )[ \t]*")
_EMPTY = re.compile(
    r"\W*(?:n/?a|none|no|yes|unknown|null|not (?:given|provided|set)"
    r"|keine[nrs]?|aucune?|ningun[oa]|nessun[oa]|geen|nenhuma?)?\W*$",
    re.IGNORECASE,
)

# What a form's field holds is believed as it stands, not only where its shape is plausible.
_BELIEVED = frozenset(
    {Topic.NAME, Topic.COMPANY, Topic.ADDRESS, Topic.USERNAME, Topic.PASSWORD, Topic.PHONE}
)
_ONE_WORD = frozenset({Topic.USERNAME, Topic.PASSWORD})
_FIRST_WORD = re.compile(r"[^\s,;]{2,}")

_FOR_WHOM = re.compile(
    r",?\s(?:à l['’]attention|att[n.]|(?:to|for) the attention|z\. ?hd|zu h[äa]nden"
    r"|all['’]attenzione|a la atenci[óo]n|ter attentie|t\. ?a\. ?v|ao cuidado|a/c|c/o)(?!\w)",
    re.IGNORECASE,
)
"""Whom at a firm something is for: "Halden AG, attn Ms Fenwick"."""


def find_in_forms(turns: Sequence[Turn]) -> Iterator[tuple[int, Span]]:
    """Yield (index of the turn, span) for each value in a field of a form."""
    for turn in turns:
        if ":" in turn.text or "=" in turn.text or "\t" in turn.text or " - " in turn.text:
            for topic, (start, end) in _fields(turn):
                yield (
                    turn.index,
                    Span(
                        start=start,
                        end=end,
                        entity=ENTITIES[topic],
                        score=_SCORE,
                        source="conversation:form",
                    ),
                )


def _fields(turn: Turn) -> Iterator[tuple[Topic, Place]]:
    text = turn.text
    labels = list(_labels(turn))
    for number, (mention, value_at) in enumerate(labels):
        following = labels[number + 1][0].start if number + 1 < len(labels) else len(text)
        end = _value_end(text, value_at, following)
        value = text[value_at:end].rstrip(" \t,;|\n-*•>")
        if not _EMPTY.match(value):
            for start, stop in _places(mention.topic, value):
                yield mention.topic, (value_at + start, value_at + stop)


def _labels(turn: Turn) -> Iterator[tuple[Mention, int]]:
    """Yield the nouns that stand as labels, and where their values begin."""
    labelled = False
    for mention in turn.mentions:
        after = _LABEL_AFTER.match(turn.text, mention.end)
        first = turn.text[max(0, mention.start - _WINDOW) : mention.start]
        if after and (_LABEL_BEFORE.search(first) or (labelled and first.endswith(" "))):
            labelled = True
            yield mention, after.end()


def _value_end(text: str, start: int, following: int) -> int:
    """Return where the line ends, or the next one when nothing stands on this one."""
    line_end = text.find("\n", start, following)
    if line_end < 0:
        return following
    if text[start:line_end].strip():
        return line_end
    next_end = text.find("\n", line_end + 1, following)
    return next_end if next_end >= 0 else following


def _places(topic: Topic, value: str) -> list[Place]:
    if topic is Topic.COMPANY and (whom := _FOR_WHOM.search(value)):
        value = value[: whom.start()]
    places = find_in_answer(topic, value)
    if topic not in _BELIEVED:
        return places
    if topic in _ONE_WORD:
        word = _FIRST_WORD.match(value)
        return [word.span()] if word and not is_path(word[0]) else []
    tokens = tokens_of(value)
    if not tokens or len(tokens) > _MOST_WORDS or value.rstrip().endswith("?"):
        return places
    return [(len(value) - len(value.lstrip()), len(value.rstrip(" .")))]
