"""Values as they are dictated, spelled, spaced, cut in two or mistyped: `{order.words}`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from random import Random

from redactor.ner.recipe.spoken_abroad import WAYS_ABROAD

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SIGNS = {
    "@": ("at", "at", "(at)", "[at]", "at sign"),
    ".": ("dot", "dot", "(dot)", "[dot]", "point"),
    "-": ("dash", "dash", "hyphen", "minus"),
    "_": ("underscore",),
    "+": ("plus",),
    "/": ("slash",),
    "#": ("hash",),
    ",": ("",),
}
NATO = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november "
    "oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu"
)
HOMELY = (
    "apple boy cat dog egg fox girl house ice jug king love mother nancy orange peter queen "
    "robert sugar tommy uncle vase water xylophone yellow zebra"
)
ALPHABETS = tuple(
    dict(zip("abcdefghijklmnopqrstuvwxyz", names.split(), strict=True)) for names in (NATO, HOMELY)
)


MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NTH = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"}
NTH |= {"nine": "ninth", "twelve": "twelfth", "twenty": "twentieth", "thirty": "thirtieth"}


def counted(number: int, link: str = " ") -> str:
    """A number below a hundred in words."""
    if number < 20:
        return (*DIGITS, *TEENS)[number]
    return TENS[number // 10] + (link + DIGITS[number % 10] if number % 10 else "")


def said_date(day: dt.date, random: Random) -> str:
    """`the ninth of june eighty four`, `June the 9th, nineteen eighty-four`."""
    link = random.choice(" -")
    start, _, last = counted(day.day, link).rpartition(link)
    nth = (start and start + link) + NTH.get(last, f"{last}th")
    month = random.choice((str, str.lower))(MONTHS[day.month - 1])
    short = counted(day.year % 100, link) if day.year % 100 > 9 else f"oh {DIGITS[day.year % 10]}"
    long = f"nineteen {short}"
    if day.year >= 2000:
        late = day.year % 100
        long = "two thousand" + (f" and {counted(late, link)}" if late else "")
    year = random.choice((short, long, long, str(day.year)))
    return random.choice(
        (
            *(f"the {nth} of {month} {year}", f"{nth} of {month}, {year}", f"{nth} {month} {year}"),
            *(f"{month} {nth} {year}", f"{month} the {nth}, {year}", f"{year}, {month} {nth}"),
            *(f"{counted(day.day, link)} {month} {year}", f"{month} {day.day} {year}"),
        )
    )


def words(value: str, random: Random) -> str:
    """`070 21` as `oh seven oh, two one`; letters stay, an e-mail is read out."""
    if "@" in value or not any(map(str.isdigit, value)):
        return _read_out(value, random)
    double, zero = random.random() < 0.4, random.choice(("zero", "oh", "oh", "o"))
    said: list[str] = []
    at = 0
    while at < len(value):
        sign = value[at]
        if sign.isdigit():
            twice = double and value[at : at + 2] == sign * 2
            word = zero if sign == "0" else DIGITS[int(sign)]
            said.append(f"double {word}" if twice else word)
            at += 1 + twice
            continue
        if sign.isalpha():
            said.append(sign)
        elif sign in SIGNS and random.random() < 0.5:
            said.append(random.choice(SIGNS[sign]))
        at += 1
    return " ".join(filter(None, said))


def _read_out(value: str, random: Random) -> str:
    tight = random.random() < 0.2
    out = ""
    for sign in value:
        if sign in SIGNS:
            word = random.choice(SIGNS[sign])
            out += word if tight and word.startswith(("(", "[")) else f" {word} "
        else:
            out += sign
    return " ".join(out.split())


def spelled(value: str, random: Random) -> str:
    """Letter by letter: `L-E-E`, `l e e`, `L for Lima, E, double E`."""
    letters = [sign for sign in value if not sign.isspace()]
    draw = random.random()
    if draw < 0.55:
        mark = random.choice(("-", "-", " ", " ", ".", " - ", ", "))
        cased = random.choice((str.upper, str.upper, str.lower))
        return mark.join(cased(letter) for letter in letters)
    alphabet, link = random.choice(ALPHABETS), random.choice((" for ", " as in ", " like ", " "))
    said = []
    for letter in letters:
        if letter.lower() in alphabet and random.random() < 0.8:
            shown = letter.lower() if random.random() < 0.5 else letter.upper()
            said.append(f"{shown}{link}{alphabet[letter.lower()]}")
        else:
            said.append(letter)
    return random.choice((", ", " ", " ")).join(said)


def spaced(value: str, random: Random) -> str:
    """With blanks, dots or dashes between all signs, or between groups of them."""
    tight = [sign for sign in value if sign.isalnum() or sign in "@."]
    if random.random() < 0.5:
        return random.choice((" ", " ", ".", "-", " . ")).join(tight)
    size, mark = random.choice((2, 3, 4)), random.choice((" ", " ", "-", ".", " - "))
    joined = "".join(tight)
    return mark.join(joined[at : at + size] for at in range(0, len(joined), size))


def wrong(value: str, random: Random) -> str:
    """With one letter or digit mistyped, or two swapped."""
    places = [at for at, sign in enumerate(value[:-1]) if sign.isalnum()]
    if not places:
        return value
    at = random.choice(places)
    sign, after = value[at], value[at + 1]
    if random.random() < 0.5 and after.isalnum() and after != sign:
        return value[:at] + after + sign + value[at + 2 :]
    other = random.choice("0123456789" if sign.isdigit() else "aeiourstnl")
    return value[:at] + other + value[at + 1 :]


def _cut(value: str) -> int:
    """Where a value is cut in two: at its `@`, at the sign nearest its middle, or there."""
    if value.find("@") > 0:
        return value.find("@")
    middle = len(value) // 2
    signs = [at for at in range(1, len(value) - 1) if not value[at].isalnum()]
    return min(signs, key=lambda at: abs(at - middle), default=max(1, middle))


def first_half(value: str, random: Random) -> str:  # noqa: ARG001 - as its neighbours
    """What comes first of a value said in two."""
    return value[: _cut(value)].strip(" -.,/")


def second_half(value: str, random: Random) -> str:  # noqa: ARG001
    """What comes second."""
    return value[_cut(value) :].strip(" -.,/")


def end(value: str, random: Random) -> str:  # noqa: ARG001
    """Its last four letters and digits."""
    return "".join(sign for sign in value if sign.isalnum())[-4:]


def bare(value: str, random: Random) -> str:  # noqa: ARG001
    """Without commas, stops and dashes, as it is typed in a hurry."""
    return " ".join(re.sub(r"[.,;:/–-]", " ", value).split())


def tight(value: str, random: Random) -> str:  # noqa: ARG001
    """Its letters and digits alone, without a blank."""
    return "".join(sign for sign in value if sign.isalnum())


def start(value: str, random: Random) -> str:  # noqa: ARG001
    """Its first four letters and digits."""
    return "".join(sign for sign in value if sign.isalnum())[:4]


def stars(value: str, random: Random) -> str:
    """All but its last four letters and digits starred, as an agent shows what is stored."""
    star, shown = random.choice("*xX•#"), end(value, random)
    return star * random.choice((2, 3, 4, 8)) + random.choice(("", "", " ", "-")) + shown


def mixed(value: str, random: Random) -> str:
    """Some digits in words, some not, so that no filter sees them: `four0two five5five`."""
    if "@" in value:
        return value.replace("@", random.choice((" (a) ", " at ", "{at}", " @ "))).replace(
            ".", random.choice((".", " . ", " dot ", "(dot)"))
        )
    said = [
        random.choice((DIGITS[int(sign)], DIGITS[int(sign)].upper(), sign, sign, sign + " "))
        if sign.isdigit()
        else sign
        for sign in value
    ]
    return "".join(said).strip()


WAYS: dict[str, Callable[[str, Random], str]] = {
    "words": words,
    "spelled": spelled,
    "spaced": spaced,
    "wrong": wrong,
    "a": first_half,
    "b": second_half,
    "end": end,
    "bare": bare,
    "mixed": mixed,
    "tight": tight,
    "start": start,
    "stars": stars,
    "low": lambda value, _: value.lower(),
    "up": lambda value, _: value.upper(),
    **WAYS_ABROAD,
}
"""By the word after the stop in a slot."""
