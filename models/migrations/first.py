"""The tables of the first release: log, sources, inbox, sessions, people, reviews."""

from sqlite_utils import Database

from models.migrations.tables import columns
from models.review.default_scorecard import CRITERIA, SCORECARD


def access_log(db: Database) -> None:
    """The entries, which can only be added to at their end."""
    wanted = columns(
        "seq:int at actor_kind actor_id actor_name actor_role event object purpose outcome "
        "reason address details previous hash"
    )
    db.table("entries").create(wanted, pk="seq", not_null=set(wanted) - {"seq"}, strict=True)
    for column in ("at", "actor_id", "event", "object", "outcome"):
        db.table("entries").create_index([column, "seq"])
    db.execute(
        """
        CREATE TRIGGER entries_go_on BEFORE INSERT ON entries
        WHEN NEW.seq IS NOT coalesce((SELECT max(seq) FROM entries), 0) + 1
          OR NEW.previous IS NOT coalesce(
               (SELECT hash FROM entries ORDER BY seq DESC LIMIT 1),
               '0000000000000000000000000000000000000000000000000000000000000000')
          OR length(NEW.hash) <> 64 OR NEW.hash GLOB '*[^0-9a-f]*'
        BEGIN SELECT RAISE(ABORT, 'an entry must follow the last one'); END
        """
    )
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER entries_no_{verb.lower()} BEFORE {verb} ON entries "
            "BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END"
        )


def sources(db: Database) -> None:
    """The configured vendor accounts, their addresses and signing secrets."""
    db.table("sources").create(
        columns("id name vendor created_at disabled_at"),
        pk="id",
        not_null={"name", "vendor", "created_at"},
        strict=True,
    )
    db.table("endpoints").create(
        columns("token_digest source_id kind created_at"),
        pk="token_digest",
        not_null={"source_id", "kind", "created_at"},
        foreign_keys=[("source_id", "sources", "id")],
        strict=True,
    ).create_index(["source_id", "kind"], unique=True)
    db.table("source_secrets").create(
        columns("id source_id sealed:bytes created_at retired_at"),
        pk="id",
        not_null={"source_id", "sealed", "created_at"},
        foreign_keys=[("source_id", "sources", "id")],
        strict=True,
    ).create_index(["source_id"])


def inbox(db: Database) -> None:
    """The deliveries: sealed bodies in the order they came."""
    db.table("deliveries").create(
        columns(
            "number:int id source_id kind received_at status attempts:int reason "
            "next_try_at taken_by lease_ends_at session_id note content_digest "
            "event_digest sent_at:int body:bytes"
        ),
        pk="number",
        not_null={"id", "source_id", "kind", "received_at", "status", "attempts", "body"},
        defaults={"reason": "", "note": "", "attempts": 0},
        strict=True,
    )
    deliveries = db.table("deliveries")
    deliveries.create_index(["id"], unique=True)
    deliveries.create_index(["status", "number"])
    deliveries.create_index(["session_id"])
    deliveries.create_index(["event_digest"], unique=True)
    db.execute(
        "CREATE UNIQUE INDEX deliveries_content ON deliveries (content_digest) "
        "WHERE event_digest IS NULL"
    )


