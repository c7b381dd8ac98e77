"""Administrators cannot read, officers cannot rewrite, auditors cannot look.

Every role, under every purpose it may hold, at every route, before every object there is and one
that is not; and everybody who is not, or no longer, signed in. What is expected follows from one
table, `review_ui.permissions`, and from the rules of separation in `complaints`.
"""

from typing import Annotated

import pytest
from fastapi import FastAPI

from models.accounts.people import disable_person
from models.accounts.sign_ins import close
from models.actors import Purpose, Role
from models.log.events import Event
from models.records import Records
from review_ui.dependencies import needs
from review_ui.errors import PageRefused
from review_ui.permissions import Permission, may
from review_ui.visits import Visit
from tests.models.scene import CLI, Clock
from tests.review_ui.browser import Browser
from tests.review_ui.conftest import KeepSession
from tests.review_ui.furnishing import furnish
from tests.review_ui.matrix import (
    COMMENT,
    HELD,
    IDS,
    MASKED,
    ORIGINAL,
    POSITIONS,
    Scene,
    Target,
    complaints,
    complaints_of_outsider,
    look,
    targets,
)
from tests.review_ui.routes import open_routes

pytestmark = pytest.mark.slow


@pytest.fixture
def scene(
    records: Records,
    clock: Clock,
    app: FastAPI,
    keep_session: KeepSession,
    people: dict[Role, str],
) -> Scene:
    return furnish(records, clock, app, keep_session, people)[0]


def walk(
    browser: Browser,
    app: FastAPI,
    scene: Scene,
    role: Role,
    purpose: Purpose,
    *,
    below: str = "/",
) -> dict[str, list[str]]:
    """Try everything as one person; what was wrong, by request."""
    wrong = {}
    for target in targets(app, scene):
        if not target.path.startswith(below):
            continue
        found = look(browser, scene, target, scene.sign_ins[role, purpose])
        said = complaints(found, target, role, purpose, scene)
        if said:
            wrong[f"{target.method} {target.address}"] = said
        if target.method != "GET" and found.changed:
            scene.restore()
    return wrong


def test_there_is_something_to_look_at(app: FastAPI, scene: Scene) -> None:
    everything = list(targets(app, scene))
    assert len(everything) > 60
    about = {target.path for target in everything if "{" in target.path}
    known = {target.path for target in everything if target.known and "{" in target.path}
    assert {"/sessions/{session_id}", "/people/{person_id}/disable"} <= known
    kinds = ("requests", "reveals", "reports", "signs", "alerts", "erasures/certificates")
    for kind in kinds:
        assert any(path.startswith(f"/{kind}/{{") for path in known), kind
    assert about  # each is tried with an unknown object too
    assert about <= {target.path for target in everything if not target.known}


@pytest.mark.parametrize(("role", "purpose"), POSITIONS, ids=IDS)
def test_each_position_reaches_what_the_table_says_and_sees_no_more(
    browser: Browser,
    app: FastAPI,
    scene: Scene,
    role: Role,
    purpose: Purpose,
) -> None:
    assert walk(browser, app, scene, role, purpose) == {}


def _allowed(target: Target) -> tuple[Role, Purpose]:
    return next(each for each in POSITIONS if may(*each, target.permission))


OUTSIDERS = ("nobody", "rubbish", "token", "signed_out", "disabled", "ended", "idle", "too_long")


@pytest.mark.parametrize("who", OUTSIDERS)
def test_who_is_not_signed_in_any_more_reaches_nothing(
    browser: Browser, app: FastAPI, scene: Scene, clock: Clock, who: str
) -> None:
    aimed = list(targets(app, scene))
    _send_away(scene, clock, who)
    wrong = {}
    for target in aimed:
        sign_in, headers = scene.sign_ins[_allowed(target)], {}
        if who == "token":
            headers = {"Authorization": f"Bearer {sign_in.token}"}
        elif who == "rubbish":
            headers = {"Cookie": "__Host-sign-in=' OR 1=1 --"}
        shown = None if who in {"nobody", "token", "rubbish"} else sign_in
        said = complaints_of_outsider(look(browser, scene, target, shown, headers))
        if said:
            wrong[f"{target.method} {target.address}"] = said
    assert wrong == {}


def _send_away(scene: Scene, clock: Clock, who: str) -> None:
    """End the sign-ins of everybody, in one of the ways in which they end."""
    people = {sign_in.person.id: role for (role, _), sign_in in scene.sign_ins.items()}
    if who == "signed_out":
        for sign_in in scene.sign_ins.values():
            with scene.records.act(sign_in.actor("10.0.3.7")) as act:
                close(act, sign_in.token)
    elif who == "disabled":
        for person_id, role in people.items():
            with scene.records.act(CLI) as act:
                if role is Role.ADMINISTRATOR:  # the last one cannot be, in the ordinary way
                    act.db.execute("UPDATE people SET disabled_at = 'x' WHERE id = ?", [person_id])
                    act.log(Event.PERSON_LISTED)
                else:
                    disable_person(act, person_id)
    elif who == "ended":
        with scene.records.step() as step:
            step.db.execute("UPDATE people SET ends_at = '2026-01-01T00:00:00.000000Z'")
    elif who in {"idle", "too_long"}:
        clock.move(hours=1 if who == "idle" else 9)


