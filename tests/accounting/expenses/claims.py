"""Expense sheets in a deployment: begun, filled, handed in and looked at over HTTP, as people do it."""

from dataclasses import dataclass
from typing import Any

import httpx

from tests.accounting.integration.office import ACTIVITY, Office
from tests.support.sample_files import png

TRAIN = {"kind": "plain", "type": "train", "spent_on": "2026-11-12", "label": "Besançon-Dijon", "amount": "31.40"}
MEAL = {
    "kind": "plain",
    "type": "meal",
    "spent_on": "2026-11-12",
    "label": "Déjeuner",
    "amount": "22.00",
    "vat_rate": "10",
}
CAR = {"kind": "car", "power": 4, "name": "Citadine"}
STATEMENT = "Je renonce au remboursement de cette somme."


def drive(kilometres: str, day: str = "2026-11-20", **vehicle: Any) -> dict[str, Any]:
    """A way in one's own vehicle."""
    way = {"start": "Besançon", "destination": "Dole", "kilometres": kilometres, "vehicle": CAR | vehicle}
    return {"kind": "kilometres", "type": "kilometres", "spent_on": day, "label": "Livraison", "drive": way}


@dataclass
class Claim:
    """A sheet of a student."""

    office: Office
    id: str

    async def ask(
        self, method: str, path: str, body: Any = None, role: str = "student", **claims: Any
    ) -> httpx.Response:
        """A request on the sheet."""
        tail = f"/{path}" if path else ""
        return await self.office.ask(method, f"expense-sheets/{self.id}{tail}", body, role=role, **claims)

    async def done(self, method: str, path: str, body: Any = None, role: str = "student") -> dict[str, Any]:
        """The answer of one that succeeds."""
        answer = await self.ask(method, path, body, role)
        assert answer.is_success, answer.text
        found = answer.json()
        assert isinstance(found, dict)
        return found

    async def line(self, body: dict[str, Any]) -> dict[str, Any]:
        """Add a line; the line."""
        found = (await self.done("POST", "lines", body))["lines"][-1]
        assert isinstance(found, dict)
        return found

    async def attach(
        self, line_id: str, content: bytes | None = None, name: str = "ticket.png", **headers: str
    ) -> httpx.Response:
        """Attach a receipt: an image unless told otherwise."""
        return await self.office.client.post(
            f"/v1/expense-sheets/{self.id}/lines/{line_id}/attachments",
            params={"name": name},
            content=content if content is not None else png(),
            headers=self.office.headers("student") | headers,
        )

    async def with_receipt(self, body: dict[str, Any]) -> dict[str, Any]:
        """Add a line and its receipt; the line."""
        line = await self.line(body)
        assert (await self.attach(line["id"])).status_code == 201
        return line

    async def submitted(self, *lines: dict[str, Any]) -> None:
        """Fill it and hand it in."""
        for one in lines:
            await (self.line(one) if one["kind"] == "kilometres" else self.with_receipt(one))
        await self.done("POST", "submission")

    async def validated(self, role: str = "accountant") -> None:
        """Every receipt is found valid."""
        for line in (await self.done("GET", ""))["lines"]:
            if line["needs_receipt"]:
                await self.done("PUT", f"lines/{line['id']}/justification", {"state": "valid"}, role)

    async def approved(self, *lines: dict[str, Any]) -> dict[str, Any]:
        """All the way to the books."""
        await self.submitted(*lines)
        await self.validated()
        sheet = await self.done("POST", "approval", role="accountant")
        await self.booked()
        return sheet

    async def booked(self) -> None:
        """The service hears its own event."""
        document = (await self.office.deps.expense_sheets.get(self.id)).document
        await self.office.hear(document, "accounting.expense_decided.v1")

    async def entry(self, key: str) -> Any:
        """The entry under a source key, or None."""
        found = await self.office.deps.ledger.find_one({"entry.source_key": key})
        return found.state.certain_entry if found else None


async def begin(office: Office, month: str = "2026-11", **body: str) -> Claim:
    """A sheet of the student p1."""
    sheet = await office.done(
        "POST", "expense-sheets", {"activity_id": ACTIVITY, "month": month} | body, role="student"
    )
    return Claim(office, sheet["id"])
