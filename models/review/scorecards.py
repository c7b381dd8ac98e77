"""Scorecards: what is asked about a session, versioned; the newest is the one in use."""

from dataclasses import dataclass
from enum import StrEnum

from models.records import Step


class CriterionKind(StrEnum):
    """How a criterion is answered."""

    SCALE = "scale"  # 1 (poor) to 4 (excellent)
    YES_NO = "yes_no"


_VALUES = {
    CriterionKind.SCALE: ("1", "2", "3", "4", "na"),
    CriterionKind.YES_NO: ("yes", "no", "na"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing that is asked; `help` says what to look for."""

    id: str
    name: str
    help: str
    kind: CriterionKind

    @property
    def values(self) -> tuple[str, ...]:
        """The answers there are; `na` is "does not apply"."""
        return _VALUES[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """What is asked about a session, in order."""

    id: str
    name: str
    version: int
    criteria: tuple[Criterion, ...]


def current_scorecard(step: Step) -> Scorecard:
    """The scorecard in use. Shows nothing of a session, so logs nothing."""
    row = next(iter(step.db.table("scorecards").rows_where(order_by="version DESC", limit=1)))
    criteria = step.db.table("criteria").rows_where(
        "scorecard_id = ?", [row["id"]], order_by="position"
    )
    return Scorecard(
        id=row["id"],
        name=row["name"],
        version=row["version"],
        criteria=tuple(
            Criterion(
                id=criterion["id"],
                name=criterion["name"],
                help=criterion["help"],
                kind=CriterionKind(criterion["kind"]),
            )
            for criterion in criteria
        ),
    )
