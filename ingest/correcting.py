"""Puts right what a person had corrected, in the original itself, every time it is built."""

from collections.abc import Iterable
from dataclasses import replace

from ingest.originals import Original
from models.rights.corrections import Correction


def corrected(original: Original, corrections: Iterable[Correction]) -> Original:
    """Return the original with its facts corrected; messages stay as they were said.

    So the wrong value may stand in them: it stays sought, and masked, though it is no fact.
    """
    facts = set(original.facts)
    sought = set(original.wrong)
    for each in corrections:
        wrong = each.wrong.strip().casefold()
        if wrong:
            sought.add((each.field.value, each.wrong.strip()))
        told = {
            (field, value)
            for field, value in facts
            if wrong and value.strip().casefold() == wrong and _is_of(field, each.field.value)
        }
        facts -= told
        if each.right and (told or not wrong):
            facts.add((each.field.value, each.right))
    return replace(original, facts=tuple(sorted(facts)), wrong=tuple(sorted(sought)))


def _is_of(field: str, corrected_field: str) -> bool:
    """The field itself, and custom fields that hold the same value."""
    return field == corrected_field or field.startswith("custom.")
