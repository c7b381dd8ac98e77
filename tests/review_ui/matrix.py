"""Every role at every route, before every object: what a look did, and what is wrong with it.

Everything is generated: routes and permissions from the application, objects from the tables of
the records. A new room, permission or table is covered without a line here.
"""

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from urllib.parse import quote

from fastapi import FastAPI

from models.accounts.sign_ins import SignIn
from models.actors import ROLE_PURPOSES, Purpose, Role
from models.ids import new_id
from models.records import Records
from review_ui.permissions import Permission, may
from tests.review_ui.browser import URL, Browser
from tests.review_ui.routes import needing_routes

MASKED = "quokkamasked"
"""Stands in the masked text of a session that may be read."""
HELD = "quokkaheld"
"""Stands in the masked text of sessions nobody may read."""
ORIGINAL = "quokkaoriginal"
"""Stands in sealed originals; nothing has been approved, so nobody sees it."""
COMMENT = "quokkacomment"
"""Stands in a published review."""

BLIND = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
"""Who never sees a word of a chat, masked or not, nor of a review."""
SIGNS_ONLY = frozenset({"sign_ins", "sign_in_failures"})
"""Tables that a refused look may touch besides the entries: when the person was last seen."""
POSITIONS = tuple((role, purpose) for role in Role for purpose in ROLE_PURPOSES[role])
IDS = [f"{role}-{purpose}" for role, purpose in POSITIONS]
MOST_OBJECTS = 4

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One route, with the values that its path was filled with."""

    method: str
    path: str
    permission: Permission
    address: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one request was answered, which entries it left, and which tables it changed."""

    status: int
    text: str
    location: str
    entries: tuple[Mapping[str, str], ...]
    changed: frozenset[str]
    rewritten: bool


Tables = Mapping[str, list[Row]]
Position = tuple[Role, Purpose]


class Scene:
    """What is kept: ids to recognise on a page, a sign-in for every position, and the way back.

    What is kept is read again only after somebody wrote, and put back only after something has
    changed: reading and writing it around each of thousands of requests took most of the time.
    """

    def __init__(
        self, records: Records, shown_ids: tuple[str, ...], sign_ins: Mapping[Position, SignIn]
    ) -> None:
        self.records = records
        self.shown_ids = shown_ids
        self.sign_ins = sign_ins
        self._live = sqlite3.connect(records.place.database, check_same_thread=False)
        self._live.execute("PRAGMA synchronous = OFF")
        self._pristine = sqlite3.connect(":memory:", check_same_thread=False)
        self._live.backup(self._pristine)
        self.columns = [each[1] for each in self._live.execute("PRAGMA table_info(entries)")]
        self._at_first = _tables(self._live)
        self._seen = (self._version(), self._at_first)

    def tables(self) -> Tables:
        """Every row of every table as it is now; the very same thing if nobody wrote since."""
        version = self._version()
        if self._seen[0] != version:
            self._seen = (version, _tables(self._live))
        return self._seen[1]

    def restore(self) -> None:
        """Put everything back as it was at first."""
        version, kept = self._seen
        if kept is not self._at_first or version != self._version():
            self._pristine.backup(self._live)
            self._seen = (self._version(), self._at_first)

    def _version(self) -> int:
        """Another number whenever somebody else has written."""
        (version,) = self._live.execute("PRAGMA data_version").fetchone()
        return int(version)


def targets(app: FastAPI, scene: Scene) -> Iterator[Target]:
    """Every route that needs a permission, before every object it could be about."""
    for method, path, permission in needing_routes(app):
        names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        for chosen in product(*(objects(scene, name) for name in names)):
            address = path
            for name, (value, _) in zip(names, chosen, strict=True):
                address = address.replace(f"{{{name}}}", quote(value, safe=""))
            yield Target(
                method=method,
                path=path,
                permission=permission,
                address=address,
                known=all(known for _, known in chosen),
            )


