"""From an original to what is kept of it: redacted, or the reason why it is not."""

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ingest.merging import happenings_of, session_of, span_of
from ingest.originals import Original, dump
from ingest.subjects import said_identifiers, told_identifiers
from models.intake.notice_rules import find_missing
from models.records import Records
from models.transcripts.sessions import KeptSession
from redactor import FailedClosed, RedactedSession, Session, SessionInvalid

_CODE = re.compile(r"[a-z0-9_:.-]{1,64}")
_log = logging.getLogger(__name__)


class Redacts(Protocol):
    """What the worker needs of the engine."""

    def redact(self, session: Session) -> RedactedSession:
        """Return the session without personal data, or raise `FailedClosed`."""


class EngineError(Exception):
    """The engine failed in a way it does not name; holds nothing of what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What the engine made of a session: a redacted one, or the reason why there is none."""

    session: RedactedSession | None = None
    quarantine_reason: str = ""


class Builder:
    """Builds what is kept of a session, always anew from the whole of its original."""

    def __init__(self, records: Records, redactor: Redacts, *, keep_originals: bool = True) -> None:
        self._records = records
        self._keep_originals = keep_originals
        self._redactor = redactor

    def build(
        self, original: Original, source_id: str, *, base_revision: int, again: bool = False
    ) -> KeptSession:
        """Redact an original; raises `EngineError` where the engine broke down."""
        digest = self._records.digest("engine_session", f"{source_id}/{original.reference}")
        session = session_of(original, id=digest[:16])
        redaction = self.redact(session)
        texts = [message.text for message in session.messages] if session else []
        said = (
            said_identifiers(session, redaction.session, original.wrong)
            if session and redaction.session
            else ()
        )
        started_at, ended_at = span_of(original)
        missing = find_missing(self._records, source_id, original.facts)
        return KeptSession(
            source_id=source_id,
            reference=original.reference,
            kind=original.kind.value,
            started_at=_moment(started_at),
            ended_at=_moment(ended_at),
            events=happenings_of(original),
            original=dump(original, texts),
            order=original.order,
            redacted=redaction.session,
            quarantine_reason=redaction.quarantine_reason,
            base_revision=base_revision,
            again=again,
            missing=missing.reason,
            consent=missing.consent,
            keep_original=self._keep_originals,
            identifiers=(*told_identifiers(original.facts), *said),
        )

    def redact(self, session: Session | None) -> Redaction:
        """What the engine makes of a session; nothing of none."""
        if session is None:
            return Redaction()
        try:
            return Redaction(session=self._redactor.redact(session))
        except FailedClosed as error:
            known = _CODE.fullmatch(error.reason)
            return Redaction(quarantine_reason=error.reason if known else "failed_closed")
        except SessionInvalid:
            return Redaction(quarantine_reason="session_invalid")
        except Exception as error:
            _log.error("engine: %s", type(error).__name__)
            raise EngineError from None


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
