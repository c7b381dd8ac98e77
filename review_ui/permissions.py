"""Who may do what: one table, thing:act to roles. What does not stand here nobody may do.

Reading a chat needs the right purpose as well as the right role; that is the second table.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from models.actors import Purpose, Role
from models.reveal.reveal_words import GLASS_BREAKING


class Permission(StrEnum):
    """One thing a page lets a person do; each route names exactly one."""

    SESSION_LIST = "session:list"
    SESSION_OPEN = "session:open"
    REVIEW_LIST = "review:list"
    REVIEW_SAVE = "review:save"
    SEARCH_RUN = "search:run"
    PURPOSE_LIST = "purpose:list"
    PURPOSE_CHOOSE = "purpose:choose"
    PURPOSE_ASK = "purpose:ask"
    PURPOSE_DECIDE = "purpose:decide"
    PURPOSE_CHANGE = "purpose:change"
    REPORT_MAKE = "report:make"
    REPORT_LIST = "report:list"
    REPORT_DECIDE = "report:decide"
    REVEAL_ASK = "reveal:ask"
    REVEAL_LIST = "reveal:list"
    REVEAL_OPEN = "reveal:open"
    REVEAL_DECIDE = "reveal:decide"
    ORIGINAL_REVEAL = "original:reveal"
    GLASS_BREAK = "glass:break"
    GLASS_REVIEW = "glass:review"
    HELD_LIST = "held:list"
    HELD_RELEASE = "held:release"
    SIGN_LIST = "sign:list"
    SIGN_OPEN = "sign:open"
    SIGN_CLOSE = "sign:close"
    SIGN_ERASE = "sign:erase"
    REQUEST_LIST = "request:list"
    REQUEST_OPEN = "request:open"
    REQUEST_WORK = "request:work"
    REQUEST_APPROVE = "request:approve"
    REQUEST_EXPORT = "request:export"
    OBJECTION_LIST = "objection:list"
    OBJECTION_LIFT = "objection:lift"
    RETENTION_LIST = "retention:list"
    RETENTION_CONFIRM = "retention:confirm"
    HOLD_LIST = "hold:list"
    HOLD_PLACE = "hold:place"
    HOLD_RELEASE = "hold:release"
    ERASURE_LIST = "erasure:list"
    ERASURE_ASK = "erasure:ask"
    CERTIFICATE_READ = "certificate:read"
    LOG_LIST = "log:list"
    LOG_EXPORT = "log:export"
    LOG_VERIFY = "log:verify"
    LOG_FILTER = "log:filter"
    LOG_SUBJECT = "log:subject"
    LOOK_TELL = "look:tell"
    ALERT_LIST = "alert:list"
    ALERT_CLOSE = "alert:close"
    PERSON_LIST = "person:list"
    PERSON_ADD = "person:add"
    PERSON_DISABLE = "person:disable"
    PERSON_INVITE = "person:invite"
    SOURCE_LIST = "source:list"
    DELIVERY_RETRY = "delivery:retry"
    POLICY_READ = "policy:read"
    RECORD_READ = "record:read"
    NOTICE_LIST = "notice:list"
    NOTICE_SEE = "notice:see"
    HOME_OPEN = "home:open"
    ME_OPEN = "me:open"
    PASSWORD_SET = "password:set"  # noqa: S105  # the name of a permission
    SHORTCUTS_SET = "shortcuts:set"
    PERSON_RESET = "person:reset"
    PERSON_CHANGE = "person:change"
    PERSON_SIGN_OUT = "person:sign_out"
    SECOND_FACTOR_SET = "second_factor:set"
    PASSKEY_SET = "passkey:set"
    TOKEN_MAKE = "token:make"  # noqa: S105  # the name of a permission
    HEALTH_READ = "health:read"
    PROOF_GIVE = "proof:give"
    SIGN_IN_CLOSE = "sign_in:close"


EVERYONE = frozenset(Role)
READERS = frozenset({Role.REVIEWER, Role.LEAD, Role.PRIVACY_OFFICER})
REVIEWERS = frozenset({Role.REVIEWER, Role.LEAD})
LEADS = frozenset({Role.LEAD})
OFFICERS = frozenset({Role.PRIVACY_OFFICER})
AUDITORS = frozenset({Role.AUDITOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

ALLOWED: Mapping[Permission, frozenset[Role]] = MappingProxyType(
    {
        Permission.SESSION_LIST: READERS,
        Permission.SESSION_OPEN: READERS,
        Permission.REVIEW_LIST: LEADS,
        Permission.REVIEW_SAVE: REVIEWERS,
        Permission.SEARCH_RUN: READERS,
        Permission.PURPOSE_LIST: EVERYONE,
        Permission.PURPOSE_CHOOSE: EVERYONE,
        Permission.PURPOSE_ASK: EVERYONE,
        Permission.PURPOSE_DECIDE: OFFICERS,
        Permission.PURPOSE_CHANGE: OFFICERS,
        Permission.REPORT_MAKE: READERS,
        Permission.REPORT_LIST: OFFICERS,
        Permission.REPORT_DECIDE: OFFICERS,
        Permission.REVEAL_ASK: READERS,
        Permission.REVEAL_LIST: READERS,
        Permission.REVEAL_OPEN: READERS,
        Permission.REVEAL_DECIDE: OFFICERS,
        Permission.ORIGINAL_REVEAL: READERS,
        Permission.GLASS_BREAK: frozenset(GLASS_BREAKING),
        Permission.GLASS_REVIEW: OFFICERS,
        Permission.HELD_LIST: OFFICERS,
        Permission.HELD_RELEASE: OFFICERS,
        Permission.SIGN_LIST: OFFICERS,
        Permission.SIGN_OPEN: OFFICERS,
        Permission.SIGN_CLOSE: OFFICERS,
        Permission.SIGN_ERASE: OFFICERS,
        Permission.REQUEST_LIST: OFFICERS,
        Permission.REQUEST_OPEN: OFFICERS,
        Permission.REQUEST_WORK: OFFICERS,
        Permission.REQUEST_APPROVE: OFFICERS,
        Permission.REQUEST_EXPORT: OFFICERS,
        Permission.OBJECTION_LIST: OFFICERS,
        Permission.OBJECTION_LIFT: OFFICERS,
        Permission.RETENTION_LIST: OFFICERS,
        Permission.RETENTION_CONFIRM: OFFICERS,
        Permission.HOLD_LIST: OFFICERS,
        Permission.HOLD_PLACE: OFFICERS,
        Permission.HOLD_RELEASE: OFFICERS,
        Permission.ERASURE_LIST: OFFICERS,
        Permission.ERASURE_ASK: OFFICERS,
        Permission.CERTIFICATE_READ: OFFICERS,
        Permission.LOG_LIST: AUDITORS,
        Permission.LOG_EXPORT: AUDITORS,
        Permission.LOG_VERIFY: AUDITORS,
        Permission.LOG_FILTER: AUDITORS,
        Permission.LOG_SUBJECT: AUDITORS,
        Permission.LOOK_TELL: OFFICERS,
        Permission.ALERT_LIST: AUDITORS | OFFICERS,
        Permission.ALERT_CLOSE: AUDITORS | OFFICERS,
        Permission.PERSON_LIST: ADMINISTRATORS,
        Permission.PERSON_ADD: ADMINISTRATORS,
        Permission.PERSON_DISABLE: ADMINISTRATORS,
        Permission.PERSON_INVITE: ADMINISTRATORS,
        Permission.SOURCE_LIST: ADMINISTRATORS,
        Permission.DELIVERY_RETRY: ADMINISTRATORS,
        Permission.POLICY_READ: EVERYONE,
        Permission.RECORD_READ: EVERYONE,
        Permission.NOTICE_LIST: EVERYONE,
        Permission.NOTICE_SEE: EVERYONE,
        Permission.HOME_OPEN: EVERYONE,
        Permission.ME_OPEN: EVERYONE,
        Permission.PASSWORD_SET: EVERYONE,
        Permission.SHORTCUTS_SET: EVERYONE,
        Permission.PERSON_RESET: ADMINISTRATORS,
        Permission.PERSON_CHANGE: ADMINISTRATORS,
        Permission.PERSON_SIGN_OUT: ADMINISTRATORS,
        Permission.SECOND_FACTOR_SET: EVERYONE,
        Permission.PASSKEY_SET: EVERYONE,
        Permission.TOKEN_MAKE: AUDITORS | ADMINISTRATORS,
        Permission.HEALTH_READ: ADMINISTRATORS,
        Permission.PROOF_GIVE: EVERYONE,
        Permission.SIGN_IN_CLOSE: EVERYONE,
    }
)

BOUND: Mapping[Permission, Purpose] = MappingProxyType(
    {
        Permission.SESSION_LIST: Purpose.CUSTOMER_SERVICE,
        Permission.SESSION_OPEN: Purpose.CUSTOMER_SERVICE,
        Permission.REVIEW_LIST: Purpose.CUSTOMER_SERVICE,
        Permission.REVIEW_SAVE: Purpose.CUSTOMER_SERVICE,
        Permission.SEARCH_RUN: Purpose.CUSTOMER_SERVICE,
        Permission.PURPOSE_DECIDE: Purpose.PRIVACY,
        Permission.PURPOSE_CHANGE: Purpose.PRIVACY,
        Permission.REPORT_MAKE: Purpose.CUSTOMER_SERVICE,
        Permission.REPORT_LIST: Purpose.PRIVACY,
        Permission.REPORT_DECIDE: Purpose.PRIVACY,
        Permission.REVEAL_ASK: Purpose.CUSTOMER_SERVICE,
        Permission.REVEAL_DECIDE: Purpose.PRIVACY,
        Permission.ORIGINAL_REVEAL: Purpose.CUSTOMER_SERVICE,
        Permission.GLASS_BREAK: Purpose.CUSTOMER_SERVICE,
        Permission.GLASS_REVIEW: Purpose.PRIVACY,
        Permission.HELD_LIST: Purpose.PRIVACY,
        Permission.RETENTION_LIST: Purpose.PRIVACY,
        Permission.RETENTION_CONFIRM: Purpose.PRIVACY,
        Permission.HOLD_LIST: Purpose.PRIVACY,
        Permission.HOLD_PLACE: Purpose.PRIVACY,
        Permission.HOLD_RELEASE: Purpose.PRIVACY,
        Permission.ERASURE_LIST: Purpose.PRIVACY,
        Permission.ERASURE_ASK: Purpose.PRIVACY,
        Permission.CERTIFICATE_READ: Purpose.PRIVACY,
        Permission.HELD_RELEASE: Purpose.PRIVACY,
        Permission.SIGN_LIST: Purpose.PRIVACY,
        Permission.SIGN_OPEN: Purpose.PRIVACY,
        Permission.SIGN_CLOSE: Purpose.PRIVACY,
        Permission.SIGN_ERASE: Purpose.PRIVACY,
        Permission.REQUEST_LIST: Purpose.PRIVACY,
        Permission.REQUEST_OPEN: Purpose.PRIVACY,
        Permission.REQUEST_WORK: Purpose.PRIVACY,
        Permission.REQUEST_APPROVE: Purpose.PRIVACY,
        Permission.REQUEST_EXPORT: Purpose.PRIVACY,
        Permission.LOOK_TELL: Purpose.PRIVACY,
        Permission.OBJECTION_LIST: Purpose.PRIVACY,
        Permission.OBJECTION_LIFT: Purpose.PRIVACY,
    }
)
"""What is open only under one purpose: the company promised to read chats for nothing else."""

SET_UP = frozenset(
    {
        Permission.HOME_OPEN,
        Permission.ME_OPEN,
        Permission.PASSWORD_SET,
        Permission.SECOND_FACTOR_SET,
        Permission.PASSKEY_SET,
        Permission.PROOF_GIVE,
        Permission.SIGN_IN_CLOSE,
    }
)
"""What is open to who has to set up a second factor first."""

MACHINE_SCOPES = frozenset({Permission.LOG_EXPORT, Permission.HEALTH_READ})
"""What a machine may be given to read; nothing that speaks of a chat."""


def may(role: Role, purpose: Purpose, permission: Permission) -> bool:
    """Say whether the role under this purpose holds the permission."""
    if role not in ALLOWED.get(permission, frozenset()):
        return False
    return BOUND.get(permission, purpose) is purpose
