"""Invoices lived at random over HTTP, by three people, beside a model that says what each answer has to be.

Whatever they try, in whatever order: every answer is the expected one, and in the end the books hold together: the chain is
whole, numbers have no gap, every document has exactly its entries, and the jobs that mend find nothing to mend.
"""

import random
from dataclasses import dataclass, field
from typing import Any

import pytest

from accounting.domain.closing import expected_source_keys
from accounting.usecases.invoices.complete_issues import complete_issues
from accounting.usecases.ledger.post_missing_entries import post_missing_entries
from accounting.usecases.ledger.verify_ledger import VerifyLedger, verify_ledger
from essaim.contracts.types import format_amount, parse_amount
from tests.accounting.integration.office import ACTIVITY, ENTITY, LINE, SIREN, Office
from tests.accounting.invoices.documents import ISSUE, SERVICE

STEPS = 120
ROLES = ("student", "coach", "accountant")
DRAFTS = ("DRAFT", "RETURNED")
UNPAID = ("ISSUED", "PARTIALLY_PAID")
MAY = {
    "submit": ("student", "accountant"),
    "withdraw": ("student", "accountant"),
    "edit": ("student", "accountant"),
    "discard": ("student", "accountant"),
    "return": ("coach", "accountant"),
    "issue": ROLES,
    "pay": ("accountant",),
    "credit": ("student", "accountant"),
    "correct": ("student", "accountant"),
    "comment": ROLES,
}
"""Who may try; the others are told 403, since all three see the invoice."""
FORWARD = {
    "DRAFT": ("submit", "submit", "edit"),
    "RETURNED": ("submit",),
    "SUBMITTED": ("issue",),
    "ISSUED": ("pay", "pay", "credit", "correct"),
    "PARTIALLY_PAID": ("pay", "credit"),
    "PAID": ("credit",),
}
"""What makes something happen."""


