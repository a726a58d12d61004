"""The accounting application on a SQLite file, without a broker: called over HTTP, with events handed to it by hand."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi import FastAPI

from accounting.app import create
from accounting.deps import Deps
from accounting.events import LISTENS
from accounting.settings import Settings
from essaim.contracts import envelope as wire
from essaim.contracts.event import CONTRACTS
from essaim.kit.cause import Cause
from essaim.kit.clock import SimulatedClock
from essaim.kit.ids import derived_id, new_id
from essaim.kit.listens import Received

SIREN = "732829320"
GROUP = "g1"
ACTIVITY = derived_id(GROUP, "activity")
ADDRESS = {"line": "4 place du Marché", "postcode": "25000", "city": "Besançon"}
ENTITY = {
    "name": "Coopérative Exemple",
    "legal_form": "SCIC SA à capital variable",
    "share_capital": "18500.00",
    "address": ADDRESS,
    "rcs_city": "Besançon",
    "vat_number": "FR44732829320",
    "vat_on_debits": True,
    "fiscal_year_start_month": 9,
    "contribution_rate_percent": "10",
}
CUSTOMER = {"name": "Librairie Exemple", "kind": "business", "siren": SIREN, "address": ADDRESS}
LINE = {"label": "Sac", "quantity": "10", "unit_price": "100.00", "vat_rate": "20", "nature": "goods"}
STARTED = {
    "group_id": GROUP,
    "programme_id": "y1",
    "scheme": "student_cooperative",
    "school_year": "2026-2027",
    "group_code": "ATELIER-MAILLE",
    "activity_code": "14.13Z",
    "coordinator": "cmq-mma",
    "carrier": "coopilote",
    "legal_entity_siren": SIREN,
    "starts_on": "2026-10-01",
    "ends_on": "2027-06-30",
    "contracts_end_on": "2027-07-31",
    "person_ids": ["p1", "p2", "p3"],
}
PURCHASE = {
    "activity_id": ACTIVITY,
    "supplier_name": "Tissus Exemple",
    "supplier_reference": "T-17",
    "invoiced_on": "2026-11-20",
    "account": "601",
    "label": "Toile",
    "total_excluding_vat": "300.00",
    "vat": "60.00",
}


@dataclass
class Office:
    """A running deployment of one partner."""

    app: FastAPI
    client: httpx.AsyncClient
    key: ec.EllipticCurvePrivateKey
    sequence: int = 0

    @property
    def deps(self) -> Deps:
        """Its parts."""
        deps = self.app.state.deps
        assert isinstance(deps, Deps)
        return deps

    async def receive(self, type_: str, data: dict[str, Any], *, source: str = "", id_: str = "") -> str:
        """Handle one event as the consumer would. Returns its id, to be given again for a repetition."""
        self.sequence += 1
        envelope = wire.Envelope.model_validate(
            {
                "id": id_ or new_id(),
                "source": source or f"/cmq-mma/{type_.split('.')[0]}",
                "type": type_,
                "subject": "s",
                "time": "2026-12-01T08:00:00Z",
                "sequence": self.sequence,
                "correlationid": "c",
                "data": data,
            }
        )
        cause = Cause(envelope.id, "c", envelope.source, envelope.id, envelope.id)
        received = Received(CONTRACTS[type_].model.model_validate(data), envelope)
        await LISTENS.by_type[type_].handler(received, self.deps, cause)
        return envelope.id

    async def hear(self, document: dict[str, Any], type_: str) -> None:
        """Hand an event of this deployment's own outbox to it, as the broker would."""
        for item in document["outbox"]:
            one = item["envelope"]
            if one["type"] == type_:
                await self.receive(type_, one["data"], source=one["source"], id_=one["id"])

    async def start(self, **changes: Any) -> str:
        """A group starts that is carried here."""
        return await self.receive("enrolment.group_started.v1", STARTED | changes)

    def headers(self, role: str, **claims: Any) -> dict[str, str]:
        """A token of somebody with this role: student or coach of the group, all others of the partner."""
        merged: dict[str, Any] = {
            "iss": "i",
            "aud": "essaim",
            "sub": "p1" if role == "student" else role,
            "partner": "cmq-mma" if role in ("student", "coordinator") else "coopilote",
            "roles": [role],
            "groups": [GROUP] if role in ("student", "coach") else [],
            "exp": int(time.time()) + 600,
        }
        return {"Authorization": "Bearer " + jwt.encode(merged | claims, self.key, "ES256", {"kid": "one"})}

    async def ask(
        self, method: str, path: str, body: Any = None, *, role: str = "accountant", **claims: Any
    ) -> httpx.Response:
        """A request in a role, under /v1."""
        return await self.client.request(method, f"/v1/{path}", json=body, headers=self.headers(role, **claims))

    async def done(self, method: str, path: str, body: Any = None, *, role: str = "accountant") -> dict[str, Any]:
        """The answer of a request that succeeds."""
        answer = await self.ask(method, path, body, role=role)
        assert answer.is_success, answer.text
        found = answer.json()
        assert isinstance(found, dict)
        return found

    async def customer(self) -> str:
        """A customer of the group, the same one each time."""
        known = await self.done("GET", "customers", role="student")
        for one in known["items"]:
            if one["name"] == CUSTOMER["name"] and one["group_id"] == GROUP:
                return str(one["id"])
        answer = await self.ask("POST", "customers", CUSTOMER, role="student")
        if answer.status_code == 409:
            known = await self.done("GET", "customers", role="student")
            return str(known["items"][0]["id"])
        assert answer.is_success, answer.text
        return str(answer.json()["id"])

    async def submitted(self, *lines: dict[str, str]) -> str:
        """An invoice of the group that waits for the accountant."""
        body = {"activity_id": ACTIVITY, "customer_id": await self.customer(), "lines": list(lines) or [LINE]}
        invoice = await self.done("POST", "invoices", body, role="student")
        await self.done("POST", f"invoices/{invoice['id']}/submission", role="student")
        return str(invoice["id"])

    async def issued(self, *lines: dict[str, str]) -> dict[str, Any]:
        """An issued invoice whose sale is in the books."""
        id_ = await self.submitted(*lines)
        invoice = await self.done("POST", f"invoices/{id_}/issue", {"service_on": "2026-12-01"})
        await self.hear((await self.deps.invoices.get(id_)).document, "accounting.invoice_issued.v1")
        return invoice

    async def bought(self, **changes: str) -> dict[str, Any]:
        """A purchase that is in the books."""
        purchase = await self.done("POST", "purchases", PURCHASE | changes)
        await self.hear((await self.deps.purchases.get(purchase["id"])).document, "accounting.purchase_recorded.v1")
        return purchase

    async def pay(self, invoice: dict[str, Any], amount: str) -> httpx.Response:
        """A payment of an invoice, today."""
        body = {"paid_on": "2026-12-01", "amount": amount, "means": "transfer"}
        return await self.ask("POST", f"invoices/{invoice['id']}/payments", body)

    async def ledger(self) -> list[tuple[str, str]]:
        """Number and source of every entry, by journal."""
        found = await self.done("GET", f"entries?siren={SIREN}&limit=200")
        return [(one["number"], one["source_key"].split(":")[0]) for one in found["items"]]


@asynccontextmanager
async def open_office(directory: Path, **settings: Any) -> AsyncIterator[Office]:
    """The deployment of coopilote on 1 December 2026; it keeps the books of one legal entity."""
    key = ec.generate_private_key(ec.SECP256R1())
    jwk = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key())) | {"kid": "one"}
    (directory / "jwks.json").write_text(json.dumps({"keys": [jwk]}))
    app = create(
        Settings(
            partner="coopilote",
            store_url=f"sqlite:///{directory}/accounting.db",
            amqp_url="amqp://nobody:nothing@127.0.0.1:9/none",
            jwks=str(directory / "jwks.json"),
            token_issuer="i",
            clock="simulated",
            legal_entities=(SIREN,),
            **settings,
        )
    )
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://a") as client:
            office = Office(app, client, key)
            clock = office.deps.clock
            assert isinstance(clock, SimulatedClock)
            clock.move_to(datetime(2026, 12, 1, 9, tzinfo=UTC))
            yield office
