"""The books that are measured: sales, receipts and purchases of twenty activities, spread over a financial year that is over.

The same number always makes the same entry, so every engine and every floor gets the same books.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

from accounting.collections import ALL
from accounting.deps import Deps
from accounting.domain.entry import Auxiliary, EntryDraft, EntryLine, Journal
from accounting.domain.why import Why
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.cause import fresh_cause
from essaim.kit.store.open import open_store
from tests.accounting.ledger.books import SIREN, books_over, register

YEAR = 2026
YEAR_STARTS_ON, YEAR_ENDS_ON = date(2025, 9, 1), date(2026, 8, 31)
"""The financial year that the entries fall into, and that is closed before its books are read."""
NEXT_STARTS_ON = date(2026, 9, 1)
TODAY = date(2026, 12, 15)
CALLERS = 200
"""Callers at once, as the service has them when it is busy: as many as it posts together at most."""
_CODES = tuple(f"A{number:03d}" for number in range(1, 21))
_PARTIES = 300


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Deps]:
    """The books in this file, made when it is new. Durable as in production: ``sqlite_commit.connect`` decides."""
    new = not await asyncio.to_thread(path.exists)
    store = await open_store(f"sqlite:///{path}")
    try:
        await store.declare(*ALL)
        deps = books_over(store, TODAY)
        if new:
            await register(deps, codes=_CODES)
        yield deps
    finally:
        await store.close()


def drafts(first: int, number: int, starts_on: date = YEAR_STARTS_ON) -> Iterator[EntryDraft]:
    """Entries ``first`` to ``first + number - 1``, from the first to the last day of the year that starts then, one by one."""
    return (
        _draft(one, starts_on + timedelta(days=(one - first) * 365 // number)) for one in range(first, first + number)
    )


def _draft(number: int, day: date) -> EntryDraft:
    code = _CODES[number % len(_CODES)]
    journal, label, lines = (_sale, _receipt, _purchase)[number % 3](number, code)
    return EntryDraft(
        siren=SIREN,
        journal=journal,
        source_key=f"bench:{number}",
        posted_on=day,
        label=label,
        voucher_ref=f"{day.year}-{number:06d}",
        voucher_on=day,
        lines=lines,
        activity_id=f"activity-{SIREN}-{code}",
        scheme="student_cooperative",
        why=Why("PCG 1031-1", f"{label} : la pièce {day.year}-{number:06d} le prouve.", f"bench:{number}"),
    )


def _sale(number: int, code: str) -> tuple[Journal, str, tuple[EntryLine, ...]]:
    net, customer = 10_000 + number % 977 * 100, _customer(number)
    lines = (
        EntryLine("411", debit_cents=net * 6 // 5, auxiliary=customer, analytic_code=code),
        EntryLine("706", credit_cents=net, analytic_code=code, vat_rate="20"),
        EntryLine("44571", credit_cents=net // 5, analytic_code=code, vat_rate="20"),
    )
    return Journal.SALES, f"Facture {number:06d} {customer.label}", lines


def _receipt(number: int, code: str) -> tuple[Journal, str, tuple[EntryLine, ...]]:
    cents, customer = 12_000 + number % 977 * 120, _customer(number)
    lines = (
        EntryLine("512", debit_cents=cents, analytic_code=code),
        EntryLine("411", credit_cents=cents, auxiliary=customer, analytic_code=code),
    )
    return Journal.BANK, f"Encaissement {number:06d} {customer.label}", lines


def _purchase(number: int, code: str) -> tuple[Journal, str, tuple[EntryLine, ...]]:
    net, place = 5_000 + number % 613 * 50, number % _PARTIES
    supplier = Auxiliary(f"F{place:05d}", f"Fournisseur numéro {place}")
    lines = (
        EntryLine("607", debit_cents=net, analytic_code=code, vat_rate="20"),
        EntryLine("44566", debit_cents=net // 5, analytic_code=code, vat_rate="20"),
        EntryLine("401", credit_cents=net * 6 // 5, auxiliary=supplier, analytic_code=code),
    )
    return Journal.PURCHASES, f"Achat {number:06d} {supplier.label}", lines


def _customer(number: int) -> Auxiliary:
    return Auxiliary(f"C{number % _PARTIES:05d}", f"Atelier numéro {number % _PARTIES}")


async def post_all(deps: Deps, those: Iterator[EntryDraft], callers: int = CALLERS) -> None:
    """Post them, so many at once: each caller waits for its entry before it brings the next, as a request does."""

    async def caller() -> None:
        for one in those:
            await post_entry(PostEntry(one), deps, fresh_cause("bench"))

    await asyncio.gather(*(caller() for _ in range(callers)))
