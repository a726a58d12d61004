"""Issuing with so many invoices before it: what is checked, the number alone, and the whole use case, beside bare documents."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from pydantic import TypeAdapter

from accounting.collections import INVOICES, NUMBERS
from accounting.deps import Deps
from accounting.domain.approval import ApprovalRules, DocumentType, check_approver
from accounting.domain.invoice import Invoice, IssueOrder, start_issue
from accounting.domain.issue_checks import IssueRules, check_mentions_of
from accounting.domain.vat_liability import check_vat_liability
from accounting.usecases.invoices.prepare_order import PrepareOrder, prepare_order
from essaim.kit.ids import new_id
from tests.accounting.ledger.books import SIREN
from tests.bench.documents import sales
from tests.bench.documents.bare import Bare

CALLERS = {"single": 1, "burst": sales.CALLERS}
DOCUMENTS = {"single": 40, "burst": sales.CALLERS}
"""Invoices of a round: one after the other, and all at once."""
CHECKED = 300


async def grow(file: Path, first: int, number: int) -> dict[str, Any]:
    """Have so many issued invoices more."""
    async with sales.opened(file) as deps:
        began = perf_counter()
        await sales.grow(deps, first, number)
        return {"rate": number / (perf_counter() - began)}


async def issue(file: Path, size: int, rounds: int) -> dict[str, Any]:
    """The rates of each round, every one next to its floor; and the CPU milliseconds of one issue."""
    found: dict[str, Any] = {"existing": size}
    async with sales.opened(file) as deps:
        bare = Bare(file.with_name(f"bare-{size}.db"), file, INVOICES, NUMBERS)
        series = sales.series_of((await sales.issue(deps, (await sales.submit(deps, [0]))[0])).state)
        await _issue_all(deps, bare, "burst", {})
        for number in range(rounds):
            await _check(deps, found)
            for how in CALLERS if number % 2 else reversed(CALLERS):
                await _reserve(deps, bare, how, series, found)
                await _issue_all(deps, bare, how, found)
        bare.close()
    return found


async def _check(deps: Deps, found: dict[str, Any]) -> None:
    """What is decided without the store, and beside it what reading one invoice costs: decoding it from its JSON."""
    stored = [await deps.invoices.get(one) for one in await sales.submit(deps, range(CHECKED))]
    activity = (await deps.activities.get(stored[0].state.activity_id)).state
    order = await prepare_order(PrepareOrder(stored[0].state, activity, sales.TODAY), deps)
    began = perf_counter()
    for one in stored:
        _decide(one.state, order)
    _keep(found, "checks", CHECKED / (perf_counter() - began))
    adapter = TypeAdapter(Invoice)
    began = perf_counter()
    for one in stored:
        adapter.validate_python(one.document["state"])
    _keep(found, "checks floor", CHECKED / (perf_counter() - began))


def _decide(invoice: Invoice, order: IssueOrder) -> None:
    amount = invoice.totals.including_vat_cents
    check_approver(ApprovalRules(SIREN), DocumentType.INVOICE, sales.ACCOUNTANT, amount, invoice.submitted_by)
    check_vat_liability(order.seller, invoice.lines)
    check_mentions_of(start_issue(invoice, order), order, IssueRules(sales.TODAY))


async def _reserve(deps: Deps, bare: Bare, how: str, series: str, found: dict[str, Any]) -> None:
    """Numbers of the series of the invoices, for documents that there are not."""
    bare.catch_up()
    ids = [f"none-{new_id()}" for _ in range(DOCUMENTS[how])]

    async def reserve(id_: str) -> None:
        await deps.numbers.reserve(series, id_, stamp=sales.TODAY.isoformat())

    await _timed(reserve, ids, how, "number", found)
    groups = [[(NUMBERS.name, row)] for row in bare.behind(NUMBERS.name)]
    _keep(found, f"number {how} floor", bare.write(groups, CALLERS[how]))


async def _issue_all(deps: Deps, bare: Bare, how: str, found: dict[str, Any]) -> None:
    bare.catch_up()
    ids = await sales.submit(deps, range(DOCUMENTS[how]))

    async def issue_one(id_: str) -> None:
        await sales.issue(deps, id_)

    await _timed(issue_one, ids, how, "issue", found)
    invoices, numbers = bare.behind(INVOICES.name), bare.behind(NUMBERS.name)
    groups = [
        [(NUMBERS.name, number), (INVOICES.name, invoice)] for number, invoice in zip(numbers, invoices, strict=True)
    ]
    _keep(found, f"issue {how} floor", bare.write(groups, CALLERS[how]))


async def _timed(
    work: Callable[[str], Awaitable[None]], ids: list[str], how: str, name: str, found: dict[str, Any]
) -> None:
    began, cpu = perf_counter(), process_time()
    await sales.all_of(work, ids, CALLERS[how])
    _keep(found, f"{name} {how}", len(ids) / (perf_counter() - began))
    _keep(found, f"{name} {how} cpu", (process_time() - cpu) / len(ids) * 1000)


def _keep(found: dict[str, Any], name: str, value: float) -> None:
    found.setdefault(name, []).append(value)
