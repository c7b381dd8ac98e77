"""What the words around say is no personal value: a sign, a host, a cell of a table, kin."""

from redactor.reading import key
from redactor.vocabulary import is_forename, keys_of

_KIN = keys_of("kin")
_LONGEST_CODE = 3


def is_told_otherwise(text: str, start: int, end: int, entity: str) -> bool:
    """Say whether the words beside `text[start:end]` say that it is no `entity`, nor any other."""
    value = text[start:end]
    if not any(map(str.isalnum, value)):
        return True
    if entity == "USERNAME":
        return "." in value and text.endswith("://", 0, start)  # a host
    return entity == "PERSON" and (_is_a_cell(text, start, end) or _is_kin(value))


def _is_a_cell(text: str, start: int, end: int) -> bool:
    """Whether a code of two or three letters is a cell between commas: ",RO,"."""
    code = end - start <= _LONGEST_CODE and text[start:end].isupper()
    return code and text.endswith((",", ";"), 0, start) and text.startswith((",", ";"), end)


def _is_kin(value: str) -> bool:
    """Whether it says what somebody is to another and is no forename: "Mammy"."""
    plain = key(value)
    return plain in _KIN and not is_forename(plain)
