"""One value, one thing: an order number in one message is one in the next, a chair is nobody."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from redactor.identity_values import squashed
from redactor.policy import Decision
from redactor.things import find_things
from redactor.turns import tokens_of
from redactor.vocabulary import is_brand, is_forename, is_word

_TELLING_SIZE = 4
_GUESSED = ("model:", "known:")


def agree(
    decisions: Mapping[int, Sequence[Decision]], texts: Mapping[int, str]
) -> dict[int, list[Decision]]:
    """Return `decisions` with every number under the entity that was surest of it anywhere.

    What the model alone takes for a person is dropped where the chat speaks of it as a thing,
    and where it is a maker called like a person.
    """
    decisions = _without_brands(_without_things(decisions, texts), texts)
    surest: dict[str, Decision] = {}
    for index, made in decisions.items():
        for decision in made:
            value = _number(decision, texts[index])
            known = surest.get(value)
            if value and (not known or known.span.score < decision.span.score):
                surest[value] = decision
    return {
        index: [_as(surest.get(_number(made, texts[index]), made), made) for made in all_made]
        for index, all_made in decisions.items()
    }


def _without_things(
    decisions: Mapping[int, Sequence[Decision]], texts: Mapping[int, str]
) -> dict[int, list[Decision]]:
    things = find_things(texts.values())
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
    """Return `decisions` without makers that only the model takes for people: Michael Kors."""
    told = {
        word
        for index, made in decisions.items()
        for each in made
        if each.span.entity == "PERSON" and not each.span.source.startswith(_GUESSED)
        for word in _words(each, texts[index])
    }
    return {
        index: [each for each in made if not _is_a_brand(_words(each, texts[index]), each, told)]
        for index, made in decisions.items()
    }


def _is_a_brand(words: Sequence[str], decision: Decision, told: Set[str]) -> bool:
    """Whether it is a maker that nobody in the chat is called."""
    return decision.span.entity == "PERSON" and is_brand("".join(words)) and told.isdisjoint(words)


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


def _is_a_thing(decision: Decision, text: str, things: frozenset[str]) -> bool:
    if decision.span.entity != "PERSON":
        return False
    if not decision.span.source.startswith(_GUESSED):
        return False
    words = _words(decision, text)
    return any(word in things for word in words) and not _has_two_names(words)


def _words(decision: Decision, text: str) -> list[str]:
    return [token.key for token in tokens_of(text[decision.span.start : decision.span.end])]


def _number(decision: Decision, text: str) -> str:
    """Return the value without signs if it has digits enough to mean something, else ""."""
    value = squashed(text[decision.span.start : decision.span.end])
    telling = len(value) >= _TELLING_SIZE and any(map(str.isdigit, value))
    return value if telling else ""


def _as(surest: Decision, made: Decision) -> Decision:
    if surest.span.entity == made.span.entity or surest.action is not made.action:
        return made
    return replace(made, span=replace(made.span, entity=surest.span.entity))
