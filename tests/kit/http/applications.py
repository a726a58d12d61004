"""The four services as applications that are not started: enough for what answers before a route does."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

import accounting.app
import accounting.settings
import coaching.app
import coaching.settings
import enrolment.app
import enrolment.settings
import notifications.app
import notifications.settings
from essaim.kit.http.parameters import Known, known_of
from essaim.kit.settings import ServiceSettings

SERVICES: dict[str, tuple[Callable[[Any], FastAPI], type[ServiceSettings]]] = {
    "accounting": (accounting.app.create, accounting.settings.Settings),
    "coaching": (coaching.app.create, coaching.settings.Settings),
    "enrolment": (enrolment.app.create, enrolment.settings.Settings),
    "notifications": (notifications.app.create, notifications.settings.Settings),
}
ISSUER = "https://id.example.org"


@dataclass(frozen=True)
class Door:
    """One method of one route."""

    method: str
    path: str
    known: Known
    parts: frozenset[str]
    """The parts of the request that it asks for, by the names of the kit's functions."""

    @property
    def address(self) -> str:
        """With something in place of every part of the path."""
        return self.path.replace("{", "").replace("}", "")


@dataclass(frozen=True)
class Api:
    """A service, a client without a token, and the headers of one with it."""

    app: FastAPI
    client: httpx.AsyncClient
    headers: dict[str, str]

    def doors(self) -> Iterator[Door]:
        """Every route that the service offers, without its documentation."""
        for one in iter_route_contexts(self.app.routes):
            route = one.original_route
            if isinstance(route, APIRoute) and route.include_in_schema:
                for method in sorted(route.methods or ()):
                    yield Door(method, str(one.path), known_of(route), frozenset(_asked(route.dependant)))


def _asked(dependant: Dependant) -> Iterator[str]:
    for one in dependant.dependencies:
        yield getattr(one.call, "__name__", "")
        yield from _asked(one)


def open_api(name: str, directory: Path) -> Api:
    """A service by its name; what it would keep is never written."""
    key = ec.generate_private_key(ec.SECP256R1())
    jwk = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key())) | {"kid": "one"}
    (directory / "jwks.json").write_text(json.dumps({"keys": [jwk]}))
    create, settings = SERVICES[name]
    given: dict[str, Any] = {
        "partner": "cmq-mma",
        "store_url": f"sqlite:///{directory}/{name}.db",
        "amqp_url": "amqp://nobody:nothing@127.0.0.1:9/none",
        "jwks": str(directory / "jwks.json"),
        "token_issuer": ISSUER,
    }
    if name == "notifications":
        given |= {"smtp_url": "smtp://127.0.0.1:9", "mail_from": "Essaim <essaim@example.org>"}
    app = create(settings(**given))
    claims = {"iss": ISSUER, "aud": "essaim", "sub": "ada", "partner": "cmq-mma", "roles": [], "exp": time.time() + 600}
    token = jwt.encode(claims, key, algorithm="ES256", headers={"kid": "one"})
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    client = httpx.AsyncClient(transport=transport, base_url=f"http://{name}")
    return Api(app, client, {"Authorization": f"Bearer {token}"})
