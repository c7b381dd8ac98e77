"""One value, one entity: what is an order number in one message is one in the next too."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from redactor.identity_values import squashed
from redactor.policy import Decision

_TELLING_SIZE = 4


def agree(
    decisions: Mapping[int, Sequence[Decision]], texts: Mapping[int, str]
) -> dict[int, list[Decision]]:
    """Return `decisions` with every number under the entity that was surest of it anywhere."""
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


def _number(decision: Decision, text: str) -> str:
    """Return the value without signs if it has digits enough to mean something, else ""."""
    value = squashed(text[decision.span.start : decision.span.end])
    telling = len(value) >= _TELLING_SIZE and any(map(str.isdigit, value))
    return value if telling else ""


def _as(surest: Decision, made: Decision) -> Decision:
    if surest.span.entity == made.span.entity or surest.action is not made.action:
        return made
    return replace(made, span=replace(made.span, entity=surest.span.entity))
