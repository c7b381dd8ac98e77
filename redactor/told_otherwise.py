"""What the words around say is no personal value: the letter of a hint, a label, a part.

Only words right beside a value count, so that what is said of one value says nothing of the next.
"""

import re
from collections.abc import Callable

from redactor.reading import key
from redactor.vocabulary import is_forename, is_never_a_name, is_word, keys_of

_KIN = keys_of("kin")
_AROUND = 40
_LONGEST_HINT = 5
_LONGEST_CODE = 3
_HINTED = re.compile(
    r"(?<!\w)(?:starts?|starting|begins?|beginning|beginnt|f[äa]ngt|commence|empieza|comienza"
    r"|inizia|comincia|come[çc]a|begint)"
    r"(?: it| immer| altijd| siempre| sempre| toujours)?"
    r"(?: with| by| mit| par| con| por| com| met| an)"
    r"(?: the letters?| den? buchstaben?)? ?[\"'“«„(]{0,2}$",
    re.IGNORECASE,
)
"""What a number begins with is told of all numbers of its kind."""
_OF_A_LETTER = re.compile(
    r"(?<!\w)(?:with|under|letters?|an?|also|buchstaben?|mit|lettre|avec|letra|con|lettera|com|met"
    r"|or|oder|ou|o|of)[ ][\"'“]?$",
    re.IGNORECASE,
)
_SAID_TO = re.compile(
    r"[^\W\d_]{4,}-(?:moi|toi|nous|vous|lui|me|te|se|lhes?|nos)(?: [a-z]+)?"
    r"|[a-z]{1,3} [^\W\d_]{4,}-(?:me|te|se|lhe)"
)
"""What somebody is told to do, and no double name: "Dites-moi"."""
_DIGEST = re.compile(r"(?<!\w)(?:sha-?(?:1|2|224|256|384|512)|md5|crc32|etag)[ ]?[:=][ ]?$", re.I)
_SPOKEN_SIGN = re.compile(r"(?<!\w)(?:question|exclamation|quotation|speech) $", re.IGNORECASE)
_MARKED = re.compile(r"[ ](?:my|his|her|their|your) words?(?!\w)", re.IGNORECASE)
_LABEL = re.compile(r"(?:\(\w{1,3}\)|/\w{1,12})?[ .]{0,20}:")
_LINE_STARTS = re.compile(r"(?:^|\n)[ \t>*|-]{0,4}$")
_THING_LABEL = re.compile(
    r"(?:^|\n)[ \t>*|-]{0,4}(?:appliance|model|make(?: (?:and|&|/) model)?|product|item|article"
    r"|vehicle|car|device|brand|machine|printer|router|phone model|ger[äa]t|modell|marke|fabrikat"
    r"|produkt|artikel|fahrzeug|appareil|mod[èe]le|marque|produit|v[ée]hicule|aparato|modelo|marca"
    r"|producto|art[íi]culo|veh[íi]culo|apparecchio|modello|prodotto|articolo|veicolo|apparaat"
    r"|merk|toestel|voertuig|aparelho|produto|artigo|ve[íi]culo)[ .]{0,20}:[ \t]{0,4}$",
    re.IGNORECASE,
)
_LINE_OF_A_FORM = re.compile(
    r"(?<!\w)(?:line|lines|row|field|box|page|step|section|schedule|chapter|error|code|zeile"
    r"|feld|seite|fehler\w{0,8}|ligne|page|case|erreur|l[íi]nea|p[áa]gina|casilla|error"
    r"|riga|pagina|errore|regel|veld|fout\w{0,8}|linha)(?: (?:no|nr|num|n)\.?)?[ ]$",
    re.IGNORECASE,
)
_DATA = re.compile(r"\d{1,4}(?:[.,]\d)? ?(?:[KMGT]i?[Bbo]|[KMGT]bit/s|[KMG]bps|k?Wh|mAh|MHz|GHz)")
_FOR_SALE = re.compile(
    r"[ ]?[,:(–-]?[ ]?(?:(?:pair|each|per|set|pack)[ ,]{1,2})?[€$£][ ]?\d[\d.,]*\d[ ]"
    r"(?:trade|each|ea\b|apiece|a (?:piece|pair|pack)|per (?:piece|pair|pack|unit|metre)"
    r"|(?:\+|plus|ex|inc)\.? ?vat|in stock)",
    re.IGNORECASE,
)
_NUMBERS = frozenset({"ORDER_ID", "ACCOUNT_ID", "ID_DOCUMENT", "SECRET", "PASSWORD"})


def is_told_otherwise(text: str, start: int, end: int, entity: str) -> bool:
    """Say whether the words beside `text[start:end]` say that it is no `entity`, nor any other."""
    value = text[start:end]
    if not any(map(str.isalnum, value)):
        return True
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if entity == "USERNAME":
        return "." in value and before.endswith("://")  # a host
    if entity in _NUMBERS:
        return _is_hinted(value, before) or _of_a_number(value, before, after)
    check = _CHECKS.get(entity)
    return check is not None and check(value, before, after)


def _of_a_name(value: str, before: str, after: str) -> bool:
    """A letter of a name, kin, a spoken sign, the label of a form, a make behind its label."""
    if len(value) == 1 and _OF_A_LETTER.search(before):
        return True
    if _SAID_TO.fullmatch(value) or _is_a_cell(value, before, after):
        return True
    plain = key(value)
    if plain in _KIN and not is_forename(plain):
        return True
    if plain == "mark" and (_SPOKEN_SIGN.search(before) or _MARKED.match(after)):
        return True
    return _is_label(value, before, after) or _THING_LABEL.search(before) is not None


def _is_a_cell(value: str, before: str, after: str) -> bool:
    """Whether a code of two or three letters is a cell between commas: ",RO,"."""
    code = value.isupper() and len(value) <= _LONGEST_CODE
    return code and before.endswith((",", ";")) and after.startswith((",", ";"))


def _is_label(value: str, before: str, after: str) -> bool:
    """Whether a line begins with it, a colon behind, and it is a word: "Forename(s):"."""
    label = _LABEL.match(after) if _LINE_STARTS.search(before) else None
    if not label:
        return False
    return (
        label[0][0] in "(/"
        or is_never_a_name(value)
        or (is_word(value) and not is_forename(key(value)))
    )


def _is_hinted(value: str, before: str) -> bool:
    """Whether it is only what a number begins with: "starts with PX"."""
    hint = len(value) <= _LONGEST_HINT and not any(map(str.isdigit, value))
    return hint and _HINTED.search(before) is not None


def _of_a_number(value: str, before: str, after: str) -> bool:
    """A digest, an amount of data, a part and its price."""
    if _DIGEST.search(before) or _DATA.fullmatch(value):
        return True
    return _FOR_SALE.match(after) is not None


def _of_an_address(value: str, before: str, after: str) -> bool:
    """The line of a form, an error, an amount of data."""
    if _DATA.fullmatch(value + after[:4].rstrip()):
        return True
    return value[0].isdigit() and _LINE_OF_A_FORM.search(before) is not None


_CHECKS: dict[str, Callable[[str, str, str], bool]] = {
    "PERSON": _of_a_name,
    "STREET_ADDRESS": _of_an_address,
}
