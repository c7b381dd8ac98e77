"""Proofs for an auditor: one entry in a checkpoint, or one checkpoint as the beginning of another.

Formats: docs/log-format.md. Checked by `verify.py --proof`, without the rest of the log.
"""

import json
from pathlib import Path
from typing import Any

from models.errors import Invalid, NotFound
from models.log.access_log import get_entry
from models.log.anchor_file import read_statements
from models.log.events import Event
from models.log.tree import consistency_path, inclusion_path
from models.log.verify import Statement
from models.records import Act

Proof = dict[str, Any]


def prove_entry(act: Act, seq: int, anchor: Path) -> Proof:
    """The proof that entry `seq` stands in the log of the newest checkpoint. Logs log:proven.

    NotFound when there is no such entry here, or no checkpoint behind it yet.
    """
    entry = get_entry(act, seq)
    said = read_statements(anchor)
    newest = max((each for each in said if each.root), key=lambda each: each.seq, default=None)
    if newest is None or newest.seq < seq:
        raise NotFound(Event.LOG_PROVEN, f"entry:{seq}", "not_anchored_yet")
    path = inclusion_path(act.db, seq, newest.count)
    act.log(Event.LOG_PROVEN, f"entry:{seq}", count=newest.count)
    return {
        "type": "inclusion",
        "entry": json.loads(entry.as_json()),
        "path": [step.hex() for step in path],
        "checkpoint": line_of(newest),
        "keys": _keys(said),
    }


def prove_consistency(act: Act, first: int, second: int, anchor: Path) -> Proof:
    """The proof that the checkpoint of `first` entries is the beginning of that of `second`.

    Logs log:proven. NotFound when one of them is not in the anchor file, Invalid when they are
    the wrong way round.
    """
    if not 0 < first < second:
        raise Invalid(Event.LOG_PROVEN, f"entry:{second}", "order")
    said = read_statements(anchor)
    ends = [
        next((each for each in said if each.seq == seq and each.root), None)
        for seq in (first, second)
    ]
    if ends[0] is None or ends[1] is None:
        raise NotFound(Event.LOG_PROVEN, f"entry:{second}", "no_checkpoint")
    path = consistency_path(act.db, first, second)
    act.log(Event.LOG_PROVEN, f"entry:{second}", first=first)
    return {
        "type": "consistency",
        "first": line_of(ends[0]),
        "path": [step.hex() for step in path],
        "checkpoint": line_of(ends[1]),
        "keys": _keys(said),
    }


def _keys(said: tuple[Statement, ...]) -> list[Proof]:
    return [line_of(each) for each in said if each.type == "key"]


def line_of(statement: Statement) -> Proof:
    """A statement as it stands within a proof."""
    line: Proof = json.loads(statement.as_line())
    return line
