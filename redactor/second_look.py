"""Look again, whether anything masked, or anything certain, still stands in the open.

Two independent questions of the masked text. Is a masked value still readable somewhere, however
it is spaced or cased? Does a recognizer still find something that the policy masks? What
survives is masked too; what survives that as well fails the session closed.
"""

from collections.abc import Iterator, Mapping, Sequence

from redactor.conversation import Action, Finding
from redactor.detection import Detector
from redactor.masking import Masked
from redactor.policy import Policy
from redactor.reading import Reading, key, read
from redactor.spans import Span
from redactor.vocabulary import is_never_a_name, is_word

ROUNDS = 3
"""How often survivors are masked before the session fails closed."""

_LEAST = 3
_BOUND = "\x00"


def find_survivors(
    texts: Mapping[int, str],
    masked: Mapping[int, Masked],
    *,
    detector: Detector,
    policy: Policy,
) -> dict[int, list[Span]]:
    """Return what survived, as spans of the original texts by index of the message."""
    survivors: dict[int, list[Span]] = {}
    values = _masked_values(texts, masked)
    for index, text in texts.items():
        spans = list(_surviving_values(text, masked[index].findings, values))
        if masked[index].masks:
            spans += _surviving_shapes(masked[index], detector, policy)
        if spans:
            survivors[index] = spans
    return survivors


def _hidden(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.action is not Action.KEEP]


def _masked_values(texts: Mapping[int, str], masked: Mapping[int, Masked]) -> dict[str, Finding]:
    """Return the masked values, letters and digits only, that must not be seen again."""
    values: dict[str, Finding] = {}
    for index, text in texts.items():
        for finding in _hidden(masked[index].findings):
            folded = read(text[finding.start : finding.end]).text
            value = _letters(folded)
            if len(value) >= _LEAST and not _is_ordinary(folded):
                values.setdefault(value, finding)
    return values


def _is_ordinary(value: str) -> bool:
    """Whether a value is only ordinary words, which may stand elsewhere and mean nothing."""
    words = value.split()
    return all(is_word(word) or is_never_a_name(word) for word in words)


def _letters(text: str) -> str:
    return "".join(letter for letter in key(text) if letter.isalnum())


def _surviving_values(
    text: str, findings: Sequence[Finding], values: Mapping[str, Finding]
) -> Iterator[Span]:
    """Yield where masked values stand outside the masks, at the bounds of words."""
    if not values:
        return
    reading = read(text)
    letters, places = _squash(reading, _hidden(findings))
    for value, finding in values.items():
        at = letters.find(value)
        while at >= 0:
            first, last = places[at], places[at + len(value) - 1]
            if _is_bounded(reading.text, first, last):
                start, end = reading.original(first, last + 1)
                yield Span(
                    start=start,
                    end=end,
                    entity=finding.entity,
                    score=finding.score,
                    source="second_look:value",
                )
            at = letters.find(value, at + 1)


def _squash(reading: Reading, hidden: Sequence[Finding]) -> tuple[str, list[int]]:
    """Return the letters and digits in the open, and the place of each in the reading."""
    letters: list[str] = []
    places: list[int] = []
    waiting = sorted(hidden, key=lambda finding: finding.start)
    for place, character in enumerate(reading.text):
        start, end = reading.original(place, place + 1)
        while waiting and waiting[0].end <= start:
            waiting.pop(0)
        if waiting and waiting[0].start < end:
            letters.append(_BOUND)
            places.append(place)
        elif character.isalnum():
            for letter in key(character):
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def _is_bounded(text: str, first: int, last: int) -> bool:
    before = text[first - 1] if first else " "
    after = text[last + 1] if last + 1 < len(text) else " "
    return not (_joins(before, text[first]) or _joins(text[last], after))


def _joins(left: str, right: str) -> bool:
    """Whether two characters belong to one word or one number."""
    return (left.isalpha() and right.isalpha()) or (left.isdigit() and right.isdigit())


def _surviving_shapes(masked: Masked, detector: Detector, policy: Policy) -> Iterator[Span]:
    """Yield what the recognizers still find in a masked text, clear of every mask."""
    for span in detector.find_shapes(masked.text):
        rule = policy.rule(span.entity)
        if rule.action is Action.KEEP or span.score < rule.threshold:
            continue
        if any(span.overlaps(mask.start, mask.end) for mask in masked.masks):
            continue
        start, end = _in_original(masked, span.start), _in_original(masked, span.end)
        yield Span(
            start=start,
            end=end,
            entity=span.entity,
            score=span.score,
            source=f"second_look:{span.source.rpartition(':')[2]}",
        )


def _in_original(masked: Masked, place: int) -> int:
    """Return where a place outside the masks of the masked text is in the original."""
    shift = 0
    for mask, finding in zip(masked.masks, _hidden(masked.findings), strict=True):
        if mask.end <= place:
            shift = finding.end - mask.end
    return place + shift
