"""A clue: one value that is known, what it is and who told us."""

from dataclasses import dataclass

from redactor.spans import Span

TOLD_SCORE = 0.9
"""What Identity tells is surer..."""

FOUND_SCORE = 0.6
"""...than what was found elsewhere: where it was found, the finding itself is the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """What a known value is: its entity, what it means, and who told us.

    A careful clue is also an ordinary word; it counts only where the context says so.
    `written` is the value as it was told, where case matters.
    """

    entity: str
    means: str
    source: str
    score: float = TOLD_SCORE
    careful: bool = False
    written: str = ""

    def span(self, start: int, end: int) -> Span:
        """Return the span that says that the value stands at `start:end`."""
        return Span(
            start=start,
            end=end,
            entity=self.entity,
            score=self.score,
            source=self.source,
            means=self.means,
        )
