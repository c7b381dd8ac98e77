"""One entry, or two checkpoints, proven without the rest of the log."""

import json
from collections.abc import Iterable, Mapping, Sequence

from models.verifier.anchors import Anchors
from models.verifier.entries import entry_hash, from_hex, well_formed
from models.verifier.findings import Findings
from models.verifier.merkle import is_consistent, leaf_hash, root_from_path
from models.verifier.statements import Statement, read_statement


class Held:
    """The checkpoints of a proof, held to the anchors of these places and to the keys."""

    def __init__(
        self,
        proof: Mapping[str, object],
        ends: Sequence[Statement],
        places: Sequence[Iterable[Mapping[str, object]]],
        keys: Iterable[bytes],
    ) -> None:
        found = Findings()
        lines = [json.loads(each.as_line()) for each in ends]
        self.told = (*_lines(proof.get("keys")), *lines)
        anchors = Anchors([*places, _lines(proof.get("keys")), lines], keys, found)
        self.signed = all(each.digest() in anchors.good for each in ends)
        self.problem = found.problems[0].words if found.problems else ""
        anchored = {
            (each.seq, each.root)
            for place in anchors.places[: len(places)]
            for each in place
            if each.digest() in anchors.good
        }
        self.hint = (
            ""
            if (ends[-1].seq, ends[-1].root) in anchored
            else "; hold this checkpoint to an anchor that the operator cannot rewrite"
        )


def verify_proof(
    proof: Mapping[str, object],
    *places: Iterable[Mapping[str, object]],
    keys: Iterable[bytes] = (),
) -> tuple[bool, str]:
    """Whether a proof holds, in words. It proves as much as the anchors it is held to."""
    ends = [read_statement(each) for each in _lines([proof.get("first"), proof.get("checkpoint")])]
    path = [from_hex(step) for step in _list(proof.get("path"))]
    last = ends[-1] if ends else None
    if last is None or ends[0] is None:
        return False, "This is not a proof as docs/log-format.md describes it."
    held = Held(proof, [each for each in ends if each], places, keys)
    if not held.signed:
        return False, "The checkpoint is not signed by a key that is trusted."
    root = bytes.fromhex(last.root)
    if proof.get("type") == "consistency" and len(ends) == 2:
        first = ends[0]
        holds = is_consistent(first.count, bytes.fromhex(first.root), last.count, root, path)
        said = f"the log of {first.count} entries ({first.at}) is the beginning of that of"
    else:
        raw = proof.get("entry")
        entry, _ = well_formed(raw if isinstance(raw, Mapping) else {})
        if entry is None or entry_hash(entry, str(entry["previous"])) != entry["hash"]:
            return False, "The entry was changed: its hash is not that of its fields."
        seq = int(str(entry["seq"]))
        leaf = leaf_hash(from_hex(entry["hash"]))
        holds = root_from_path(leaf, seq - 1, last.count, path) == root
        said = f"entry {seq} of {entry['at']} stands in the log of"
    whole = f"{said} {last.count} entries ({last.at})"
    if not holds:
        return False, f"The proof does not hold: it is not shown that {whole}."
    if held.problem:
        return False, f"Not to be relied on: {held.problem}."
    return True, f"Proven: {whole}{held.hint}."


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _lines(value: object) -> list[Mapping[str, object]]:
    return [each for each in _list(value) if isinstance(each, dict)]
