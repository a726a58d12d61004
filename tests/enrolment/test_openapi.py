"""The service's own description: somebody who has never seen it finds every route, and has a body to begin with."""

from pathlib import Path
from typing import Any, cast

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import TypeAdapter

from enrolment.app import ROUTERS, create
from enrolment.deps import MEDIA_TYPES
from enrolment.settings import Settings
from tests.support.doors import example_of, routes_of

FEWEST_ROUTES = 280
"""So that a description that was cut short does not pass as a good one."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The application as it is wired; it is described without being started."""
    return create(_settings(tmp_path_factory.mktemp("openapi")))


def _settings(directory: Path) -> Settings:
    return Settings(
        partner="cmq-mma",
        store_url=f"sqlite:///{directory}/enrolment.db",
        amqp_url="amqp://nobody:nothing@127.0.0.1:9/none",
        jwks=str(directory / "jwks.json"),
        token_issuer="https://id.example.org",
    )


def _json_body(operation: dict[str, Any]) -> dict[str, Any] | None:
    found: dict[str, Any] | None = operation.get("requestBody", {}).get("content", {}).get("application/json")
    return found


def test_every_route_has_a_summary_a_tag_and_a_sentence(app: FastAPI) -> None:
    routes = routes_of(app)
    assert len(routes) >= FEWEST_ROUTES
    lacking = [
        f"{method} {path}: {what}"
        for method, path, operation in routes
        for what in ("summary", "tags", "description")
        if not operation.get(what)
    ]
    assert lacking == []


def test_every_body_has_an_example(app: FastAPI) -> None:
    bodies = [(method, path, media) for method, path, operation in routes_of(app) if (media := _json_body(operation))]
    assert len(bodies) > 100
    assert [f"{method} {path}" for method, path, media in bodies if not example_of(app, media)] == []


def test_every_csv_body_has_an_example(app: FastAPI) -> None:
    files = [
        (path, content["text/csv"])
        for _, path, operation in routes_of(app)
        if "text/csv" in (content := operation.get("requestBody", {}).get("content", {}))
    ]
    assert len(files) >= 4
    assert [path for path, media in files if not media.get("example")] == []


def test_an_upload_is_described_with_the_types_that_are_accepted(app: FastAPI) -> None:
    """A photo in a type that is refused should not be promised."""
    uploads = [
        set(content)
        for _, _, operation in routes_of(app)
        if "application/pdf" in (content := operation.get("requestBody", {}).get("content", {}))
    ]
    assert len(uploads) >= 6
    assert [one for one in uploads if one != set(MEDIA_TYPES)] == []


def test_every_example_is_a_body_that_its_own_model_takes(app: FastAPI) -> None:
    """An example that is refused teaches the wrong thing."""
    routes = [one for router in ROUTERS for one in router.routes if isinstance(one, APIRoute) and one.body_field]
    assert len(routes) > 100
    described = app.openapi()["paths"]
    for route in routes:
        assert route.methods
        assert route.body_field
        (method,) = route.methods
        media = _json_body(described[route.path][method.lower()])
        assert media is not None, f"{method} {route.path} has a body that is not described"
        TypeAdapter(cast(Any, route.body_field.field_info.annotation)).validate_python(example_of(app, media))


def test_every_path_is_versioned_or_a_page(app: FastAPI) -> None:
    """What a person opens in a browser has a short address; everything else is under /v1."""
    others = {path for _, path, _ in routes_of(app) if not path.startswith("/v1/")}
    links = {"/consents/{token}", "/tutoring/{token}", "/mentoring/{token}", "/invitations/{invitation_id}"}
    pages = links | {"/verify", "/verify/{code}"}
    assert others == pages | {"/health/live", "/health/ready", "/metrics"}
