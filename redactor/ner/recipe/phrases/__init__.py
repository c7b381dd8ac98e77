r"""Chat messages and words of the project's own, from which the synthesiser writes.

One template a line, `{slot}` where something is filled in, `#` for a comment, `\n` for a new line.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
FILLS = ("fills", "fills_world", "firms")


def read_templates(name: str) -> tuple[str, ...]:
    """The templates of `<name>.txt`, in order."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.replace("\\n", "\n") for line in lines if line and not line.startswith("# "))


def read_fills(*names: str) -> dict[str, tuple[str, ...]]:
    """The choices of each slot in the files of `FILLS`, or in those named; lines add up."""
    lines = (line for name in names or FILLS for line in read_templates(name))
    fills: dict[str, tuple[str, ...]] = {}
    for slot, _, choices in (line.partition(" = ") for line in lines):
        fills[slot] = (
            *fills.get(slot, ()),
            *(choice.strip() for choice in choices.split(" | ")),
        )
    return fills


def read_people() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Forenames and surnames by country of `people_world.txt`."""
    rows = read_fills("people_world", "people_more")
    parts = {kind: {} for kind in ("first", "last")}  # type: dict[str, dict[str, tuple[str, ...]]]
    for slot, names in rows.items():
        kind, _, country = slot.partition("_")
        parts[kind][country] = names
    return parts["first"], parts["last"]
