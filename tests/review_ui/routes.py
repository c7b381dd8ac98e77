"""The routes of the pages as the application has them, with the permission each names."""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import RouteContext, iter_route_contexts

from review_ui.dependencies import Needs
from review_ui.machine import NeedsToken
from review_ui.permissions import Permission


def routes_of(app: FastAPI) -> list[RouteContext]:
    return [route for route in iter_route_contexts(app.routes) if route.methods]


def permissions_of(route: RouteContext) -> list[Permission]:
    def walk(dependant: Any) -> list[Permission]:
        own = [dependant.call.permission] if isinstance(dependant.call, Needs | NeedsToken) else []
        return own + [p for inner in dependant.dependencies for p in walk(inner)]

    dependant = getattr(route, "dependant", None)
    return walk(dependant) if dependant is not None else []


def open_routes(app: FastAPI) -> set[str]:
    return {route.path for route in routes_of(app) if not permissions_of(route)}


def needing_routes(app: FastAPI) -> list[tuple[str, str, Permission]]:
    """The routes for people; a machine's own are held by test_api.py."""
    return [route for route in _needing(app) if not route[1].startswith("/api/")]


def machine_routes(app: FastAPI) -> list[tuple[str, str, Permission]]:
    return [route for route in _needing(app) if route[1].startswith("/api/")]


def _needing(app: FastAPI) -> list[tuple[str, str, Permission]]:
    return [
        (method, route.path, permissions_of(route)[0])
        for route in routes_of(app)
        for method in sorted(route.methods or ())
        if permissions_of(route)
    ]
