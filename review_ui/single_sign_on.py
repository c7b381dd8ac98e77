"""Single sign-on by OpenID Connect: the code flow with PKCE, state and nonce, by Authlib.

Speaks to the configured issuer and the hosts configured beside it, and to nobody else
(`provider_wire`). What goes wrong leaves as a code; no error holds what the provider said.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_urlsafe
from threading import Lock
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from models.accounts.single_sign_on import Claimed, SignOnRules
from review_ui.errors import SignOnFailed
from review_ui.provider_wire import ask

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""What an ID token may be signed with: never `none`, and nothing with a shared secret."""
KEEP_SECONDS = 3600.0
LEEWAY_SECONDS = 60
FRESH_SECONDS = 300
REST_SECONDS = 30.0
"""How long a provider is left alone that was asked what it is and gave no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOnSettings:
    """How to speak to the provider, and what its claims mean."""

    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    name: str = "single sign-on"
    scope: str = "openid email profile"
    groups_claim: str = "groups"
    employment_claim: str = ""
    hosts: frozenset[str] = frozenset()
    rules: SignOnRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A sign-in under way at the provider: where to go, and what to remember meanwhile."""

    url: str
    state: str
    nonce: str
    verifier: str


class Provider:
    """The company's provider, found by its issuer; its keys are read again when one is new."""

    def __init__(
        self, settings: SignOnSettings, *, redirect_uri: str, clock: Callable[[], datetime]
    ) -> None:
        self.settings = settings
        self.redirect_uri = redirect_uri
        self._clock = clock
        self._turn = Lock()
        self._facts: dict[str, Any] = {}
        self._keys: KeySet | None = None
        self._read_at = 0.0
        self._rests_until = 0.0

    def begin(self, *, again: bool = False) -> Begun:
        """Where to send the browser; with `again` the person has to sign in there anew."""
        state, nonce, verifier = token_urlsafe(32), token_urlsafe(32), token_urlsafe(48)
        more = {"prompt": "login", "max_age": "0"} if again else {}
        endpoint = self._known("authorization_endpoint")
        url: str = prepare_grant_uri(
            endpoint,
            client_id=self.settings.client_id,
            response_type="code",
            redirect_uri=self.redirect_uri,
            scope=self.settings.scope,
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
            **more,
        )
        return Begun(url=url, state=state, nonce=nonce, verifier=verifier)

    def finish(self, begun: Begun, answer: Mapping[str, str], *, again: bool = False) -> Claimed:
        """What the provider says of who came back with this answer. Raises SignOnFailed."""
        if answer.get("error"):
            raise SignOnFailed("provider_refused")
        if answer.get("state") != begun.state or not answer.get("code"):
            raise SignOnFailed("state")
        if answer.get("iss", self.settings.issuer) != self.settings.issuer:
            raise SignOnFailed("issuer")
        token = self._redeem(answer["code"], begun.verifier)
        claims = self._claims(str(token.get("id_token") or ""), begun.nonce)
        if again and not self._is_fresh(claims):
            raise SignOnFailed("not_fresh")
        if "email" not in claims and self._facts.get("userinfo_endpoint"):
            claims |= self._userinfo(str(token.get("access_token") or ""), claims["sub"])
        return self._claimed(claims)

    def _redeem(self, code: str, verifier: str) -> Mapping[str, Any]:
        settings = self.settings
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "code_verifier": verifier,
        }
        if not settings.client_secret:  # a public client says who it is, and PKCE proves the rest
            return self._ask("POST", self._known("token_endpoint"), form=form | self._name())
        secret = httpx.BasicAuth(quote(settings.client_id), quote(settings.client_secret))
        return self._ask("POST", self._known("token_endpoint"), form=form, auth=secret)

    def _claims(self, id_token: str, nonce: str) -> dict[str, Any]:
        """The claims of a token signed by the issuer, for us, now, and for this very sign-in."""
        settings = self.settings
        options: dict[str, Any] = {
            "iss": {"essential": True, "value": settings.issuer},
            "aud": {"essential": True, "value": settings.client_id},
            "sub": {"essential": True},
        }
        params = {"nonce": nonce, "client_id": settings.client_id}
        for fresh in (False, True):  # once more with new keys: theirs may have changed
            try:
                token = jwt.decode(id_token, self._key_set(fresh=fresh), algorithms=ALGORITHMS)
                claims = CodeIDToken(token.claims, token.header, options=options, params=params)
                claims.validate(int(self._clock().timestamp()), LEEWAY_SECONDS)
                return dict(claims)
            except (JoseError, ValueError, KeyError, TypeError) as error:
                unknown_key = isinstance(error, ValueError | KeyError)
                if fresh or not unknown_key:
                    break
        raise SignOnFailed("id_token") from None

    def _is_fresh(self, claims: Mapping[str, Any]) -> bool:
        at = claims.get("auth_time")
        now = self._clock().timestamp()
        return isinstance(at, int | float) and abs(now - at) <= FRESH_SECONDS

    def _userinfo(self, access_token: str, subject: str) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {access_token}"}
        told = self._get(self._known("userinfo_endpoint"), headers=headers)
        if told.get("sub") != subject:
            raise SignOnFailed("userinfo")
        protected = ("iss", "sub", "aud", "auth_time")
        return {name: value for name, value in told.items() if name not in protected}

    def _claimed(self, claims: Mapping[str, Any]) -> Claimed:
        settings = self.settings
        groups = claims.get(settings.groups_claim) or ()
        groups = (groups,) if isinstance(groups, str) else groups
        employment = claims.get(settings.employment_claim) if settings.employment_claim else None
        return Claimed(
            issuer=settings.issuer,
            subject=str(claims["sub"])[:255],
            email=str(claims.get("email") or "")[:254],
            email_verified=claims.get("email_verified") is True,
            name=str(claims.get("name") or "")[:80],
            groups=tuple(str(group) for group in groups)
            if isinstance(groups, list | tuple)
            else (),
            employment=None if employment is None else str(employment),
        )

    def _name(self) -> dict[str, str]:
        return {"client_id": self.settings.client_id}

    def _known(self, endpoint: str) -> str:
        """An endpoint of the provider, on a host that was configured."""
        with self._turn:
            if not self._facts or time.monotonic() - self._read_at > KEEP_SECONDS:
                self._facts, self._keys = self._discover(), None
                self._read_at = time.monotonic()
            address = str(self._facts.get(endpoint) or "")
        return self._ours(address)

    def _discover(self) -> dict[str, Any]:
        """What the provider says it is; many who wait for it do not ask one after the other."""
        if time.monotonic() < self._rests_until:
            raise SignOnFailed("unreachable")
        self._rests_until = time.monotonic() + REST_SECONDS
        told = self._get(f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration")
        self._rests_until = 0.0
        if told.get("issuer") != self.settings.issuer:
            raise SignOnFailed("issuer")
        return told

    def _key_set(self, *, fresh: bool) -> KeySet:
        address = self._known("jwks_uri")
        with self._turn:
            if self._keys is None or fresh:
                try:
                    self._keys = KeySet.import_key_set(self._get(address))  # type: ignore[arg-type]
                except (JoseError, ValueError, KeyError, TypeError):
                    raise SignOnFailed("keys") from None
            return self._keys

    def _get(self, address: str, **more: Any) -> dict[str, Any]:
        return self._ask("GET", address, **more)

    def _ask(
        self,
        method: str,
        address: str,
        *,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: httpx.Auth | None = None,
    ) -> dict[str, Any]:
        """The JSON object at an address of the provider's; SignOnFailed for anything else."""
        return ask(method, self._ours(address), form=form, headers=headers, auth=auth)

    def _ours(self, address: str) -> str:
        """The address, if it is of the issuer's origin or of a host configured beside it."""
        parts, issuer = urlsplit(address), urlsplit(self.settings.issuer)
        same = (parts.scheme, parts.netloc) == (issuer.scheme, issuer.netloc)
        if not same and not (parts.scheme == "https" and parts.netloc in self.settings.hosts):
            raise SignOnFailed("host")
        return address
