"""Characters that show as nothing, or turn the text around, are written out: `‹U+202E›`.

So a chat cannot make a page or an export read otherwise than it is; of what somebody typed as if it
were written out, the first sign is: `‹U+2039›U+202E›`. What scripts and emoji need (joiners, the
marks of direction without a scope) stays; line breaks and tabs do. What a form sends back as a page
wrote it out is taken for the character again.
"""

import re

_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2064\u206a-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb"  # nothing to see
    "\u2028\u2029"  # lines that only some programs break
    "\u202a-\u202e\u2066-\u2069"  # direction, with a scope
    "\U000e0000-\U000e007f"  # letters nobody sees
    "\ud800-\udfff]"  # halves of nothing
    "|‹(?=U\\+[0-9A-F]{4,5}›)"  # typed as if it were written out
)
_WRITTEN = re.compile("‹U\\+(?!D[89A-F]..›)([0-9A-F]{4,5})›")
"""A character written out; a half of nothing never is one again."""
_FIRST_SIGN = "‹U+2039›"
_AS_TYPED = frozenset({"password", "again"})


def visible(text: str) -> str:
    """Return the text with every character written out that a reader could not see."""
    return _ODD.sub(_written_out, text)


def as_meant(field: str, value: str) -> str:
    """Return what stands in a field of a form, with every character put back.

    Not in a password: no page fills it in, and it is taken as it was typed.
    """
    return value if field in _AS_TYPED else _WRITTEN.sub(_put_back, value)


def _written_out(found: re.Match[str]) -> str:
    return f"‹U+{ord(found[0]):04X}›"


def _put_back(found: re.Match[str]) -> str:
    letter = chr(int(found[1], 16))
    return letter if found[0] in (_FIRST_SIGN, visible(letter)) else found[0]
