"""Understand the conversation: an answer by its question, a value by what is said of it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from redactor.address_replies import find_towns_behind
from redactor.announcements import find_announced
from redactor.companies import find_companies
from redactor.first_letters import find_first_letters
from redactor.forms import find_in_forms
from redactor.house_numbers import find_house_numbers
from redactor.in_passing import find_in_passing
from redactor.names import find_introductions
from redactor.neighbours import find_beside
from redactor.questions import find_answered, span_of
from redactor.signatures import find_in_signatures
from redactor.spans import Span
from redactor.titled import find_titled
from redactor.topics import Topic
from redactor.turns import Turn


def understand(
    turns: Sequence[Turn], seen: Mapping[int, Sequence[Span]] | None = None
) -> dict[int, list[Span]]:
    """Return, by index of the turn, what the conversation shows to be personal data.

    `seen` is what was found in the messages by themselves.
    """
    found: dict[int, list[Span]] = {turn.index: [] for turn in turns}
    finders = (
        find_announced,
        _introductions,
        find_first_letters,
        find_in_forms,
        find_in_signatures,
    )
    for finder in finders:
        for index, span in finder(turns):
            found[index].append(span)
    for finder_with in (find_companies, find_answered):
        for index, span in finder_with(turns, seen or {}):
            found[index].append(span)
    known = {index: [*spans, *(seen or {}).get(index, ())] for index, spans in found.items()}
    for find_near in (find_beside, find_towns_behind, find_house_numbers):
        for index, span in list(find_near(turns, known)):
            found[index].append(span)
            known[index].append(span)
    return found


def _introductions(turns: Sequence[Turn]) -> Iterator[tuple[int, Span]]:
    for turn in turns:
        for start, end, how in _named(turn.text):
            yield turn.index, span_of(Topic.NAME, (start, end), f"conversation:{how}")


@lru_cache(maxsize=1024)
def _named(text: str) -> tuple[tuple[int, int, str], ...]:
    """Who is named in a text by itself; the last texts are remembered, since chats grow."""
    return (
        *find_introductions(text),
        *find_titled(text),
        *find_in_passing(text),
    )