def objects(scene: Scene, name: str) -> list[tuple[str, bool]]:
    """The ids of the table that a field such as `session_id` speaks of, and one of nothing."""
    kind = name.partition(":")[0].removesuffix("_id")
    with sqlite3.connect(scene.records.place.database) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        plural = {"person": "people", "policy": "policies"}.get(kind, f"{kind}s")
        found: list[str] = []
        for table in tables:
            if table == plural or table.endswith(f"_{plural}"):
                columns = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
                if "id" in columns:
                    found += [str(row[0]) for row in db.execute(f"SELECT id FROM {table}")]
    db.close()
    unknown = "0ZZZZZZZ" if kind in {"session", "request"} else new_id(lambda n: b"\x07" * n)
    return [*((value, True) for value in found[:MOST_OBJECTS]), (unknown, False)]


def look(
    browser: Browser,
    scene: Scene,
    target: Target,
    sign_in: SignIn | None,
    headers: Mapping[str, str] | None = None,
) -> Look:
    """Send one request, and compare everything that is kept before and after."""
    browser.cookies.clear()
    if sign_in is not None:
        browser.cookies.set("__Host-sign-in", sign_in.token)
    before = scene.tables()
    sent = {"Origin": URL, "Content-Type": "application/x-www-form-urlencoded"} | dict(
        headers or {}
    )
    token = sign_in.csrf_token if sign_in else ""
    body = f"csrf_token={token}" if target.method == "POST" else None
    answer = browser.request(target.method, target.address, content=body, headers=sent)
    after = scene.tables()
    old, new = before["entries"], after["entries"]
    names = after.keys() - {"entries"}
    return Look(
        status=answer.status_code,
        text=_readable(answer.content) + str(answer.headers),
        location=answer.headers.get("location", ""),
        entries=tuple(_named(scene, row) for row in new[len(old) :]),
        changed=frozenset(name for name in names if before.get(name) != after[name]),
        rewritten=new[: len(old)] != old,
    )


def complaints(
    found: Look, target: Target, role: Role, purpose: Purpose, scene: Scene
) -> list[str]:
    """What is wrong with an answer to somebody who is signed in; nothing, if all is well."""
    wrong = _leaks(found, role, purpose)
    if found.rewritten:
        wrong.append("an entry that was there has changed")
    if found.status >= 500:
        wrong.append(f"broke with {found.status}")
    refusals = [e for e in found.entries if e["event"] == "page:refused"]
    if may(role, purpose, target.permission):
        wrong += ["refused who may" for e in refusals if e["reason"] == "permission"]
        if not found.entries and any(each in found.text for each in scene.shown_ids):
            wrong.append("showed what is kept, without an entry")
        if target.method in {"GET", "HEAD"} and found.changed - SIGNS_ONLY - {"notices"}:
            wrong.append(f"a look changed {sorted(found.changed)}")
        return wrong
    if found.status != 403:
        wrong.append(f"answered {found.status} to who may not")
    if found.changed - SIGNS_ONLY:
        wrong.append(f"changed {sorted(found.changed)} for who may not")
    if [json.loads(e["details"]).get("permission") for e in refusals] != [target.permission]:
        wrong.append("the refused look left no entry, or not one")
    return wrong


def complaints_of_outsider(found: Look) -> list[str]:
    """What is wrong with an answer to somebody who is not signed in."""
    wrong = [f"shows {word}" for word in (MASKED, HELD, ORIGINAL, COMMENT) if word in found.text]
    sent_away = found.status == 303 and found.location.startswith("/sign-in")
    if not sent_away and found.status != 401:
        wrong.append(f"answered {found.status}")
    if found.rewritten or found.changed:
        wrong.append(f"changed {sorted(found.changed)}")
    return wrong


def _leaks(found: Look, role: Role, purpose: Purpose) -> list[str]:
    never = {HELD, ORIGINAL}
    if role in BLIND or purpose is not Purpose.CUSTOMER_SERVICE:
        never |= {MASKED, COMMENT}
    return [f"shows {word}" for word in sorted(never) if word in found.text]


def _tables(db: sqlite3.Connection) -> Tables:
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    found = {name: list(db.execute(f"SELECT * FROM [{name}]")) for name in names}
    found["entries"].sort()
    return found


def _named(scene: Scene, row: Row) -> Mapping[str, str]:
    return {name: str(value) for name, value in zip(scene.columns, row, strict=True)}


def _readable(body: bytes) -> str:
    """The body as text; of an archive, all its files too."""
    if not body.startswith(b"PK"):
        return body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return "".join(_readable(archive.read(name)) for name in archive.namelist())
