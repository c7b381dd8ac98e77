"""What can go wrong in the records. No error holds transcript text: only ids, codes, counts.

RecordsError
├── Unmigrated      the database is older than this code
├── Unwritable      the records cannot be read or written now; nothing was committed
├── KeyGone         the key was shredded: what it sealed is gone for good
├── Erased          the conversation was erased, or is to be; nothing of it is kept again
├── KeyUnsafe       a key file is missing, malformed, of another place, or readable by others
├── BackupUnusable  a backup is broken, of another place, or would take something back
├── RestoreUnfinished  a restore was cut off at its end and must be finished first
├── Unsealable      sealed bytes were changed, or belong somewhere else
├── UnloggedAct     an act wanted to commit without an entry
├── EntryInvalid    something that may not stand in an entry was handed to the log
├── LogBroken       the access log is not whole
└── Refused         not done, and the refusal stands in the log
    ├── NotFound        there is no such thing (or it may not be seen)
    ├── NotAllowed      this actor, role or purpose may not
    ├── LockedOut       too many failures; carries until when
    ├── WrongPassword   e-mail or password is wrong
    ├── SignInEnded     the sign-in is over; the reason says why
    ├── InviteSpent     the invite was used, ran out, or never was
    ├── Conflict        the thing has changed, or is already so
    ├── Invalid         a value cannot be accepted; the reason names it
    └── Incomplete      a scorecard lacks scores; carries which
"""

from datetime import datetime

from models.log.events import Event

_WHY = (
    ("ANCHOR_IN_USE", "another process keeps the anchor file locked"),
    ("ENTRIES_ARCHIVED", "entries left the live log meanwhile: begin again"),
    ("ERASED_LIST_IN_USE", "another process keeps the list of erasures locked"),
    ("IN_USE", "another process works on them and has to be alone"),
    (
        "SHRED_UNFINISHED",
        "something reads the key store for long, such as a backup or a replicator",
    ),
    ("SQLITE_BUSY", "another process writes for long"),
    ("SQLITE_CANTOPEN", "a file is missing, or may not be opened"),
    ("SQLITE_CORRUPT", "a file is damaged"),
    ("SQLITE_FULL", "the disk is full"),
    ("SQLITE_IOERR", "the disk cannot be read or written; it may be full"),
    ("SQLITE_NOTADB", "a file is no database"),
    ("SQLITE_READONLY", "a file or its folder may not be written"),
)
"""What the beginnings of codes mean, for people at a terminal."""


class RecordsError(Exception):
    """Base of every error the records raise on purpose."""


class Unmigrated(RecordsError):
    """The database is older than this code; `pending` names the migrations to apply."""

    def __init__(self, pending: tuple[str, ...]) -> None:
        self.pending = pending
        super().__init__(f"{len(pending)} pending migrations: run `redactor db migrate`")


class Unwritable(RecordsError):
    """The records cannot be read or written now (`code` is SQLite's); nothing was committed."""

    def __init__(self, code: str) -> None:
        self.code = code
        why = next((f" ({words})" for known, words in _WHY if code.startswith(known)), "")
        end = "" if code.endswith("_UNFINISHED") else "; nothing was written"
        super().__init__(f"the records are not available: {code}{why}{end}")


class KeyGone(RecordsError):
    """The key was shredded or never was; what it sealed cannot be read again."""

    def __init__(self, key_id: str) -> None:
        self.key_id = key_id
        super().__init__(f"no key {key_id}")


class Erased(RecordsError):
    """The conversation was erased, or is to be; `session_id` is what it was known by here."""

    def __init__(self, session_id: str) -> None:
        self.session_id = session_id
        super().__init__(f"session {session_id} was erased")


