"""The ceremonies of passkeys, by the library `webauthn`: what a browser is asked, and its answer.

User verification is always required: a passkey is two factors only if its device asks for a
finger, a face or a PIN. The library's errors could quote what was sent; none of them goes on.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from models.accounts.challenges import is_challenge
from models.accounts.passkeys import NewPasskey, Passkey, Shown
from models.accounts.people import Person
from models.records import Records
from review_ui.browser import PublicAddress

_MOST_BYTES = 16 * 1024
_WANTED = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceremonies:
    """What browsers are asked in the name of `host`, which has to be a name and no number."""

    host: str
    origins: tuple[str, ...]
    product: str

    def ask_new(self, person: Person, known: Sequence[Passkey], challenge: bytes) -> str:
        """What a browser needs to make a passkey, as JSON; it makes none where it has one."""
        options = generate_registration_options(
            rp_id=self.host,
            rp_name=self.product,
            user_id=person.id.encode(),
            user_name=person.email,
            user_display_name=person.name,
            challenge=challenge,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=_WANTED,
            ),
            exclude_credentials=_described(known),
        )
        return options_to_json(options)

    def ask(self, challenge: bytes, known: Sequence[Passkey] = ()) -> str:
        """What a browser needs to show a passkey, as JSON; any of ours unless some are named."""
        options = generate_authentication_options(
            rp_id=self.host,
            challenge=challenge,
            allow_credentials=_described(known),
            user_verification=_WANTED,
        )
        return options_to_json(options)

    def read_new(self, answer: str, challenge: bytes) -> NewPasskey | None:
        """The passkey a browser made for this challenge, or None when it is not one."""
        try:
            made = verify_registration_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=self.host,
                expected_origin=list(self.origins),
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, KeyError, TypeError):
            return None
        return NewPasskey(
            credential_id=made.credential_id,
            public_key=made.credential_public_key,
            uses=made.sign_count,
        )

    def read(self, answer: str, challenge: bytes) -> Shown | None:
        """The passkey a browser says it showed for this challenge; not verified yet."""
        parts = _parts(answer)
        if parts is None:
            return None

        def verify(kept: Passkey) -> int | None:
            try:
                verified = verify_authentication_response(
                    credential=answer,
                    expected_challenge=challenge,
                    expected_rp_id=self.host,
                    expected_origin=list(self.origins),
                    credential_public_key=kept.public_key,
                    credential_current_sign_count=kept.uses,
                    require_user_verification=True,
                )
            except (WebAuthnException, ValueError, KeyError, TypeError):
                return None
            return verified.new_sign_count

        credential_id, holder = parts
        return Shown(credential_id=credential_id, challenge=challenge, holder=holder, verify=verify)


def ceremonies(address: PublicAddress, product: str) -> Ceremonies:
    """The ceremonies of this installation; on this machine only `localhost` is a name."""
    host = address.url.partition("://")[2].partition(":")[0] if address.secure else "localhost"
    ours = (origin for origin in address.origins if f"://{host}" in origin)
    return Ceremonies(host=host, origins=tuple(sorted(ours)), product=product)


def challenge_of(answer: str) -> bytes:
    """The challenge an answer speaks of; empty when it is no answer."""
    if len(answer) > _MOST_BYTES:
        return b""
    try:
        told = json.loads(answer)["response"]["clientDataJSON"]
        return parse_client_data_json(base64url_to_bytes(told)).challenge
    except (WebAuthnException, ValueError, KeyError, TypeError, RecursionError):
        return b""


def _parts(answer: str) -> tuple[bytes, str] | None:
    try:
        told = json.loads(answer)
        handle = told["response"].get("userHandle") or ""
        return base64url_to_bytes(told["id"]), base64url_to_bytes(handle).decode()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _described(known: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=passkey.credential_id) for passkey in known]


def find_shown(
    records: Records, ceremonies: Ceremonies, answer: str, *, bound_to: str
) -> Shown | None:
    """The passkey of this answer, if we asked this browser for one a short while ago."""
    challenge = challenge_of(answer)
    if not is_challenge(records, challenge, bound_to):
        return None
    return ceremonies.read(answer, challenge)
