"""The events an entry can speak of: `thing:acted`, each with a sentence for pages and docs."""

from enum import StrEnum

from models.worded import WordedEnum


class Event(WordedEnum):
    """What happened. `words` continues a sentence that starts with the actor's name."""

    SESSION_LISTED = "session:listed", "looked at the list of sessions"
    SESSION_HELD_LISTED = "session:held_listed", "looked at the list of sessions held back"
    SESSION_OPENED = "session:opened", "opened a redacted session"
    SESSION_FOUND = "session:found", "saw words of a redacted session in a search"
    SESSION_BEGUN = "session:begun", "recorded a session that has no transcript yet"
    SESSION_REDACTED = "session:redacted", "kept a redacted session"
    SESSION_QUARANTINED = "session:quarantined", "held a session back because it failed closed"
    SESSION_WITHHELD = "session:withheld", "held a session back because of whom it is about"
    SESSION_SUPERSEDED = "session:superseded", "set aside an older copy of a session"
    ERASURE_ASKED = "erasure:asked", "had a session erased; nobody reads it any more"
    ERASURE_SHREDDED = "erasure:shredded", "destroyed the keys of an erased session"
    ERASURE_CLEARED = "erasure:cleared", "removed every row of an erased session"
    ERASURE_CERTIFIED = "erasure:certified", "looked for what was erased, byte by byte"
    ERASURE_LOOK_ASKED = "erasure:look_asked", "had what was erased looked for once more"
    ERASURE_REPLAYED = "erasure:replayed", "erased again what a restored backup brought back"
    ERASURE_CERTIFICATE_READ = "erasure:certificate_read", "read a certificate of erasure"
    ERASURE_LISTED = "erasure:listed", "looked at the list of erasures"
    ORIGINAL_DELETED = "original:deleted", "deleted an original whose time was over"
    DELIVERY_DELETED = "delivery:deleted", "deleted a delivery whose time was over"
    REVIEW_DELETED = "review:deleted", "deleted a review whose time was over"
    WORK_DELETED = "work:deleted", "deleted records of work whose time was over"
    RETENTION_SWEPT = "retention:swept", "deleted what was no longer needed"
    RETENTION_STOPPED = "retention:stopped", "deleted nothing, because a person has to look first"
    RETENTION_CONFIRMED = "retention:confirmed", "let a sweep go on that had stopped"
    RETENTION_LISTED = "retention:listed", "looked at what goes when"
    HOLD_PLACED = "hold:placed", "kept a session from deletion"
    HOLD_RELEASED = "hold:released", "ended what kept a session from deletion"
    SUBJECT_HOLD_PLACED = "subject_hold:placed", "kept every chat of a person from deletion"
    SUBJECT_HOLD_RELEASE_ASKED = (
        "subject_hold:release_asked",
        "asked to end what keeps a person's chats from deletion",
    )
    SUBJECT_HOLD_RELEASED = (
        "subject_hold:released",
        "ended what kept a person's chats from deletion",
    )
    SUBJECT_HOLD_KEPT = "subject_hold:kept", "left a hold on a person in force"
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
    SIGN_LISTED = "sign:listed", "looked at the signs of minors and sensitive matters"
    SIGN_OPENED = "sign:opened", "read the masked words of a sign"
    SIGN_CLOSED = "sign:closed", "decided a sign"
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
    ANCHOR_FAILED = "anchor:failed", "could not put the newest statements in a place"
    ANCHOR_RECOVERED = "anchor:recovered", "put statements in a place again that had failed"
    LOG_ARCHIVED = "log:archived", "moved old entries of the access log into a segment"
    LOG_SEGMENT_DELETED = "log:segment_deleted", "deleted a segment whose time was over"
    LOG_KEY_ROTATED = "log:key_rotated", "replaced the key that signs statements"
    LOG_KEY_LOST = (
        "log:key_lost",
        "signs statements with a new key, for the old one was lost",
    )
    LOG_RESTORE_ACKNOWLEDGED = (
        "log:restore_acknowledged",
        "acknowledged that an older copy of the records was restored",
    )
    LOG_PROVEN = "log:proven", "had one entry of the access log proven"
    FILTER_SAVED = "filter:saved", "saved a filter of the access log"
    FILTER_DELETED = "filter:deleted", "deleted a saved filter"
    ALERT_RAISED = "alert:raised", "noticed something unusual in the access log"
    ALERT_LISTED = "alert:listed", "looked at the list of alerts"
    ALERT_OPENED = "alert:opened", "opened an alert"
    ALERT_CLOSED = "alert:closed", "closed an alert with a note"
    PERSON_ADDED = "person:added", "added a person"
    PERSON_INVITED = "person:invited", "made a one-time sign-in for a person"
    PERSON_DISABLED = "person:disabled", "closed a person's account"
    PERSON_LISTED = "person:listed", "looked at the list of people"
    PERSON_PASSWORD_SET = "person:password_set", "set a password"
    PERSON_FACTORS_RESET = "person:factors_reset", "took away a person's second factors"
    AUTHENTICATOR_BEGUN = "authenticator:begun", "began to set up an authenticator app"
    AUTHENTICATOR_ADDED = "authenticator:added", "set up an authenticator app"
    AUTHENTICATOR_REMOVED = "authenticator:removed", "removed an authenticator app"
    RECOVERY_CODES_MADE = "recovery_codes:made", "made new recovery codes"
    PASSKEY_ADDED = "passkey:added", "added a passkey"
    PASSKEY_RENAMED = "passkey:renamed", "renamed a passkey"
    PASSKEY_REMOVED = "passkey:removed", "removed a passkey"
    PERSON_ROLE_CHANGED = "person:role_changed", "changed a person's role"
    PERSON_LAST_DAY_SET = "person:last_day_set", "set a person's last day"
    PERSON_SIGNED_OUT = "person:signed_out", "signed a person out, or everybody"
    PERSON_LINKED = "person:linked", "tied a person to the single sign-on"
    PERSON_VOUCHED = "person:vouched", "vouched for a person"
    API_TOKEN_MADE = "api_token:made", "made an API token"
    API_TOKEN_REVOKED = "api_token:revoked", "stopped an API token"
    PERSON_SHORTCUTS_SET = "person:shortcuts_set", "switched single-key shortcuts on or off"
    SIGN_IN_OPENED = "sign_in:opened", "signed in"
    SIGN_IN_HALFWAY = "sign_in:halfway", "was asked for a second factor"
    SIGN_IN_REFUSED = "sign_in:refused", "tried to sign in and was refused"
    SIGN_IN_CLOSED = "sign_in:closed", "signed out"
    SIGN_IN_PROVED = "sign_in:proved", "proved again who they are"
    SIGN_IN_LOCKED = "sign_in:locked", "was locked out after too many failures"
    SOURCE_ADDED = "source:added", "added a source"
    SOURCE_LISTED = "source:listed", "looked at the list of sources"
    SOURCE_DISABLED = "source:disabled", "closed a source"
    SOURCE_TOKENS_RENEWED = "source:tokens_renewed", "renewed a source's addresses"
    SOURCE_NOTICE_SET = "source:notice_set", "wanted notice or consent from a source's chats"
    SOURCE_NOTICE_DROPPED = (
        "source:notice_dropped",
        "wanted notice or consent no longer from a source's chats",
    )
    SOURCE_SECRET_ADDED = "source:secret_added", "added a signing secret to a source"
    SOURCE_SECRET_RETIRED = "source:secret_retired", "retired a source's signing secret"
    PURPOSE_LISTED = "purpose:listed", "looked at the purposes"
    PURPOSE_ADDED = "purpose:added", "added a purpose"
    PURPOSE_CHANGED = "purpose:changed", "changed who may work under a purpose"
    PURPOSE_RETIRED = "purpose:retired", "took a purpose out of use"
    PURPOSE_CHOSEN = "purpose:chosen", "went on under another purpose"
    PURPOSE_LEAVE_ASKED = "purpose:leave_asked", "asked to work under another purpose"
    PURPOSE_LEAVE_DECIDED = "purpose:leave_decided", "decided who may work under a purpose"
    REVEAL_ASKED = "reveal:asked", "asked for a reveal"
    REVEAL_OPENED = "reveal:opened", "looked at what somebody asks to reveal"
    REVEAL_LISTED = "reveal:listed", "looked at the list of reveals"
    REVEAL_APPROVED = "reveal:approved", "approved a reveal"
    REVEAL_REFUSED = "reveal:refused", "refused a reveal"
    ORIGINAL_REVEALED = "original:revealed", "was shown an original"
    GLASS_BROKEN = "glass:broken", "was shown an original without approval, in an emergency"
    GLASS_REVIEWED = "glass:reviewed", "reviewed a reveal that nobody had approved"
    REPORT_MADE = "report:made", "reported a value that was not masked; it is masked now"
    MASK_QUESTIONED = "mask:questioned", "reported that something is masked wrongly"
    REPORT_LISTED = "report:listed", "looked at the reports of reviewers"
    REPORT_CLOSED = "report:closed", "decided on a report"
    NOTICE_LISTED = "notice:listed", "looked at their notices"
    NOTICE_SEEN = "notice:seen", "marked notices as seen"
    MASTER_KEY_ROTATION_BEGUN = "master_key:rotation_begun", "began to rotate the master key"
    MASTER_KEY_ROTATED = "master_key:rotated", "put a new master key in the place of the old"
    MASTER_KEY_ROTATION_CANCELLED = (
        "master_key:rotation_cancelled",
        "stayed with the old master key",
    )
    SESSION_RESEALED = "session:resealed", "sealed sessions again under new keys"
    BACKUP_BEGUN = "backup:begun", "began a backup"
    BACKUP_MADE = "backup:made", "made a backup"
    BACKUP_FAILED = "backup:failed", "could not finish a backup"
    BACKUP_DRILLED = "backup:drilled", "tried whether a backup can be restored"
    BACKUP_RESTORED = "backup:restored", "restored a backup"
    POLICY_READ = "policy:read", "read the settings in force"
    RECORD_READ = "record:read", "read the record of processing"
    RECORD_EXPORTED = "record:exported", "exported the record of processing"
    HEALTH_READ = "health:read", "looked at the state of the service"
    PAGE_REFUSED = "page:refused", "asked for a page and was refused"


class Outcome(StrEnum):
    """Whether the thing was done."""

    ALLOWED = "allowed"
    REFUSED = "refused"
