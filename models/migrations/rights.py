"""The tables of people's rights: blind index, withholdings, objections, rework."""

from sqlite_utils import Database

from models.migrations.tables import columns


def subject_index(db: Database) -> None:
    """Keyed digests of who a session is about and who is named in it; no value."""
    db.table("subject_index").create(
        columns("session_id kind digest relation"),
        pk=("session_id", "kind", "digest"),
        not_null={"relation"},
        strict=True,
    ).create_index(["digest", "kind"])


def told_besides(db: Database) -> None:
    """Which digests stand in the index besides what the original that is kept tells."""
    db.table("subject_index").add_column("besides", int, not_null_default=0)


def withholdings(db: Database) -> None:
    """Why a session is withheld, each reason with its end; and what was withheld before."""
    db.table("withholdings").create(
        columns("session_id reason since clues:int objection_id released_at released_by"),
        pk=("session_id", "reason"),
        not_null={"since", "clues"},
        defaults={"clues": 0},
        strict=True,
    ).create_index(["objection_id"])
    db.execute(
        "INSERT INTO withholdings (session_id, reason, since, clues) "
        "SELECT id, reason, kept_at, 0 FROM sessions WHERE status = 'withheld'"
    )


def objections(db: Database) -> None:
    """Who objected to being reviewed: keyed digests only."""
    db.table("objections").create(
        columns("id made_at made_by origin lift_asked_at lift_asked_by lifted_at lifted_by"),
        pk="id",
        not_null={"made_at", "made_by", "origin"},
        strict=True,
    )
    db.table("objection_digests").create(
        columns("objection_id kind digest"),
        pk=("objection_id", "kind", "digest"),
        foreign_keys=[("objection_id", "objections", "id")],
        strict=True,
    ).create_index(["digest", "kind"])


def rework(db: Database) -> None:
    """Sessions that wait to be redacted again from their originals."""
    db.table("rework").create(
        columns("session_id reason asked_at asked_by attempts:int next_try_at taken_by"),
        pk="session_id",
        not_null={"reason", "asked_at", "attempts"},
        defaults={"attempts": 0},
        strict=True,
    ).create_index(["next_try_at"])


def mask_places(db: Database) -> None:
    """Where in the original each mask stands: sealed with the session's own key."""
    db.table("mask_places").create(
        columns("session_id revision:int sealed:bytes"),
        pk="session_id",
        not_null={"revision", "sealed"},
        strict=True,
    )


def signs(db: Database) -> None:
    """What an officer has to know of a session; the masked words that show it are sealed."""
    db.table("signs").create(
        columns(
            "id session_id flag source position:int sealed:bytes found_at closed_at closed_by "
            "outcome"
        ),
        pk="id",
        not_null={"session_id", "flag", "source", "position", "sealed", "found_at"},
        strict=True,
    ).create_index(["closed_at", "found_at"])
    db.table("signs").create_index(["session_id"])


def notice_rules(db: Database) -> None:
    """Which field of a source says that notice or consent was given, and by which values."""
    db.table("notice_rules").create(
        columns("source_id about field given refused set_at set_by"),
        pk=("source_id", "about"),
        not_null={"field", "given", "refused", "set_at", "set_by"},
        foreign_keys=[("source_id", "sources", "id")],
        strict=True,
    )