@dataclass
class Known:
    """What the model knows of one invoice, in cents."""

    kind: str
    lines: tuple[int, ...]
    status: str = "DRAFT"
    original: str | None = None
    paid: int = 0
    imputed: int = 0
    credited: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Including VAT: goods and services of 20 %, in steps of 10.00."""
        return sum(self.lines) * 12 // 10

    @property
    def left(self) -> int:
        """What is still to pay or to give back."""
        return self.total - self.imputed - self.paid


class World:
    """All invoices as the model has them."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office = office
        self.chance = random.Random(seed)
        self.known: dict[str, Known] = {}
        self.customer = ""

    def lines(self, cents: tuple[int, ...]) -> list[dict[str, str]]:
        """A line of goods and one of services, of these prices."""
        kinds = (LINE | {"quantity": "1"}, SERVICE)
        return [one | {"unit_price": format_amount(price)} for one, price in zip(kinds, cents, strict=False) if price]

    def prices(self) -> tuple[int, ...]:
        """Of goods and of services."""
        return self.chance.randint(1, 30) * 1000, self.chance.randint(0, 30) * 1000

    async def draft(self) -> None:
        """Somebody drafts a new one."""
        role, prices = self.chance.choice(ROLES), self.prices()
        body = {"activity_id": ACTIVITY, "customer_id": self.customer, "lines": self.lines(prices)}
        answer = await self.office.ask("POST", "invoices", body, role=role)
        assert answer.status_code == (403 if role == "coach" else 201), answer.text
        if answer.is_success:
            self.known[answer.json()["id"]] = Known("invoice", prices)

    async def step(self) -> None:
        """Somebody does something with one of them."""
        if not self.known or self.chance.random() < 0.12:
            return await self.draft()
        id_ = self.chance.choice(list(self.known))
        one = self.known[id_]
        role, action = self.chance.choice(ROLES), self.chance.choice(list(MAY))
        if self.chance.random() < 0.6:
            role, action = "accountant", self.chance.choice(FORWARD.get(one.status, ("comment",)))
        path, method, body = self._request(action, id_, one)
        expected = self._expected(action, role, one, body or {})
        answer = await self.office.ask(method, path, body, role=role)
        assert answer.status_code == expected, (action, role, one, answer.text)
        if answer.is_success:
            await self._done(action, id_, one, body or {}, answer.json())
        return None

    def _request(self, action: str, id_: str, one: Known) -> tuple[str, str, dict[str, Any] | None]:
        path = f"invoices/{id_}"
        bodies: dict[str, tuple[str, str, dict[str, Any] | None]] = {
            "submit": (f"{path}/submission", "POST", None),
            "withdraw": (f"{path}/withdrawal", "POST", None),
            "return": (f"{path}/return", "POST", {"comment": "À revoir"}),
            "discard": (path, "DELETE", None),
            "issue": (f"{path}/issue", "POST", ISSUE),
            "credit": (f"{path}/credit-notes", "POST", {"reason": "Retour"}),
            "correct": (f"{path}/corrective", "POST", {"reason": "Erreur"}),
            "comment": (f"{path}/comments", "POST", {"comment": "Un mot"}),
        }
        if action == "edit":
            prices = self._part(one) if one.kind == "credit_note" else self.prices()
            return path, "PUT", {"customer_id": self.customer, "lines": self.lines(prices)}
        if action == "pay":
            most = one.left + (1 if self.chance.random() < 0.1 else 0)
            cents = self.chance.choice([most, most, self.chance.randint(1, max(1, most))])
            body = {"paid_on": "2026-12-01", "amount": format_amount(cents), "means": "transfer"}
            return f"{path}/payments", "POST", body
        return bodies[action]

    def _part(self, note: Known) -> tuple[int, ...]:
        """A part of what a credit note is about."""
        of = self.known[note.original or ""].lines
        return tuple(self.chance.randint(1, cents // 1000) * 1000 if cents else 0 for cents in of)

    def _expected(self, action: str, role: str, one: Known, body: dict[str, Any]) -> int:
        if role not in MAY[action]:
            return 403
        if action == "pay":
            if one.status not in UNPAID:
                return 409
            return 201 if 0 < parse_amount(body["amount"]) <= one.left else 422
        if action == "issue":
            return 200 if role == "accountant" and one.status == "SUBMITTED" and self._fits(one) else 409
        allowed = {
            "submit": one.status in DRAFTS,
            "withdraw": one.status == "SUBMITTED",
            "return": one.status == "SUBMITTED",
            "edit": one.status in DRAFTS,
            "discard": one.status in DRAFTS,
            "credit": one.kind != "credit_note" and one.status in (*UNPAID, "PAID"),
            "correct": one.kind == "invoice" and one.status == "ISSUED" and not one.notes,
            "comment": True,
        }
        success = 201 if action in ("credit", "correct", "comment") else 200
        return success if allowed[action] else 409

    def _fits(self, one: Known) -> bool:
        """Whether its original is still there to be taken back or replaced."""
        original = self.known.get(one.original or "")
        if original is None:
            return True
        if one.kind == "corrective":
            return original.status == "ISSUED" and not original.notes
        return original.status in (*UNPAID, "PAID") and original.credited + sum(one.lines) <= sum(original.lines)

    async def _done(self, action: str, id_: str, one: Known, body: dict[str, Any], answer: dict[str, Any]) -> None:
        if action in ("credit", "correct"):
            kind = "credit_note" if action == "credit" else "corrective"
            self.known[answer["id"]] = Known(kind, one.lines, original=id_)
            return
        if action == "edit":
            prices = {line["nature"]: parse_amount(line["unit_price"]) for line in body["lines"]}
            one.lines = (prices.get("goods", 0), prices.get("services", 0))
        elif action == "pay":
            one.paid += parse_amount(body["amount"])
            one.status = self._settled(one)
        elif action == "issue":
            self._issued(id_, one)
            document = (await self.office.deps.invoices.get(id_)).document
            for event in ("invoice_issued", "credit_note_issued"):
                await self.office.hear(document, f"accounting.{event}.v1")
        else:
            after = {"submit": "SUBMITTED", "withdraw": "DRAFT", "return": "RETURNED", "discard": "DISCARDED"}
            one.status = after.get(action, one.status)

    def _issued(self, id_: str, one: Known) -> None:
        original = self.known.get(one.original or "")
        if original is not None and one.kind == "corrective":
            original.status = "CORRECTED"
        elif original is not None:
            one.imputed = min(one.total, original.left)
            original.imputed += one.imputed
            original.credited += sum(one.lines)
            original.notes.append(id_)
            original.status = self._settled(original)
        one.status = self._settled(one)

    def _settled(self, one: Known) -> str:
        if one.credited and one.credited >= sum(one.lines):
            return "CREDITED"
        if one.left <= 0:
            return "PAID"
        return "PARTIALLY_PAID" if one.paid + one.imputed else "ISSUED"

    async def agrees(self) -> None:
        """Each invoice says what the model says."""
        for id_, one in self.known.items():
            said = await self.office.done("GET", f"invoices/{id_}")
            left = "0.00" if one.status == "CORRECTED" else format_amount(one.left)
            assert (said["status"], said["kind"], said["left"], said["total_including_vat"]) == (
                one.status,
                one.kind,
                left,
                format_amount(one.total),
            ), (said, one)


async def _versions(office: Office) -> list[tuple[str, int]]:
    records = [(one.id, one.version) for one in await office.deps.ledger.all()]
    return [*records, *((one.id, one.version) for one in await office.deps.invoices.all())]


async def books_hold(office: Office) -> None:
    """ACC-04, INV-02: chain, numbers, entries; and nothing is left for the jobs."""
    deps = office.deps
    invoices = {one.id: one.state for one in await deps.invoices.all()}
    activity = (await deps.activities.get(ACTIVITY)).state
    before = await _versions(office)
    await complete_issues(deps)
    await post_missing_entries(deps)
    assert await _versions(office) == before
    entries = [one.state.certain_entry for one in await deps.ledger.all() if one.state.entry is not None]
    assert sorted(one.source_key for one in entries) == sorted(set(expected_source_keys(activity, invoices, {})))
    numbers = sorted(one.number for one in invoices.values() if one.number)
    assert numbers == [f"2026-{place:06d}" for place in range(1, len(numbers) + 1)]
    settled = [one.status in ("PAID", "CREDITED", "CORRECTED") for one in invoices.values() if one.number]
    owed = sum(line.balance_cents for one in entries for line in one.lines if line.account == "411")
    assert owed == sum(one.sign * one.left_cents for one in invoices.values() if one.number)
    assert owed == 0 or not all(settled)
    verdict = await verify_ledger(VerifyLedger(SIREN), deps)
    assert verdict.intact, verdict.findings


@pytest.mark.parametrize("seed", range(6))
async def test_inv_07_whatever_three_people_try_the_answers_and_the_books_are_as_expected(
    office: Office, seed: int
) -> None:
    """INV-02, INV-07, ACC-03, ACC-04."""
    await office.done("PUT", f"legal-entities/{SIREN}", ENTITY | {"vat_on_debits": seed % 2 == 0})
    world = World(office, seed)
    world.customer = await office.customer()
    for _ in range(STEPS):
        await world.step()
    await world.agrees()
    await books_hold(office)
    issued = [one for one in world.known.values() if one.status in (*UNPAID, "PAID", "CREDITED", "CORRECTED")]
    assert len(issued) >= 5