def sessions(db: Database) -> None:
    """Sessions: a row each, its sealed original, and what may be read of it."""
    db.table("sessions").create(
        columns(
            "id source_id reference_digest kind status reason revision:int order_key "
            "started_at ended_at kept_at events message_count:int mask_count:int "
            "first_reply_seconds:int agents identity preview policy engine model"
        ),
        pk="id",
        not_null={"source_id", "reference_digest", "status", "revision", "started_at"},
        strict=True,
    )
    table = db.table("sessions")
    table.create_index(["source_id", "reference_digest"], unique=True)
    table.create_index(["started_at", "id"])
    table.create_index(["status", "started_at", "id"])
    table.create_index(["source_id", "started_at", "id"])
    table.create_index(["source_id", "status", "started_at", "id"])
    db.table("originals").create(
        columns("session_id revision:int sealed:bytes"),
        pk="session_id",
        not_null={"revision", "sealed"},
        foreign_keys=[("session_id", "sessions", "id")],
        strict=True,
    )
    db.table("messages").create(
        columns("id:int session_id position:int role speaker at text"),
        pk="id",
        not_null={"session_id", "position", "role", "speaker", "text"},
        foreign_keys=[("session_id", "sessions", "id")],
        strict=True,
    ).create_index(["session_id", "position"], unique=True)
    db.table("masks").create(
        columns("message_id:int start:int end:int entity score:float label source"),
        pk=("message_id", "start"),
        foreign_keys=[("message_id", "messages", "id")],
        strict=True,
    )
    db.table("messages").enable_fts(
        ["text"], create_triggers=True, tokenize="unicode61 remove_diacritics 2"
    )


def people(db: Database) -> None:
    """Employees, how they sign in, and failures to."""
    db.table("people").create(
        columns("id name email role employment ends_at disabled_at created_at password_hash"),
        pk="id",
        not_null={"name", "email", "role", "employment", "created_at"},
        strict=True,
    ).create_index(["email"], unique=True)
    db.table("invites").create(
        columns("token_digest person_id ends_at used_at"),
        pk="token_digest",
        not_null={"person_id", "ends_at"},
        foreign_keys=[("person_id", "people", "id")],
        strict=True,
    )
    db.table("sign_ins").create(
        columns("token_digest person_id purpose address opened_at seen_at ends_at closed_at"),
        pk="token_digest",
        not_null={"person_id", "purpose", "opened_at", "seen_at", "ends_at"},
        foreign_keys=[("person_id", "people", "id")],
        strict=True,
    ).create_index(["person_id"])
    failures = db.table("sign_in_failures").create(
        columns("id:int account_digest address_digest at"),
        pk="id",
        not_null={"account_digest", "address_digest", "at"},
        strict=True,
    )
    failures.create_index(["account_digest", "at"])
    failures.create_index(["address_digest", "at"])


def reviews(db: Database) -> None:
    """Scorecards and what was scored with them, and the scorecard to begin with."""
    db.table("scorecards").create(
        columns("id name version:int"), pk="id", not_null={"name", "version"}, strict=True
    )
    db.table("criteria").create(
        columns("scorecard_id id position:int name help kind"),
        pk=("scorecard_id", "id"),
        foreign_keys=[("scorecard_id", "scorecards", "id")],
        strict=True,
    )
    db.table("reviews").create(
        columns(
            "id session_id session_revision:int person_id scorecard_id comment "
            "created_at updated_at published_at"
        ),
        pk="id",
        not_null={"session_id", "session_revision", "person_id", "scorecard_id", "comment"},
        foreign_keys=[
            ("session_id", "sessions", "id"),
            ("person_id", "people", "id"),
            ("scorecard_id", "scorecards", "id"),
        ],
        strict=True,
    ).create_index(["session_id", "person_id", "session_revision"], unique=True)
    db.table("scores").create(
        columns("review_id criterion_id value"),
        pk=("review_id", "criterion_id"),
        not_null={"value"},
        foreign_keys=[("review_id", "reviews", "id")],
        strict=True,
    )
    db.table("scorecards").insert(SCORECARD)
    db.table("criteria").insert_all(CRITERIA)


def single_key_shortcuts(db: Database) -> None:
    """Whether a person wants keys that act without a modifier; on until switched off."""
    db.table("people").add_column("shortcuts", int, not_null_default=1)


def newest_checkpoint(db: Database) -> None:
    """Which checkpoint was written last: the anchor file has to hold it."""
    db.table("newest_checkpoint").create(
        columns("id:int seq:int head"), pk="id", not_null={"seq", "head"}, strict=True
    )
