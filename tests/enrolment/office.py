"""The people who call the service in these tests, and the steps of the story that many tests start from."""

import contextlib
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi import FastAPI

from enrolment.app import create
from enrolment.deps import Deps
from enrolment.settings import Settings
from essaim.kit.aggregate import Stored

ISSUER = "https://id.example.org"
SIREN = "999999121"
PROGRAMME = {
    "scheme": "student_cooperative",
    "school_year": "2026-2027",
    "formation": "BTS Métiers de la Mode – Vêtement",
    "establishment": "Lycée des métiers de la mode",
    "starts_on": "2026-09-01",
    "ends_on": "2027-07-02",
    "coordinator": "cmq-mma",
    "carrier": "coopilote",
    "minimum_members": 2,
    "maximum_members": 20,
    "consent_text_version": "2026-09",
}
HEADER = (
    "given_name;family_name;email;birth_date;year;employment;guardian_given_name;guardian_family_name;guardian_email"
)
ROWS = (
    "Lou-Anne;Vaucheret;lou-anne@example.org;2007-11-23;1;none;;;",
    "Sacha;Montbéliou;sacha@example.org;12/01/2008;1;part_time;;;",
    "Nolwenn;Tavardin;nolwenn@example.org;2009-04-18;1;none;Hélène;Tavardin;helene@example.org",
)


@dataclass(frozen=True)
class Actor:
    """Somebody with a token; several roles are separated by spaces."""

    role: str
    partner: str
    sub: str = "somebody"
    groups: tuple[str, ...] = ()


COORDINATOR = Actor("coordinator", "cmq-mma")
OFFICER = Actor("cae_officer", "coopilote")
FOREIGN_COORDINATOR = Actor("coordinator", "ubfc")
FOREIGN_OFFICER = Actor("cae_officer", "cmq-mma")


def student(person_id: str, *groups: str) -> Actor:
    """A student with the id that the service gave them."""
    return Actor("student", "cmq-mma", person_id, groups)


@dataclass
class Office:
    """The service, and what a test has got from it so far."""

    client: httpx.AsyncClient
    key: ec.EllipticCurvePrivateKey
    deps: Deps
    app: FastAPI
    _tokens: dict[Actor, str] = field(default_factory=dict)
    _opened: list[dict[str, Any]] = field(default_factory=list)

    async def send(self, actor: Actor, method: str, path: str, body: Any = None, **options: Any) -> httpx.Response:
        """One call of somebody."""
        headers = {"Authorization": f"Bearer {self._token(actor)}"} | options.pop("headers", {})
        if body is not None:
            options["json"] = body
        return await self.client.request(method, path, headers=headers, **options)

    async def post(self, actor: Actor, path: str, body: Any = None, status: int | None = None) -> Any:
        """What a command answers: 200 or 201 unless another status is expected."""
        answer = await self.send(actor, "POST", path, {} if body is None else body)
        assert answer.status_code == status if status else answer.status_code in (200, 201), answer.text
        return answer.json()

    async def get(self, actor: Actor, path: str, expected: int = 200, **query: str) -> Any:
        """The JSON of a resource."""
        answer = await self.send(actor, "GET", path, params=query)
        assert answer.status_code == expected, answer.text
        return answer.json()

    async def refused(self, actor: Actor, path: str, body: Any, slug: str, status: int = 409) -> dict[str, Any]:
        """The problem document of a command that has to be refused."""
        answer = await self.send(actor, "POST", path, {} if body is None else body)
        return problem(answer, slug, status)

    async def move_clock(self, instant: datetime) -> None:
        """Continue from another instant."""
        answer = await self.send(Actor("ops", "cmq-mma"), "PUT", "/v1/clock", {"now": instant.isoformat()})
        assert answer.status_code == 200, answer.text

    async def programme(self, **changes: Any) -> str:
        """A programme, by its id; one that is asked for again is of another formation, for the same one is opened once."""
        body = PROGRAMME | changes
        self._opened.append(body)
        number = self._opened.count(body)
        if number > 1:
            body = body | {"formation": f"{body['formation']} ({number})"}
        opened = await self.post(COORDINATOR, "/v1/programmes", body)
        return str(opened["id"])

    async def roster(
        self, programme_id: str, *rows: str, actor: Actor = COORDINATOR, dry_run: bool = False
    ) -> httpx.Response:
        """The answer to a roster of these rows."""
        return await self.send(
            actor,
            "POST",
            f"/v1/programmes/{programme_id}/roster",
            params={"dry_run": str(dry_run).lower()},
            content="\r\n".join((HEADER, *rows)).encode("utf-8-sig"),
            headers={"Content-Type": "text/csv"},
        )

    async def accepted(self, programme_id: str) -> list[dict[str, Any]]:
        """Three accepted applications; the third is a minor's."""
        created = (await self.roster(programme_id, *ROWS)).json()["created"]
        minor = created[2]["application_id"]
        consent = {"guardian_name": "Hélène Tavardin", "text_version": "2026-09", "given_on": "2026-09-01"}
        await self.post(COORDINATOR, f"/v1/applications/{minor}/guardian-consent", consent | {"evidence": "Papier"})
        decision = {"decision": "accept", "reason": "Dossier complet"}
        return [
            await self.post(COORDINATOR, f"/v1/applications/{one['application_id']}/decision", decision)
            for one in created
        ]

    async def group(self, programme_id: str, applications: list[dict[str, Any]], **changes: Any) -> dict[str, Any]:
        """A proposed group."""
        proposed: dict[str, Any] = await self.post(
            COORDINATOR, "/v1/groups", group_of(programme_id, applications) | changes
        )
        return proposed

    async def contracts(self, group_id: str) -> list[dict[str, Any]]:
        """The draft contracts of a group that is approved for it."""
        await self.post(OFFICER, f"/v1/groups/{group_id}/approval", {"legal_entity_siren": SIREN})
        terms = {"kind": "cape", "starts_on": "2026-10-01", "ends_on": "2027-07-02", "maximum_commitment": "300.00"}
        drafted: list[dict[str, Any]] = await self.post(OFFICER, f"/v1/groups/{group_id}/contracts", terms)
        return drafted

    async def running(self) -> str:
        """A running group, by its id."""
        programme_id = await self.programme()
        applications = await self.accepted(programme_id)
        group_id = str((await self.group(programme_id, applications))["id"])
        for contract in await self.contracts(group_id):
            await self.post(OFFICER, f"/v1/contracts/{contract['id']}/signature", signature(guardian=True))
        await self.move_clock(datetime(2026, 10, 1, 7, tzinfo=UTC))
        await self.post(OFFICER, f"/v1/groups/{group_id}/start")
        return group_id

    def _token(self, actor: Actor) -> str:
        if actor not in self._tokens:
            claims = {
                "iss": ISSUER,
                "aud": "essaim",
                "sub": actor.sub,
                "partner": actor.partner,
                "roles": actor.role.split(),
                "groups": list(actor.groups),
                "exp": int(time.time()) + 600,
            }
            self._tokens[actor] = jwt.encode(claims, self.key, algorithm="ES256", headers={"kid": "one"})
        return self._tokens[actor]


