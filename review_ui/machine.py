"""The door for the company's own machines: a bearer token, a scope, and an entry for each read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from models.accounts.api_tokens import PREFIX, TokenUse, require_live, use_api_token
from models.actors import Actor
from models.errors import SignInEnded
from models.log.access_log import Event, Outcome
from models.records import Act
from review_ui.dependencies import desk_of, from_address
from review_ui.errors import TokenRefused, TooMany
from review_ui.permissions import MACHINE_SCOPES, Permission, may
from review_ui.refusals import log_at_pace
from review_ui.visits import Desk

_bearer = HTTPBearer(auto_error=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineVisit:
    """One request of a machine whose token has the scope, and whose owner may do it too."""

    desk: Desk
    use: TokenUse
    actor: Actor

    @contextmanager
    def act(self) -> Iterator[Act]:
        """Open one act of this machine; SignInEnded when its token ended meanwhile."""
        with self.desk.records.act(self.actor) as act:
            require_live(act, self.use)
            yield act


@dataclass(frozen=True, slots=True)
class NeedsToken:
    """The dependency by which a route for machines names its scope, and gets its visit."""

    permission: Permission

    def __call__(
        self,
        desk: Annotated[Desk, Depends(desk_of)],
        address: Annotated[str, Depends(from_address)],
        given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    ) -> MachineVisit:
        """Return the visit; TokenRefused, with an entry where the token is one of ours."""
        if given is None or not given.credentials.startswith(PREFIX):
            raise TokenRefused("missing")
        try:
            use = use_api_token(desk.records, given.credentials)
        except SignInEnded as error:
            _log_ended(desk, error, self.permission, address)
            raise TokenRefused(error.reason) from None
        visit = MachineVisit(desk=desk, use=use, actor=use.actor(address))
        _keep_pace(visit, self.permission)
        scoped = self.permission.value in use.token.scopes and self.permission in MACHINE_SCOPES
        if not scoped or not may(use.owner.role, use.token.purpose, self.permission):
            _log_refusal(visit, "scope", self.permission)
            raise TokenRefused("scope")
        return visit


def _keep_pace(visit: MachineVisit, permission: Permission) -> None:
    """TooMany, at times with an entry, when this machine asks faster than one person may."""
    verdict = visit.desk.pace.take("person", visit.actor.id, visit.desk.records.clock())
    if verdict.tell:
        _log_refusal(visit, "too_many", permission)
    if not verdict.ok:
        raise TooMany(verdict.wait_seconds)


def _log_refusal(visit: MachineVisit, reason: str, permission: Permission) -> None:
    with visit.act() as act:
        act.log(
            Event.PAGE_REFUSED,
            outcome=Outcome.REFUSED,
            reason=reason,
            permission=str(permission),
        )


def _log_ended(desk: Desk, error: SignInEnded, permission: Permission, address: str) -> None:
    """Write that somebody came with a token that has ended; one that never was is a guess."""
    if error.object:
        about = error.object
        log_at_pace(desk, error, permission, about, key=about, from_address=address)


def needs_token(permission: Permission) -> Any:
    """Declare the scope of a route for machines, and get the visit."""
    return Depends(NeedsToken(permission))
