"""One value, one thing: an order number in one message is one in the next, a chair is nobody."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain
from operator import attrgetter

from redactor.policy import Decision
from redactor.reading import squashed
from redactor.spans import Span
from redactor.things import find_things
from redactor.turns import tokens_of
from redactor.vocabulary import is_brand, is_forename, is_word

_TELLING_SIZE = 4
_GUESSED = ("model:", "known:")
_CALLED = frozenset({"PERSON", "ORGANIZATION"})
_WORDS_AROUND = 2


def agree(
    decisions: Mapping[int, Sequence[Decision]],
    texts: Mapping[int, str],
    bots: Set[str] = frozenset(),
    vendors: Set[str] = frozenset(),
    keeps: Callable[[str], bool] = lambda _: False,
) -> dict[int, list[Decision]]:
    """Return `decisions` with every number under the entity that was surest of it anywhere.

    Nothing comes under an entity that the policy `keeps` which was under another.
    What the model alone takes for a person is dropped where the chat speaks of it as a thing,
    and where it is a maker called like a person; so are the names of `bots` and of `vendors`.
    """
    decisions = _without_vendors(_without_bots(decisions, texts, bots), texts, vendors)
    decisions = _without_brands(_without_things(decisions, texts), texts)
    numbers = {
        index: [_number(decision, texts[index]) for decision in made]
        for index, made in decisions.items()
    }
    surest: dict[str, Decision] = {}
    for index, made in decisions.items():
        for number, decision in zip(numbers[index], made, strict=True):
            known = surest.get(number)
            if number and (not known or known.span.score < decision.span.score):
                surest[number] = decision
    return {
        index: [
            _as(surest[number], decision, keeps) if number else decision
            for number, decision in zip(numbers[index], made, strict=True)
        ]
        for index, made in decisions.items()
    }


def _without_bots(
    decisions: Mapping[int, Sequence[Decision]], texts: Mapping[int, str], bots: Set[str]
) -> Mapping[int, Sequence[Decision]]:
    """Return `decisions` without the names of bots, unless Identity tells of such a person."""
    people = {
        word
        for index, made in decisions.items()
        for each in made
        if each.span.source.startswith("identity:")
        for word in _words(each, texts[index])
    }
    sought = bots - people
    if not sought:
        return decisions
    return {
        index: [
            each
            for each in made
            if each.span.entity != "PERSON" or not sought >= {*_words(each, texts[index])}
        ]
        for index, made in decisions.items()
    }


def _without_vendors(
    decisions: Mapping[int, Sequence[Decision]], texts: Mapping[int, str], vendors: Set[str]
) -> Mapping[int, Sequence[Decision]]:
    """Return `decisions` without what is only guessed and is what the company calls itself."""
    if not vendors:
        return decisions
    sought = vendors - _told(decisions, texts)
    return {
        index: [
            each
            for each in made
            if each.span.entity not in _CALLED
            or not each.span.source.startswith(_GUESSED)
            or not sought >= {*_words(each, texts[index])}
        ]
        for index, made in decisions.items()
    }


def _without_things(
    decisions: Mapping[int, Sequence[Decision]], texts: Mapping[int, str]
) -> dict[int, list[Decision]]:
    guessed = any(map(_is_guessed_person, chain.from_iterable(decisions.values())))
    things = find_things(texts.values()) if guessed else frozenset()
    if things:
        things -= {word for words in _people(decisions, texts) for word in words}
    if not things:
        return {index: list(made) for index, made in decisions.items()}
    return {
        index: [each for each in made if not _is_a_thing(each, texts[index], things)]
        for index, made in decisions.items()
    }


def _without_brands(
    decisions: Mapping[int, Sequence[Decision]], texts: Mapping[int, str]
) -> dict[int, list[Decision]]:
    """Return `decisions` without makers and the famous whom only the model takes for people.

    Where all of such a name stands once ("Stephen Sondheim"), a part of it is dropped as well.
    """
    told = _told(decisions, texts)
    dropped = {
        id(each): _words(each, texts[index])
        for index, made in decisions.items()
        for each in made
        if _is_a_brand(each, texts[index], told)
    }
    if not dropped:
        return {index: list(made) for index, made in decisions.items()}
    called = told.union(
        *(
            words
            for index, made in decisions.items()
            for each in made
            if id(each) not in dropped and len(words := _words(each, texts[index])) > 1
        )
    )
    parts = set(chain.from_iterable(dropped.values())) - called
    return {
        index: [
            each
            for each in made
            if id(each) not in dropped
            and not (_is_guessed_person(each) and parts.issuperset(_words(each, texts[index])))
        ]
        for index, made in decisions.items()
    }


def _told(decisions: Mapping[int, Sequence[Decision]], texts: Mapping[int, str]) -> set[str]:
    """The words of the people who are told of, not guessed."""
    return {
        word
        for index, made in decisions.items()
        for each in made
        if each.span.entity == "PERSON" and not each.span.source.startswith(_GUESSED)
        for word in _words(each, texts[index])
    }


def _is_a_brand(decision: Decision, text: str, told: Set[str]) -> bool:
    """Whether it is, or is part of, a maker or a famous name that nobody in the chat has.

    Who says nothing but a name says whose it is: it may be another of that name.
    """
    if decision.span.entity != "PERSON":
        return False
    words = _words(decision, text)
    alone = [token.key for token in tokens_of(text)] == words
    if not words or alone or not told.isdisjoint(words):
        return False
    return is_brand("".join(words)) or _is_in_a_brand(decision.span, text)


def _is_in_a_brand(span: Span, text: str) -> bool:
    """Whether the words around make a maker's name of it: "captain [morgan]"."""
    tokens = tokens_of(text)
    begin = bisect_right(tokens, span.start, key=attrgetter("end"))
    end = bisect_left(tokens, span.end, key=attrgetter("start"))
    words = [token.key for token in tokens[max(0, begin - _WORDS_AROUND) : end + _WORDS_AROUND]]
    before, inside = min(begin, _WORDS_AROUND), end - begin
    return inside > 0 and any(
        is_brand("".join(words[first:last]))
        for first in range(before + 1)
        for last in range(before + inside, len(words) + 1)
    )


