"""Animals by the words for them in seven languages: what is called like them is nobody's name."""

import re

from redactor.vocabulary import keys_of, phrases_of

_GERMAN = [name for word in phrases_of("pets_de") for name in (word, word.capitalize())]
PET = rf"(?:{'|'.join(map(re.escape, (*phrases_of('pets'), *_GERMAN)))})"
"""A word for a pet, as a regex."""

_NAME_OF_IT = re.compile(
    rf"(?<!\w){PET}(?!\w)(?P<between>[^\n]{{0,40}}?)(?<!\w)(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir"
    r"|[Tt]he)? ?$"
)
_BEFORE = 80


def is_name_of_a_pet(text: str, place: int) -> bool:
    """Whether "name is" at `place` says what an animal is called: "My dog is. His name is"."""
    before = _NAME_OF_IT.search(text, max(0, place - _BEFORE), place)
    if not before:
        return False
    return keys_of("kin").isdisjoint(before["between"].lower().replace(".", " ").split())
