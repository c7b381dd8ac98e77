"""Statements: what the operator signed and put elsewhere."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from models.verifier.ed25519 import is_signed
from models.verifier.entries import canonical, is_hash

STATEMENT_DOMAIN = b"chat-redactor/statement/v2\n"
FIRST_DOMAIN = b"chat-redactor/checkpoint/v1\n"


def key_id(public: bytes) -> str:
    """How statements name a key: the first half of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A signed head of the log, and what else was said with it (`type`, `says`).

    `before` is the digest of the statement before; `consent` a new key's own signature. A first
    version had neither type, root, key nor link.
    """

    seq: int
    count: int
    head: str
    at: str
    signature: str
    type: str = ""
    root: str = ""
    key: str = ""
    before: str = ""
    says: Mapping[str, object] = field(default_factory=dict)
    consent: str = ""

    def signed_bytes(self) -> bytes:
        """What the signatures are over."""
        fields = {"seq": self.seq, "head": self.head, "count": self.count, "at": self.at}
        if not self.type:
            return FIRST_DOMAIN + canonical(fields)
        linked = {"type": self.type, "root": self.root, "key": self.key, "before": self.before}
        return STATEMENT_DOMAIN + canonical({**fields, **linked, "says": self.says})

    def as_line(self) -> bytes:
        """The statement as one line of an anchor file."""
        fields = json.loads(self.signed_bytes().partition(b"\n")[2])
        extra = {"consent": self.consent} if self.consent else {}
        return canonical({**fields, "signature": self.signature, **extra}) + b"\n"

    def digest(self) -> str:
        """What the next statement links to."""
        return hashlib.sha256(self.as_line()).hexdigest()

    def said(self, name: str) -> str:
        """One of the things said, as text."""
        return str(self.says.get(name, ""))

    def number(self, name: str) -> int:
        """One of the things said, as a whole number; 0 where it is none."""
        value = self.says.get(name)
        return value if isinstance(value, int) else 0

    def is_signed_by(self, public: bytes, signature: str = "") -> bool:
        """Whether this key signed it."""
        return is_signed(public, self.signed_bytes(), from_base64(signature or self.signature))


def read_statement(line: Mapping[str, object]) -> Statement | None:
    """The statement of a line; None when it is none."""
    wanted = {"seq": int, "count": int, "head": str, "at": str, "signature": str}
    if "type" in line:
        wanted |= {"type": str, "root": str, "key": str, "before": str, "says": dict}
        if line["type"] == "key":
            wanted["consent"] = str
    if set(line) != set(wanted) or not all(type(line[name]) is wanted[name] for name in wanted):
        return None
    statement = Statement(**line)  # type: ignore[arg-type]
    if (
        statement.seq < 0
        or not is_hash(statement.head)
        or (statement.type == "") != (not is_hash(statement.root))
    ):
        return None
    return statement


def parse_statement(text: str | bytes) -> Statement | None:
    """The statement of a line of text; None when it is none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return read_statement(value) if isinstance(value, dict) else None


def from_base64(text: str) -> bytes:
    """The bytes of base64; empty when it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
