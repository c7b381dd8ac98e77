"""Telephone numbers of all configured countries in one pass.

Presidio runs libphonenumber's matcher once for each region, two thirds of its whole time, and
needs numbers to be assigned. Here one regex finds candidates, their grouping says whether
they look like a phone at all, and only then each region is asked whether such a number is
possible. Numbers kept for drama (555-01xx, 07700 900xxx) are possible, so they are found.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import phonenumbers

from redactor.recognizers.base import Shape, ShapeRecognizer, Span
from redactor.recognizers.numbering_plans import may_be_assigned
from redactor.recognizers.thing_numbers import is_of_a_thing

_CANDIDATE = re.compile(
    r"(?<![\w@#$€£¥])(?<!\d[.,:/-])(?<![A-Z]{2}-)(?:\+|\(\+?)?\d(?:[ \u00a0().\-/–‑]{0,3}\d){5,17}"
    r"(?:[ ,]{0,2}(?:x|ext\.?|extension)[ ]?\d{1,6})?(?![\w%]|[.,:/-]\d)",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"[ ,]{0,2}(?:x|ext\.?|extension)[ ]?\d{1,6}$", re.IGNORECASE)
_TALK = re.compile(
    r"(?<!\w)(?:phone|mobile|cell|call|tele?phone|tel|ring|text|sms|whats ?app|fax|dial|reach"
    r"|contact|landline|my number|the number|number is|voice ?mail|handy|telefon|t[ée]l[ée]phone"
    r"|tel[ée]fono|m[óo]vil|celular|portable|telefone|telefoon|mobiel|signal|telegram|hotline)",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"(?:order|invoice|ticket|track(?:ing)?|account|acct|ref(?:erence)?|case|serial|sku|model|isbn"
    r"|part|po|pnr|type|plate|confirmation|policy|booking|reservation|transaction|error|item"
    r"|product|article|version|claim"
    r"|customer|member(?:ship)?|user|receipt|card|passport|ssn|social security|nhs|iban|routing"
    r"|sort"
    r"|licen[cs]e|tax|code|pin|otp|id|vin|imei|build)"
    r"(?:[ ]?(?:number|num|nr|no\.?|id|code|#)){0,2}[^\w\n]{0,4}"
    r"(?:(?:for|with|from|on|of|it|my|your|the)[ ]){0,3}(?:is|was|are)?[^\w\n]{0,4}$",
    re.IGNORECASE,
)
_NOT_A_PHONE = re.compile(
    r"(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])(?!\d)"  # 2024-01-02
    r"|(?<!\d)(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|[12]\d|3[01])[-./](?:19|20)\d\d(?!\d)"
    r"|(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)"  # network address
    r"|(?<!\d)(?:19|20)\d\d[ ]?[-–/][ ]?(?:19|20)\d\d(?!\d)"  # years
    r"|^\d{3}-\d{2}-\d{4}(?!\d)|^\d{3}-\d{7}-\d{7}(?!\d)|^[1-9]\d{0,2}(?:[ .]000){1,4}(?!\d|[ .]\d)"
)
_AT = re.compile(
    r"(?<!\w)(?:al|au|op|unter|pelo|naar|aan|à)(?:[ ]\w{2,6}){0,3}[ ]?:?[ ]$", re.IGNORECASE
)
_PRICED = re.compile(r"[,:(]?[ ](?:(?:at|for|costs?)[ ])?[€$£¥][ ]?\d")
_SEPARATOR = re.compile(r"[^\d+]+")
_SINGLE_DIGITS = re.compile(r"\d[^\d+]{1,3}\d[^\d+]{1,3}\d(?!\d)")
_INTERNATIONAL = re.compile(r"00|011")
_LONGEST_DOTTED = 4
_ASSIGNED, _POSSIBLE = 0.9, 0.8


class PhoneNumberRecognizer(ShapeRecognizer):
    """Finds +numbers of any country and national numbers of the given regions."""

    ENTITY = "PHONE_NUMBER"
    SOURCE = "pattern:phone_number"
    NEEDS_DIGIT = True
    SHAPES = (Shape(name="candidate", regex=_CANDIDATE, score=0.75),)

    def __init__(self, *, regions: Iterable[str] = ("US", "GB"), language: str = "en") -> None:
        super().__init__(language=language)
        self.regions = tuple(dict.fromkeys(regions))
        unknown = sorted(set(self.regions) - phonenumbers.SUPPORTED_REGIONS)
        if unknown:
            raise ValueError(f"no telephone region: {', '.join(unknown)}")

    def find(self, text: str) -> Iterator[Span]:
        """Yield each number; a candidate that is too long is tried again without its tail."""
        asked: dict[str, float] = {}
        place = 0
        while match := _CANDIDATE.search(text, place):
            other = _NOT_A_PHONE.match(match[0])
            if other or _SINGLE_DIGITS.match(match[0]):
                place = match.start() + (other.end() if other else 1)
                continue
            place = _next_group(match)
            for end in _ends(match):
                score = self._believed(text, match.start(), end, asked)
                if score:
                    yield Span(start=match.start(), end=end, score=score, shape="telephone number")
                    place = end
                    break

    def _believed(self, text: str, start: int, end: int, asked: dict[str, float]) -> float:
        """Score `text[start:end]`; `asked` remembers what the regions said of these digits."""
        candidate = _EXTENSION.sub("", text[start:end])
        digits = re.sub(r"\D", "", candidate)
        if not 7 <= len(digits) <= 15 or len(set(digits)) < 3:
            return 0.0
        foreign = _as_international(candidate, digits)
        if foreign is None and (len(digits) > 12 or _NOT_A_PHONE.search(candidate)):
            return 0.0
        grouping = 1.0 if foreign else _grouping(candidate)
        if not grouping:
            return 0.0
        key = foreign or digits
        if key not in asked:
            asked[key] = self._possible(key, spent=len(asked) > 50 + len(text) // 20)
        if not asked[key]:
            return 0.0
        return _in_context(text, start, end, asked[key] * grouping, digits, foreign=bool(foreign))

    def _possible(self, number: str, *, spent: bool) -> float:
        """Ask the regions: 0.9 assigned, 0.8 possible, 0 neither; believe all once time is spent.

        A text with hundreds of different candidates is hostile or a list of phones.
        """
        if spent:
            return _POSSIBLE
        if number.startswith("+"):
            return _asked(number, None)
        likely = [region for region in self.regions if may_be_assigned(number, region)]
        best = 0.0
        for region in likely:
            best = max(best, _asked(number, region))
            if best == _ASSIGNED:
                return best
        rest = (region for region in self.regions if region not in likely)
        return best or next(filter(None, (_asked(number, region) for region in rest)), 0.0)


def _asked(number: str, region: str | None) -> float:
    """Ask libphonenumber of `number`, as somebody in `region` dials it."""
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return 0.0
    if phonenumbers.is_valid_number(parsed):
        return _ASSIGNED
    return _POSSIBLE if phonenumbers.is_possible_number(parsed) else 0.0


def _ends(match: re.Match[str]) -> Iterator[int]:
    """Yield the whole match, then shorter ones, cut at separators, that still have digits."""
    yield match.end()
    separators = list(_SEPARATOR.finditer(match[0]))
    for separator in reversed(separators[-6:]):
        if separator.start() >= 7 and " " in separator[0]:
            yield match.start() + separator.start()


def _next_group(match: re.Match[str]) -> int:
    """Return where to look on when `match` is no phone: behind its first separator."""
    separator = _SEPARATOR.search(match[0], 1)
    return match.start() + separator.end() if separator else match.end()


def _as_international(candidate: str, digits: str) -> str | None:
    """Return the number with + and country code, if it is written so, or with 00 or 011."""
    if "+" in candidate[:2]:
        return "+" + re.sub(r"\D", "", candidate.replace("(0)", ""))
    prefix = _INTERNATIONAL.match(digits)
    if prefix and len(digits) - prefix.end() >= 9:
        return "+" + digits[prefix.end() :]
    return None


def _grouping(candidate: str) -> float:
    """Say how much the grouping of a national number looks like a phone: 0, 0.4, 0.6 to 0.9."""
    groups = [group for group in _SEPARATOR.split(candidate) if group]
    sizes = [len(group) for group in groups]
    if len(groups) == 1:
        return 0.7 if sizes[0] in (10, 11) and groups[0][0] == "0" else 0.4
    if sizes[0] == 1 and groups[0] in "01" and len(groups) > 2:
        sizes = sizes[1:]
    if min(sizes) < 2 or sum(sizes) > 12 or _is_a_build(candidate, sizes):
        return 0.0
    if sizes == [3, 4]:
        return 0.65 if "-" in candidate or groups[0] == "555" else 0.45
    if sizes in ([3, 3, 4], [3, 7], [6, 4]) or groups[0][0] == "0" or candidate[0] == "(":
        return 0.95
    if sizes == [4, 4]:
        return 0.4
    paired = all(size == 2 for size in sizes)
    if sum(sizes) < 9 and not paired and "-" in candidate:
        return 0.4
    return 0.45 if paired or len(set(sizes)) == 1 or sizes[0] == 4 else 0.6


def _is_a_build(candidate: str, sizes: Sequence[int]) -> bool:
    """Whether stops alone part long groups: "243.21565" counts what somebody made."""
    stops = set(_SEPARATOR.findall(candidate)) == {"."}
    return stops and max(sizes) > _LONGEST_DOTTED and candidate[0] not in "0("


def _in_context(
    text: str, start: int, end: int, score: float, digits: str, *, foreign: bool
) -> float:
    """Raise the score where phones are spoken of, lower it behind "order number" and its like."""
    if foreign:
        return score
    if _OTHER_NUMBER.search(text[max(0, start - 40) : start]):
        return min(score, 0.3)
    if is_of_a_thing(text, start, end) or (digits[0] != "0" and _PRICED.match(text, end)):
        return 0.0
    if _TALK.search(text[max(0, start - 60) : end + 30]):
        return max(score, 0.75)
    if len(digits) >= 9 and _AT.search(text[max(0, start - 20) : start]):
        return max(score, 0.6)
    alone = len(text.strip()) <= end - start + 2 and len(digits) >= 10
    return max(score, 0.5) if alone else score
