"""Requests that schemathesis makes up from the routes' own schema, those that fit it and not.

The schema is never served; it is made here, of the pages, the machines' door and the webhooks.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode

from ingest.adapters import KINDS
from ingest.app import create_app as create_hooks
from models.intake.sources import add_source
from models.records import Records
from review_ui.permissions import may
from tests.ingest.vendor import Vendor
from tests.models.scene import CLI, Clock
from tests.review_ui.browser import Browser
from tests.review_ui.conftest import Come
from tests.review_ui.hostile import INSIDE, harm
from tests.review_ui.matrix import POSITIONS, Scene
from tests.review_ui.routes import permissions_of, routes_of

pytestmark = pytest.mark.slow
EACH = 3
"""Requests made up for each operation, those that fit and as many that do not."""
BODIES = (
    b"\xff\xfe\x00",
    b'{"a": NaN}',
    b"%ED%A0%80=%00&csrf_token=",
    b"&".join(b"a%d=1" % number for number in range(300)),
    b"a" * 70_000,
    b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x--\r\n",
)
KIND_OF_BODY = (
    "application/x-www-form-urlencoded",
    "application/json",
    "multipart/form-data; boundary=x",
    "text/plain",
    "\x7f/\x7f",
)


def made_up(strategy: st.SearchStrategy[Any]) -> list[Any]:
    """Some values of a strategy, the same each time."""
    made: list[Any] = []

    @settings(
        max_examples=EACH,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def make(value: Any) -> None:
        made.append(value)

    with suppress(Unsatisfiable):  # nothing that does not fit: any text would do
        make()
    return made


def cases(app: FastAPI) -> Iterator[Case]:
    """Made up for what has fields in its address; the others' forms are tried in test_typed.py."""
    for found in schemathesis.openapi.from_dict(app.openapi()).get_all_operations():
        operation = found.ok()
        if operation.method == "get" and (operation.query or operation.path_parameters):
            for mode in GenerationMode:
                yield from made_up(operation.as_strategy(generation_mode=mode))


def query_of(case: Case) -> dict[str, str]:
    return {
        written(name): written(value if isinstance(value, str) else json.dumps(value))
        for name, value in dict(case.query or {}).items()
    }


def written(text: str) -> str:
    """Text as a browser could send it: no halves of characters."""
    return str(text).encode("utf-8", "replace").decode()


def test_no_request_made_up_from_the_schema_breaks_a_page_or_tells_more(
    app: FastAPI, browser: Browser, scene: Scene, come: Come
) -> None:
    allowed = {
        (method, route.path): [each for each in POSITIONS if may(*each, permissions[0])]
        for route in routes_of(app)
        for method in route.methods or ()
        if (permissions := permissions_of(route))
    }
    wrong, tried = [], set()
    for case in cases(app):
        method, path = case.method.upper(), case.operation.path
        tried.add((method, path))
        come(*(allowed.get((method, path)) or POSITIONS)[0])
        answer = browser.request(method, case.formatted_path, params=query_of(case))
        wrong += [(method, path, said) for said in harm(answer)]
        scene.restore()
    assert wrong == []
    fields = {path for method, path in allowed if method == "GET" and "{" in path}
    assert {path for _, path in tried} >= fields


def test_no_body_breaks_a_webhook_or_is_answered_with_words(records: Records, clock: Clock) -> None:
    with records.act(CLI) as act:
        source = add_source(act, name="Shop", vendor="chatlio", kinds=KINDS["chatlio"])
    vendor = Vendor(create_hooks(records, max_body_bytes=4_096, clock=clock))
    values = st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
        max_leaves=9,
    )
    bodies = [*BODIES, *made_up(st.binary()), *(json.dumps(v).encode() for v in made_up(values))]
    for kind, token in source.tokens.items():
        for path in (
            f"/chatlio/{kind}/{token}",
            f"/chatlio/{kind}/wrong",
            f"/standard/{kind}/{token}",
        ):
            for number, body in enumerate(bodies):
                kind_of_body = KIND_OF_BODY[number % len(KIND_OF_BODY)]
                answer = vendor.post(path, content=body, headers={"Content-Type": kind_of_body})
                assert answer.status_code in {200, 400, 404, 413}, (path, number)
                assert answer.content == b""
                assert not INSIDE.search(str(answer.headers))
