"""What was missed and what was masked in vain, in words: the one thing here that shows text."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from redactor.evaluate.engines import Found
from redactor.evaluate.errors import MissesRefused
from redactor.evaluate.marked import find_freeze
from redactor.evaluate.scoring import Outcome, misses, overmasked


def refuse_frozen(folder: Path) -> None:
    """Raise MissesRefused where the folder is frozen for measuring."""
    if checksum := find_freeze(folder):
        raise MissesRefused(checksum)


def missed(outcomes: Iterable[Outcome], *, strict: bool = False) -> Iterator[str]:
    """Yield a line per value that was missed, harmless word that was masked, and held-back chat."""
    for chat, answer in outcomes:
        name, messages = chat.session.id, chat.session.messages
        if answer.held_back:
            yield f"{name}: held back: {answer.held_back}"
            continue
        for mark in misses(chat, answer, strict=strict):
            text, found = messages[mark.message].text, answer.messages[mark.message]
            value = text[mark.start : mark.end]
            where = f"{name} m{mark.message + 1}"
            yield f"{where}: missed {mark.entity} {value!r} in {_masked(text, found)!r}"
        for word in overmasked(chat, answer):
            text = messages[word.message].text
            where = f"{name} m{word.message + 1}"
            why = f"{word.found.entity} ({word.found.source or 'no source'})"
            yield f"{where}: over-masked {text[word.start : word.end]!r} as {why} in {text!r}"


def _masked(text: str, found: Iterable[Found]) -> str:
    """The text with entities in place of what is masked."""
    shown, end = "", 0
    for each in sorted(found, key=lambda each: each.start):
        shown += text[end : max(end, each.start)] + f"[{each.entity}]"
        end = max(end, each.end)
    return shown + text[end:]
