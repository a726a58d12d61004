"""The invoices that are measured: three lines at two rates, a customer and an activity each time, all in one series of numbers.

The same number always makes the same invoice. They are spread over fifty activities, as in a cooperative; what many movements
of one activity cost is measured apart (``contributing``).
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from accounting.collections import ALL
from accounting.deps import Deps
from accounting.domain.approval import Decider
from accounting.domain.drafting import Content
from accounting.domain.invoice import Invoice
from accounting.domain.parties import Address, Customer, CustomerKind
from accounting.domain.pricing import Line, Nature, Unit
from accounting.usecases.contribution.contribute_sale import ContributeSale, contribute_sale
from accounting.usecases.invoices.book_sale import BookSale, book_sale
from accounting.usecases.invoices.draft_invoice import DraftInvoice, draft_invoice
from accounting.usecases.invoices.issue_invoice import IssueInvoice, issue_invoice
from accounting.usecases.invoices.submit_invoice import SubmitInvoice, submit_invoice
from essaim.kit.aggregate import New, Stored
from essaim.kit.cause import fresh_cause
from essaim.kit.inbox import CONSUMED
from essaim.kit.store.open import open_store
from tests.accounting.ledger.books import SIREN, books_over, register

A = TypeVar("A")
R = TypeVar("R")

TODAY = date(2026, 12, 15)
CALLERS = 100
CODES = tuple(f"A{number:03d}" for number in range(1, 51))
CUSTOMERS = 20
ACCOUNTANT = Decider("accountant", frozenset({"accountant"}))


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Deps]:
    """The deployment in this file, made when it is new. Durable as in production: ``sqlite_commit.connect`` decides."""
    new = not await asyncio.to_thread(path.exists)
    store = await open_store(f"sqlite:///{path}")
    try:
        await store.declare(*ALL, CONSUMED)
        deps = books_over(store, TODAY)
        if new:
            await register(deps, codes=CODES)
            for number in range(CUSTOMERS):
                await deps.customers.add(_customer_id(number), _customer(number), fresh_cause("bench"))
        yield deps
    finally:
        await store.close()


def activity_id(number: int) -> str:
    """The activity of an invoice."""
    return f"activity-{SIREN}-{CODES[number % len(CODES)]}"


def _customer_id(number: int) -> str:
    return f"customer-{number % CUSTOMERS}"


def _customer(number: int) -> Customer:
    address = Address(f"{number + 1} rue du Commerce", "25000", "Besançon")
    return Customer(
        f"Librairie numéro {number}",
        CustomerKind.BUSINESS,
        address,
        f"C{number:05d}",
        siren=SIREN,
        identity=str(number),
    )


def content(number: int) -> Content:
    """What an invoice says: goods and a service at 20 %, a book at 5.5 %."""
    price = 1_000 + number % 977
    lines = (
        Line("Sac en toile, fait main", "10", price, "20", Nature.GOODS, discount_percent="5"),
        Line("Atelier de couture, la demi-journée", "2.5", 4_000 + price, "20", Nature.SERVICES, Unit.HOUR),
        Line("Livret de modèles", "12", 500 + number % 613, "5.5", Nature.GOODS),
    )
    return Content(_customer_id(number), lines, title=f"Commande {number:06d}")


async def submit(deps: Deps, numbers: Iterable[int]) -> list[str]:
    """Drafted and submitted by a member of the group: what waits for the accountant."""

    async def one(number: int) -> str:
        stored = await draft_invoice(DraftInvoice(activity_id(number), content(number)), deps, fresh_cause("p1"))
        await submit_invoice(SubmitInvoice(stored.id), deps, fresh_cause("p1"))
        return stored.id

    return await all_of(one, numbers, CALLERS)


async def issue(deps: Deps, invoice_id: str) -> Stored[Invoice]:
    """Issued by the accountant."""
    return await issue_invoice(IssueInvoice(invoice_id, TODAY, ACCOUNTANT), deps, fresh_cause("accountant"))


async def book(deps: Deps, invoice_id: str) -> None:
    """What the handler of ``invoice_issued`` does: the sale, then the contribution."""
    cause = fresh_cause("bench")
    await book_sale(BookSale(invoice_id), deps, cause)
    await contribute_sale(ContributeSale(invoice_id), deps, cause)


async def grow(deps: Deps, first: int, number: int) -> None:
    """So many issued invoices more. One is issued by the core for its parties; the others get its order and their own number."""
    pattern = await issue(deps, (await submit(deps, [first]))[0])
    order = pattern.state.order
    assert order is not None
    found: list[New[Invoice]] = []
    for one in range(first + 1, first + number):
        id_, of = f"grown-{one}", content(one)
        number_of = await deps.numbers.reserve(series_of(pattern.state), id_, stamp=TODAY.isoformat())
        invoice = replace(
            pattern.state,
            activity_id=activity_id(one),
            customer_id=of.customer_id,
            lines=of.lines,
            title=of.title,
            number=_number(pattern.state, number_of.number),
        )
        found.append(New(id_, invoice, fresh_cause("bench")))
    for place in range(0, len(found), 500):
        await deps.invoices.add_many(found[place : place + 500])


def series_of(issued: Invoice) -> str:
    """The series that its number is of."""
    assert issued.order is not None
    assert issued.order.numbering is not None
    return issued.order.numbering.sequence


def _number(issued: Invoice, number: int) -> str:
    assert issued.order is not None
    assert issued.order.numbering is not None
    return issued.order.numbering.number(number)


async def all_of(work: Callable[[A], Awaitable[R]], items: Iterable[A], callers: int) -> list[R]:
    """All of them, so many at once: each caller waits for its answer before it brings the next. In the order of the items."""
    waiting = iter(list(enumerate(items)))
    found: dict[int, R] = {}

    async def caller() -> None:
        for place, item in waiting:
            found[place] = await work(item)

    await asyncio.gather(*(caller() for _ in range(callers)))
    return [found[place] for place in sorted(found)]
