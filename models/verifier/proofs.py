"""One entry, or two checkpoints, proven without the rest of the log."""

import json
from collections.abc import Iterable, Mapping

from models.verifier.anchors import Anchors
from models.verifier.entries import entry_hash, from_hex, well_formed
from models.verifier.findings import Findings
from models.verifier.merkle import is_consistent, leaf_hash, root_from_path
from models.verifier.statements import read_statement


def verify_proof(
    proof: Mapping[str, object],
    *places: Iterable[Mapping[str, object]],
    keys: Iterable[bytes] = (),
) -> tuple[bool, str]:
    """Whether a proof holds, in words. It proves as much as the anchors it is held to."""
    found = Findings()
    turns = _lines(proof.get("keys"))
    ends = [read_statement(each) for each in _lines([proof.get("first"), proof.get("checkpoint")])]
    path = [from_hex(step) for step in _list(proof.get("path"))]
    last = ends[-1] if ends else None
    if last is None or ends[0] is None:
        return False, "This is not a proof as docs/log-format.md describes it."
    lines = [json.loads(each.as_line()) for each in ends if each]
    anchors = Anchors([*places, turns, lines], keys, found)
    if any(each is None or each.digest() not in anchors.good for each in ends):
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
    if found.problems:
        return False, f"Not to be relied on: {found.problems[0].words}."
    held = {
        (each.seq, each.root)
        for place in anchors.places[: len(places)]
        for each in place
        if each.digest() in anchors.good
    }
    if (last.seq, last.root) not in held:
        whole += "; hold this checkpoint to an anchor that the operator cannot rewrite"
    return True, f"Proven: {whole}."


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _lines(value: object) -> list[Mapping[str, object]]:
    return [each for each in _list(value) if isinstance(each, dict)]
