"""Purposes: what I work for now and could work for; for officers, which there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.accounts.purpose_leaves import (
    LEAVE_LASTS,
    Leave,
    ask_leave,
    choose_purpose,
    decide_leave,
    list_leaves,
)
from models.accounts.purposes import (
    PurposeRule,
    add_purpose,
    change_purpose,
    list_purposes,
    may_have,
    retire_purpose,
)
from models.actors import Purpose, Role
from models.errors import Conflict, Invalid, NotAllowed
from models.log.access_log import Event
from review_ui.address import read_choice
from review_ui.dependencies import needs
from review_ui.permissions import Permission
from review_ui.visits import Visit, go
from review_ui.words import length_words, moment_words

router = APIRouter()
SAID = {
    "chosen": "You work under this purpose now; it stands in every entry from here on.",
    "asked": "You have asked. A privacy officer decides; you get a notice.",
    "approved": "They may work under it now, for a while.",
    "refused": "They are told that they may not.",
    "changed": "Changed. Whoever may not work under it any more is signed out.",
    "added": "The purpose is there now.",
    "retired": "The purpose is out of use.",
}
PROBLEMS = {
    "words": "Give the purpose a name of 3 to 60 letters.",
    "roles": "Choose roles that may have what it opens. A role keeps the purpose it starts with.",
    "second_person": "What opens chats for anything but customer service improvement needs a "
    "second person; what people sign in under cannot.",
    "opens": "Choose what it opens.",
    "purpose_taken": "There is, or was, a purpose of this name. Choose another.",
    "too_many": "There are too many purposes. Retire one first.",
    "built_in": "This purpose is built in and stays.",
    "asked": "You have asked already, and it waits for a decision.",
    "not_needed": "You may choose it right away.",
    "own": "You asked for this yourself. Somebody else has to decide.",
    "decided": "This is decided already, or has run out.",
}
OPENS = {
    Purpose.CUSTOMER_SERVICE: "Reading redacted chats",
    Purpose.PRIVACY: "What privacy officers look after",
    Purpose.AUDIT: "The access log",
    Purpose.OPERATION: "People, sources, deliveries",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeRow:
    """One purpose as this person can use it, and for officers how it can be changed."""

    code: str
    words: str
    opens: str
    who: str
    second_person: bool
    built_in: bool
    here: bool
    mine: bool
    chooses: bool
    asks: bool
    roles: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveRow:
    """Somebody who asked to work under a purpose, or may for now."""

    id: str
    person: str
    purpose: str
    asked: str
    until: str
    decides: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposesContext:
    """The purposes; `changes` says whether this person configures them."""

    template: ClassVar[str] = "purposes.html"
    room: ClassVar[str] = "/purposes"
    opens: ClassVar[tuple[tuple[str, str], ...]] = tuple((str(p), w) for p, w in OPENS.items())
    every_role: ClassVar[tuple[tuple[str, str], ...]] = tuple((str(r), r.words) for r in Role)
    lasts: ClassVar[str] = length_words(LEAVE_LASTS)
    title: str = "Purposes"
    said: str
    problem: str
    rows: tuple[PurposeRow, ...]
    leaves: tuple[LeaveRow, ...]
    changes: bool


@router.get("/purposes")
def show_purposes(
    visit: Annotated[Visit, needs(Permission.PURPOSE_LIST)],
    said: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """Show what I can work for."""
    return _page(visit, said=SAID.get(said, ""))


@router.post("/purposes/choose")
def choose(visit: Annotated[Visit, needs(Permission.PURPOSE_CHOOSE)]) -> Response:
    """Go on under another purpose."""
    with visit.act() as act:
        choose_purpose(act, visit.sign_in.id, visit.form.get("purpose", ""))
    return go("/purposes?said=chosen")


@router.post("/purposes/ask")
def ask(visit: Annotated[Visit, needs(Permission.PURPOSE_ASK)]) -> Response:
    """Ask to work under a purpose that needs a second person."""
    try:
        with visit.act() as act:
            ask_leave(act, visit.form.get("purpose", ""))
    except Conflict as error:
        return _page(visit, problem=error.reason)
    return go("/purposes?said=asked")


@router.post("/purposes/leaves/{leave_id}")
def decide(
    visit: Annotated[Visit, needs(Permission.PURPOSE_DECIDE, proven=True)], leave_id: str
) -> Response:
    """Let somebody work under a purpose for a while; what does not say so is a refusal."""
    approve = visit.form.get("do") == "approve"
    try:
        with visit.act() as act:
            decide_leave(act, leave_id, approve=approve)
    except (Conflict, NotAllowed) as error:
        return _page(visit, problem=error.reason)
    return go(f"/purposes?said={'approved' if approve else 'refused'}")


@router.post("/purposes")
def add(visit: Annotated[Visit, needs(Permission.PURPOSE_CHANGE, proven=True)]) -> Response:
    """Add a purpose."""
    opens = read_choice("opens", visit.form.get("opens", ""), Purpose)
    if opens is None:
        return _page(visit, problem="opens")
    try:
        with visit.act() as act:
            add_purpose(
                act,
                words=visit.form.get("words", ""),
                opens=opens,
                roles=_roles(visit.form),
                second_person=visit.form.get("second_person") == "yes",
            )
    except (Conflict, Invalid) as error:
        return _page(visit, problem=error.reason)
    return go("/purposes?said=added")


@router.post("/purposes/{code}")
def change(
    visit: Annotated[Visit, needs(Permission.PURPOSE_CHANGE, proven=True)], code: str
) -> Response:
    """Change who may work under a purpose, or take it out of use."""
    retires = visit.form.get("do") == "retire"
    try:
        with visit.act() as act:
            if retires:
                retire_purpose(act, code)
            else:
                change_purpose(
                    act,
                    code,
                    roles=_roles(visit.form),
                    second_person=visit.form.get("second_person") == "yes",
                )
    except (Conflict, Invalid) as error:
        return _page(visit, problem=error.reason)
    return go(f"/purposes?said={'retired' if retires else 'changed'}")


def _roles(form: Mapping[str, str]) -> tuple[Role, ...]:
    return tuple(role for role in Role if form.get(f"role-{role}") == "yes")


def _page(visit: Visit, *, said: str = "", problem: str = "") -> HTMLResponse:
    changes = visit.may(Permission.PURPOSE_CHANGE)
    with visit.act() as act:
        rules = list_purposes(act)
        leaves = list_leaves(act, everybody=changes)
        act.log(Event.PURPOSE_LISTED, count=len(rules))
    mine = [leave for leave in leaves if leave.person_id == visit.actor.id]
    return visit.page(
        PurposesContext(
            said=said,
            problem=PROBLEMS.get(problem, "Check what you entered.") if problem else "",
            rows=tuple(_row(rule, visit, mine) for rule in rules),
            leaves=tuple(_leave(leave, visit) for leave in leaves),
            changes=changes,
        ),
        status=409 if problem else 200,
    )


def _row(rule: PurposeRule, visit: Visit, leaves: list[Leave]) -> PurposeRow:
    here = visit.actor.purpose_name == rule.code
    mine = visit.sign_in.person.role in rule.roles
    allowed = any(leave.purpose == rule.code and leave.outcome for leave in leaves)
    asked = any(leave.purpose == rule.code and not leave.outcome for leave in leaves)
    return PurposeRow(
        code=rule.code,
        words=rule.words,
        opens=OPENS[rule.opens],
        who=", ".join(role.words for role in rule.roles),
        second_person=rule.second_person,
        built_in=rule.built_in,
        here=here,
        mine=mine,
        chooses=mine and not here and (allowed or not rule.second_person),
        asks=mine and not here and rule.second_person and not allowed and not asked,
        roles=tuple((str(role), role.words, role in rule.roles) for role in may_have(rule.opens)),
    )


def _leave(leave: Leave, visit: Visit) -> LeaveRow:
    mine = leave.person_id == visit.actor.id
    return LeaveRow(
        id=leave.id,
        person=leave.person_name,
        purpose=leave.purpose_words,
        asked=moment_words(leave.asked_at, visit.zone),
        until=moment_words(leave.ends_at, visit.zone),
        decides=not leave.outcome and not mine and visit.may(Permission.PURPOSE_DECIDE),
    )
