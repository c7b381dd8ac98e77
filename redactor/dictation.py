"""Read what was dictated: "b as in boy", "delta delta two", "the second of may nineteen ninety".

Each pass yields edits of a text; `spelling.py` applies them to a reading.
"""

import re
from collections.abc import Iterator

Edit = tuple[int, int, str]
"""What stands at `start:end` is read as a new text."""

UNITS = {
    "oh": "0",
    "o": "0",
    "nought": "0",
}
UNITS |= {
    word: str(digit)
    for digit, spoken in enumerate(
        (
            "zero null cero zéro nul",
            "one eins uno un een um",
            "two zwei zwo dos deux due twee dois",
            "three drei tres trois tre drie três",
            "four vier cuatro quatre quattro quatro",
            "five fünf cinco cinq cinque vijf",
            "six sechs seis sei zes meia",
            "seven sieben siete sept sette zeven sete",
            "eight acht ocho huit otto oito",
            "nine neun nueve neuf nove negen",
        )
    )
    for word in spoken.split()
}
_TEN_TO_NINETEEN = """
ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_TWENTY_TO_NINETY = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNDER_TEN = "zero one two three four five six seven eight nine"
_FIRST_TO_TWENTIETH = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TEENS = {word: str(number) for number, word in enumerate(_TEN_TO_NINETEEN.split(), start=10)}
TENS = {word: str(number) for number, word in enumerate(_TWENTY_TO_NINETY.split(), start=2)}
REPEATS = {"double": 2, "triple": 3, "treble": 3}
COUNTED = {**UNITS, **TEENS, **TENS}

_UNDER_TWENTY = {word: number for number, word in enumerate([*_UNDER_TEN.split(), *TEENS])}
_ORDINALS = {word: number for number, word in enumerate(_FIRST_TO_TWENTIETH.split(), start=1)}
_ORDINALS["thirtieth"] = 30

ALPHABET = (
    "alpha|alfa|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima|mike|november"
    "|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whisk[e]?y|x-?ray|yankee|zulu"
)
"""Words for letters, as they are spelled on the phone."""
_LIKE = r"(?:as in|like|for|wie|come|comme|como|van)"
_DIGIT = rf"(?:{'|'.join([*COUNTED, *REPEATS])})"
_ATOM = rf"(?:(?P<letter>[a-z]),? {_LIKE} (?P=letter)[a-z']+|{ALPHABET}|{_DIGIT}|\d+|[a-z])(?!\w)"
_BETWEEN = r"[\s,.\-]{1,3}"
_ATOMS = re.compile(_ATOM, re.IGNORECASE)
_STARTS = re.compile(r"(?<![\w'@])(?=\w)")
_NEXT = re.compile(_BETWEEN)
_LEAST_LETTERS = 4
_SHORT_FOR = re.compile(
    r"(?<!\w)(?:e\.[ ]?g|i\.[ ]?e|z\.[ ]?b|p\.[ ]?ex|n\.[ ]?b)(?!\w)", re.IGNORECASE
)
"""What is said before an example, and spells nothing."""

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SPOKEN = rf"(?:{'|'.join([*_UNDER_TWENTY, *TENS, 'oh'])})"
_ORDINAL = rf"(?:(?:twenty|thirty)[ -])?(?:{'|'.join(_ORDINALS)})|\d{{1,2}}(?:st|nd|rd|th)?"
_DAY = rf"(?P<day>{_ORDINAL}|{_SPOKEN}(?:[ -]{_SPOKEN})?)"
_YEAR = (
    rf"(?:(?:,| of)? (?P<year>two thousand(?: and)?(?: {_SPOKEN}){{0,2}}"
    rf"|{_SPOKEN}(?:[ -](?:hundred|{_SPOKEN})){{1,3}}|{'|'.join(TENS)}|'?\d{{2}}|\d{{4}}))"
)
_DATES = (
    re.compile(rf"\b(?:the )?{_DAY}(?: of)? {_MONTH}{_YEAR}?(?!\w)", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}(?: the)? (?P<day>{_ORDINAL}){_YEAR}?(?!\w)", re.IGNORECASE),
)
_SLASHED = re.compile(
    rf"\b{_SPOKEN}(?:[ -]{_SPOKEN})?(?: (?:slash|stroke) {_SPOKEN}(?:[ -]{_SPOKEN}){{0,3}}){{1,2}}"
    r"(?!\w)",
    re.IGNORECASE,
)
_NUMBER_WORDS = re.compile(r"[^\W\d_]+|\d+")


SPELLED = re.compile(
    rf"(?<!\w)(?:[a-z],? {_LIKE} [a-z]|(?:{ALPHABET})\b{_BETWEEN}(?:{ALPHABET})\b"
    rf"|(?<!')[a-z][ ,-]{{1,2}}(?:[a-z][ ,-]{{1,2}})?{_DIGIT}\b|{_DIGIT}[ ,-]{{1,2}}[a-z]\b)"
)
"""Letters that may be spelled by words or among number words, in a lower-case text."""

MONTH_OR_STROKE = re.compile("|".join((" slash ", " stroke ", *_MONTHS)))
"""What a date said in words cannot do without, in a lower-case text."""


def may_be_date(lower: str) -> bool:
    """Whether a date may be said in words in a lower-case text."""
    return (
        " slash " in lower
        or " stroke " in lower
        or (any(map(lower.__contains__, _MONTHS)) and bool(_SAID_NUMBER.search(lower)))
    )


_SAID_NUMBER = re.compile(rf"\b(?:{'|'.join([*_ORDINALS, *_UNDER_TWENTY, *TENS])})\b")


def spelled(text: str) -> Iterator[Edit]:
    """Yield runs of letters and digits that are said one by one, put together."""
    position = 0
    while start := _STARTS.search(text, position):
        position = start.start()
        atoms = _run(text, position)
        if _is_spelled(atoms) and not _SHORT_FOR.search(text, position, atoms[-1].end()):
            end = atoms[-1].end()
            yield position, end, "".join(_said(atoms))
            position = end
        else:
            position = atoms[-1].end() if atoms else position + 1


def _run(text: str, start: int) -> list[re.Match[str]]:
    atoms: list[re.Match[str]] = []
    position = start
    while atom := _ATOMS.match(text, position):
        atoms.append(atom)
        gap = _NEXT.match(text, atom.end())
        if not gap:
            break
        position = gap.end()
    return atoms


def _is_spelled(atoms: list[re.Match[str]]) -> bool:
    """Four characters, letters among them that are surely spelled."""
    letters = [atom for atom in atoms if _is_letter(atom)]
    by_word = sum(len(atom.group()) > 1 for atom in letters)
    alone = len(letters) - by_word
    count = len(atoms)
    if by_word and by_word + alone < count:
        return count >= 3  # "bravo two zero"
    return (
        count >= _LEAST_LETTERS - (by_word > 1)
        and bool(letters)
        and (by_word > 1 or (alone > 1 and count > alone))
    )


def _is_letter(atom: re.Match[str]) -> bool:
    said = atom.group().lower()
    return said == "o" or not (said in COUNTED or said in REPEATS or said.isdigit())


def _said(atoms: list[re.Match[str]]) -> Iterator[str]:
    repeat, after_tens = 1, ""
    for atom in atoms:
        said = atom.group().lower()
        if said in REPEATS:
            repeat = REPEATS[said]
            continue
        if after_tens:
            yield after_tens + ("" if said in UNITS else "0")
        after_tens = TENS.get(said, "")
        if not after_tens:
            yield (_digit(said) or atom.group()[0].upper()) * repeat
        repeat = 1
    if after_tens:
        yield after_tens + "0"


def _digit(said: str) -> str:
    if said.isdigit():
        return said
    return "" if said == "o" else UNITS.get(said, TEENS.get(said, ""))


def dates(text: str) -> Iterator[Edit]:
    """Yield dates in words as figures: "2 may 1990", "11/29"."""
    edits = [(*match.span(), written) for match, written in _dates(text) if written]
    position = 0
    for start, end, written in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start >= position and written.lower() != text[start:end].lower():
            yield start, end, written
            position = end


def _dates(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _SLASHED.finditer(text):
        parts = re.split(r"\s(?:slash|stroke)\s", match.group(), flags=re.IGNORECASE)
        yield match, "/".join(f"{number_of(part):02}" for part in parts)
    for shape in _DATES:
        for match in shape.finditer(text):
            day, year = _day(match["day"]), match["year"]
            in_words = not match["day"][0].isdigit() or (year and year[-1].isalpha())
            counted = match["day"].split()[-1].lower() in COUNTED  # "one may" is no date
            if 1 <= day <= 31 and in_words and (year or not counted):
                end = f" {_year(year)}" if year else ""
                yield match, f"{day} {match['month'].lower()}{end}"


def _day(said: str) -> int:
    figures = re.match(r"\d+", said)
    return int(figures.group()) if figures else number_of(said)


def _year(said: str) -> str:
    figures = re.search(r"\d+", said)
    return figures.group() if figures else str(number_of(said))


def number_of(said: str) -> int:
    """Return the number that words say: 29, 1989, 2005; years as they are spoken."""
    parts: list[int] = []
    tens = False
    for word in _NUMBER_WORDS.findall(said.lower()):
        if word == "thousand":
            parts.append(parts.pop() * 1000 if parts else 1000)
        elif word == "hundred":
            parts.append(parts.pop() * 100 if parts else 100)
        elif word in TENS:
            parts.append(int(TENS[word]) * 10)
        elif word in _UNDER_TWENTY or word in _ORDINALS:
            value = _UNDER_TWENTY.get(word, _ORDINALS.get(word, 0))
            if tens and value < 10:
                parts[-1] += value
            else:
                parts.append(value)
        tens = word in TENS
    return _together(parts)


def _together(parts: list[int]) -> int:
    """Put 19 and 89 together as 1989, 2000 and 5 as 2005, 19 and 0 and 5 as 1905."""
    if not parts:
        return 0
    whole = parts[0]
    for part in parts[1:]:
        goes_on = whole >= 1000 or (whole > 0 and whole % 100 == 0)
        whole = whole + part if goes_on else whole * 100 + part
    if len(parts) == 3 and parts[1] == 0:
        return parts[0] * 100 + parts[2]
    return whole
