"""Read whole number words of six languages: "quatre-vingt-dix-huit, douze" is 9812.

English, and figures said one by one, are `spelling.py`'s and `dictation.py`'s.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from redactor.dictation import Edit
from redactor.reading import key

_FRENCH = """
zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
dix-sept dix-huit dix-neuf
"""
_GERMAN = """
null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn
sechzehn siebzehn achtzehn neunzehn
"""
_SPANISH = """
cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis
diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco
veintiseis veintisiete veintiocho veintinueve
"""
_ITALIAN = """
zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici
quindici sedici diciassette diciotto diciannove
"""
_DUTCH = """
nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien
zeventien achttien negentien
"""
_PORTUGUESE = """
zero um dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis
dezessete dezoito dezenove
"""
_TENS = {
    "german": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "spanish": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "italian": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "dutch": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "portuguese": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
}
_MORE = {
    "german": {"zwo": "2", "fuenf": "5", "zwoelf": "12", "dreiunddreissig": "33"},
    "portuguese": {
        "meia": "6",
        "uma": "1",
        "duas": "2",
        "quatorze": "14",
        "dezasseis": "16",
        "dezassete": "17",
        "dezanove": "19",
    },
    "french": {"septante": "70", "huitante": "80", "octante": "80", "nonante": "90", "une": "1"},
}
_WORD = re.compile(r"[^\W\d_]+|\d+")
_APART = re.compile(r"[\s,.–-]{1,4}")
_TOGETHER = frozenset(" -")
_MOST_WORDS = 4
_LEAST_DIGITS = 4
_LEAST_NUMBERS = 2

Words = Mapping[tuple[str, ...], str]
"""Numbers under a hundred by the words that say them, as their digits."""


def may_be_counted(lower: str) -> bool:
    """Whether two different number words of these languages stand in a lower-case text."""
    return len(_first_words().intersection(_WORD.findall(key(lower)))) >= _LEAST_NUMBERS


def counted(text: str) -> Iterator[Edit]:
    """Yield runs of at least two number words of one language and four digits, as digits."""
    tokens = [(*match.span(), key(match.group())) for match in _WORD.finditer(text)]
    edits = [edit for words in _languages().values() for edit in _runs(text, tokens, words)]
    position = 0
    for start, end, digits in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start >= position:
            yield start, end, digits
            position = end


def _runs(text: str, tokens: Sequence[tuple[int, int, str]], words: Words) -> Iterator[Edit]:
    index = 0
    while index < len(tokens):
        first, digits, numbers = index, "", 0
        while taken := _number(text, tokens, index, words):
            if numbers and not _APART.fullmatch(text[tokens[index - 1][1] : tokens[index][0]]):
                break
            digits += taken[1]
            index += taken[0]
            numbers += 1
        if numbers >= _LEAST_NUMBERS and len(digits) >= _LEAST_DIGITS:
            yield tokens[first][0], tokens[index - 1][1], digits
        index = max(index, first + 1)


def _number(
    text: str, tokens: Sequence[tuple[int, int, str]], index: int, words: Words
) -> tuple[int, str] | None:
    """Return how many words from `index` say one number, and its digits."""
    best: tuple[int, str] | None = None
    said: list[str] = []
    for place in range(index, min(index + _MOST_WORDS, len(tokens))):
        if said and text[tokens[place - 1][1] : tokens[place][0]] not in _TOGETHER:
            break
        said.append(tokens[place][2])
        if digits := words.get(tuple(said)):
            best = len(said), digits
    return best


@cache
def _first_words() -> frozenset[str]:
    return frozenset(said[0] for words in _languages().values() for said in words)


@cache
def _languages() -> Mapping[str, Words]:
    """The number words of each language, made from its units and tens."""
    spoken = {
        "french": _french(),
        "german": _glued(_GERMAN, _TENS["german"], "und", {"eins": "ein"}),
        "dutch": _glued(_DUTCH, _TENS["dutch"], "en", {}),
        "spanish": _apart(_SPANISH, _TENS["spanish"], "y"),
        "portuguese": _apart(_PORTUGUESE, _TENS["portuguese"], "e"),
        "italian": _italian(),
    }
    return {
        language: {
            tuple(_WORD.findall(said)): digits
            for said, digits in {**numbers, **_MORE.get(language, {})}.items()
        }
        for language, numbers in spoken.items()
    }


def _simple(units: str) -> dict[str, str]:
    return {said: str(number) for number, said in enumerate(units.split())}


def _tens(tens: str) -> dict[str, int]:
    return {said: number * 10 for number, said in enumerate(tens.split(), start=2)}


def _glued(units: str, tens: str, joint: str, before: Mapping[str, str]) -> dict[str, str]:
    """Numbers that say the unit first: "vierundzwanzig"."""
    numbers = _simple(units)
    for ten, value in _tens(tens).items():
        numbers[ten] = str(value)
        for number, unit in enumerate(units.split()[1:10], start=1):
            numbers[f"{before.get(unit, unit)}{joint}{ten}"] = str(value + number)
    return numbers


def _apart(units: str, tens: str, joint: str) -> dict[str, str]:
    """Numbers that say the ten first: "treinta y cinco"."""
    numbers = _simple(units)
    for ten, value in _tens(tens).items():
        numbers[ten] = str(value)
        for number, unit in enumerate(units.split()[1:10], start=1):
            numbers[f"{ten} {joint} {unit}"] = str(value + number)
    return numbers


def _italian() -> dict[str, str]:
    """Numbers in one word that drop a vowel: "ventuno", "quarantotto"."""
    numbers = _simple(_ITALIAN)
    for ten, value in _tens(_TENS["italian"]).items():
        numbers[ten] = str(value)
        for number, unit in enumerate(_ITALIAN.split()[1:10], start=1):
            stem = ten[:-1] if unit in {"uno", "otto"} else ten
            numbers[stem + unit] = str(value + number)
    return numbers


def _french() -> dict[str, str]:
    """Numbers up to 99, of which 70 to 79 and 90 to 99 go on from ten."""
    numbers = _simple(_FRENCH)
    units = _FRENCH.split()
    tens = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50}
    for ten, value in tens.items():
        numbers[ten] = str(value)
        numbers |= {f"{ten} {units[unit]}": str(value + unit) for unit in range(2, 10)}
        numbers[f"{ten} et un"] = str(value + 1)
    for ten, value in {"soixante": 60, "quatre vingt": 80}.items():
        numbers[ten] = str(value)
        numbers |= {f"{ten} {units[unit]}": str(value + unit) for unit in range(1, 20)}
        numbers |= {f"{ten} et {units[unit]}": str(value + unit) for unit in (1, 11)}
    for ten, value in {"septante": 70, "huitante": 80, "nonante": 90}.items():
        numbers |= {f"{ten} {units[unit]}": str(value + unit) for unit in range(2, 10)}
        numbers[f"{ten} et un"] = str(value + 1)
    numbers["quatre vingts"] = "80"
    return numbers
