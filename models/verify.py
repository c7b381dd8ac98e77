"""Is the access log whole? Answered with the standard library alone, online or offline.

    python verify.py LOG.jsonl|records.db [ANCHORS.jsonl]

reads an export (one entry a line, from the first) or the database itself, recomputes every
hash and compares with the anchors: lines of {seq, head, count, at, signature} kept where the
operator cannot rewrite them. Memory does not grow with the log. Signatures are checked apart
(models/anchors.py), so that this file runs anywhere.

An entry's hash is SHA-256 over a domain line, the previous hash, and the entry's fields as
JSON with sorted keys, no spaces, ASCII only. The first previous hash is 64 zeros.
"""

import hashlib
import json
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

DOMAIN = b"chat-redactor/entry/v1\n"
GENESIS = "0" * 64
TEXT_FIELDS = (
    "at",
    "actor_kind",
    "actor_id",
    "actor_name",
    "actor_role",
    "event",
    "object",
    "purpose",
    "outcome",
    "reason",
    "address",
)
FIELDS = ("seq", *TEXT_FIELDS, "details", "previous", "hash")
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is not as it must be, at entry `seq` where that is known."""

    seq: int | None
    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found. Not `anchored`: whole only as far as the chain goes.

    `anchored_seq` is the last entry that an anchor vouches for; what came after it could
    still have been cut or rewritten by someone who recomputed the chain.
    """

    whole: bool
    anchored: bool
    count: int
    head: str
    anchored_seq: int | None
    problems: tuple[Problem, ...]

    @property
    def words(self) -> str:
        """The verdict as one sentence."""
        if not self.whole:
            first = self.problems[0]
            return f"Not whole: {first.words} ({len(self.problems)} problems found)."
        if not self.anchored:
            return f"Chain whole: {self.count} entries, not anchored."
        return f"Log whole: {self.count} entries, anchored up to entry {self.anchored_seq}."


def canonical(value: object) -> bytes:
    """The one way to write a value as JSON bytes."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    ).encode()


def entry_hash(fields: Mapping[str, object], previous: str) -> str:
    """The hash of an entry's fields (all but `previous` and `hash`) after `previous`."""
    body = {name: fields[name] for name in ("seq", *TEXT_FIELDS, "details")}
    link = previous.encode("utf-8", "surrogatepass")
    return hashlib.sha256(DOMAIN + link + b"\n" + canonical(body)).hexdigest()


def verify(
    entries: Iterable[Mapping[str, object]], anchors: Iterable[Mapping[str, object]] = ()
) -> Verdict:
    """Recompute the chain over entries in order, from the first, and hold it to the anchors.

    An entry's `details` is a mapping, or its canonical JSON text as the database keeps it.
    """
    problems: list[Problem] = []
    waiting = _usable_anchors(anchors, problems)
    count, last_seq, head, anchored_seq = 0, 0, GENESIS, None
    for raw in entries:
        count += 1
        entry, bad_field = well_formed(raw)
        if entry is None:
            last_seq += 1
            _add(problems, last_seq, "malformed", f"{bad_field} is not as it was written")
            stored = raw.get("hash")
            head = stored if isinstance(stored, str) else ""
            continue
        seq = int(str(entry["seq"]))
        _check_place(problems, seq, last_seq)
        if entry["previous"] != head:
            _add(problems, seq, "broken_link", "it does not follow from the entry before")
        if entry_hash(entry, str(entry["previous"])) != entry["hash"]:
            _add(problems, seq, "changed", "its hash is not that of its fields")
        last_seq, head = seq, str(entry["hash"])
        for anchor in waiting.pop(seq, ()):
            if anchor["head"] != head or anchor["count"] != count:
                _add(problems, seq, "rewritten", "an anchor recorded something else here")
            else:
                anchored_seq = seq
    for seq in sorted(waiting):
        code = "cut_tail" if seq > last_seq else "missing"
        _add(problems, seq, code, f"an anchor recorded it, but the log ends at {last_seq}")
    return Verdict(
        whole=not problems,
        anchored=anchored_seq is not None,
        count=count,
        head=head,
        anchored_seq=anchored_seq,
        problems=tuple(problems),
    )


