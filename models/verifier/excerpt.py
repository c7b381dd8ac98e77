"""An excerpt: the entries that fit a question, proven to stand in the log without the rest.

Its lines are a head, then the whole log in order: an entry that fits, or a run that is left
out, of which only the roots of its complete subtrees are told. From both the signed root has
to come out. What it cannot show by itself is that nothing that fits was left out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from models.verifier.entries import entry_hash, from_hex, well_formed
from models.verifier.merkle import Tree, subtrees
from models.verifier.proofs import Held
from models.verifier.statements import read_statement

EQUAL = ("actor_kind", "actor_id", "event", "object", "outcome")
_LISTED = ("events", "spans")
_ASKED = frozenset((*EQUAL, *_LISTED, "request", "since", "until"))
Line = Mapping[str, object]


@dataclass(slots=True, kw_only=True)
class Excerpt:
    """What an excerpt came to: `problem` is empty when it holds; `seqs` are its entries.

    `first` is the oldest entry that was in the live log, `count` how many there had been;
    `told` are its statements.
    """

    problem: str = ""
    hint: str = ""
    count: int = 0
    at: str = ""
    first: int = 1
    asked: Mapping[str, Any] = field(default_factory=dict)
    seqs: set[int] = field(default_factory=set)
    told: tuple[Line, ...] = ()

    @property
    def words(self) -> str:
        """What is proven, in a sentence."""
        if self.problem:
            return f"Not to be relied on: {self.problem}."
        some = "1 entry stands" if len(self.seqs) == 1 else f"{len(self.seqs)} entries stand"
        return (
            f"Proven: {some} unchanged in the log of {self.count} entries ({self.at}), as asked "
            f"for: {in_words(self.asked)}{self.hint}."
        )


def is_excerpt(head: Line) -> bool:
    """Whether this is the first line of an excerpt."""
    return head.get("type") == "excerpt"


def verify_excerpt(
    lines: Iterable[Line],
    *places: Iterable[Line],
    keys: Iterable[bytes] = (),
    see: Callable[[Mapping[str, Any]], object] = lambda _: None,
) -> Excerpt:
    """Whether an excerpt holds. It proves as much as the anchors it is held to.

    `see` gets each of its entries, in order.
    """
    rest = iter(lines)
    head = next(rest, {})
    line, asked, first = head.get("checkpoint"), head.get("asked"), head.get("first")
    end = read_statement(line) if isinstance(line, dict) else None
    if end is None or not is_excerpt(head) or type(first) is not int or not _is_asked(asked):
        return Excerpt(problem="its head is not as docs/log-format.md describes it")
    held = Held(head, [end], places, keys)
    found = Excerpt(
        count=end.count, at=end.at, first=first, asked=asked, hint=held.hint, told=held.told
    )
    if not held.signed:
        found.problem = "its checkpoint is not signed by a key that is trusted"
        return found
    walk = _Walk(found, see)
    found.problem = held.problem or next(filter(None, map(walk.take, rest)), "")
    if not found.problem and (walk.tree.size, walk.tree.root().hex()) != (end.count, end.root):
        found.problem = (
            f"what it says of {walk.tree.size} entries does not lead to the root that was signed "
            f"for {end.count}"
        )
    return found


def _is_asked(asked: object) -> TypeGuard[dict[str, Any]]:
    """Whether this can be asked of an entry."""
    if not isinstance(asked, dict) or not asked.keys() <= _ASKED:
        return False
    events, spans = asked.get("events", []), asked.get("spans", [])
    return (
        all(isinstance(asked[name], str) for name in asked if name not in _LISTED)
        and (isinstance(events, list) and all(isinstance(each, str) for each in events))
        and isinstance(spans, list)
        and all(
            isinstance(span, list) and [type(each) for each in span] == [str, str] for span in spans
        )
    )


class _Walk:
    """Goes through the lines as through the log, and lets the tree grow."""

    def __init__(self, found: Excerpt, see: Callable[[Mapping[str, Any]], object]) -> None:
        self.found = found
        self.see = see
        self.tree = Tree()
        self.head = ""

    def take(self, line: Line) -> str:
        """Take one line; what is wrong with it, or nothing."""
        if line.get("type") == "left_out":
            return self._leave_out(line)
        entry, bad_field = well_formed(line)
        if entry is None:
            return f"after entry {self.tree.size} comes a line whose {bad_field} is malformed"
        seq = entry["seq"]
        if seq != self.tree.size + 1:
            return f"entry {seq} stands where entry {self.tree.size + 1} has to"
        if entry_hash(entry, entry["previous"]) != entry["hash"]:
            return f"entry {seq} of {entry['at']} was changed: its hash is not that of its fields"
        if self.head and entry["previous"] != self.head:
            return f"entry {seq} of {entry['at']} does not follow from the entry before"
        if not fits(entry, self.found.asked):
            return f"entry {seq} of {entry['at']} is not what was asked for"
        self.head = entry["hash"]
        self.tree.add(from_hex(self.head))
        self.found.seqs.add(seq)
        self.see(entry)
        return ""

    def _leave_out(self, line: Line) -> str:
        first, last, roots = line.get("first"), line.get("last"), line.get("roots")
        if (
            type(first) is not int
            or type(last) is not int
            or not isinstance(roots, list)
            or not self.tree.size + 1 == first <= last <= self.found.count
        ):
            return f"what is left out after entry {self.tree.size} is malformed"
        if not self.found.asked and last >= self.found.first:
            return f"all entries were asked for, but {first} to {last} are left out"
        places = list(subtrees(first - 1, last))
        if len(places) != len(roots):
            return f"what is left out from entry {first} on has not the roots of its subtrees"
        for (level, _), root in zip(places, roots, strict=True):
            self.tree.add_subtree(level, from_hex(root))
        self.head = ""
        return ""


def fits(entry: Mapping[str, Any], asked: Mapping[str, Any]) -> bool:
    """Whether an entry is what was asked for, as the desk means it."""
    at = entry["at"]
    return (
        all(entry[name] == asked[name] for name in EQUAL if name in asked)
        and ("request" not in asked or entry["details"].get("request") == asked["request"])
        and ("since" not in asked or at >= asked["since"])
        and ("until" not in asked or at < asked["until"])
        and ("events" not in asked or entry["event"] in asked["events"])
        and ("spans" not in asked or any(since <= at < until for since, until in asked["spans"]))
    )


def in_words(asked: Mapping[str, Any]) -> str:
    """What was asked for, on one line."""
    said = [f"{name} {asked[name]}" for name in sorted(asked) if name not in _LISTED]
    said += [f"one of {len(asked[name])} {name}" for name in _LISTED if name in asked]
    return ", ".join(said) or "all entries"
