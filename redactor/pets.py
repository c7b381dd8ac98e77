"""Animals by the words for them in seven languages: what is called like them is nobody's name."""

import re

from redactor.vocabulary import phrases_of

_GERMAN = [name for word in phrases_of("pets_de") for name in (word, word.capitalize())]
PET = rf"(?:{'|'.join(map(re.escape, (*phrases_of('pets'), *_GERMAN)))})"
"""A word for a pet, as a regex."""

ITS_NAME = (
    r"(?i:(?:^|[.!?\n]\s{0,2})(?:(?:hi|hello|hey|no|not|me|yes|for|about|is|it(?:['’]?s)?),? ){0,4}"
    rf"(?:my|our|the|this|a) (?:(?:new|old|little|poor) )?{PET}"
    r"(?: is| was)?(?:[.,!:;]{1,2}| and) ?(?:his|her|its) )"
)
"""How its name is led to, as a regex: "My dog is. His"; nobody else is spoken of before."""

_LEADS_TO_ITS_NAME = re.compile(
    rf"(?:{ITS_NAME}|(?<!\w)(?i:my|our|the|his|her|their|a) (?:[a-z]{{2,8}} )?{PET}['’]s )$"
)
_BEFORE = 80


def is_name_of_a_pet(text: str, place: int) -> bool:
    """Whether "name is" at `place` says what an animal is called: "My dog is. His name is"."""
    return bool(_LEADS_TO_ITS_NAME.search(text, max(0, place - _BEFORE), place))
