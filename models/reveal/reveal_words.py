"""The words of reveals: reasons, states, rules, and what may be told about one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from models.actors import Role
from models.transcripts.marks import Mark
from models.transcripts.masked import MaskedMessage
from models.worded import WordedEnum

ASK_LASTS = timedelta(hours=24)
"""How long somebody may take to decide."""
MOST_NOTE = 300
"""The most characters a note may have."""
ASKING = (Role.REVIEWER, Role.LEAD, Role.PRIVACY_OFFICER)
APPROVING = (Role.PRIVACY_OFFICER,)
GLASS_BREAKING = (Role.LEAD, Role.PRIVACY_OFFICER)
"""Who may reveal in an emergency without approval."""


class RevealReason(WordedEnum):
    """Why somebody wants to see an original."""

    MEANING = "meaning", "The conversation cannot be understood without it"
    ADVICE = "advice", "To check whether the answer that was given is right"
    COMPLAINT = "complaint", "To answer a complaint about this chat"
    MASK_CHECK = "mask_check", "To check whether this is masked rightly"
    SAFETY = "safety", "Somebody may be in danger"
    LEGAL_DUTY = "legal_duty", "A legal duty requires it"
    INCIDENT = "incident", "A security incident is going on"


GLASS_REASONS = (RevealReason.SAFETY, RevealReason.LEGAL_DUTY, RevealReason.INCIDENT)
"""What counts as an emergency."""


class RevealState(WordedEnum):
    """Where a reveal stands."""

    ASKED = "asked", "Waits for a decision"
    APPROVED = "approved", "Approved, not shown yet"
    SHOWN = "shown", "Shown"
    REFUSED = "refused", "Refused"
    EXPIRED = "expired", "Ran out"
    GLASS = "glass", "Shown without approval; waits for a review"
    REVIEWED = "reviewed", "Shown without approval; reviewed"


class GlassVerdict(WordedEnum):
    """What the review of an emergency finds."""

    JUSTIFIED = "justified", "It was an emergency"
    UNJUSTIFIED = "unjustified", "It was not an emergency"


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealRules:
    """How long a reveal may last at most, and whether there is a way without approval."""

    most_minutes: int = 60
    break_glass: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskPlace:
    """Which mask: the message it stands in, its label, and the how many-th there with this label.

    Not where it begins in the original: two of these would tell how long the first value is.
    """

    position: int
    label: str
    nth: int = 1

    def find_in(self, messages: Iterable[MaskedMessage]) -> Mark | None:
        """The mask of this name, if there is one and it is known what it stands for."""
        alike = (
            mark
            for message in messages
            for mark in message.marks
            if message.position == self.position and mark.mask.label == self.label
        )
        found = next(islice(alike, self.nth - 1, None), None)
        return found if found and found.origin else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    """One reveal as it may be told: labels, kinds and codes, never what it shows.

    `label` and `entity` are empty for a whole session. `note` is what the asker wrote, and
    `review_note` the reviewing officer; both are empty where they may not be read, or are gone.
    """

    id: str
    session_id: str
    revision: int
    position: int | None
    label: str
    entity: str
    reason: RevealReason
    note: str
    minutes: int
    asked_by: str
    asked_name: str
    asked_at: datetime
    state: RevealState
    decided_name: str
    decided_at: datetime | None
    ends_at: datetime | None
    shown_at: datetime | None
    reviewed_name: str
    reviewed_at: datetime | None
    verdict: GlassVerdict | None
    review_note: str

    @property
    def whole(self) -> bool:
        """Whether it is about the whole session."""
        return self.position is None
