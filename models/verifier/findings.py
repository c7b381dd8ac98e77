"""What was found, and the verdict that comes of it."""

from dataclasses import dataclass, replace

_MOST_PROBLEMS = 100


PARTS = {
    "chain": "malformed changed broken_link out_of_order",
    "tree": "root_wrong",
    "signatures": "anchor_unsigned key_retired key_unlogged key_lost",
    "anchors": "rewritten cut_tail split_view anchor_malformed anchor_cut anchor_gap restored",
    "gaps": "missing segment_invalid segment_unlogged segment_absent segment_early",
    "times": "clock_back clock_ahead",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is not as it must be, from entry `seq` on where that is known."""

    seq: int | None
    code: str
    words: str

    @property
    def part(self) -> str:
        """Which of the verdicts it belongs to."""
        return next(part for part, codes in PARTS.items() if self.code in codes.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the separate verdicts; `state` is whole, broken, judge (by a person) or unchecked."""

    name: str
    state: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found. Not `anchored`: whole only as far as the chain goes.

    `anchored_seq` is the last entry that an anchor vouches for; what came after it could
    still have been cut or rewritten by someone who recomputed the chain. `doubts` are for a
    person to judge: nothing is forged, but something is not shown, or was explained.
    """

    whole: bool
    anchored: bool
    count: int
    head: str
    anchored_seq: int | None
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...] = ()
    parts: tuple[Part, ...] = ()
    root: str = ""
    agreed: str = ""

    @property
    def words(self) -> str:
        """The verdict as one sentence."""
        if not self.whole:
            found = f"{len(self.problems)} problem{'s' * (len(self.problems) > 1)} found"
            return f"Not whole: {self.problems[0].words} ({found}).{self.agreed}"
        judge = f" {len(self.doubts)} to be judged." if self.doubts else ""
        if not self.anchored:
            return f"Chain whole: {self.count} entries, not anchored.{judge}"
        return f"Log whole: {self.count} entries, anchored up to entry {self.anchored_seq}.{judge}"

    def with_problems(self, problems: tuple[Problem, ...]) -> "Verdict":
        """The verdict when these were found as well."""
        if not problems:
            return self
        names = {problem.part: problem.words for problem in reversed(problems)}
        parts = tuple(
            Part(name=part.name, state="broken", words=names[part.name])
            if part.name in names and part.state != "broken"
            else part
            for part in self.parts
        )
        return replace(
            self, whole=False, problems=(*self.problems, *problems), parts=parts, anchored=False
        )

    @property
    def status(self) -> int:
        """The exit status: 0 whole, 1 not whole, 3 to be judged."""
        return 1 if not self.whole else 3 if self.doubts else 0


class Findings:
    """Collects problems and doubts, a hundred of each at most."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.doubts: list[Problem] = []

    def add(self, seq: int | None, code: str, words: str, *, doubt: bool = False) -> None:
        """Note something from entry `seq` on; a doubt is for a person to judge."""
        kept = self.doubts if doubt else self.problems
        if len(kept) < _MOST_PROBLEMS:
            at = "anchors" if seq is None else f"entry {seq}"
            kept.append(Problem(seq=seq, code=code, words=f"{at}: {words}"))
