"""A browser for tests: keeps cookies, sends Origin, fills in the token of the page it is on."""

import json
import re
import sqlite3
import warnings
from collections.abc import Callable

from fastapi import FastAPI
from httpx import Response

from models.actors import Purpose, Role
from models.log.access_log import Event
from models.log.verify import canonical
from models.records import Records

with warnings.catch_warnings():  # starlette would rather have httpx2, which is not ours to choose
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

URL = "https://review.example"
PASSWORD = "five quiet reading rooms"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')

SignIn = Callable[..., "Browser"]


class Browser(TestClient):
    """Never follows a redirect by itself, and gets error pages instead of exceptions."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(app, base_url=URL, follow_redirects=False, raise_server_exceptions=False)

    def token(self, path: str = "/me") -> str:
        """The form token of a page."""
        found = TOKEN.search(self.get(path).text)
        assert found, path
        return found[1]

    def fill(
        self, path: str, *, origin: str | None = URL, token: str | None = None, **fields: str
    ) -> Response:
        """Send a form of this sign-in."""
        fields["csrf_token"] = self.token() if token is None else token
        headers = {} if origin is None else {"Origin": origin}
        return self.post(path, data=fields, headers=headers)

    def enter(self, email: str, purpose: Purpose, password: str = PASSWORD) -> Response:
        """Sign in through the form."""
        return self.fill(
            "/sign-in",
            token=self.token("/sign-in"),
            email=email,
            password=password,
            purpose=purpose,
        )


def said_by(answer: Response) -> str:
    """The page without the id of its request."""
    return answer.text.replace(answer.headers["x-request-id"], "")


def entries(records: Records, event: Event | None = None) -> list[dict[str, str]]:
    """The entries of the access log, oldest first, read behind its back.

    The id of the request is put beside the details, since it is another one each time.
    """
    with sqlite3.connect(records.place.database) as db:
        db.row_factory = sqlite3.Row
        rows = [dict(row) for row in db.execute("SELECT * FROM entries ORDER BY seq")]
    db.close()
    for row in rows:
        details = json.loads(row["details"])
        row["request"] = details.pop("request", "")
        row["details"] = canonical(details).decode()
    return [row for row in rows if event is None or row["event"] == event]


ALL_ROLES = tuple(Role)
