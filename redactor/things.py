"""Names that are things in this chat: "the Oscar chair", "the Wittner 803", the sheet "Julia"."""

import re
from collections.abc import Iterable

from redactor.reading import key
from redactor.sought import Sought
from redactor.vocabulary import is_never_a_name

_NAME = r"[^\W\d_][\w'’-]+"
_ARTICLE = r"(?<!\w)(?i:the|an?|another|both|these|those|two|three|four)[ ]"
_OF_A_THING = re.compile(
    rf"{_ARTICLE}(?P<name>[^\W\d_a-z]\w+)"
    r"(?:[ ](?P<noun>[a-z]{3,})(?!\w)|[ ][A-Z]{0,3}\d{2,4}(?!\w))"
)
_TITLED = re.compile(
    rf"{_ARTICLE}(?:Lady|Big|Little|Saint|St\.?|MV|MS|SS|Mini)[ ](?P<name>{_NAME})"
)
_CALLED = re.compile(
    r"(?<!\w)(?i:patterns?|sheets?|styles?|models?|themes?|fonts?|editions?|songs?|books?|films?"
    r"|movies?|games?|plays?|albums?|series|courses?|methods?|products?|ranges?|collections?|tabs?"
    r"|tables?|templates?|plans?|wines?|dolls?|boats?|ships?|scents?|recipes?|episodes?|shows?)"
    rf"[ ][\"'“„«](?P<name>{_NAME})[\"'”“»]"
)
_OF_PEOPLE = re.compile(
    r"accounts?|family|families|booking|order|household|reservation|ticket|profile|file|lady|guy"
    r"|girl|boy|woman|man|person|couple|team|party|wedding|estate|contract|policy|case|kids|twins"
    r"|deliver(?:y|ies)|repairs?|refunds?|invoices?|shipments?|appointments?|visits?|calls?|e?mails?"
    r"|complaints?|claims?|jobs?|projects?|house|flat|property|residence|home|funeral|party|birthday"
    r"|membership|subscription|payments?|returns?|requests?|quotes?|meeting|interview|application"
    r"|brothers|sisters|address|parcel|package|name|surname|one|who|whom|whose|will|would|said|told|wants|needs|signed|called|came"
)
_THINGS = Sought(_OF_A_THING, _TITLED, _CALLED)


def find_things(texts: Iterable[str]) -> frozenset[str]:
    """Return, for comparing, the words that `texts` use as the names of things."""
    return frozenset(
        key(match["name"])
        for text in texts
        for shape in _THINGS.that_may_match(text)
        for match in shape.finditer(text)
        if not _is_of_people(match.groupdict().get("noun") or "")
    )


def _is_of_people(noun: str) -> bool:
    return bool(noun) and (_OF_PEOPLE.fullmatch(noun) is not None or is_never_a_name(noun))
