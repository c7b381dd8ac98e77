r"""Chat messages and words of the project's own, from which the synthesiser writes.

One template a line, `{slot}` where something is filled in, `#` for a comment, `\n` for a new line.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def read_templates(name: str) -> tuple[str, ...]:
    """The templates of `<name>.txt`, in order."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.replace("\\n", "\n") for line in lines if line and not line.startswith("# "))


def read_fills() -> dict[str, tuple[str, ...]]:
    """The choices of each slot in `fills.txt`."""
    rows = (line.partition(" = ") for line in read_templates("fills"))
    return {
        slot: tuple(choice.strip() for choice in choices.split(" | ")) for slot, _, choices in rows
    }
