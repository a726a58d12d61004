"""A bookkeeper at work over HTTP: each method is one thing that somebody does, on the day on which the clock stands."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import httpx

from essaim.kit.clock import SimulatedClock
from essaim.kit.ids import derived_id
from tests.accounting.integration.office import ADDRESS, ENTITY, SIREN, Office

OTHER = "552100554"
ASSOCIATION = {
    "kind": "association",
    "name": "Entreprendre Exemple",
    "legal_form": "Association loi 1901",
    "address": ADDRESS,
    "rna": "W212001234",
    "vat_number": "FR96552100554",
    "vat_on_debits": True,
    "fiscal_year_start_month": 9,
    "contribution_rate_percent": "10",
}
YEAR = {
    "school_year": "2027-2028",
    "starts_on": "2027-09-01",
    "ends_on": "2028-06-30",
    "contracts_end_on": "2028-07-31",
}


@dataclass
class Bookkeeper:
    """Does what happens in a cooperative, in an office."""

    office: Office

    async def open(self) -> None:
        """Two legal entities whose year starts in September; groups g1 and g2 in the first, g3 in the second."""
        self.day("2027-09-01")
        await self.office.done("PUT", f"legal-entities/{SIREN}", ENTITY)
        await self.office.done("PUT", f"legal-entities/{OTHER}", ASSOCIATION)
        await self.office.start(group_id="g1", person_ids=["p1", "p2", "p3"], **YEAR)
        await self.office.start(group_id="g2", person_ids=["p4", "p5"], **YEAR)
        mini = {"scheme": "mini_entreprise", "legal_entity_siren": OTHER}
        await self.office.start(group_id="g3", person_ids=["p7"], **YEAR, **mini)

    def day(self, day: str) -> None:
        """Nine o'clock of a day."""
        clock = self.office.deps.clock
        assert isinstance(clock, SimulatedClock)
        clock.move_to(datetime.combine(date.fromisoformat(day), datetime.min.time().replace(hour=9), UTC))

    def today(self) -> str:
        """The day on which the clock stands."""
        return self.office.deps.clock.today().isoformat()

    async def customer(self, group: str, name: str) -> str:
        """A customer of a group."""
        body = {"name": name, "kind": "private", "address": ADDRESS, "group_id": group}
        return str((await self.office.done("POST", "customers", body))["id"])

    async def sell(self, group: str, customer: str, *lines: tuple[str, str, str, str]) -> str:
        """Draft, submit and issue an invoice of lines (quantity, price, rate of VAT, nature). Returns its id."""
        office = self.office
        body = {
            "activity_id": derived_id(group, "activity"),
            "customer_id": customer,
            "lines": [
                {"label": "Article", "quantity": quantity, "unit_price": price, "vat_rate": rate, "nature": nature}
                for quantity, price, rate, nature in lines
            ],
        }
        id_ = str((await office.done("POST", "invoices", body))["id"])
        await office.done("POST", f"invoices/{id_}/submission")
        await office.done("POST", f"invoices/{id_}/issue", {"service_on": self.today()})
        await office.hear((await office.deps.invoices.get(id_)).document, "accounting.invoice_issued.v1")
        return id_

    async def paid(self, invoice: str, amount: str, means: str = "transfer") -> None:
        """A customer pays today."""
        body = {"paid_on": self.today(), "amount": amount, "means": means}
        await self.office.done("POST", f"invoices/{invoice}/payments", body)

    async def buy(self, group: str, supplier: str, reference: str, account: str, net: str, vat: str, on: str) -> str:
        """A supplier's invoice of a day is recorded today. Returns its id."""
        body = {
            "activity_id": derived_id(group, "activity"),
            "supplier_name": supplier,
            "supplier_reference": reference,
            "invoiced_on": on,
            "account": account,
            "label": "Fournitures",
            "total_excluding_vat": net,
            "vat": vat,
        }
        id_ = str((await self.office.done("POST", "purchases", body))["id"])
        await self.office.hear((await self.office.deps.purchases.get(id_)).document, "accounting.purchase_recorded.v1")
        return id_

    async def pay(self, purchase: str, on: str = "") -> None:
        """A supplier is paid, today or on an earlier day of which nobody had said anything."""
        await self.office.done("POST", f"purchases/{purchase}/payment", {"paid_on": on or self.today()})

    async def by_hand(self, siren: str, journal: str, label: str, *lines: tuple[str, str, str]) -> str:
        """The accountant writes and validates an entry of today: account, analytic code, amount (negative: credit).
        Returns the id of the entry."""
        body: dict[str, Any] = {
            "journal": journal,
            "posted_on": self.today(),
            "label": label,
            "voucher_ref": f"PIECE-{self.today()}",
            "voucher_on": self.today(),
            "lines": [
                {"account": account, "analytic_code": code, "credit" if cents[0] == "-" else "debit": cents.lstrip("-")}
                for account, code, cents in lines
            ],
        }
        draft = await self.office.done("POST", f"legal-entities/{siren}/entry-drafts", body)
        return str((await self.office.done("POST", f"entry-drafts/{draft['id']}/validation"))["entry_id"])

    async def letter(self, siren: str, *lines: tuple[str, int]) -> dict[str, Any]:
        """Lines, by entry and place, settle each other."""
        body = {"lines": [{"entry_id": entry, "line": place} for entry, place in lines]}
        return await self.office.done("POST", f"legal-entities/{siren}/letterings", body)

    async def close(self, siren: str, *months: str) -> None:
        """Close months, one after the other."""
        for month in months:
            await self.office.done("POST", f"legal-entities/{siren}/closings", {"month": month})

    async def entry(self, prefix: str) -> str:
        """The id of the only entry whose source begins so."""
        found = [
            one.id
            for one in await self.office.deps.ledger.all()
            if one.state.entry and one.state.entry.source_key.startswith(prefix)
        ]
        assert len(found) == 1, found
        return found[0]

    async def file(self, siren: str, year: int) -> tuple[str, bytes]:
        """The name and the bytes of a financial year's FEC."""
        export = await self.office.done("POST", f"legal-entities/{siren}/fec-exports", {"year": year})
        answer: httpx.Response = await self.office.ask("GET", f"fec-exports/{export['id']}/file")
        assert answer.status_code == 200
        return export["file_name"], answer.content
