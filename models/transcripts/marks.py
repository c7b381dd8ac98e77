"""Masked text with its marks, and the way back to the original: offsets only, pure.

Between two masks a masked text is the original, character by character. So whatever stands
outside of masks has a place in the original, and a stretch of the original that is not masked
yet has one in the masked text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from redactor import Action, Finding, Mask, RedactedMessage
from redactor.reading import read

Stretch = tuple[int, int]
"""Where something begins and ends, in code points."""

_ALNUM = re.compile(r"[^\W_]")
_PART = re.compile(r"\d|[^\W\d_]+")
_BETWEEN = r"[\W_]{0,3}"
_FEWEST = 2
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts that put no space between words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mask, and the stretch of the original it stands for; None where nobody kept it."""

    mask: Mask
    origin: Stretch | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A masked text and its marks in order."""

    text: str
    marks: tuple[Mark, ...] = ()

    def gaps(self) -> Iterator[tuple[int, int, int | None]]:
        """What stands outside of masks: start, end, and how far behind the original it is."""
        done, shift = 0, 0
        known = True
        for mark in self.marks:
            if done < mark.mask.start:
                yield done, mark.mask.start, shift if known else None
            done = mark.mask.end
            known = known and mark.origin is not None
            shift = mark.origin[1] - done if mark.origin else shift
        if done < len(self.text):
            yield done, len(self.text), shift if known else None

    def outside(self, start: int, end: int) -> tuple[Stretch, ...]:
        """The parts of a stretch that no mask covers, without what surrounds their words."""
        parts = ((max(start, a), min(end, b)) for a, b, _ in self.gaps())
        trimmed = (_trimmed(self.text, *part) for part in parts if part[0] < part[1])
        return tuple(part for part in trimmed if part[0] < part[1])

    def whole_words(self, stretch: Stretch) -> Stretch:
        """A stretch outside of masks, with the rest of the words it begins and ends in."""
        start, end = stretch
        for a, b, _ in self.gaps():
            if a <= start and end <= b:
                while start > a and _goes_on(self.text[start], self.text[start - 1]):
                    start -= 1
                while end < b and _goes_on(self.text[end - 1], self.text[end]):
                    end += 1
        return start, end

    def origin_of(self, start: int, end: int) -> Stretch | None:
        """Where a stretch outside of masks stands in the original, as far as that is known."""
        for a, b, shift in self.gaps():
            if a <= start and end <= b and shift is not None:
                return start + shift, end + shift
        return None

    def unmasked(self, start: int, end: int) -> tuple[Stretch, ...] | None:
        """What is still unmasked of a stretch of the original; None where that is not known."""
        found: list[Stretch] = []
        for a, b, shift in self.gaps():
            if shift is None:
                return None
            part = max(start - shift, a), min(end - shift, b)
            if part[0] < part[1]:
                found += self.outside(*part)
        return tuple(found)


def marked(message: RedactedMessage) -> Marked:
    """A message as the engine made it."""
    masked = [found for found in message.findings if found.action is not Action.KEEP]
    masked.sort(key=lambda found: found.start)
    alike = [found.label for found in masked] == [mask.label for mask in message.masks]
    origins = (
        [(found.start, found.end) for found in masked] if alike else [None] * len(message.masks)
    )
    return Marked(
        text=message.text,
        marks=tuple(
            Mark(mask=mask, origin=origin)
            for mask, origin in zip(message.masks, origins, strict=True)
        ),
    )


def remade(message: RedactedMessage, now: Marked) -> RedactedMessage:
    """The message with the text and marks it has now."""
    kept = [found for found in message.findings if found.action is Action.KEEP]
    made = [
        Finding(
            start=mark.origin[0],
            end=mark.origin[1],
            entity=mark.mask.entity,
            score=mark.mask.score,
            label=mark.mask.label,
            source=mark.mask.source,
            action=Action.MASK,
        )
        for mark in now.marks
        if mark.origin
    ]
    return replace(
        message,
        text=now.text,
        masks=tuple(mark.mask for mark in now.marks),
        findings=tuple(sorted([*kept, *made], key=lambda found: found.start)),
    )


def add_masks(before: Marked, stretches: Iterable[Stretch], like: Mask) -> Marked:
    """Put a label over more stretches, which must lie outside of masks; `like` says which."""
    wanted = sorted({stretch for stretch in stretches if stretch[0] < stretch[1]})
    new = [(stretch, Mark(mask=like, origin=before.origin_of(*stretch))) for stretch in wanted]
    old = [((mark.mask.start, mark.mask.end), mark) for mark in before.marks]
    text, marks, done = "", [], 0
    for (start, end), mark in sorted([*old, *new], key=lambda each: each[0]):
        text += before.text[done:start]
        written = like.label if mark.mask is like else before.text[start:end]
        place = len(text)
        text += written
        marks.append(replace(mark, mask=replace(mark.mask, start=place, end=len(text))))
        done = end
    return Marked(text=text + before.text[done:], marks=tuple(marks))


def find_value(text: str, value: str) -> tuple[Stretch, ...]:
    """Where a value stands in a text, as a whole: case, accents and what separates do not count.

    Nothing for a value of less than two letters or digits: it would stand everywhere.
    """
    parts = _PART.findall(_folded(read(value).text))
    if sum(map(len, parts)) < _FEWEST:
        return ()
    reading = read(text)
    before = "" if _UNSPACED.match(parts[0]) else r"(?<![^\W_])"
    after = "" if _UNSPACED.match(parts[-1][-1]) else r"(?![^\W_])"
    pattern = before + _BETWEEN.join(map(re.escape, parts)) + after
    return tuple(
        reading.original(match.start(), match.end())
        for match in re.finditer(pattern, _folded(reading.text))
    )


def can_be_sought(text: str, stretch: Stretch) -> bool:
    """Whether what stands there has enough letters or digits to be sought elsewhere."""
    return sum(map(len, _PART.findall(read(text[slice(*stretch)]).text))) >= _FEWEST


def find_words(text: str, words: str) -> Stretch | None:
    """Where words stand in a text as somebody selected or typed them.

    Spaces do not count, and what `read` drops (zero-width characters) need not be typed.
    """
    match = _search(words, text) or _search(words, text, re.IGNORECASE)
    if match:
        return match.span()
    reading = read(text)
    match = _search(read(words).text, reading.text, re.IGNORECASE)
    return reading.original(*match.span()) if match else None


def _search(words: str, text: str, flags: int = 0) -> re.Match[str] | None:
    parts = words.split()
    return re.search(r"\s+".join(map(re.escape, parts)), text, flags) if parts else None


def _goes_on(letter: str, other: str) -> bool:
    return bool(_ALNUM.match(letter) and _ALNUM.match(other)) and not (
        _UNSPACED.match(letter) or _UNSPACED.match(other)
    )


def _folded(text: str) -> str:
    """Lower case without accents, character for character."""
    return "".join(map(_plain, text))


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


def _trimmed(text: str, start: int, end: int) -> Stretch:
    while start < end and not _ALNUM.match(text[start]):
        start += 1
    while start < end and not _ALNUM.match(text[end - 1]):
        end -= 1
    return start, end


def free_number(word: str, labels: Sequence[str]) -> int:
    """The next number of a label's word in a session."""
    pattern = re.compile(rf"\[{word}_(\d+)\]")
    return (
        max((int(found[1]) for label in labels if (found := pattern.fullmatch(label))), default=0)
        + 1
    )
