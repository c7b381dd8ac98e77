"""What came to sign-ins and to how people prove who they are."""

from sqlite_utils import Database

from models.migrations.tables import columns


def proved_sign_ins(db: Database) -> None:
    """When, by what and from which device somebody signed in, and when they last proved it.

    `id` names a sign-in for as long as it lasts; its token changes with every proof.
    """
    table = db.table("sign_ins")
    for column in ("id", "opened_by", "device", "proved_at"):
        table.add_column(column, str)
    table.add_column("failed_proofs", int, not_null_default=0)
    db.execute("UPDATE sign_ins SET id = lower(hex(randomblob(16))), opened_by = '', device = ''")
    table.create_index(["id"], unique=True)


def known_devices(db: Database) -> None:
    """Devices that people signed in from, and whether a failure came from elsewhere."""
    db.table("known_devices").create(
        columns("token_digest person_id seen_at"),
        pk=("token_digest", "person_id"),
        not_null={"seen_at"},
        foreign_keys=[("person_id", "people", "id")],
        strict=True,
    ).create_index(["person_id"])
    db.table("sign_in_failures").add_column("strange", int, not_null_default=1)


def second_factors(db: Database) -> None:
    """Authenticator apps, recovery codes, and sign-ins that wait for either."""
    db.table("people").add_column("second_factor", int, not_null_default=0)
    db.table("authenticators").create(
        columns("id person_id sealed:bytes added_at confirmed_at last_step:int"),
        pk="id",
        not_null={"person_id", "sealed", "added_at", "last_step"},
        foreign_keys=[("person_id", "people", "id")],
        strict=True,
    ).create_index(["person_id"])
    db.table("recovery_codes").create(
        columns("digest person_id used_at"),
        pk="digest",
        not_null={"person_id"},
        foreign_keys=[("person_id", "people", "id")],
        strict=True,
    ).create_index(["person_id"])
    db.table("half_sign_ins").create(
        columns("token_digest person_id purpose opened_by ends_at failed:int"),
        pk="token_digest",
        not_null={"person_id", "purpose", "opened_by", "ends_at", "failed"},
        defaults={"failed": 0},
        foreign_keys=[("person_id", "people", "id")],
        strict=True,
    )


def passkeys(db: Database) -> None:
    """Public keys of people's devices, and the challenges that were used."""
    db.table("passkeys").create(
        columns("id person_id credential_id:bytes public_key:bytes uses:int name added_at used_at"),
        pk="id",
        not_null={"person_id", "credential_id", "public_key", "uses", "name", "added_at"},
        foreign_keys=[("person_id", "people", "id")],
        strict=True,
    )
    db.table("passkeys").create_index(["credential_id"], unique=True)
    db.table("passkeys").create_index(["person_id"])
    db.table("spent_challenges").create(
        columns("digest ends_at"), pk="digest", not_null={"ends_at"}, strict=True
    )


def identities(db: Database) -> None:
    """Who is who at the provider of the single sign-on."""
    db.table("identities").create(
        columns("issuer subject person_id linked_at"),
        pk=("issuer", "subject"),
        not_null={"person_id", "linked_at"},
        foreign_keys=[("person_id", "people", "id")],
        strict=True,
    ).create_index(["person_id"])


def api_tokens(db: Database) -> None:
    """What machines read with, in the name of an owner, for a while."""
    db.table("api_tokens").create(
        columns(
            "id token_digest person_id name scopes purpose created_at ends_at used_at revoked_at"
        ),
        pk="id",
        not_null={
            *("token_digest", "person_id", "name", "scopes", "purpose"),
            *("created_at", "ends_at"),
        },
        foreign_keys=[("person_id", "people", "id")],
        strict=True,
    )
    db.table("api_tokens").create_index(["token_digest"], unique=True)
    db.table("api_tokens").create_index(["person_id"])


def turned_away(db: Database) -> None:
    """When the company's provider last said that a person may not come in."""
    db.table("people").add_column("turned_away_at", str)
