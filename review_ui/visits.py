"""A visit: one request of a person who is signed in and may do what the route needs.

Views get nothing of the web but this and their own fields.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import timedelta, tzinfo
from typing import Any, Literal, TypeVar

from fastapi.responses import HTMLResponse, RedirectResponse

from models.accounts.notices import count_unseen
from models.accounts.proving import is_fresh
from models.accounts.sign_ins import SINGLE_SIGN_ON, SignIn, require_open
from models.accounts.single_sign_on import is_vouched_for
from models.actors import Actor, Role
from models.keeping.retention import Rules
from models.records import Act, Records
from models.reveal.reveal_words import RevealRules
from models.rights.disclosures import ReadOriginal
from models.watch.business_hours import BusinessHours
from review_ui.assets import Assets
from review_ui.browser import PublicAddress
from review_ui.errors import ProofNeeded
from review_ui.frame import Place, build_frame
from review_ui.pace import Pace
from review_ui.pages import Context, Pages
from review_ui.passkeys import Ceremonies
from review_ui.passwords import Passwords
from review_ui.permissions import Permission, may
from review_ui.policy_facts import PolicyFacts
from review_ui.proof import Prover
from review_ui.single_sign_on import Provider

AgentSide = Literal["left", "right"]
Entered = TypeVar("Entered", bound=Any)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the pages work with; made once by `create_app`."""

    records: Records
    address: PublicAddress
    zone: tzinfo
    pages: Pages
    assets: Assets
    passwords: Passwords
    passkeys: Ceremonies
    provider: Provider | None
    pace: Pace
    prover: Prover
    anchor_every: timedelta | None
    policy: PolicyFacts
    agent_side: AgentSide
    invite_ttl: timedelta
    allowed_domains: tuple[str, ...]
    hours: BusinessHours
    second_factor_roles: frozenset[Role]
    read_original: ReadOriginal
    reveal_rules: RevealRules
    rules: Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who asks, for which purpose, from where, and the fields of the form, if one was sent."""

    desk: Desk
    sign_in: SignIn
    from_address: str
    form: Mapping[str, str]

    @property
    def actor(self) -> Actor:
        """The person as entries name them."""
        return self.sign_in.actor(self.from_address)

    @property
    def zone(self) -> tzinfo:
        """The time zone of the pages."""
        return self.desk.zone

    @contextmanager
    def act(self) -> Iterator[Act]:
        """Open one act of this person; it is committed, with its entry, when the block ends.

        SignInEnded, with an entry, when the sign-in has ended since the request came in.
        """
        with self.desk.records.act(self.actor) as act:
            require_open(act, self.sign_in.token)
            yield act

    @property
    def must_set_up(self) -> bool:
        """Whether this role works with a second factor only, and the person has none yet.

        Who came by single sign-on was asked for as much as the company's provider asks for.
        """
        person = self.sign_in.person
        wanted = person.role in self.desk.second_factor_roles
        return wanted and not person.second_factor and self.sign_in.opened_by != SINGLE_SIGN_ON

    @property
    def proven(self) -> bool:
        """Whether this person proved who they are in the last ten minutes."""
        return is_fresh(self.sign_in, self.desk.records.clock())

    @property
    def vouched_for(self) -> bool:
        """Whether the company's provider knows this person, so that they can prove it there."""
        provider, records = self.desk.provider, self.desk.records
        return provider is not None and is_vouched_for(
            records, self.sign_in.person.id, provider.settings.issuer
        )

    def require_proof(self) -> None:
        """ProofNeeded unless this person proved who they are in the last ten minutes."""
        if not self.proven:
            raise ProofNeeded

    def may(self, permission: Permission) -> bool:
        """Say whether this person may do something else as well."""
        return may(self.sign_in.person.role, self.sign_in.purpose, permission)

    def entered(self, form: type[Entered]) -> Entered:
        """Return what the form held, in fields of the same names, without blanks around it."""
        names = (field.name for field in fields(form))
        made: Entered = form(**{name: self.form.get(name, "").strip() for name in names})
        return made

    def page(self, context: Context, *place: Place, status: int = 200) -> HTMLResponse:
        """Answer with a page; `place` is the way here, of which the page itself is the last."""
        way = (*place, (context.title, "")) if not place or place[-1][1] else place
        frame = build_frame(
            self.sign_in,
            room=context.room,
            place=way,
            zone=self.desk.zone,
            notices=count_unseen(self.desk.records, self.actor.id),
        )
        return HTMLResponse(self.desk.pages.render(context, frame), status_code=status)


def go(path: str) -> RedirectResponse:
    """Send the browser on with GET after a form did its work."""
    return RedirectResponse(path, status_code=303)
