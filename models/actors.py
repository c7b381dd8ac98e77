"""Who acts, in which role, for which purpose."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from models.worded import WordedEnum


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"  # an employee who is signed in
    SERVICE = "service"  # a source that delivers
    SYSTEM = "system"  # this service itself: worker, sweeper, command line


class Role(WordedEnum):
    """What a person is here for."""

    REVIEWER = "reviewer", "Reviewer"
    LEAD = "lead", "Lead"
    PRIVACY_OFFICER = "privacy_officer", "Privacy officer"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


class Purpose(WordedEnum):
    """What a look is for. Nothing is done without one."""

    CUSTOMER_SERVICE = "customer_service_improvement", "Customer service improvement"
    PRIVACY = "privacy_duties", "Privacy duties"
    AUDIT = "access_audit", "Access audit"
    OPERATION = "service_operation", "Service operation"


ROLE_PURPOSES: Mapping[Role, tuple[Purpose, ...]] = MappingProxyType(
    {
        Role.REVIEWER: (Purpose.CUSTOMER_SERVICE,),
        Role.LEAD: (Purpose.CUSTOMER_SERVICE,),
        Role.PRIVACY_OFFICER: (Purpose.PRIVACY, Purpose.CUSTOMER_SERVICE),
        Role.AUDITOR: (Purpose.AUDIT,),
        Role.ADMINISTRATOR: (Purpose.OPERATION,),
    }
)
"""The purposes each role may have at most; the first is what it starts with.

Which of them are in use, and others that open the same, are records (models/accounts/purposes.py).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts. `id` is opaque (person, source, "worker-1", "cli"); `address` where from.

    `purpose` says what is open to them; `purpose_code` is the configured purpose they work
    under, where that is not a built-in one.
    """

    kind: ActorKind
    id: str
    name: str
    role: Role | None = None
    purpose: Purpose | None = None
    address: str = ""
    purpose_code: str = ""

    @property
    def purpose_name(self) -> str:
        """The code of the purpose as entries hold it; empty where there is none."""
        return self.purpose_code or (self.purpose.value if self.purpose else "")
