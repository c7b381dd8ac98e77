"""What reviewers report about the masks of a session."""

from sqlite_utils import Database

from models.migrations.tables import columns


def reports(db: Database) -> None:
    """Reports, the stretches of the original they are about, and their values, sealed."""
    db.table("reports").create(
        columns(
            "id session_id kind entity label source score:float places:int reported_by "
            "reported_at decision decided_by decided_at"
        ),
        pk="id",
        not_null={
            "session_id",
            "kind",
            "entity",
            "label",
            "source",
            "places",
            "reported_by",
            "reported_at",
            "decision",
        },
        defaults={"decision": ""},
        foreign_keys=[
            ("session_id", "sessions", "id"),
            ("reported_by", "people", "id"),
            ("decided_by", "people", "id"),
        ],
        strict=True,
    )
    db.table("reports").create_index(["session_id"])
    db.table("reports").create_index(["decision", "reported_at"])
    db.table("report_stretches").create(
        columns("report_id session_id position:int start:int end:int"),
        pk=("report_id", "position", "start"),
        foreign_keys=[("report_id", "reports", "id"), ("session_id", "sessions", "id")],
        strict=True,
    ).create_index(["session_id"])
    db.table("report_values").create(
        columns("report_id number:int session_id sealed:bytes"),
        pk=("report_id", "number"),
        not_null={"session_id", "sealed"},
        foreign_keys=[("report_id", "reports", "id"), ("session_id", "sessions", "id")],
        strict=True,
    ).create_index(["session_id"])


def reports_scrubbed(db: Database) -> None:
    """When the words of a report were removed from the traces that masking leaves."""
    db.table("reports").add_column("scrubbed_at", str)


def signs_of_lost_reports(db: Database) -> None:
    """Signs go that an earlier version sealed where a reported value cannot be masked any more.

    Their chats are quarantined, and a minor's is withheld as before.
    """
    db.execute(
        "DELETE FROM signs WHERE session_id IN (SELECT r.session_id FROM reports r "
        "WHERE r.kind = 'missed' AND r.decision <> 'not_personal' "
        "AND NOT EXISTS (SELECT 1 FROM report_values v WHERE v.report_id = r.id))"
    )
