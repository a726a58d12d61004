"""A stall: a till of the group of the office, and what people do at it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from accounting.deps import Deps
from essaim.kit.clock import SimulatedClock
from tests.accounting.integration.office import ACTIVITY, ENTITY, SIREN, Office, open_office

ARTICLES = [
    {"code": "SAC", "label": "Sac en toile", "price": "18.00", "vat_rate": "20", "nature": "goods"},
    {"code": "LIVRE", "label": "Livre de recettes", "price": "9.90", "vat_rate": "5.5", "nature": "resale"},
    {"code": "RETOUCHE", "label": "Retouche", "price": "7.35", "vat_rate": "20", "nature": "services"},
]
CASH = "cash"


def paid(amount: str, means: str = CASH, **more: str) -> list[dict[str, str]]:
    """One payment."""
    return [{"means": means, "amount": amount, **more}]


def sold(article: str = "SAC", quantity: str = "1") -> list[dict[str, str]]:
    """One line."""
    return [{"article": article, "quantity": quantity}]


@dataclass
class Stall:
    """A till, with its session open unless said otherwise."""

    office: Office
    till: str

    @property
    def deps(self) -> Deps:
        """The parts of the deployment."""
        return self.office.deps

    def at(self, *instant: int) -> None:
        """It is later now: year, month, day, hour, UTC."""
        clock = self.deps.clock
        assert isinstance(clock, SimulatedClock)
        year, month, day, hour = instant
        clock.move_to(datetime(year, month, day, hour, tzinfo=UTC))

    async def ask(
        self, method: str, path: str, body: Any = None, *, role: str = "student", **claims: Any
    ) -> httpx.Response:
        """A request about this till."""
        return await self.office.ask(method, f"tills/{self.till}{path}", body, role=role, **claims)

    async def done(self, method: str, path: str, body: Any = None, *, role: str = "student") -> dict[str, Any]:
        """The answer of one that succeeds."""
        return await self.office.done(method, f"tills/{self.till}{path}", body, role=role)

    async def open(self, counted: str = "50.00") -> int:
        """A session begins."""
        return int((await self.done("POST", "/sessions", {"counted_float": counted}))["session"])

    async def close(self, counted: str, session: int = 1) -> dict[str, Any]:
        """A session ends."""
        return await self.done("POST", f"/sessions/{session}/closing", {"counted_cash": counted})

    async def sell(self, *lines: dict[str, Any], pay: list[dict[str, str]], **more: Any) -> dict[str, Any]:
        """A sale."""
        return await self.done("POST", "/sales", {"lines": list(lines), "payments": pay, **more})

    async def entries(self) -> dict[str, list[tuple[str, str, str]]]:
        """The entries of the cash journal: label to account, debit and credit of each line."""
        found = await self.office.done("GET", f"entries?siren={SIREN}&limit=200")
        return {
            one["label"]: [(line["account"], line["debit"], line["credit"]) for line in one["lines"]]
            for one in found["items"]
            if one["journal"] == "CA"
        }

    async def verified(self) -> dict[str, Any]:
        """What the walk says, which is that all is well."""
        verdict = await self.done("GET", "/verification", role="accountant")
        assert verdict["intact"], verdict["findings"]
        return verdict


async def new_till(office: Office, **changes: Any) -> Stall:
    """A till of the group."""
    body = {"activity_id": ACTIVITY, "label": "Stand", "place": "Marché de Noël", "articles": ARTICLES} | changes
    return Stall(office, str((await office.done("POST", "tills", body, role="student"))["id"]))


@asynccontextmanager
async def open_stall(directory: Path, *, open_session: bool = True) -> AsyncIterator[Stall]:
    """A stall on 1 December 2026."""
    async with open_office(directory) as office:
        await office.done("PUT", f"legal-entities/{SIREN}", ENTITY)
        await office.start()
        stall = await new_till(office)
        if open_session:
            await stall.open()
        yield stall
