"""A security key in software: makes and shows passkeys as a browser with a real one would."""

import base64
import hashlib
import html
import json
import re
import struct
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

_PRESENT, _VERIFIED, _ATTESTED = 1, 4, 64


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def raw(encoded: str) -> bytes:
    return base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))


def asked(page: str, kind: str) -> dict[str, Any]:
    """What a page asks the browser to do with a passkey."""
    found = re.search(rf'data-passkey="{kind}"[^>]*data-asked="([^"]*)"', page)
    assert found, kind
    return json.loads(html.unescape(found[1]))


@dataclass
class SecurityKey:
    """One credential; `uses` is its counter. What is wrong with an answer can be chosen."""

    origin: str = "https://review.example"
    verified: bool = True
    uses: int = 0
    credential_id: bytes = b""
    handle: bytes = b""
    _key: Any = field(default_factory=lambda: generate_private_key(SECP256R1()))

    def make(self, options: dict[str, Any]) -> str:
        self.credential_id = hashlib.sha256(options["challenge"].encode()).digest()
        self.handle = raw(options["user"]["id"])
        numbers = self._key.public_key().public_numbers()
        public = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        )
        told = self._told(options["rp"]["id"], _ATTESTED)
        told += bytes(16) + struct.pack(">H", len(self.credential_id)) + self.credential_id + public
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": told})
        client = self._client("webauthn.create", options["challenge"])
        return self._answer(clientDataJSON=text(client), attestationObject=text(attestation))

    def show(self, options: dict[str, Any]) -> str:
        self.uses += 1
        told = self._told(options["rpId"], 0)
        client = self._client("webauthn.get", options["challenge"])
        signature = self._key.sign(told + hashlib.sha256(client).digest(), ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=text(client),
            authenticatorData=text(told),
            signature=text(signature),
            userHandle=text(self.handle),
        )

    def _told(self, host: str, flags: int) -> bytes:
        flags |= _PRESENT | (_VERIFIED if self.verified else 0)
        return hashlib.sha256(host.encode()).digest() + struct.pack(">BI", flags, self.uses)

    def _client(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def _answer(self, **response: str) -> str:
        name = text(self.credential_id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