class KeyUnsafe(RecordsError):
    """A key cannot be trusted; `problem` says what to do about it."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


class Unsealable(RecordsError):
    """The sealed bytes were changed, or were sealed for something else than `bound_to`."""

    def __init__(self, bound_to: str) -> None:
        self.bound_to = bound_to
        super().__init__(f"cannot unseal {bound_to}: changed, or not sealed for it")


_UNUSABLE = {
    "no_bundle": "this is not a backup of chat-redactor",
    "header": "the header of the backup cannot be read",
    "wrong_kind": "the two files are not a backup of the records and one of the keys",
    "wrong_key": "this master key, or this backup of the keys, does not open it",
    "other_place": "the records and the keys were backed up from different installations",
    "keys_older": "the backup of the keys is older than that of the records",
    "changed": "the backup is cut or was changed",
    "malformed": "the backup is not as it was written",
    "checksum": "a file in the backup is not the one in its manifest",
    "counts": "the records in the backup are not as many as its manifest says",
    "integrity": "the database in the backup is damaged",
    "newer_version": "the backup was made by a newer version",
    "unreadable": "an original in the backup cannot be unsealed with its key",
    "log_broken": "the access log in the backup is not whole",
    "log_unsigned": "the access log in the backup is signed with another key than the one here",
    "log_older": "the access log is longer today than in the backup: its end would be lost",
    "data_there": "there are records here already",
    "not_found": "no backup is there",
    "same_folder": "records and keys must not be backed up into the same folder",
}
_ADVICE = {
    "wrong_key": "bring the master key of then; with the newest backup of the keys, that of now",
    "keys_older": "use the newest backup of the keys, with --keys",
    "log_older": "--older-log gives it up, for good and for every auditor to see",
    "log_unsigned": (
        "put a copy of today's anchors where REDACTOR_ANCHOR_FILE says, which tells whether one "
        "key followed from the other; or name the public key of then with --log-key"
    ),
    "data_there": "--replace moves them aside",
    "unreadable": (
        "it was sealed anew after this backup, or changed; older backups end with `keys reseal`"
    ),
}


class BackupUnusable(RecordsError):
    """A backup cannot be made or used; `code` says why, `found` what was counted or named."""

    def __init__(self, code: str, found: str = "") -> None:
        self.code = code
        self.found = found
        said = _UNUSABLE[code] + (f" ({found})" if found else "")
        super().__init__(said + (f": {_ADVICE[code]}" if code in _ADVICE else ""))


class RestoreUnfinished(RecordsError):
    """A restore was cut off while it put the files in place; nothing may be opened before."""

    def __init__(self) -> None:
        super().__init__("a restore was cut off: run `redactor restore --finish` first")


class UnloggedAct(RecordsError):
    """An act wanted to commit without an entry; it was rolled back."""

    def __init__(self) -> None:
        super().__init__("an act must write an entry before it commits; rolled back")


class EntryInvalid(RecordsError):
    """`field` held what may not stand in an entry: only codes, ids and whole numbers may."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(f"an entry's {field} takes only codes, ids and whole numbers")


class LogBroken(RecordsError):
    """The access log is not whole: the first problem is `code` at entry `seq`."""

    def __init__(self, seq: int | None, code: str) -> None:
        self.seq = seq
        self.code = code
        super().__init__(f"the access log is not whole: {code} at entry {seq}")


class Refused(RecordsError):
    """Not done. Raised inside an act, it is written as a refused entry and goes on."""

    def __init__(self, event: Event, object: str = "", reason: str = "") -> None:  # noqa: A002
        self.event = event
        self.object = object
        self.reason = reason
        super().__init__(f"{event} refused: {reason or 'no reason given'}")


class NotFound(Refused):
    """There is no such thing, or it may not be seen; which of the two is not told."""


class NotAllowed(Refused):
    """The actor, role or purpose does not allow it."""


class LockedOut(Refused):
    """Too many failures; try again after `until`."""

    def __init__(self, event: Event, object: str, reason: str, *, until: datetime) -> None:  # noqa: A002
        self.until = until
        super().__init__(event, object, reason)


class WrongPassword(Refused):
    """The e-mail or the password is wrong; which of the two is not told."""


class SignInEnded(Refused):
    """The sign-in is over; the reason says why (idle, ended, closed, disabled, employment)."""


class InviteSpent(Refused):
    """The invite was used before, ran out, or never was."""


class Conflict(Refused):
    """The thing has changed meanwhile, or is already so; nothing was written."""


class Invalid(Refused):
    """A value cannot be accepted; the reason names it, never quotes it."""


class Incomplete(Refused):
    """A scorecard cannot be published; `missing` are the ids of criteria without a score."""

    def __init__(
        self,
        event: Event,
        object: str,  # noqa: A002
        *,
        missing: tuple[str, ...],
    ) -> None:
        self.missing = missing
        super().__init__(event, object, "incomplete")
