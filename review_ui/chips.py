"""Masked text and its masks become runs of plain text and chips, ready to be drawn.

The text is never changed: the runs put together are the masked text again, which the tests hold.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from redactor import Mask
from redactor.labels import is_agent
from redactor.reasons import reason
from review_ui.entities import entity_group, entity_words
from review_ui.words import count_words, number_words

_LABEL = re.compile(r"\[([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*?)(?:_(\d{1,6}))?\]")
HUES = 8
NOTHING: Mapping[int, str] = MappingProxyType({})
_CERTAINTY = {
    "certain": "Certain: the detector has hardly a doubt.",
    "likely": "Likely: the detector is fairly sure.",
    "guess": "Guess: it may be something else.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A run of masked text without a mask."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One mask in the run of the text.

    `copied` is what stands in the text (`[PERSON_1]`), cut into `parts` of which only every
    second one is shown; `spoken` is read aloud after "masked:". `about` names the mask in forms; it
    is empty where nothing can be asked about it.
    """

    copied: str
    parts: tuple[tuple[str, bool], ...]
    spoken: str
    kind: str
    why: str
    certainty: str
    certainty_words: str
    same_words: str
    hue: int
    group: str
    card: str
    about: str


Segment = Plain | Chip


@dataclass(frozen=True, slots=True, kw_only=True)
class Snip:
    """A run of a preview or a search result: text, a label, or words that were searched for."""

    text: str
    is_label: bool = False
    is_hit: bool = False


def certainty_words(score: float) -> str:
    """Return `certain` from 0.85, `likely` from 0.5, else `guess`."""
    if score >= 0.85:
        return "certain"
    return "likely" if score >= 0.5 else "guess"


def count_labels(masks: Iterable[Mask]) -> Mapping[str, int]:
    """Return how often each label stands in a chat, in order of appearance."""
    return Counter(mask.label for mask in masks)


def cut(
    text: str,
    masks: Sequence[Mask],
    labels: Mapping[str, int],
    *,
    place: str,
    about: Mapping[int, str] = NOTHING,
) -> tuple[Segment, ...]:
    """Return the runs of one message; `place` makes the ids of its cards unique on the page.

    `about` names masks by where they begin.
    """
    hues = {label: index % HUES for index, label in enumerate(labels)}
    segments: list[Segment] = []
    done = 0
    for mask in sorted(masks, key=lambda mask: (mask.start, mask.end)):
        if mask.start < done or mask.end <= mask.start or mask.end > len(text):
            continue  # a mask that does not fit its text is left as the text it stands in
        if mask.start > done:
            segments.append(Plain(text=text[done : mask.start]))
        segments.append(
            _chip(
                text[mask.start : mask.end],
                mask,
                same=labels.get(mask.label, 1) - 1,
                hue=hues.get(mask.label, 0),
                card=f"{place}-{mask.start}",
                about=about.get(mask.start, ""),
            )
        )
        done = mask.end
    if done < len(text):
        segments.append(Plain(text=text[done:]))
    return tuple(segments)


def snip(text: str, *, is_hit: bool = False) -> tuple[Snip, ...]:
    """Return the runs of a short masked text, its labels apart."""
    runs: list[Snip] = []
    done = 0
    for match in _LABEL.finditer(text):
        if match.start() > done:
            runs.append(Snip(text=text[done : match.start()], is_hit=is_hit))
        runs.append(Snip(text=say_label(match[0]), is_label=True, is_hit=is_hit))
        done = match.end()
    if done < len(text):
        runs.append(Snip(text=text[done:], is_hit=is_hit))
    return tuple(runs)


def say_label(label: str) -> str:
    """Return `Person 1` for `[PERSON_1]`; anything else as it stands."""
    match = _LABEL.fullmatch(label)
    if match is None:
        return label
    return f"{match[1].replace('_', ' ').capitalize()} {match[2] or ''}".strip()


def _chip(copied: str, mask: Mask, *, same: int, hue: int, card: str, about: str) -> Chip:
    certainty = certainty_words(mask.score)
    return Chip(
        copied=copied,
        parts=_parts(copied),
        spoken=_spoken(copied),
        kind=entity_words("AGENT" if is_agent(mask.label) else mask.entity),
        why=reason(mask.source),
        certainty=certainty,
        certainty_words=_CERTAINTY[certainty],
        same_words=_same(same),
        hue=hue,
        group=entity_group(mask.entity),
        card=card,
        about=about,
    )


def _same(same: int) -> str:
    if same <= 0:
        return "It stands once in this chat."
    return f"The same stands {count_words(same, 'more time', 'more times')} in this chat."


def _parts(copied: str) -> tuple[tuple[str, bool], ...]:
    """Cut `[PERSON_1]` into what is only copied and what is also shown."""
    return tuple(
        (piece, piece not in {"[", "]", "_"}) for piece in re.split(r"([\[\]_])", copied) if piece
    )


def _spoken(copied: str) -> str:
    match = _LABEL.match(copied)
    if match is None:
        return copied
    words = match[1].replace("_", " ").lower()
    number = f" {number_words(int(match[2]))}" if match[2] else ""
    tail = copied[match.end() :].strip()
    return f"{words}{number}" + (f", ends in {tail}" if tail else "")
