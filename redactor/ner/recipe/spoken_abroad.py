"""Numbers, e-mails and births as they are dictated in other languages: `{phone.de}`, `{born}`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random

DIGITS_ABROAD = {
    "de": "null eins zwei drei vier fünf sechs sieben acht neun",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf",
    "it": "zero uno due tre quattro cinque sei sette otto nove",
    "nl": "nul een twee drie vier vijf zes zeven acht negen",
    "pt": "zero um dois três quatro cinco seis sete oito nove",
}
TEENS_ABROAD = {
    "de": "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "es": "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve",
    "fr": "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
    "it": "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
    "nl": "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
    "pt": "dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove",
}
TENS_ABROAD = {
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "fr": "vingt trente quarante cinquante soixante soixante-dix quatre-vingt quatre-vingt-dix",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
}
MONTHS_ABROAD = {
    language: tuple(names.split())
    for language, names in {
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
        "diciembre",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre "
        "décembre",
        "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
        "novembre dicembre",
        "nl": "januari februari maart april mei juni juli augustus september oktober november "
        "december",
        "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
        "dezembro",
    }.items()
}
SIGNS_ABROAD = {
    "de": {"@": "ät|at|Klammeraffe|(at)", ".": "punkt|Punkt", "-": "minus|strich|Bindestrich"},
    "es": {"@": "arroba", ".": "punto", "-": "guion|guión"},
    "fr": {"@": "arobase|at|arobas", ".": "point", "-": "tiret"},
    "it": {"@": "chiocciola|at", ".": "punto", "-": "trattino|meno"},
    "nl": {"@": "apenstaartje|at", ".": "punt", "-": "streepje|min"},
    "pt": {"@": "arroba", ".": "ponto", "-": "traço|hífen"},
}
UNDERSCORE = {"de": "unterstrich", "es": "guion bajo", "fr": "tiret bas", "nl": "underscore"}
DOUBLE = {"de": "doppel", "es": "doble", "fr": "double", "it": "doppio", "nl": "dubbel"}
CENTURY = {
    "de": ("neunzehnhundert", "zweitausend"),
    "es": ("mil novecientos ", "dos mil "),
    "fr": ("mille neuf cent ", "deux mille "),
    "it": ("millenovecento", "duemila"),
    "nl": ("negentien", "tweeduizend"),
    "pt": ("mil novecentos e ", "dois mil e "),
}
JOINT = {"es": " y ", "fr": "-", "it": "", "pt": " e "}


def counted_abroad(number: int, language: str) -> str:
    """A number below a hundred in words."""
    digits, teens, tens = (
        table[language].split() for table in (DIGITS_ABROAD, TEENS_ABROAD, TENS_ABROAD)
    )
    if number < 20:
        return (*digits, *teens)[number]
    ten, one = tens[number // 10 - 2], number % 10
    if not one and not (language == "fr" and number in {70, 90}):
        return ten
    if language == "fr" and number // 10 in {7, 9}:
        return f"{tens[number // 10 - 3]}-{teens[one]}"
    if language == "de":
        return f"{'ein' if one == 1 else digits[one]}und{ten}"
    if language == "nl":
        return f"{digits[one]}{'ën' if digits[one].endswith('e') else 'en'}{ten}"
    if language == "es" and number < 30:
        return f"veinti{digits[one]}"
    if language == "it" and one in {1, 8}:
        return ten[:-1] + digits[one]
    return ten + JOINT[language] + digits[one]


def said_date_abroad(day: dt.date, language: str, random: Random) -> str:
    """`siebter März zweiundachtzig` is rarer than `7. märz 82`: a day, month and year in words."""
    number, month = counted_abroad(day.day, language), MONTHS_ABROAD[language][day.month - 1]
    if language == "de":
        low = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}.get(day.day, f"{number}t")
        nth = low if day.day < 20 else f"{number}st"
        number = nth + random.choice(("er", "er", "en"))
    short = counted_abroad(day.year % 100, language) if day.year % 100 else ""
    early, late = CENTURY[language]
    long = (late if day.year >= 2000 else early) + short
    long = long.removesuffix(" e ").strip()
    year = random.choice((short or long, long, long, str(day.year), f"{day.year % 100:02}"))
    of = random.choice((" de ", " ")) if language in {"es", "pt"} else " "
    said = random.choice((f"{number}{of}{month}{of}{year}", f"{day.day}{of}{month}{of}{year}"))
    return random.choice((str, str.lower))(said)


def in_words_of(language: str) -> Callable[[str, Random], str]:
    """A way to dictate values in a language: digits in words, the signs of an e-mail read out."""
    digits = DIGITS_ABROAD[language].split()
    signs = {sign: words.split("|") for sign, words in SIGNS_ABROAD[language].items()}
    signs["_"] = [UNDERSCORE.get(language, "underscore")]

    def pairs(value: str) -> str:
        tight = "".join(sign for sign in value if sign.isdigit())
        parts = [tight[at : at + 2] for at in range(0, len(tight), 2)]
        said = [
            counted_abroad(int(part), language)
            if len(part) == 2 and part[0] != "0"
            else " ".join(digits[int(sign)] for sign in part)
            for part in parts
        ]
        return " ".join(said)

    def one_by_one(value: str, random: Random) -> str:
        said: list[str] = []
        double, at = random.random() < 0.3 and language in DOUBLE, 0
        while at < len(value):
            sign = value[at]
            if sign.isdigit():
                twice = double and value[at : at + 2] == sign * 2
                said.append(
                    f"{DOUBLE[language]} {digits[int(sign)]}" if twice else digits[int(sign)]
                )
                at += twice
            elif sign.isalpha():
                said.append(sign)
            at += 1
        return " ".join(said)

    def say(value: str, random: Random) -> str:
        if "@" in value or not any(map(str.isdigit, value)):
            read = "".join(
                f" {random.choice(signs[sign])} " if sign in signs else sign for sign in value
            )
            return " ".join(read.split())
        if value.isalpha() or any(map(str.isalpha, value)) or random.random() < 0.6:
            return one_by_one(value, random)
        return pairs(value)

    return say


WAYS_ABROAD = {language: in_words_of(language) for language in DIGITS_ABROAD}
"""Ways of dictating by language."""
