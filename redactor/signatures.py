"""Signatures under a pasted mail: the firm, the line with the town, the number for the tax."""

import re
from collections.abc import Iterator, Sequence

from redactor.reasons import VISITOR_COMPANY
from redactor.spans import Span
from redactor.turns import Turn
from redactor.vocabulary import words_of

SOURCE = "conversation:form"
_SCORE = 0.75
_CLOSING = re.compile(
    r"(?:regards|sincerely|wishes|(?:mit |viele |beste |liebe |freundliche[nr]? |besten |lieben )+"
    r"gr(?:ü|ue)(?:ß|ss)en?|vriendelijke groet(?:en)?|cordialement|salutations(?: distingu[ée]es)?"
    r"|(?:cordiali|distinti) saluti|un saludo|saludos|atentamente|atenciosamente|cumprimentos"
    r"|vennlig hilsen|v[äa]nliga h[äa]lsningar|\bm[fv]g|\bmvh)\b[,.! ]*\n",
    re.IGNORECASE,
)
_LEGAL = "|".join(
    sorted((re.escape(form) for form in words_of("legal_forms") if len(form) > 1), key=len)[::-1]
)
_FIRM = re.compile(
    rf"(?:^|(?<=[|\n·•,]))[ \t]*(?P<value>[^\W\d_a-zß-ÿ][\w&'’.-]*(?:[ ][^\s|,]+){{0,4}}?"
    rf"[ ](?i:{_LEGAL})\b\.?)(?=[ \t]*(?:$|[|\n·•,(]))",
    re.MULTILINE,
)
_POST = re.compile(
    r"^[^\W\d_a-z][^\W\d_]+(?: [^\W\d_]+){0,3}, "
    r"(?P<value>[A-Z][\w&'’.-]*(?: [A-Z&][\w&'’.-]*){1,5})$",
    re.MULTILINE,
)
_OVER_A_PHONE = re.compile(
    r"\n[^\n]+\n[^\n]+\n(?P<value>[^\W\da-zß-ÿ_][\w&'’.-]*"
    r"(?:[ ](?:(?:&|and|und|et|y|e|en|of|de|der|van)[ ])?[^\W\da-zß-ÿ_][\w&'’.-]*){1,4})[ \t]*"
    r"(?=\n(?:T|M|P|W|E|F|Tel|Phone|Mob|Mobile|Web|Fon|T[ée]l|www)\b[.:]?[ ]?"
    r"(?:[+(]?\d[\d() /-]{3}|\S*@|\S*[a-z]\.[a-z]))"
)
"""The line between a job and a phone, which names the firm."""
_TOWN = re.compile(
    r"(?:^|(?<=[|\n·•,]))[ \t]*(?P<code>(?:[A-Z]{1,2}-)?\d{4,5}(?: [A-Z]{2})?)[ ]"
    r"(?P<town>[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_]+){0,3})(?=[ \t]*(?:$|[|\n·•,]))",
    re.MULTILINE,
)
_TAX = re.compile(
    r"\b(?:btw|ust\.?-?id(?:nr)?\.?|ustid|vat|tva|p\.? ?iva|nif|cif|kvk|hrb)"
    r"(?:[ -]?(?:nr|no|n°)\.?)?[ :.]{1,3}(?P<value>(?:[A-Z]{2}[ ]?)?\d[\d. ]{5,14}\d)(?!\w)",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"(?:^|(?<=[|\n·•,]))[ \t]*(?:(?:W|Web|Website|Site|Internet)[.:]?[ ])?"
    r"(?P<value>(?:https?://)?(?:www\.)?[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,20})?"
    r"\.(?!(?:pdf|jpe?g|png|gif|docx?|xlsx?|csv|txt|log|zip|exe)(?![\w-]))[a-z]{2,20})"
    r"(?=/?[ \t]*(?:$|[|\n·•,]))",
    re.IGNORECASE | re.MULTILINE,
)


def find_in_signatures(turns: Sequence[Turn]) -> Iterator[tuple[int, Span]]:
    """Yield (index of the turn, span) for what stands under a visitor's goodbye."""
    for turn in turns:
        closing = _CLOSING.search(turn.text) if turn.by_visitor and "\n" in turn.text else None
        if closing:
            yield from ((turn.index, span) for span in _below(turn.text, closing.end()))


def _below(text: str, start: int) -> Iterator[Span]:
    for shape in (_FIRM, _POST):  # "Lee Ltd", "Bursar, Rose Hill School"
        for firm in shape.finditer(text, start):
            yield _span("ORGANIZATION", firm.span("value"), VISITOR_COMPANY)
    if over := _OVER_A_PHONE.search(text, max(0, start - 1)):
        yield _span("ORGANIZATION", over.span("value"), VISITOR_COMPANY)
    for site in _SITE.finditer(text, start):
        yield _span("URL", site.span("value"))
    for line in _TOWN.finditer(text, start):
        yield _span("POSTAL_CODE", line.span("code"))
        yield _span("LOCATION", line.span("town"))
    for tax in _TAX.finditer(text, start):
        yield _span("ID_DOCUMENT", tax.span("value"))


def _span(entity: str, place: tuple[int, int], source: str = SOURCE) -> Span:
    start, end = place
    return Span(start=start, end=end, entity=entity, score=_SCORE, source=source)
