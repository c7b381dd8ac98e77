"""The stems of number words and the starts of months, in the languages known here."""

import re

from redactor.recognizers.date_shapes import MONTH as _WHOLE_MONTH

NUMBER_WORD = re.compile(
    r"one|tw[oe]|three|thir|fou?r|five|fif|six|seven|eight|nine|nin|ten\b|eleven|teen|ty\b|tieth"
    r"|first|second|third|th\b|zero|oh\b|nought|double|triple|hundred|thousand"
    r"|null|ein|eins|zw|drei|dri|vier|f[üu]nf|sech|sieb|acht|neun|zehn|elf|zig|hundert|tausend|ster?\b"
    r"|cero|un[oa]?\b|dos|tres|cuatro|cinco|siete|ocho|nueve|diez|once|doce|trece|quince|ce\b|veint"
    r"|enta|prim|mil|cien|zéro|deux|trois|quat|cinq|sept|huit|neuf|dix|onze|douze|ze\b|vingt|rente"
    r"|ante|cent|due\b|tre\b|sei|sette|otto|nove|dieci|dici|venti|nul\b|een\b|drie|vijf|zes|zeven"
    r"|negen|tien|twaalf|dertig|um\b|dois|oito|dez|doze|vinte|meia",
    re.IGNORECASE,
)
"""Somewhere in a text that says a number in words."""

MONTH = re.compile(
    r"\b(?:jan|feb|f[eé]v|m[aä]r|apr|avr|abr|ma[iyjg]|mei|mrt|jun|juin|giu|jul|juil|lug|aug|ao[uû]"
    r"|ago|sep|set|o[ck]t|ott|out|nov|de[czs]|déc|dic|ene|gen)",
    re.IGNORECASE,
)
"""Where a month may begin, by name or for short."""

_IS_MONTH = re.compile(_WHOLE_MONTH, re.IGNORECASE)


def is_month(word: str) -> bool:
    """Whether `word` is a month, in the languages of Western Europe."""
    return _IS_MONTH.fullmatch(word) is not None
