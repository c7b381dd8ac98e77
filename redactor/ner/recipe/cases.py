"""The same message as others would type it: lower case, capitals, title case, slips; spans hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from redactor.ner.recipe.examples import Example


def lower(text: str) -> str:
    """Lower case, character by character, so that no offset moves."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def upper(text: str) -> str:
    """Capitals, character by character, so that no offset moves."""
    return "".join(up if len(up := char.upper()) == 1 else char for char in text)


def title(text: str) -> str:
    """Each word with a capital."""
    chars = list(lower(text))
    for index, char in enumerate(chars):
        if index == 0 or chars[index - 1].isspace():
            chars[index] = upper(char)
    return "".join(chars)


def in_spans(example: Example, change: Callable[[str], str]) -> Example:
    """Change only what is marked (`My name is sara lee.`)."""
    text = example.text
    for start, end, _ in example.spans:
        text = text[:start] + change(text[start:end]) + text[end:]
    return replace(example, text=text)


def slip(text: str, random: Random) -> str:
    """One slip of the shift key: `SAra`, `sARA`, `sArA`."""
    letters = [index for index, char in enumerate(text) if char.isalpha()]
    if len(letters) < 2:
        return text
    index = random.choice(letters[:2])
    return text[:index] + text[index].swapcase() + text[index + 1 :]


def another_case(example: Example, random: Random) -> Example:
    """The example in another case, lower case most of all."""
    draw = random.random()
    if draw < 0.55:
        return replace(example, text=lower(example.text))
    if draw < 0.75 and example.spans:
        return in_spans(example, lower)
    if draw < 0.86:
        return replace(example, text=upper(example.text))
    if draw < 0.92:
        return replace(example, text=title(example.text))
    if draw < 0.96:
        return in_spans(example, upper)
    return in_spans(example, lambda text: slip(text, random))
