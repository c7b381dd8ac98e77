"""Wordings to choose from in a line: of `<one|another|>` one is said each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from random import Random

EITHER = re.compile(r"<([^<>]*\|[^<>]*)>")
OR = re.compile(r"\|(?![^\[\]]*\]\])")
"""What parts the choices: a bar outside a mark (`[[PERSON|Wiremu]]`)."""


def _choices(match: re.Match[str]) -> list[str]:
    """The choices of a bracket; itself where there is none (`<[[EMAIL_ADDRESS|…]]>`)."""
    choices = OR.split(match[1])
    return choices if len(choices) > 1 else [match[0]]


def has_choices(line: str) -> bool:
    """Whether the line can be said in more than one way."""
    return any(len(_choices(match)) > 1 for match in EITHER.finditer(line))


def chosen(line: str, random: Random) -> str:
    """The line in one of its wordings; nothing is drawn where there is no choice."""

    def choose(match: re.Match[str]) -> str:
        choices = _choices(match)
        return random.choice(choices) if len(choices) > 1 else choices[0]

    return EITHER.sub(choose, line)


def wordings(line: str) -> Iterator[str]:
    """The line in each of its wordings."""
    parts: list[list[str]] = []
    at = 0
    for match in EITHER.finditer(line):
        parts += [[line[at : match.start()]], _choices(match)]
        at = match.end()
    for said in product(*parts, [line[at:]]):
        yield "".join(said)
