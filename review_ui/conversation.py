"""The messages of a session become what a reader sees: turns of one speaker, pauses, lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from itertools import chain

from models.transcripts.sessions import MaskedMessage
from redactor import Role
from review_ui.chips import Segment, count_labels, cut, say_label
from review_ui.mask_place import write_places
from review_ui.words import SPEAKERS, clock_words, iso, pause_words

PAUSE = timedelta(minutes=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message, its place in the chat and its time in the margin."""

    position: int
    at: str
    time: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker says without being interrupted; `pause` is said before it, if any."""

    role: str
    speaker: str
    pause: str
    lines: tuple[Line, ...]


def read(messages: Sequence[MaskedMessage], zone: tzinfo) -> tuple[Turn, ...]:
    """Return the turns of a chat, in order."""
    labels = count_labels(chain.from_iterable(message.masks for message in messages))
    turns: list[Turn] = []
    lines: list[Line] = []
    start, pause = None, ""
    before: MaskedMessage | None = None
    for message in messages:
        gap = _pause(before, message)
        if start is not None and (gap or not _same_speaker(start, message)):
            turns.append(_turn(start, pause, lines))
            lines, start = [], None
        if start is None:
            start, pause = message, gap
        lines.append(
            Line(
                position=message.position,
                at=iso(message.at),
                time=clock_words(message.at, zone) if message.at else "",
                segments=cut(
                    message.text,
                    message.masks,
                    labels,
                    place=f"m{message.position}",
                    about=write_places(message),
                ),
            )
        )
        before = message
    if start is not None:
        turns.append(_turn(start, pause, lines))
    return tuple(turns)


def speaker_words(role: Role, speaker: str) -> str:
    """Return `Agent 1`, `Visitor`, `Bot`, `Internal note, Agent 1`; nothing for the system."""
    name = say_label(speaker) if speaker else ""
    if role is Role.AGENT:
        return name or SPEAKERS[role]
    if role is Role.NOTE and name:
        return f"{SPEAKERS[role]}, {name}"
    return SPEAKERS[role]


def _turn(start: MaskedMessage, pause: str, lines: list[Line]) -> Turn:
    return Turn(
        role=str(start.role),
        speaker=speaker_words(start.role, start.speaker),
        pause=pause,
        lines=tuple(lines),
    )


def _same_speaker(one: MaskedMessage, other: MaskedMessage) -> bool:
    return one.role is other.role and one.speaker == other.speaker


def _pause(before: MaskedMessage | None, message: MaskedMessage) -> str:
    then = before.at if before else None
    if then is None or message.at is None or message.at - then < PAUSE:
        return ""
    return pause_words(message.at - then)
