"""What is sealed with a key of the key store: every such column, in one place.

Resealing and restoring go by this list. A test holds it to the tables: a column of bytes that
is neither here nor in `OTHERWISE` fails it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedColumn:
    """A column sealed with the key `<kind>:<value of owner>`; `bound_to` names the row's columns.

    `owner` is the column that holds the id of the session, delivery or request. Where the row
    `stays` without what is sealed, the column is emptied when its key goes. A row that
    `needs_key` never outlives it: one without its key was shredded after the backup it is in.
    """

    kind: str
    table: str
    column: str
    owner: str
    bound_to: str
    stays: bool = False
    needs_key: bool = False


SEALED = (
    SealedColumn(
        kind="session",
        table="originals",
        column="sealed",
        owner="session_id",
        bound_to="session:{session_id}:original:{revision}",
        needs_key=True,
    ),
    SealedColumn(
        kind="session",
        table="mask_places",
        column="sealed",
        owner="session_id",
        bound_to="session:{session_id}:places:{revision}",
    ),
    SealedColumn(
        kind="session",
        table="corrections",
        column="sealed",
        owner="session_id",
        bound_to="session:{session_id}:correction:{id}",
    ),
    SealedColumn(
        kind="session",
        table="signs",
        column="sealed",
        owner="session_id",
        bound_to="session:{session_id}:sign:{id}",
    ),
    SealedColumn(
        kind="request",
        table="subject_requests",
        column="sealed",
        owner="id",
        bound_to="request:{id}",
    ),
    SealedColumn(
        kind="session",
        table="report_values",
        column="sealed",
        owner="session_id",
        bound_to="report:{report_id}:value:{number}",
    ),
    SealedColumn(
        kind="session",
        table="reveals",
        column="note",
        owner="session",
        bound_to="reveal:{id}:note",
        stays=True,
    ),
    SealedColumn(
        kind="session",
        table="reveals",
        column="review_note",
        owner="session",
        bound_to="reveal:{id}:review_note",
        stays=True,
    ),
    SealedColumn(
        kind="erasure",
        table="sought_values",
        column="sealed",
        owner="erasure",
        bound_to="erasure:{erasure}:sought",
    ),
    SealedColumn(
        kind="delivery",
        table="deliveries",
        column="body",
        owner="id",
        bound_to="delivery:{id}",
        needs_key=True,
    ),
)

OTHERWISE: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("source_secrets", "sealed"): "sealed with a key derived from the root",
        ("holds", "note"): "sealed with a key derived from the root",
        ("subject_holds", "note"): "sealed with a key derived from the root",
        ("authenticators", "sealed"): "sealed with a key derived from the root",
        ("passkeys", "credential_id"): "names a passkey; nothing of it is secret",
        ("passkeys", "public_key"): "public",
        ("search_words", "places"): "numbers of messages",
    }
)
"""Columns of bytes that no key of the store sealed, and what they are."""


def columns_of(key_id: str) -> tuple[tuple[SealedColumn, ...], str]:
    """The columns that the key of this id seals, and the owner's id."""
    kind, _, owner = key_id.partition(":")
    return tuple(column for column in SEALED if column.kind == kind), owner
