"""One activity by the number of its movements: issuing, the sale and the contribution, beside the same documents bare."""

from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from accounting.collections import ACTIVITIES, LEDGER
from accounting.deps import Deps
from accounting.domain.activity import Activity, Movement
from accounting.usecases.contribution.contribute_sale import ContributeSale, contribute_sale
from accounting.usecases.invoices.book_sale import BookSale, book_sale
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.bench.documents import sales
from tests.bench.documents.bare import Bare

DOCUMENTS = 20
"""Invoices of a round. All are of one activity."""


async def book(file: Path, movements: int, rounds: int) -> dict[str, Any]:
    """The rates of each round; and the CPU milliseconds of an issue and of a contribution."""
    found: dict[str, Any] = {"movements": movements}
    async with sales.opened(file) as deps:
        bare = Bare(file.with_name(f"bare-{movements}.db"), file, ACTIVITIES, LEDGER)
        await _move(deps, movements)
        await _book_all(deps, bare, {})
        for _ in range(rounds):
            await _book_all(deps, bare, found)
        stored = await deps.activities.document(sales.activity_id(0))
        found["bytes"] = len(bare.row(ACTIVITIES.name, stored["id"])[2])
        bare.close()
    return found


async def _move(deps: Deps, number: int) -> None:
    """So many movements in the first activity, as invoices of a year make them."""
    movements = {
        f"moved-{one}": Movement(1_000 + one, 0, 100, sales.TODAY, governed_on=sales.TODAY, rate_percent="10")
        for one in range(number)
    }

    def decide(activity: Activity) -> Change[Activity]:
        return Change(replace(activity, movements={**activity.movements, **movements}))

    await deps.activities.change(sales.activity_id(0), decide, fresh_cause("bench"))


async def _book_all(deps: Deps, bare: Bare, found: dict[str, Any]) -> None:
    """One after the other: an activity is one document, so its invoices wait for each other anyway."""
    ids = await sales.submit(deps, (one * len(sales.CODES) for one in range(DOCUMENTS)))
    bare.catch_up()
    began, cpu = perf_counter(), process_time()
    for id_ in ids:
        await sales.issue(deps, id_)
    _keep(found, "issue", DOCUMENTS / (perf_counter() - began))
    _keep(found, "issue cpu", (process_time() - cpu) / DOCUMENTS * 1000)
    began = perf_counter()
    for id_ in ids:
        await book_sale(BookSale(id_), deps, fresh_cause("bench"))
    _keep(found, "sale", DOCUMENTS / (perf_counter() - began))
    began, cpu = perf_counter(), process_time()
    for id_ in ids:
        await contribute_sale(ContributeSale(id_), deps, fresh_cause("bench"))
    _keep(found, "contribution", DOCUMENTS / (perf_counter() - began))
    _keep(found, "contribution cpu", (process_time() - cpu) / DOCUMENTS * 1000)
    rows = bare.behind(LEDGER.name)
    activity = bare.row(ACTIVITIES.name, sales.activity_id(0))
    sold, contributed = rows[:DOCUMENTS], rows[DOCUMENTS:]
    _keep(found, "sale floor", bare.write([[(LEDGER.name, row)] for row in sold], 1))
    pairs = [[(ACTIVITIES.name, activity), (LEDGER.name, row)] for row in contributed]
    _keep(found, "contribution floor", bare.write(pairs, 1))


def _keep(found: dict[str, Any], name: str, value: float) -> None:
    found.setdefault(name, []).append(value)
