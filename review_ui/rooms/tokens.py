"""My API tokens: what machines read with in my name."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.accounts.api_tokens import ApiToken, api_tokens_of, make_api_token, revoke_api_token
from models.errors import Invalid
from review_ui.address import read_day_after
from review_ui.dependencies import needs
from review_ui.errors import AddressInvalid
from review_ui.permissions import MACHINE_SCOPES, Permission
from review_ui.visits import Visit, go
from review_ui.words import last_day_words, moment_words

router = APIRouter()
Mine = Annotated[Visit, needs(Permission.TOKEN_MAKE)]
MineProven = Annotated[Visit, needs(Permission.TOKEN_MAKE, proven=True)]
SAID = {"revoked": "The token is stopped. Whatever used it is refused from now on."}
PROBLEMS = {
    "name": "Give the token a name that says which machine uses it, at most 60 characters.",
    "scopes": "Choose at least one thing the token may read.",
    "ends_at": "The last day must be a date within a year, such as 2027-01-31.",
}
WORDS = {
    Permission.LOG_EXPORT: "Read the access log, at /api/log",
    Permission.HEALTH_READ: "Read counts of health, at /api/health",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRow:
    """One token of mine."""

    id: str
    name: str
    reads: str
    made: str
    ends: str
    used: str
    live: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TokensContext:
    """My tokens, and the form for one more; `token` is the one just made, shown once."""

    template: ClassVar[str] = "tokens.html"
    room: ClassVar[str] = "/me"
    title: str = "API tokens"
    said: str
    problem: str
    token: str
    rows: tuple[TokenRow, ...]
    scopes: tuple[tuple[str, str], ...]


@router.get("/me/tokens")
def show_tokens(visit: Mine, said: Annotated[str, Query(max_length=20)] = "") -> HTMLResponse:
    """Show my tokens; never one itself."""
    return _page(visit, said=SAID.get(said, ""))


@router.post("/me/tokens")
def make(visit: MineProven) -> HTMLResponse:
    """Make a token and show it once."""
    wanted = [scope for scope, _ in _scopes(visit) if visit.form.get(f"scope-{scope}") == "on"]
    try:
        ends_at = read_day_after("ends_at", visit.form.get("ends_at", "").strip(), visit.zone)
        with visit.act() as act:
            token = make_api_token(
                act,
                visit.sign_in.person.id,
                name=visit.form.get("name", ""),
                scopes=wanted,
                purpose=visit.sign_in.purpose,
                ends_at=ends_at or datetime.min.replace(tzinfo=visit.zone),
            )
    except AddressInvalid as error:
        return _page(visit, problem=error.field)
    except Invalid as error:
        return _page(visit, problem=error.reason)
    return _page(visit, token=token)


@router.post("/me/tokens/{token_id}/revoke")
def revoke(visit: Mine, token_id: str) -> Response:
    """Stop a token of mine now."""
    with visit.act() as act:
        revoke_api_token(act, visit.sign_in.person.id, token_id)
    return go("/me/tokens?said=revoked")


def _page(visit: Visit, *, said: str = "", problem: str = "", token: str = "") -> HTMLResponse:
    mine = api_tokens_of(visit.desk.records, visit.sign_in.person.id)
    return visit.page(
        TokensContext(
            said=said,
            problem=PROBLEMS.get(problem, ""),
            token=token,
            rows=tuple(_row(each, visit) for each in mine),
            scopes=_scopes(visit),
        ),
        ("You", "/me"),
        ("API tokens", ""),
        status=422 if problem else 200,
    )


def _scopes(visit: Visit) -> tuple[tuple[str, str], ...]:
    """What this person may have a machine read: never more than they may themselves."""
    return tuple((str(p), WORDS[p]) for p in Permission if p in MACHINE_SCOPES and visit.may(p))


def _row(each: ApiToken, visit: Visit) -> TokenRow:
    said = {str(scope): words for scope, words in WORDS.items()}
    return TokenRow(
        id=each.id,
        name=each.name,
        reads="; ".join(said.get(scope, scope) for scope in each.scopes),
        made=moment_words(each.created_at, visit.zone),
        ends=last_day_words(each.ends_at, visit.zone),
        used=moment_words(each.used_at, visit.zone) or "not yet",
        live=not each.ended(visit.desk.records.clock()),
    )