def test_a_method_nobody_declared_reaches_nothing(
    browser: Browser, app: FastAPI, scene: Scene
) -> None:
    declared = {(target.method, target.path) for target in targets(app, scene)}
    for target in {target.path: target for target in targets(app, scene)}.values():
        role, purpose = _allowed(target)
        for method in ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
            if (method, target.path) in declared:
                continue
            odd = Target(
                method=method,
                path=target.path,
                permission=target.permission,
                address=target.address,
                known=target.known,
            )
            found = look(browser, scene, odd, scene.sign_ins[role, purpose])
            assert found.status == 404, (method, target.path)
            assert not found.changed - {"sign_ins"}, (method, target.path)
            assert not found.entries, (method, target.path)


def test_an_open_route_is_noticed(app: FastAPI, browser: Browser, scene: Scene) -> None:
    @app.get("/planted")
    def planted() -> str:
        return MASKED

    assert "/planted" in open_routes(app)
    target = Target(
        method="GET", path="/planted", permission=Permission.ME_OPEN, address="/planted", known=True
    )
    assert complaints_of_outsider(look(browser, scene, target, None)) == [
        f"shows {MASKED}",
        "answered 200",
    ]


def test_a_leak_is_noticed(app: FastAPI, browser: Browser, scene: Scene) -> None:
    @app.get("/planted")
    def planted(visit: Annotated[Visit, needs(Permission.POLICY_READ)]) -> str:
        return f"{MASKED} {COMMENT}"

    @app.get("/planted/original")
    def worse(visit: Annotated[Visit, needs(Permission.POLICY_READ)]) -> str:
        return ORIGINAL + HELD

    for role, purpose in POSITIONS:
        wrong = walk(browser, app, scene, role, purpose, below="/planted")
        reads = purpose is Purpose.CUSTOMER_SERVICE
        assert ("GET /planted" in wrong) is not reads
        assert wrong["GET /planted/original"] == [f"shows {HELD}", f"shows {ORIGINAL}"]
        if role is Role.AUDITOR:
            assert wrong["GET /planted"] == [f"shows {COMMENT}", f"shows {MASKED}"]


def test_a_refusal_or_a_look_without_an_entry_is_noticed(
    app: FastAPI, browser: Browser, scene: Scene
) -> None:
    @app.get("/planted")
    def planted(visit: Annotated[Visit, needs(Permission.ME_OPEN)]) -> str:
        return scene.shown_ids[0]

    @app.get("/planted/refuses")
    def refuses(visit: Annotated[Visit, needs(Permission.ME_OPEN)]) -> None:
        raise PageRefused("me:open")

    def seen(address: str, permission: Permission) -> list[str]:
        role = Role.AUDITOR
        target = Target(
            method="GET", path=address, permission=permission, address=address, known=True
        )
        sign_in = scene.sign_ins[role, Purpose.AUDIT]
        return complaints(look(browser, scene, target, sign_in), target, role, Purpose.AUDIT, scene)

    assert seen("/planted", Permission.ME_OPEN) == ["showed what is kept, without an entry"]
    assert seen("/planted/refuses", Permission.SESSION_OPEN) == [
        "the refused look left no entry, or not one"
    ]


def test_a_changed_entry_is_noticed(app: FastAPI, browser: Browser, scene: Scene) -> None:
    @app.get("/planted")
    def planted(visit: Annotated[Visit, needs(Permission.ME_OPEN)]) -> str:
        with scene.records.step() as step:  # what no page does, and the triggers refuse
            step.db.execute("DROP TRIGGER IF EXISTS entries_stay")
            for (name,) in step.db.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entries'"
            ).fetchall():
                step.db.execute(f"DROP TRIGGER {name}")
            step.db.execute("UPDATE entries SET actor_name = 'Somebody else' WHERE seq = 1")
        return ""

    target = Target(
        method="GET", path="/planted", permission=Permission.ME_OPEN, address="/planted", known=True
    )
    sign_in = scene.sign_ins[Role.PRIVACY_OFFICER, Purpose.PRIVACY]
    found = look(browser, scene, target, sign_in)
    said = complaints(found, target, Role.PRIVACY_OFFICER, Purpose.PRIVACY, scene)
    assert said == ["an entry that was there has changed"]
