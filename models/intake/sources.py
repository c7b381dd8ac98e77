"""Sources: the configured vendor accounts, their unguessable addresses, their signing secrets.

An address's token and a person's password have this in common: only digests of them are kept.
Signing secrets must be read again to check signatures, so they are sealed.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from models.errors import Conflict, Invalid, NotFound
from models.ids import new_id, new_token
from models.log.entries import is_code
from models.log.events import Event
from models.records import Act, Records
from models.seals.sealing import seal, unseal
from models.times import from_text, optional_time, to_text

_SECRET_PREFIX = "whsec_"  # noqa: S105 - the prefix of Standard Webhooks, no secret
_SECRET_BYTES = 32
_MOST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSecret:
    """A signing secret, without the secret."""

    id: str
    created_at: datetime
    retired_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A configured vendor account; `kinds` are the kinds of delivery it has addresses for."""

    id: str
    name: str
    vendor: str
    kinds: tuple[str, ...]
    created_at: datetime
    disabled: bool
    secrets: tuple[SourceSecret, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """A source just made, with the tokens of its addresses by kind; they are not shown again."""

    source: Source
    tokens: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """What an address leads to."""

    source: Source
    kind: str


def add_source(act: Act, *, name: str, vendor: str, kinds: Sequence[str]) -> NewSource:
    """Add a source with one address for each kind of delivery. Logs source:added."""
    if not name.strip() or len(name) > _MOST_NAME or not name.isprintable():
        raise Invalid(Event.SOURCE_ADDED, reason="name")
    if not is_code(vendor):
        raise Invalid(Event.SOURCE_ADDED, reason="vendor")
    if not kinds or len(set(kinds)) != len(kinds) or not all(map(is_code, kinds)):
        raise Invalid(Event.SOURCE_ADDED, reason="kinds")
    source_id = new_id(act.records.random)
    act.db.table("sources").insert(
        {
            "id": source_id,
            "name": name.strip(),
            "vendor": vendor,
            "created_at": to_text(act.now),
            "disabled_at": None,
        }
    )
    tokens = _make_tokens(act, source_id, kinds)
    act.log(Event.SOURCE_ADDED, f"source:{source_id}", vendor=vendor, kinds=len(kinds))
    return NewSource(source=_get(act, source_id, Event.SOURCE_ADDED), tokens=tokens)


def renew_tokens(act: Act, source_id: str) -> Mapping[str, str]:
    """New addresses for all kinds; the old ones stop at once. Logs source:tokens_renewed."""
    source = _get(act, source_id, Event.SOURCE_TOKENS_RENEWED)
    act.db.execute("DELETE FROM endpoints WHERE source_id = ?", [source.id])
    tokens = _make_tokens(act, source.id, source.kinds)
    act.log(Event.SOURCE_TOKENS_RENEWED, f"source:{source.id}", kinds=len(tokens))
    return tokens


def disable_source(act: Act, source_id: str) -> None:
    """Close a source: its addresses lead nowhere. Logs source:disabled."""
    source = _get(act, source_id, Event.SOURCE_DISABLED)
    if source.disabled:
        raise Conflict(Event.SOURCE_DISABLED, f"source:{source.id}", "already_disabled")
    act.db.table("sources").update(source.id, {"disabled_at": to_text(act.now)})
    act.log(Event.SOURCE_DISABLED, f"source:{source.id}")


def find_endpoint(records: Records, token: str) -> Endpoint | None:
    """What the address with this token leads to; None for unknown ones and closed sources.

    The look-up is by digest, so the time it takes tells nothing about the token.
    """
    with records.peek() as look:
        row = look.db.execute(
            "SELECT source_id, kind FROM endpoints WHERE token_digest = ?", [_digest(token)]
        ).fetchone()
        source = _find(look.db, row[0]) if row else None
    return Endpoint(source=source, kind=row[1]) if source and not source.disabled else None


def add_secret(act: Act, source_id: str) -> str:
    """Make a signing secret, `whsec_…` as Standard Webhooks writes it; not shown again."""
    source = _get(act, source_id, Event.SOURCE_SECRET_ADDED)
    secret = act.records.random(_SECRET_BYTES)
    secret_id = new_id(act.records.random)
    act.db.table("source_secrets").insert(
        {
            "id": secret_id,
            "source_id": source.id,
            "sealed": seal(_sealing_key(act.records), secret, bound_to=f"secret:{secret_id}"),
            "created_at": to_text(act.now),
            "retired_at": None,
        }
    )
    act.log(Event.SOURCE_SECRET_ADDED, f"source:{source.id}", secret=secret_id)
    return _SECRET_PREFIX + base64.b64encode(secret).decode()


def retire_secret(act: Act, source_id: str, secret_id: str) -> None:
    """Stop trusting a signing secret. Logs source:secret_retired."""
    changed = act.db.execute(
        "UPDATE source_secrets SET retired_at = ?, sealed = x'' "
        "WHERE id = ? AND source_id = ? AND retired_at IS NULL",
        [to_text(act.now), secret_id, source_id],
    )
    if changed.rowcount != 1:
        raise NotFound(Event.SOURCE_SECRET_RETIRED, reason="no_such_secret")
    act.log(Event.SOURCE_SECRET_RETIRED, f"source:{source_id}", secret=secret_id)


def live_secrets(records: Records, source_id: str) -> tuple[bytes, ...]:
    """The signing secrets to be trusted now, newest first, as raw bytes."""
    key = _sealing_key(records)
    with records.peek() as look:
        rows = list(
            look.db.table("source_secrets").rows_where(
                "source_id = ? AND retired_at IS NULL", [source_id], order_by="created_at DESC"
            )
        )
    return tuple(unseal(key, row["sealed"], bound_to=f"secret:{row['id']}") for row in rows)


def list_sources(act: Act) -> tuple[Source, ...]:
    """All sources by name. Logs source:listed with the count."""
    rows = list(act.db.table("sources").rows_where(order_by="name, id"))
    act.log(Event.SOURCE_LISTED, count=len(rows))
    return tuple(_source(act.db, row) for row in rows)


def _make_tokens(act: Act, source_id: str, kinds: Sequence[str]) -> dict[str, str]:
    tokens = {kind: new_token(act.records.random) for kind in kinds}
    act.db.table("endpoints").insert_all(
        {
            "token_digest": _digest(token),
            "source_id": source_id,
            "kind": kind,
            "created_at": to_text(act.now),
        }
        for kind, token in tokens.items()
    )
    return tokens


def _digest(token: str) -> str:
    """Plain SHA-256: a token has 256 random bits, there is nothing to guess."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _sealing_key(records: Records) -> bytes:
    return records.derived_key("source_secrets")


def _get(act: Act, source_id: str, event: Event) -> Source:
    source = _find(act.db, source_id)
    if source is None:
        raise NotFound(event, reason="no_such_source")
    return source


def _find(db: Database, source_id: str) -> Source | None:
    row = next(iter(db.table("sources").rows_where("id = ?", [source_id])), None)
    return _source(db, row) if row else None


def _source(db: Database, row: dict[str, Any]) -> Source:
    kinds = db.execute("SELECT kind FROM endpoints WHERE source_id = ? ORDER BY 1", [row["id"]])
    secrets = db.table("source_secrets").rows_where(
        "source_id = ?", [row["id"]], order_by="created_at DESC"
    )
    return Source(
        id=row["id"],
        name=row["name"],
        vendor=row["vendor"],
        kinds=tuple(kind for (kind,) in kinds),
        created_at=from_text(row["created_at"]),
        disabled=row["disabled_at"] is not None,
        secrets=tuple(
            SourceSecret(
                id=secret["id"],
                created_at=from_text(secret["created_at"]),
                retired_at=optional_time(secret["retired_at"]),
            )
            for secret in secrets
        ),
    )
