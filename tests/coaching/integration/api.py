"""The application over HTTP without a network: people with their tokens, and the group of the other tests."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi import FastAPI

from coaching.app import create
from coaching.deps import Deps
from essaim.contracts.event import EventData
from essaim.kit.clock import SimulatedClock
from tests.coaching.integration.deployment import (
    GROUP,
    STARTED,
    STUDENTS,
    deliver,
    event_cause,
    outbox,
    paris,
    settings_for,
)

COACH: dict[str, Any] = {"sub": "coach-1", "partner": "coopilote", "roles": ["coach"]}
COLLEAGUE: dict[str, Any] = {"sub": "coach-2", "partner": "coopilote", "roles": ["coach"]}
FOREIGN_COACH: dict[str, Any] = {"sub": "coach-9", "partner": "other-cae", "roles": ["coach"]}
COORDINATOR: dict[str, Any] = {"sub": "coordinator-1", "partner": "cmq-mma", "roles": ["coordinator"]}
FOREIGN_COORDINATOR: dict[str, Any] = {"sub": "coordinator-9", "partner": "ubfc", "roles": ["coordinator"]}
ACCOUNTANT: dict[str, Any] = {"sub": "accountant-1", "partner": "coopilote", "roles": ["accountant"]}
STRANGER: dict[str, Any] = {"sub": "p-zoe", "partner": "cmq-mma", "roles": ["student"], "groups": ["group-9"]}
REPORT = {
    "objectives": "Choisir la gamme.",
    "done": "Trois modèles retenus.",
    "difficulties": "Le délai de livraison.",
    "evolutions": "Un second fournisseur.",
}
FIRST = paris(2026, 9, 30, 14)


def student(person_id: str) -> dict[str, Any]:
    """A student of the group."""
    return {"sub": person_id, "partner": "cmq-mma", "roles": ["student"], "groups": [GROUP]}


@dataclass
class Api:
    """A client, the key of its tokens, and the deployment behind it."""

    app: FastAPI
    client: httpx.AsyncClient
    key: ec.EllipticCurvePrivateKey
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def deps(self) -> Deps:
        """The deployment's parts."""
        deps = self.app.state.deps
        assert isinstance(deps, Deps)
        return deps

    def move_to(self, instant: datetime) -> None:
        """Continue from another instant."""
        clock = self.app.state.clock
        assert isinstance(clock, SimulatedClock)
        clock.move_to(instant)

    async def deliver(self, data: EventData) -> None:
        """Bring an event."""
        await deliver(self.deps, data, event_cause())

    async def outbox(self, event: type[EventData]) -> list[dict[str, Any]]:
        """The data of the events of a type that were not published yet: there is no broker."""
        return await outbox(self.deps, event)

    async def call(
        self, who: dict[str, Any], method: str, path: str, body: Any = None, **headers: str
    ) -> httpx.Response:
        """One request of somebody."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.request(
            method, path, json=body, headers={"Authorization": f"Bearer {self._token(who)}", **named}
        )

    def _token(self, who: dict[str, Any]) -> str:
        """The person's token: one for the whole test, as people keep theirs."""
        if who["sub"] not in self.tokens:
            claims = {"iss": "https://id.example.org", "aud": "essaim", "groups": [], "exp": int(time.time()) + 600}
            self.tokens[who["sub"]] = jwt.encode(claims | who, self.key, algorithm="ES256", headers={"kid": "one"})
        return self.tokens[who["sub"]]

    async def good(self, who: dict[str, Any], method: str, path: str, body: Any = None) -> Any:
        """The JSON of a request that has to succeed."""
        answer = await self.call(who, method, path, body)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    async def refused(
        self, who: dict[str, Any], method: str, path: str, body: Any = None, *, status: int, slug: str
    ) -> dict[str, Any]:
        """The problem document of a request that has to fail so."""
        answer = await self.call(who, method, path, body)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
        problem: dict[str, Any] = answer.json()
        assert problem["type"] == f"urn:essaim:problem:{slug}"
        return problem

    async def first_session(self) -> str:
        """The path of the group's first session."""
        page = await self.good(COACH, "GET", f"/v1/sessions?group_id={GROUP}&limit=1")
        return f"/v1/sessions/{page['items'][0]['id']}"

    async def held_session(self) -> str:
        """The path of the first session, held five minutes after its start; everybody but the last student has signed."""
        path = await self.first_session()
        await self.good(COACH, "POST", f"{path}/confirmation", {"place": "Salle 204"})
        self.move_to(paris(2026, 9, 30, 14, 5))
        for person in STUDENTS[:-1]:
            await self.good(student(person), "POST", f"{path}/signatures", {"half_day": "PM"})
        await self.good(COACH, "POST", f"{path}/holding")
        return path


@asynccontextmanager
async def open_api(directory: Path) -> AsyncIterator[Api]:
    """Start the application on a file of its own."""
    key = ec.generate_private_key(ec.SECP256R1())
    jwk = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key())) | {"kid": "one"}
    (directory / "jwks.json").write_text(json.dumps({"keys": [jwk]}))
    app = create(settings_for(directory))
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://coaching") as client,
    ):
        api = Api(app, client, key)
        api.move_to(paris(2026, 9, 23))
        await api.deliver(STARTED)
        yield api
