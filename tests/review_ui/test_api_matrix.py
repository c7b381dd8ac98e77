"""Every token at every route: each scope, every way in which a token ends, and nobody's."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import product

import pytest
from fastapi import FastAPI

from models.accounts.api_tokens import make_api_token
from models.accounts.movers import change_role
from models.accounts.people import disable_person
from models.actors import ROLE_PURPOSES, Role
from models.log.events import Event
from models.records import Act
from review_ui.permissions import MACHINE_SCOPES, Permission, may
from tests.models.scene import CLI, Clock
from tests.review_ui.browser import Browser
from tests.review_ui.matrix import (
    COMMENT,
    HELD,
    MASKED,
    ORIGINAL,
    Look,
    Scene,
    Target,
    look,
    targets,
)
from tests.review_ui.routes import machine_routes

pytestmark = pytest.mark.slow
SCOPES = (*sorted(MACHINE_SCOPES), Permission.SESSION_OPEN, Permission.SEARCH_RUN)
"""What a token may be given, and two scopes no token gets but by a hand in the database."""


def _turn_away(act: Act, person_id: str) -> None:
    act.db.execute("UPDATE people SET turned_away_at = 'x' WHERE id = ?", [person_id])


def _end(act: Act, person_id: str) -> None:
    act.db.execute("UPDATE people SET ends_at = '2026-01-01T00:00:00.000000Z'")


def _revoke(act: Act, person_id: str) -> None:
    act.db.execute("UPDATE api_tokens SET revoked_at = '2026-01-01T00:00:00.000000Z'")


ENDINGS: Mapping[str, Callable[[Act, str], object]] = {
    "revoked": _revoke,
    "disabled": lambda act, person_id: disable_person(act, person_id),
    "moved": lambda act, person_id: change_role(act, person_id, Role.REVIEWER),
    "turned_away": _turn_away,
    "left": _end,
    "expired": lambda act, person_id: None,
}


def token_of(scene: Scene, role: Role, scope: str) -> str:
    with scene.records.act(CLI) as act:
        return make_api_token(
            act,
            scene.sign_ins[role, ROLE_PURPOSES[role][0]].person.id,
            name="machine",
            scopes=[scope],
            purpose=ROLE_PURPOSES[role][0],
            ends_at=act.now + timedelta(days=9),
        )


def come(browser: Browser, scene: Scene, target: Target, token: str) -> Look:
    return look(browser, scene, target, None, {"Authorization": f"Bearer {token}"})


def machine_targets(app: FastAPI) -> list[Target]:
    found = [
        Target(method=method, path=path, permission=permission, address=path, known=True)
        for method, path, permission in machine_routes(app)
    ]
    assert len(found) >= 2
    return found


def silent(found: Look) -> bool:
    """Whether a refused machine was told nothing, and nothing but its refusal was kept."""
    words = (MASKED, HELD, ORIGINAL, COMMENT, "sign_in:opened", '"deliveries"')
    return (
        found.status == 401
        and not found.changed
        and not any(word in found.text for word in words)
        and {entry["event"] for entry in found.entries} <= {"page:refused"}
    )


def test_a_token_reads_what_its_scope_and_its_owner_may_and_nothing_else(
    app: FastAPI, browser: Browser, scene: Scene
) -> None:
    aimed = machine_targets(app)
    for role, scope in product(Role, SCOPES):
        token = token_of(scene, role, scope)
        for target in aimed:
            found = come(browser, scene, target, token)
            mine = target.permission == scope and may(role, ROLE_PURPOSES[role][0], scope)
            about = (role, scope, target.path)
            if mine and scope in MACHINE_SCOPES:
                assert found.status == 200, about
                assert {entry["actor_kind"] for entry in found.entries} == {"service"}, about
            else:
                refused = [(entry["reason"], entry["actor_kind"]) for entry in found.entries]
                assert (found.status, refused) == (401, [("scope", "service")]), about
            assert found.changed <= {"api_tokens"}, about
            assert token not in found.text


def test_a_token_opens_no_page_of_people(app: FastAPI, browser: Browser, scene: Scene) -> None:
    tokens = [
        token_of(scene, Role.AUDITOR, Permission.LOG_EXPORT),
        token_of(scene, Role.REVIEWER, Permission.SESSION_OPEN),
    ]
    for target in targets(app, scene):
        for token in tokens:
            found = come(browser, scene, target, token)
            assert found.status in {303, 401}, target.address
            assert not found.changed, target.address
            assert MASKED not in found.text


def test_a_token_that_has_ended_reads_nothing_and_is_an_entry(
    app: FastAPI, browser: Browser, scene: Scene, clock: Clock
) -> None:
    aimed = machine_targets(app)
    person_id = scene.sign_ins[Role.AUDITOR, ROLE_PURPOSES[Role.AUDITOR][0]].person.id
    for ending, end in ENDINGS.items():
        token = token_of(scene, Role.AUDITOR, Permission.LOG_EXPORT)
        with scene.records.act(CLI) as act:
            end(act, person_id)
            act.log(Event.PERSON_LISTED)
        clock.move(days=9 if ending == "expired" else 0)
        for target in aimed:
            found = come(browser, scene, target, token)
            assert silent(found), (ending, target.path, found.status)
            (entry,) = found.entries
            assert entry["actor_id"] == "unknown"
            assert entry["object"].startswith("api_token:")
        scene.restore()


def test_a_token_that_never_was_reads_nothing_and_leaves_nothing(
    app: FastAPI, browser: Browser, scene: Scene
) -> None:
    token = token_of(scene, Role.AUDITOR, Permission.LOG_EXPORT)
    never = {
        "last letter": token[:-1] + ("A" if token[-1] != "A" else "B"),
        "first letter": "x" + token[1:],
        "shorter": token[:-1],
        "longer": token + "A",
        "another": "redactor_" + "x" * 43,
        "without its beginning": token.removeprefix("redactor_"),
        "other case": token.swapcase(),
    }
    for name, given in never.items():
        for target in machine_targets(app):
            found = come(browser, scene, target, given)
            assert silent(found), (name, target.path)
            assert not found.entries, name
