"""One pass over the entries: chain, tree and times, held to the anchors."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import datetime

from models.verifier.anchors import Anchors
from models.verifier.entries import GENESIS, entry_hash, from_hex, is_hash, well_formed
from models.verifier.findings import Findings
from models.verifier.merkle import Tree
from models.verifier.statements import Statement

EARLIEST_DAYS = 30
_CLOCK_SLACK = 5.0


class Walk:
    """One pass over the entries: chain, tree and times, held to the anchors."""

    def __init__(self, anchors: Anchors, found: Findings, now: str) -> None:
        self.anchors, self.found, self.now = anchors, found, now
        self.seq, self.count, self.head, self.at = 0, 0, GENESIS, ""
        self.latest = ""
        self.tree = Tree()
        self.agreed: Statement | None = None
        self.agreed_before_differing = 0
        self.differing: list[Statement] = []
        self.absent: Statement | None = None
        self.archived: set[tuple[object, object]] = set()
        self.lost: set[object] = set()
        self.joints = {each.number("last"): each for each in anchors.segments}

    def take(self, raw: Mapping[str, object]) -> None:
        """Check one entry after those before."""
        entry, bad_field = well_formed(raw)
        if entry is None:
            self.seq += 1
            self._count_in(str(raw.get("hash")))
            self.found.add(self.seq, "malformed", f"{bad_field} is not as it was written")
            return
        seq, previous = entry["seq"], entry["previous"]
        dated = f"of {entry['at']}"
        if seq <= self.seq:
            words = f"the entry {dated} stands after entry {self.seq}"
            self.found.add(seq, "out_of_order", words)
        elif seq != self.seq + 1:
            self._jump(seq - 1, dated)
        if previous != self.head:
            words = f"the entry {dated} does not follow from the entry before"
            self.found.add(seq, "broken_link", words)
        if entry_hash(entry, previous) != entry["hash"]:
            words = f"the entry {dated} was changed: its hash is not that of its fields"
            self.found.add(seq, "changed", words)
        self._check_time(seq, entry["at"])
        if entry["event"] == "log:archived":
            details: Mapping[str, object] = entry["details"]
            self.archived.add((details.get("last"), details.get("head")))
        if entry["event"] == "log:key_lost":
            self.lost.add((entry["object"], entry["details"].get("lost")))
        self.seq = seq
        self._count_in(entry["hash"])
        if seq in self.anchors.waiting or seq in self.joints:
            self._hold_to_anchors()

    def _count_in(self, head: str) -> None:
        self.count += 1
        self.head = head
        self.tree.add(bytes.fromhex(head) if is_hash(head) else b"")

    def _check_time(self, seq: int, at: str) -> None:
        back = at < self.latest and seconds_between(at, self.latest) > _CLOCK_SLACK
        if back:
            which = "the entry before it" if self.latest == self.at else "an earlier one"
            words = f"dated {at}, before {which} ({self.latest}): the clock was set back"
            self.found.add(seq, "clock_back", words, doubt=True)
        if self.now and at > self.now >= self.at:
            words = f"dated {at}, which is still to come: the clock was set ahead"
            self.found.add(seq, "clock_ahead", words, doubt=True)
        self.at, self.latest = at, at if back else max(at, self.latest)

    def _jump(self, last: int, dated: str) -> None:
        """Go on behind missing entries: behind signed segments, or with a problem."""
        held = self.anchors.covering(self.seq + 1, last)
        if not held:
            words = f"after entry {self.seq} comes entry {last + 1} {dated}: {last - self.seq} gone"
            self.found.add(self.seq + 1, "missing", words)
            return
        for each in held:
            words = (
                f"the entries up to {each.number('last')} are in a segment signed on {each.at} "
                "that is not shown here: ask for it"
            )
            self.found.add(each.number("first"), "segment_absent", words, doubt=True)
        self.absent = held[-1]
        peaks = self.absent.says.get("peaks")
        self.tree = Tree(
            last, [from_hex(each) for each in peaks] if isinstance(peaks, list) else []
        )
        for seq in [seq for seq in self.anchors.waiting if seq < last]:
            del self.anchors.waiting[seq]
        self.seq, self.count, self.head = last, last, self.absent.said("head")
        if len(self.tree.peaks) != last.bit_count():
            self.found.add(last, "segment_invalid", "a segment's record does not fit its length")
            self.tree.peaks = [b""]
        self._hold_to_anchors()

    def _hold_to_anchors(self) -> None:
        joint = self.joints.get(self.seq)
        if joint and (joint.said("head"), joint.said("root")) != (
            self.head,
            self.tree.root().hex(),
        ):
            words = f"the segment signed on {joint.at} recorded something else here"
            self.found.add(self.seq, "segment_invalid", words)
        for anchor in self.anchors.waiting.pop(self.seq, ()):
            if anchor.head != self.head or anchor.count != self.count:
                self.differing.append(anchor)
            elif anchor.root and anchor.root != self.tree.root().hex():
                words = f"the tree up to here is not the one signed on {anchor.at}"
                self.found.add(self.seq, "root_wrong", words)
            else:
                self.agreed = anchor
                self.agreed_before_differing = (
                    self.agreed_before_differing if self.differing else anchor.seq
                )

    def finish(self) -> None:
        """Tell what anchors recorded and is not there, and whether segments were declared."""
        left = sorted(self.anchors.waiting)
        gone = [seq for seq in left if seq > self.seq]
        for seq in left[: len(left) - len(gone)]:
            anchor = self.anchors.waiting[seq][0]
            self.found.add(seq, "missing", f"an anchor of {anchor.at} recorded it; it is not there")
        if self.differing:
            first, number = self.differing[0], len(self.differing)
            words = (
                f"what is here up to entry {first.seq} is not what was anchored on {first.at}"
                f"{f', nor do {number - 1} later anchors fit' if number > 1 else ''}: rewritten"
            )
            broken = [
                each.seq
                for each in self.found.problems
                if each.seq and each.seq <= first.seq and each.part in {"chain", "gaps"}
            ]
            since = min(broken, default=self.agreed_before_differing + 1)
            self.found.add(since, "rewritten", words)
        if gone:
            newest = self.anchors.waiting[gone[-1]][0]
            oldest = self.anchors.waiting[gone[0]][0]
            words = (
                f"cut from here on: anchors recorded {newest.seq} entries ({oldest.at} to "
                f"{newest.at}), but the log ends at {self.seq}"
            )
            self.found.add(self.seq + 1, "cut_tail", words)
        absent = self.absent
        if absent and (absent.number("last"), absent.said("head")) not in self.archived:
            words = "its entries were taken out, but no entry of the log says so"
            self.found.add(absent.number("last"), "segment_unlogged", words)
        for each in self.anchors.losses:
            told = (f"key:{each.key}", each.said("lost")) in self.lost
            if not told and not (absent and each.seq <= absent.number("last")):
                words = f"a key was called lost on {each.at}, but no entry of the log says so"
                self.found.add(each.seq, "key_unlogged", words)
        known = sorted((each.seq, each.at) for each in self.anchors.good.values() if each.seq)
        for each in self.anchors.segments:
            self._check_age(each, known)

    def _check_age(self, segment: Statement, known: list[tuple[int, str]]) -> None:
        """By the first anchor behind it, if anchors go back so far; else by what it says itself."""
        last = segment.number("last")
        written = segment.said("newest_at")
        if known and known[0][0] < last:
            written = known[bisect_left(known, (last, ""))][1]
        if seconds_between(written, segment.at) < (EARLIEST_DAYS - 1) * 86400:
            words = (
                f"taken out on {segment.at}, less than {EARLIEST_DAYS} days after it was written"
            )
            self.found.add(last, "segment_early", words, doubt=True)


def seconds_between(earlier: str, later: str) -> float:
    """From one time to the other; without end where one of them is no time."""
    try:
        passed = datetime.fromisoformat(later) - datetime.fromisoformat(earlier)
    except (ValueError, TypeError):
        return float("inf")
    return passed.total_seconds()
