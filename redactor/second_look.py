"""Look again, whether anything masked, or anything certain, still stands in the open.

Two independent questions of the masked text. Is a masked value still readable somewhere, however
it is spaced or cased? Does a recognizer still find something? What the policy would mask of it
has survived and is masked too; what survives that as well fails the session closed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from string import digits
from weakref import WeakKeyDictionary

from redactor.conversation import Action, Finding
from redactor.detection import Detector
from redactor.masking import Masked
from redactor.policy import Decision, Policy
from redactor.reading import Reading, key, read, squashed
from redactor.reasons import SURVIVING_VALUE
from redactor.spans import Span, trim
from redactor.vocabulary import is_never_a_name, is_word

ROUNDS = 3
"""How often survivors are masked before the session fails closed."""

_LEAST = 3
_LEAST_DIGITS = 4
_SURE_OF_A_NAME = 0.9
_MOST_IN_THE_OPEN = 2
_SHORT_NUMBERS = frozenset({"SECRET", "CREDIT_CARD", "PASSWORD"})
_BOUND = "\x00"
_REMEMBERED = 4_096
_LONGEST_REMEMBERED = 4_000
_seen: "WeakKeyDictionary[Detector, dict[str, tuple[Span, ...]]]" = WeakKeyDictionary()
"""What each detector's recognizers found in the last masked texts, by the text looked at."""
_DIGITS_OF_LABELS = str.maketrans(dict.fromkeys(digits, "X"))


def find_survivors(
    texts: Mapping[int, str],
    masked: Mapping[int, Masked],
    *,
    detector: Detector,
    policy: Policy,
) -> dict[int, list[Decision]]:
    """Return what survived, in the original texts by index of the message, to be masked."""
    survivors: dict[int, list[Decision]] = {}
    values = _masked_values(texts, masked, policy)
    standing = {
        index: list(_surviving_values(text, masked[index].findings, values))
        for index, text in texts.items()
    }
    doubted = _doubted(texts, masked, standing)
    for index, text in texts.items():
        spans = [span for span in standing[index] if not _is_doubted(span, text, doubted)]
        if masked[index].masks:
            spans += _surviving_shapes(masked[index], detector, policy)
        if spans and (made := _to_mask(spans, text, policy)):
            survivors[index] = made
    return survivors


def _to_mask(spans: Sequence[Span], text: str, policy: Policy) -> list[Decision]:
    """Return what the policy makes of `spans`, without what it allows or keeps."""
    trimmed = [span for each in spans if (span := trim(each, text))]
    return [each for each in policy.decide(trimmed, text) if each.action is not Action.KEEP]


def _doubted(
    texts: Mapping[int, str], masked: Mapping[int, Masked], standing: Mapping[int, Sequence[Span]]
) -> dict[str, bool]:
    """Return the one-word names only a model found, unsure of each, and whether none is spread.

    None is where the word stands in the open more than twice as often as it was found.
    """
    found: dict[str, list[Finding]] = {}
    for index, text in texts.items():
        for finding in _hidden(masked[index].findings):
            value = squashed(read(text[finding.start : finding.end]).text)
            found.setdefault(value, []).append(finding)
    open_ones = Counter(
        squashed(texts[index][span.start : span.end])
        for index, spans in standing.items()
        for span in spans
    )
    return {
        value: open_ones[value] > _MOST_IN_THE_OPEN * len(findings)
        for value, findings in found.items()
        if all(_is_unsure(finding) for finding in findings)
    }


def _is_unsure(finding: Finding) -> bool:
    name = finding.entity == "PERSON" and finding.source.startswith("model:")
    return name and finding.score < _SURE_OF_A_NAME


def _is_doubted(span: Span, text: str, doubted: Mapping[str, bool]) -> bool:
    """Whether what survived is an unsure name that is too frequent or without a capital."""
    value = text[span.start : span.end]
    none = doubted.get(squashed(value))
    return none is not None and len(value.split()) == 1 and (none or not value[:1].isupper())


def _hidden(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.action is not Action.KEEP]


def _masked_values(
    texts: Mapping[int, str], masked: Mapping[int, Masked], policy: Policy
) -> dict[str, Finding]:
    """Return the masked values, letters and digits only, that must not be seen again.

    What the policy keeps wherever it stands may be masked in a message that `strict` had to read.
    """
    values: dict[str, Finding] = {}
    for index, text in texts.items():
        for finding in _hidden(masked[index].findings):
            if policy.always_keeps(finding.entity):
                continue
            folded = read(text[finding.start : finding.end]).text
            value = squashed(folded)
            if _is_telling(value, finding) and not _is_ordinary(folded):
                values.setdefault(value, finding)
    return values


def _is_telling(value: str, finding: Finding) -> bool:
    """Whether a value is long enough to mean the same elsewhere; a short number may count."""
    short_number = value.isdigit() and finding.entity not in _SHORT_NUMBERS
    return len(value) >= (_LEAST_DIGITS if short_number else _LEAST)


def _is_ordinary(value: str) -> bool:
    """Whether a value is only ordinary words, which may stand elsewhere and mean nothing."""
    words = value.split()
    return all(is_word(word) or is_never_a_name(word) for word in words)


def _surviving_values(
    text: str, findings: Sequence[Finding], values: Mapping[str, Finding]
) -> Iterator[Span]:
    """Yield where masked values stand outside the masks, at the bounds of words."""
    if not values:
        return
    reading = read(text)
    everything = squashed(reading.text)
    if not any(map(everything.__contains__, values)):
        return
    hidden = _hidden(findings)
    if isinstance(reading.starts, range):  # one for one: most values stand under their masks alone
        opened = _open_letters(reading.text, hidden)
        if not any(map(opened.__contains__, values)):
            return
    letters, places = _squash(reading, hidden)
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
                    source=SURVIVING_VALUE,
                )
            at = letters.find(value, at + 1)


def _open_letters(text: str, hidden: Sequence[Finding]) -> str:
    """Return the letters and digits in the open, with a bound for each mask.

    `text` is read one for one, so that a place in it is one in the original.
    """
    parts: list[str] = []
    end = 0
    for finding in sorted(hidden, key=lambda finding: finding.start):
        parts.append(text[end : finding.start])
        end = finding.end
    return _BOUND.join(map(squashed, [*parts, text[end:]]))


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
    for span in _shapes(detector, _without_digits_of_labels(masked)):
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


def _shapes(detector: Detector, text: str) -> tuple[Span, ...]:
    """Return what the recognizers find in a masked text; remembered, since chats grow."""
    known = _seen.setdefault(detector, {})
    spans = known.get(text)
    if spans is None:
        spans = detector.find_shapes(text)
        if len(known) >= _REMEMBERED:
            known.clear()
        if len(text) <= _LONGEST_REMEMBERED:
            known[text] = spans
    return spans


def _without_digits_of_labels(masked: Masked) -> str:
    """The masked text with letters for the digits of its labels: what looks for numbers can rest.

    No offset moves, and what would be found in a label is not looked at anyway.
    """
    parts: list[str] = []
    end = 0
    for mask in masked.masks:
        label = masked.text[mask.start : mask.end]
        parts += masked.text[end : mask.start], label.translate(_DIGITS_OF_LABELS)
        end = mask.end
    return "".join([*parts, masked.text[end:]])


def _in_original(masked: Masked, place: int) -> int:
    """Return where a place outside the masks of the masked text is in the original."""
    shift = 0
    for mask, finding in zip(masked.masks, _hidden(masked.findings), strict=True):
        if mask.end <= place:
            shift = finding.end - mask.end
    return place + shift
