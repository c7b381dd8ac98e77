"""A provider on loopback that speaks OpenID Connect over real HTTP, and lies as it is told to."""

import base64
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

EMPLOYEE = {
    "sub": "u-1",
    "email": "ida@company.example",
    "email_verified": True,
    "name": "Ida Lind",
    "groups": ["everybody", "chat-review"],
    "employment": "employee",
}


@dataclass
class OidcProvider:
    """Signs in whoever `claims` says, and checks code, client, redirect and PKCE itself."""

    now: Callable[[], float]
    claims: dict[str, Any] = field(default_factory=lambda: dict(EMPLOYEE))
    spoil: Callable[[dict[str, Any]], None] = lambda claims: None
    facts: dict[str, Any] = field(default_factory=dict)
    algorithm: str = "RS256"
    userinfo: dict[str, Any] = field(default_factory=dict)
    issuer: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    signer: Any = None
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def authorize(self, url: str) -> str:
        """What a browser would be sent back with, after its owner signed in."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        self.asked.append(asked)
        code = f"code-{len(self.asked)}"
        self._codes[code] = asked
        answer = {"code": code, "state": asked["state"], "iss": self.issuer}
        return f"{asked['redirect_uri']}?{urlencode(answer)}"

    def token(self, form: dict[str, str], client: str) -> tuple[int, dict[str, Any]]:
        asked = self._codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        fits = (
            asked is not None
            and client == "chat-redactor"
            and form.get("redirect_uri") == asked["redirect_uri"]
            and asked["code_challenge_method"] == "S256"
            and challenge == asked["code_challenge"]
        )
        if not fits or asked is None:
            return 400, {"error": "invalid_grant"}
        now = int(self.now())
        claims = {
            "iss": self.issuer,
            "aud": "chat-redactor",
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
            "nonce": asked["nonce"],
            **self.claims,
        }
        self.spoil(claims)
        header = {"alg": self.algorithm, "kid": "one"}
        if self.algorithm == "none":
            parts = (json.dumps(part).encode() for part in (header, claims))
            signed = ".".join(base64.urlsafe_b64encode(p).decode().rstrip("=") for p in parts) + "."
        else:
            key = self.signer or self.key
            signed = jwt.encode(header, claims, key, algorithms=[self.algorithm])
        return 200, {"access_token": "access", "token_type": "Bearer", "id_token": signed}

    def config(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
        } | self.facts


def shared_secret() -> OctKey:
    return OctKey.import_key("a secret that everybody could know" * 2)


@contextmanager
def serving(provider: OidcProvider) -> Iterator[OidcProvider]:
    """Serve it on a free port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            provider.paths.append(self.path)
            if self.path.startswith("/.well-known/"):
                self._send(200, provider.config())
            elif self.path == "/keys":
                self._send(200, KeySet([provider.key]).as_dict(private=False))
            elif self.path == "/userinfo":
                self._send(200, provider.userinfo)
            elif self.path == "/elsewhere":
                self.send_response(302)
                self.send_header("Location", f"{provider.issuer}/keys")
                self.end_headers()
            else:
                self._send(404, {})

        def do_POST(self) -> None:
            provider.paths.append(self.path)
            length = int(self.headers.get("Content-Length", 0))
            form = {n: v[0] for n, v in parse_qs(self.rfile.read(length).decode()).items()}
            client = form.get("client_id", "")
            if self.headers.get("Authorization", "").startswith("Basic "):
                told = base64.b64decode(self.headers["Authorization"][6:]).decode()
                client = told.partition(":")[0] if told == "chat-redactor:s3cret" else ""
            self._send(*provider.token(form, client))

        def _send(self, status: int, content: dict[str, Any]) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
