"""The door to everything kept: every act is one transaction, and has its entry in it."""

import secrets
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

from sqlite_utils import Database

from models.accounts.sign_in_limits import SignInLimits
from models.actors import Actor
from models.errors import Refused, UnloggedAct, Unmigrated
from models.log.entries import Entry, append
from models.log.events import Event, Outcome
from models.log.request_ids import DETAIL, current_request_id
from models.migrations import apply_migrations, is_in_use, pending_migrations
from models.only_one import require_no_restore, shared
from models.seals.key_store import KeyStore, make_key_store
from models.seals.key_tables import require_made
from models.seals.keys import derived_key, keyed_digest, require_private
from models.store import create_private, opened, writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the records are: three files, of which the anchor belongs on another machine."""

    database: Path
    key_store: Path
    anchor: Path

    @property
    def segments(self) -> Path:
        """Folder of the entries that left the live log."""
        return self.database.parent / "segments"


class Step:
    """A transaction of the system itself: leases, counters, sign-ins. Never shows text."""

    def __init__(self, records: "Records", db: Database) -> None:
        self.records = records
        self.db = db
        self.now = records.clock()


class Act(Step):
    """One writing transaction of one actor. It must write an entry, or it does not commit."""

    def __init__(self, records: "Records", db: Database, actor: Actor) -> None:
        super().__init__(records, db)
        self.actor = actor
        self.logged = False

    def log(
        self,
        event: Event,
        object: str = "",  # noqa: A002
        *,
        outcome: Outcome = Outcome.ALLOWED,
        reason: str = "",
        **details: int | str,
    ) -> Entry:
        """Write an entry in this transaction. Takes codes, ids and whole numbers only.

        The id of the request that is being answered is put among the details.
        """
        if request_id := current_request_id():
            details[DETAIL] = request_id
        entry = append(
            self.db,
            self.actor,
            self.records.clock(),
            event,
            object,
            outcome=outcome,
            reason=reason,
            details=details,
        )
        self.logged = True
        return entry


class Records:
    """Everything kept, behind one door: database, key store, master key, clock.

    Two connections stay open and idle: when the last one to a file closes, SQLite copies the
    whole write-ahead log back and syncs it, which would be paid for by every single act.
    """

    def __init__(
        self,
        place: Place,
        *,
        keys: KeyStore,
        root: bytes,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes] = secrets.token_bytes,
        sign_in_limits: SignInLimits | None = None,
    ) -> None:
        self.place = place
        self.keys = keys
        self.clock = clock
        self.random = random
        self.sign_in_limits = sign_in_limits or SignInLimits()
        self._root = root
        self.close: Callable[[], object] = lambda: None
        self._turn = Lock()

    def __repr__(self) -> str:
        return f"Records({str(self.place.database)!r})"

    @classmethod
    def open(
        cls,
        place: Place,
        *,
        master_key: bytes,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes] = secrets.token_bytes,
        sign_in_limits: SignInLimits | None = None,
        find_master_key: Callable[[], bytes] | None = None,
    ) -> "Records":
        """Open the records; Unmigrated when migrations wait.

        KeyUnsafe when the master key is wrong, or others may read one of the files.
        `find_master_key` is asked again when the master key was rotated meanwhile.
        """
        require_no_restore(place.database)
        require_private(place.database)
        pending = pending_migrations(place.database)
        if pending:
            raise Unmigrated(pending)
        with ExitStack() as opening:
            opening.enter_context(shared(place.database))
            require_no_restore(place.database)
            keys = KeyStore(place.key_store, master_key, find_again=find_master_key)
            records = cls(
                place,
                keys=keys,
                root=keys.prove(),
                clock=clock,
                random=random,
                sign_in_limits=sign_in_limits,
            )
            for path in (place.database, place.key_store):
                opening.enter_context(opened(path))
            records.close = weakref.finalize(records, opening.pop_all().close)
        return records

    @contextmanager
    def act(self, actor: Actor) -> Iterator[Act]:
        """One writing transaction of this actor.

        Commits with its entry or not at all (UnloggedAct without one). A `Refused` raised
        inside undoes the work, is written as a refused entry of its own, and goes on. Any
        other error undoes everything. Unwritable when the records cannot be written.
        """
        with opened(self.place.database) as db:
            try:
                with writing(db, self._turn):
                    act = Act(self, db, actor)
                    yield act
                    if not act.logged:
                        raise UnloggedAct
            except Refused as refused:
                with writing(db, self._turn):
                    Act(self, db, actor).log(
                        refused.event,
                        refused.object,
                        outcome=Outcome.REFUSED,
                        reason=refused.reason,
                    )
                raise

    @contextmanager
    def step(self) -> Iterator[Step]:
        """One unlogged transaction of the system itself: leases, counters; never reads text."""
        with opened(self.place.database) as db, writing(db, self._turn):
            yield Step(self, db)

    @contextmanager
    def peek(self) -> Iterator[Step]:
        """One consistent read that writes nothing: sign-ins, endpoints, counts; never text."""
        with opened(self.place.database, read_only=True) as db:
            db.execute("BEGIN")
            yield Step(self, db)

    def digest(self, purpose: str, value: str | bytes) -> str:
        """A keyed digest: finds the same value again without keeping it."""
        return keyed_digest(self._root, purpose, value)

    def derived_key(self, purpose: str) -> bytes:
        """A key for one purpose; like the digests it outlives every rotation of the master key."""
        return derived_key(self._root, purpose)


def require_keys(place: Place) -> None:
    """KeyUnsafe when records that are in use have lost their key store."""
    require_no_restore(place.database)
    if is_in_use(place.database):
        require_made(place.key_store)


def migrate(place: Place) -> list[str]:
    """Bring database and key store up to date; gives the names of the migrations applied.

    Safe to run from several processes at once: all of it is one transaction. KeyUnsafe when the
    key store was lost: a new one is made for new records only.
    """
    place.database.parent.mkdir(parents=True, exist_ok=True)
    with shared(place.database):
        require_keys(place)
        create_private(place.database)
        make_key_store(place.key_store)
        return apply_migrations(place.database)