def _people(
    decisions: Mapping[int, Sequence[Decision]], texts: Mapping[int, str]
) -> Sequence[list[str]]:
    """The words of those who say who they are, are told of, or have two names and more."""
    return [
        words
        for index, made in decisions.items()
        for decision in made
        if decision.span.entity == "PERSON"
        for words in [_words(decision, texts[index])]
        if not decision.span.source.startswith(_GUESSED) or _has_two_names(words)
    ]


def _has_two_names(words: Sequence[str]) -> bool:
    return len([word for word in words if is_forename(word) or not is_word(word)]) > 1


def _is_guessed_person(decision: Decision) -> bool:
    return decision.span.entity == "PERSON" and decision.span.source.startswith(_GUESSED)


def _is_a_thing(decision: Decision, text: str, things: frozenset[str]) -> bool:
    if not _is_guessed_person(decision):
        return False
    words = _words(decision, text)
    return any(word in things for word in words) and not _has_two_names(words)


def _words(decision: Decision, text: str) -> list[str]:
    return [token.key for token in tokens_of(text[decision.span.start : decision.span.end])]


def _number(decision: Decision, text: str) -> str:
    """Return the value without signs if it has digits enough to mean something, else ""."""
    written = text[decision.span.start : decision.span.end]
    value = squashed(written) if any(map(str.isdigit, written)) else ""
    return value if len(value) >= _TELLING_SIZE else ""


def _as(surest: Decision, made: Decision, keeps: Callable[[str], bool]) -> Decision:
    entity = surest.span.entity
    if entity == made.span.entity or surest.action is not made.action:
        return made
    if keeps(entity) and not keeps(made.span.entity):
        return made
    return replace(made, span=replace(made.span, entity=entity))
