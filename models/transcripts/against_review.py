"""What a snapshot shows against review: a minor, an objection, notice or consent that lacks.

Of a snapshot that is set aside all counts that takes its session out of review, and nothing that
would bring it back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from models.records import Act
from models.rights.objections import objects
from models.rights.subject_index import Digest
from models.transcripts.withholdings import REFUSAL, Told, Withheld, hold_back, settle
from redactor import RedactedSession
from redactor.minors import FLAG as MINOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What of a snapshot may speak against review; the fields are those of a `KeptSession`."""

    redacted: RedactedSession | None
    digests: Sequence[Digest]
    missing: str
    consent: Told
    withheld_reason: str


def settle_shown(act: Act, session_id: str, shown: Shown) -> str:
    """Why a session is withheld, after what this snapshot shows; what stood once still stands."""
    objection = objects(act, shown.digests)
    found = _found(shown, objection)
    if shown.missing:
        refused = shown.consent is Told.REFUSED
        found[Withheld(shown.missing)] = REFUSAL if refused else 1
    return settle(act, session_id, found, objection_id=objection, consent=shown.consent)


def heed_shown(act: Act, session_id: str, shown: Shown) -> None:
    """Withhold for what a snapshot shows that is set aside; that it tells nothing is no reason."""
    objection = objects(act, shown.digests)
    found = _found(shown, objection)
    if shown.consent is Told.REFUSED:
        found[Withheld.NO_CONSENT] = REFUSAL
    hold_back(act, session_id, found, objection_id=objection)


def _found(shown: Shown, objection: str) -> dict[Withheld, int]:
    """The signs of each reason, but of what the vendor did not tell."""
    found: dict[Withheld, int] = {}
    flags = shown.redacted.flags if shown.redacted else ()
    signs = sum(sign.flag == MINOR for sign in shown.redacted.signs) if shown.redacted else 0
    if minors := max(flags.count(MINOR), signs):
        found[Withheld.MINOR] = minors
    if objection:
        found[Withheld.OBJECTION] = 1
    if shown.withheld_reason:
        found[Withheld(shown.withheld_reason)] = 1
    return found
