"""The office with a bank account: files go in, movements come out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.accounting.bank.files import IBAN, MAPPING, csv_of
from tests.accounting.integration.office import ENTITY, SIREN, Office, open_office

ACCOUNT = "courant"


@dataclass
class Branch:
    """The bank account of an office."""

    office: Office

    async def send(self, content: bytes, query: str = "", *, role: str = "accountant") -> httpx.Response:
        """A file, as it is."""
        headers = self.office.headers(role) | {"Content-Type": "application/octet-stream"}
        path = f"/v1/bank-accounts/{ACCOUNT}/statement-imports{query}"
        return await self.office.client.post(path, content=content, headers=headers)

    async def imported(self, content: bytes, query: str = "") -> dict[str, Any]:
        """The import of a file that is accepted."""
        answer = await self.send(content, query)
        assert answer.status_code == 201, answer.text
        found = answer.json()
        assert isinstance(found, dict)
        return found

    async def problems(self, content: bytes, query: str = "") -> dict[str, tuple[str, str]]:
        """Field to message and what would be accepted, of a file that is refused; nothing of it is there."""
        answer = await self.send(content, query)
        assert answer.status_code == 422, answer.text
        assert not await self.movements()
        return {one["field"]: (one["message"], one["accepted"]) for one in answer.json()["errors"]}

    async def movements(self, query: str = "") -> list[dict[str, Any]]:
        """Movements of the account, oldest first."""
        found = await self.office.done("GET", f"bank-accounts/{ACCOUNT}/movements?limit=200{query}")
        items = found["items"]
        assert isinstance(items, list)
        return items

    async def movement(self, cents: str, label: str, day: str = "01/12/2026") -> dict[str, Any]:
        """The one movement of a file of its own."""
        await self.imported(csv_of((day, label, cents)))
        return next(one for one in await self.movements() if one["label"] == label)

    async def proposals(self, movement: dict[str, Any]) -> list[dict[str, Any]]:
        """What a movement may settle."""
        answer = await self.office.ask("GET", f"bank-accounts/{ACCOUNT}/movements/{movement['id']}/proposals")
        assert answer.is_success, answer.text
        found = answer.json()
        assert isinstance(found, list)
        return found

    async def match(self, movement: dict[str, Any], *items: dict[str, Any]) -> httpx.Response:
        """Say what it settles."""
        return await self.office.ask("POST", f"bank-movements/{movement['id']}/match", {"items": list(items)})

    async def reconciled(self, on: str = "2026-12-01") -> dict[str, Any]:
        """The reconciliation on a day."""
        return await self.office.done("GET", f"bank-accounts/{ACCOUNT}/reconciliation?on={on}")

    async def lines(self, account: str) -> list[tuple[str, str]]:
        """Debit and credit of every line of the books on an account."""
        found = await self.office.done("GET", f"entries?siren={SIREN}&limit=200")
        lines = [line for entry in found["items"] for line in entry["lines"]]
        return [(one["debit"], one["credit"]) for one in lines if one["account"] == account]


@asynccontextmanager
async def open_branch(directory: Path, ledger_account: str = "512") -> AsyncIterator[Branch]:
    """On 1 December 2026, with a group that runs."""
    async with open_office(directory) as office:
        await office.done("PUT", f"legal-entities/{SIREN}", ENTITY)
        await office.start()
        described = {"name": "Compte courant", "iban": IBAN, "ledger_account": ledger_account}
        await office.done("PUT", f"legal-entities/{SIREN}/bank-accounts/{ACCOUNT}", described)
        await office.done("PUT", f"bank-accounts/{ACCOUNT}/csv-mapping", MAPPING)
        yield Branch(office)
