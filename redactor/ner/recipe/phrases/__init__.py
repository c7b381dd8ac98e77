r"""Chat messages and words of the project's own, from which the synthesiser writes.

One template a line, `{slot}` where something is filled in, `#` for a comment, `\n` for a new line.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
FILLS = ("fills", "fills_world")


def read_templates(name: str) -> tuple[str, ...]:
    """The templates of `<name>.txt`, in order."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.replace("\\n", "\n") for line in lines if line and not line.startswith("# "))


def read_fills(*names: str) -> dict[str, tuple[str, ...]]:
    """The choices of each slot in `fills.txt` and `fills_world.txt`, or in the files named."""
    lines = (line for name in names or FILLS for line in read_templates(name))
    rows = (line.partition(" = ") for line in lines)
    return {
        slot: tuple(choice.strip() for choice in choices.split(" | ")) for slot, _, choices in rows
    }


def read_people() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Forenames and surnames by country of `people_world.txt`."""
    rows = read_fills("people_world")
    parts = {kind: {} for kind in ("first", "last")}  # type: dict[str, dict[str, tuple[str, ...]]]
    for slot, names in rows.items():
        kind, _, country = slot.partition("_")
        parts[kind][country] = names
    return parts["first"], parts["last"]
