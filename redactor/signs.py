"""Signs: what a privacy officer has to know of a session, and which message shows it."""

from collections.abc import Mapping, Sequence

from redactor.conversation import Sign
from redactor.minors import find_minors
from redactor.spans import Span
from redactor.turns import Turn

SPECIAL = "special_"
"""How the flags of special categories begin; the category follows."""

_SOURCE = f"pattern:{SPECIAL}"


def find_signs(turns: Sequence[Turn], found: Mapping[int, Sequence[Span]]) -> tuple[Sign, ...]:
    """Return the signs of a session in order of the messages, each kind once a message."""
    minors = [
        Sign(flag=flag, message=index, source=source)
        for flag, index, source in find_minors(turns, found)
    ]
    special = {
        (turn.index, span.source)
        for turn in turns
        if turn.by_visitor
        for span in found[turn.index]
        if span.source.startswith(_SOURCE)
    }
    told = [
        Sign(flag=source.removeprefix("pattern:"), message=index, source=source)
        for index, source in sorted(special)
    ]
    return tuple(sorted([*minors, *told], key=lambda sign: sign.message))


def flags_of(signs: Sequence[Sign]) -> tuple[str, ...]:
    """Return the flags of a session, each once."""
    return tuple(dict.fromkeys(sign.flag for sign in signs))
