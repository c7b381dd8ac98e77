"""The events an entry can speak of: `thing:acted`, each with a sentence for pages and docs."""

from enum import StrEnum

from models.worded import WordedEnum


class Event(WordedEnum):
    """What happened. `words` continues a sentence that starts with the actor's name."""

    SESSION_LISTED = "session:listed", "looked at the list of sessions"
    SESSION_HELD_LISTED = "session:held_listed", "looked at the list of sessions held back"
    SESSION_OPENED = "session:opened", "opened a redacted session"
    SESSION_BEGUN = "session:begun", "recorded a session that has no transcript yet"
    SESSION_REDACTED = "session:redacted", "kept a redacted session"
    SESSION_QUARANTINED = "session:quarantined", "held a session back because it failed closed"
    SESSION_WITHHELD = "session:withheld", "held a session back because of whom it is about"
    SESSION_SUPERSEDED = "session:superseded", "set aside an older copy of a session"
    ERASURE_ASKED = "erasure:asked", "had a session erased; nobody reads it any more"
    ERASURE_SHREDDED = "erasure:shredded", "destroyed the keys of an erased session"
    ERASURE_CLEARED = "erasure:cleared", "removed every row of an erased session"
    ERASURE_CERTIFIED = "erasure:certified", "looked for what was erased, byte by byte"
    ERASURE_LISTED = "erasure:listed", "looked at the list of erasures"
    HOLD_PLACED = "hold:placed", "kept a session from deletion"
    HOLD_RELEASED = "hold:released", "ended what kept a session from deletion"
    HOLD_LISTED = "hold:listed", "looked at the list of holds"
    SESSION_RELEASED = "session:released", "ended a reason for holding a session back"
    SESSION_REWORK_ASKED = "session:rework_asked", "asked for sessions to be redacted again"
    SESSION_REWORK_PREVIEWED = (
        "session:rework_previewed",
        "counted what redacting sessions again would change",
    )
    SESSION_REWORKED = "session:reworked", "redacted a session again from its original"
    OBJECTION_MADE = "objection:made", "recorded that a person objects to being reviewed"
    OBJECTION_LIFT_ASKED = "objection:lift_asked", "asked for an objection to be lifted"
    OBJECTION_LIFTED = "objection:lifted", "lifted an objection"
    OBJECTION_KEPT = "objection:kept", "left an objection in force"
    OBJECTION_LISTED = "objection:listed", "looked at the list of objections"
    REQUEST_OPENED = "request:opened", "took in a person's request"
    REQUEST_IDENTIFIED = "request:identified", "added what a person can be found by"
    REQUEST_LISTED = "request:listed", "looked at the list of people's requests"
    REQUEST_SHOWN = "request:shown", "opened a person's request"
    REQUEST_SEARCHED = "request:searched", "looked for the sessions of a person who asked"
    REQUEST_CHOSEN = "request:chosen", "decided which sessions are of a person who asked"
    REQUEST_VERIFIED = "request:verified", "recorded how a person proved who they are"
    REQUEST_EXTENDED = "request:extended", "put off the deadline of a request"
    REQUEST_PROPOSED = "request:proposed", "proposed how to answer a request"
    REQUEST_RETURNED = "request:returned", "sent a proposal back to be worked on"
    REQUEST_APPROVED = "request:approved", "approved what another proposed for a request"
    REQUEST_EXPORTED = "request:exported", "made the copy for a person who asked"
    REQUEST_CORRECTED = "request:corrected", "corrected what is kept of a person"
    REQUEST_REMINDED = "request:reminded", "reminded of a request that is due soon"
    REQUEST_CLOSED = "request:closed", "closed a request"
    DELIVERY_ACCEPTED = "delivery:accepted", "delivered a webhook that was sealed and kept"
    DELIVERY_REFUSED = "delivery:refused", "delivered a webhook that was refused"
    DELIVERY_DUPLICATED = "delivery:duplicated", "delivered a webhook that was already kept"
    DELIVERY_PROCESSED = "delivery:processed", "processed a delivery"
    DELIVERY_PARKED = "delivery:parked", "set a delivery aside for a person to look at"
    DELIVERY_DISCARDED = "delivery:discarded", "destroyed a delivery of an erased session"
    DELIVERY_RETRIED = "delivery:retried", "put parked deliveries back in line"
    DELIVERY_LISTED = "delivery:listed", "looked at the list of deliveries"
    REVIEW_DRAFTED = "review:drafted", "saved a draft review"
    REVIEW_PUBLISHED = "review:published", "published a review"
    REVIEW_LISTED = "review:listed", "read the reviews of a session"
    SEARCH_RAN = "search:ran", "searched the redacted sessions"
    LOG_LISTED = "log:listed", "read the access log"
    LOG_EXPORTED = "log:exported", "exported the access log"
    LOG_VERIFIED = "log:verified", "had the access log verified"
    PERSON_ADDED = "person:added", "added a person"
    PERSON_INVITED = "person:invited", "made a one-time sign-in for a person"
    PERSON_DISABLED = "person:disabled", "closed a person's account"
    PERSON_LISTED = "person:listed", "looked at the list of people"
    PERSON_PASSWORD_SET = "person:password_set", "set a password"
    PERSON_SHORTCUTS_SET = "person:shortcuts_set", "switched single-key shortcuts on or off"
    SIGN_IN_OPENED = "sign_in:opened", "signed in"
    SIGN_IN_REFUSED = "sign_in:refused", "tried to sign in and was refused"
    SIGN_IN_CLOSED = "sign_in:closed", "signed out"
    SIGN_IN_PROVED = "sign_in:proved", "proved again who they are"
    SIGN_IN_LOCKED = "sign_in:locked", "was locked out after too many failures"
    SOURCE_ADDED = "source:added", "added a source"
    SOURCE_LISTED = "source:listed", "looked at the list of sources"
    SOURCE_DISABLED = "source:disabled", "closed a source"
    SOURCE_TOKENS_RENEWED = "source:tokens_renewed", "renewed a source's addresses"
    SOURCE_SECRET_ADDED = "source:secret_added", "added a signing secret to a source"
    SOURCE_SECRET_RETIRED = "source:secret_retired", "retired a source's signing secret"
    NOTICE_LISTED = "notice:listed", "looked at their notices"
    NOTICE_SEEN = "notice:seen", "marked notices as seen"
    MASTER_KEY_ROTATION_BEGUN = "master_key:rotation_begun", "began to rotate the master key"
    MASTER_KEY_ROTATED = "master_key:rotated", "put a new master key in the place of the old"
    MASTER_KEY_ROTATION_CANCELLED = (
        "master_key:rotation_cancelled",
        "stayed with the old master key",
    )
    SESSION_RESEALED = "session:resealed", "sealed sessions again under new keys"
    POLICY_READ = "policy:read", "read the settings in force"
    HEALTH_READ = "health:read", "looked at the state of the service"
    PAGE_REFUSED = "page:refused", "asked for a page and was refused"


class Outcome(StrEnum):
    """Whether the thing was done."""

    ALLOWED = "allowed"
    REFUSED = "refused"
