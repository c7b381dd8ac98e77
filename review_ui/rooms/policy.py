"""The policy in force, in plain words, for everybody who works here."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from models.log.access_log import Event
from redactor import Action
from review_ui.chips import certainty_words
from review_ui.dependencies import needs
from review_ui.entities import entity_group, entity_words
from review_ui.permissions import Permission
from review_ui.visits import Visit

router = APIRouter()
ACTIONS = {
    Action.MASK: "Masked",
    Action.PARTIAL: "Masked but for the last four characters",
    Action.KEEP: "Kept",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRow:
    """What happens to one kind of personal data."""

    words: str
    entity: str
    group: str
    action: str
    from_score: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyContext:
    """The settings in force, as sentences and one table."""

    template: ClassVar[str] = "policy.html"
    room: ClassVar[str] = "/policy"
    title: str = "Policy"
    name: str
    masked: tuple[PolicyRow, ...]
    kept: tuple[PolicyRow, ...]
    retention: tuple[str, ...]


@router.get("/policy")
def show_policy(visit: Annotated[Visit, needs(Permission.POLICY_READ)]) -> HTMLResponse:
    """Show what is masked, what is kept, and for how long."""
    with visit.act() as act:
        act.log(Event.POLICY_READ)
    policy = visit.desk.policy
    rows = [
        (
            fact.action,
            PolicyRow(
                words=entity_words(fact.entity),
                entity=fact.entity,
                group=entity_group(fact.entity),
                action=ACTIONS[fact.action] + fact.unless_words,
                from_score=f"{fact.above:.2f} ({certainty_words(fact.above)})",
            ),
        )
        for fact in sorted(policy.facts, key=lambda fact: entity_words(fact.entity))
    ]
    return visit.page(
        PolicyContext(
            name=policy.name,
            masked=tuple(row for action, row in rows if action is not Action.KEEP),
            kept=tuple(row for action, row in rows if action is Action.KEEP),
            retention=policy.retention,
        )
    )