def verify_database(path: Path, anchors: Path | None = None) -> Verdict:
    """Verify the log in a database, opened for reading only, in one snapshot.

    The anchors are read first: one written meanwhile would speak of entries not seen yet.
    """
    held = list(read_lines(anchors))
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10)
    try:
        connection.row_factory = sqlite3.Row
        connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        rows = connection.execute(
            f"SELECT {', '.join(FIELDS)} FROM entries ORDER BY seq"  # noqa: S608 - constants
        )
        return verify((dict(row) for row in rows), held)
    finally:
        connection.close()


def verify_export(path: Path, anchors: Path | None = None) -> Verdict:
    """Verify an export: JSON Lines, one entry a line, the whole log from its first entry."""
    return verify(read_lines(path), read_lines(anchors))


def read_lines(path: Path | None) -> Iterator[Mapping[str, object]]:
    """Read JSON Lines one by one; a line that is not an object comes out empty."""
    if path is None or not path.exists():
        return
    with path.open("rb") as lines:
        for line in lines:
            try:
                value = json.loads(line, object_pairs_hook=_said_once)
            except (ValueError, RecursionError):
                value = None
            yield value if isinstance(value, dict) else {}


def _said_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError
    return dict(pairs)


def well_formed(raw: Mapping[str, object]) -> tuple[dict[str, object] | None, str]:
    """The entry with its details read, or None and the field that is not as it was written."""
    entry = dict(raw)
    details = entry.get("details")
    try:
        if isinstance(details, str):
            entry["details"] = json.loads(details)
        written = canonical(entry.get("details")).decode()
    except (ValueError, RecursionError):
        return None, "details"
    if isinstance(details, str) and written != details:
        return None, "details"
    if set(entry) != set(FIELDS):
        return None, "the set of fields"
    if not _is_count(entry["seq"]):
        return None, "seq"
    if not isinstance(entry["details"], dict):
        return None, "details"
    for name in (*TEXT_FIELDS, "previous", "hash"):
        if not isinstance(entry[name], str):
            return None, name
    return entry, ""


def _check_place(problems: list[Problem], seq: int, last_seq: int) -> None:
    if seq <= last_seq:
        _add(problems, seq, "out_of_order", f"it stands after entry {last_seq}")
    elif seq > last_seq + 1:
        _add(problems, last_seq + 1, "missing", f"after entry {last_seq} comes entry {seq}")


def _usable_anchors(
    anchors: Iterable[Mapping[str, object]], problems: list[Problem]
) -> dict[int, list[Mapping[str, object]]]:
    usable: dict[int, list[Mapping[str, object]]] = {}
    for anchor in anchors:
        seq, head = anchor.get("seq"), anchor.get("head")
        if _is_count(seq) and _is_count(anchor.get("count")) and _is_hash(head):
            usable.setdefault(int(str(seq)), []).append(anchor)
        else:
            _add(problems, None, "anchor_malformed", "a line of the anchors is no checkpoint")
    return usable


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def _add(problems: list[Problem], seq: int | None, code: str, words: str) -> None:
    if len(problems) < _MOST_PROBLEMS:
        at = "anchors" if seq is None else f"entry {seq}"
        problems.append(Problem(seq=seq, code=code, words=f"{at}: {words}"))


def main(arguments: list[str]) -> int:
    """Verify the files named; 0 whole, 1 not whole, 2 not understood."""
    if len(arguments) not in (1, 2) or not Path(arguments[0]).is_file():
        sys.stderr.write("usage: verify.py LOG.jsonl|records.db [ANCHORS.jsonl]\n")
        return 2
    log = Path(arguments[0])
    anchors = Path(arguments[1]) if len(arguments) == 2 else None
    with log.open("rb") as start:
        is_database = start.read(16) == b"SQLite format 3\x00"
    verdict = verify_database(log, anchors) if is_database else verify_export(log, anchors)
    sys.stdout.write(verdict.words + "\n")
    for problem in verdict.problems:
        sys.stdout.write(f"{problem.code}\t{problem.words}\n")
    return 0 if verdict.whole else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