def group_of(programme_id: str, applications: list[dict[str, Any]]) -> dict[str, Any]:
    """The proposal of an ordinary group."""
    return {
        "programme_id": programme_id,
        "name": "Atelier Maille",
        "activity_code": "13.92Z",
        "activity_label": "Confection d’articles en maille",
        "planned_investment": "450.00",
        "application_ids": [one["id"] for one in applications],
    }


def signature(*, guardian: bool = False) -> dict[str, Any]:
    """The signatures of both parties, and of a guardian."""
    signatories = [{"name": "Membre", "role": "beneficiary"}, {"name": "La direction", "role": "carrier"}]
    if guardian:
        signatories.append({"name": "Hélène Tavardin", "role": "guardian"})
    return {"signed_on": "2026-09-01", "signatories": signatories}


def problem(answer: httpx.Response, slug: str, status: int) -> dict[str, Any]:
    """The problem document of an answer, with its slug and status checked."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = answer.json()
    assert document["type"] == f"urn:essaim:problem:{slug}"
    return document


def events(stored: Stored[Any]) -> list[tuple[str, dict[str, Any]]]:
    """The events that wait for the broker: their exchange and type, and their data."""
    return [
        (f"{one['exchange']} {one['envelope']['type']}", one["envelope"]["data"]) for one in stored.document["outbox"]
    ]


def types(stored: Stored[Any]) -> list[str]:
    """The exchange and type of each event that waits."""
    return [name for name, _ in events(stored)]


@contextlib.asynccontextmanager
async def open_office(directory: Path, store_url: str | None = None) -> AsyncIterator[Office]:
    """A deployment of cmq-mma on 1 September 2026; its database is a file in the directory unless it is given."""
    key = ec.generate_private_key(ec.SECP256R1())
    jwk = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key())) | {"kid": "one"}
    (directory / "jwks.json").write_text(json.dumps({"keys": [jwk]}))
    settings = Settings(
        partner="cmq-mma",
        store_url=store_url or f"sqlite:///{directory}/enrolment.db",
        amqp_url="amqp://nobody:nothing@127.0.0.1:9/none",
        jwks=str(directory / "jwks.json"),
        token_issuer=ISSUER,
        clock="simulated",
    )
    app = create(settings)
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://enrolment") as client,
    ):
        opened = Office(client, key, app.state.deps, app)
        await opened.move_clock(datetime(2026, 9, 1, 7, tzinfo=UTC))
        yield opened
