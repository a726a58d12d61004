"""Whatever is posted, in whatever order, by however many replicas: the books hold together (ACC-01, ACC-04, ACC-05, FEC-13)."""

import asyncio
import io
import tempfile
from collections import Counter
from contextlib import AsyncExitStack
from datetime import date, timedelta
from pathlib import Path

from hypothesis import Phase, given, settings, strategies as st

from accounting.deps import Deps
from accounting.domain.entry import EntryLine, Journal
from accounting.domain.period import month_starting
from accounting.usecases.fec.export_fec import ExportFec, export_fec
from accounting.usecases.files.read_file import ReadFile, read_file
from accounting.usecases.ledger.fold_balances import FoldBalances, fold_balances
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.ledger.verify_ledger import VerifyLedger, verify_ledger
from accounting.usecases.periods.close_month import CloseMonth, close_month
from accounting.usecases.periods.close_year import CloseYear, close_year
from essaim.fec.check import check_fec
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import SimulatedClock
from essaim.kit.store.open import open_store
from tests.accounting.ledger.books import SIREN, books_over, open_books, post
from tests.accounting.proof import random_books as books
from tests.accounting.proof.random_books import AFTER, FIRST_ON, LAST_ON, REPLICAS, Step

# Not made smaller when one fails: that would take minutes, and the steps say enough.
_few = settings(
    max_examples=12, deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate)
)


async def _happen(replicas: list[Deps], steps: list[Step]) -> date | None:
    """All steps, one after the other; the drafts of a step at once. The last closed day."""
    closed_on: date | None = None
    for step in steps:
        for deps, days in zip(replicas, step.days, strict=True):
            move(deps, days)
        await asyncio.gather(*(post(replicas[place], one) for place, one in step.drafts))
        if step.folds:
            await fold_balances(FoldBalances(SIREN), replicas[-1])
        if step.closes:
            closed_on = await _close_next(replicas[0], closed_on)
    return closed_on


def move(deps: Deps, days: int) -> None:
    """Some days later by this replica's clock."""
    clock = deps.clock
    assert isinstance(clock, SimulatedClock)
    if days:
        clock.move_to(clock.now() + timedelta(days=days))


async def _close_next(deps: Deps, closed_on: date | None) -> date | None:
    """Close the next month of the financial year 2027, when there is one."""
    posted = [one.posted_on for one in books.entries(await books.records(deps))]
    first = closed_on + timedelta(days=1) if closed_on else min(posted).replace(day=1)
    if first > date(2027, 8, 1):
        return closed_on
    await close_month(CloseMonth(SIREN, first), deps, fresh_cause("accountant"))
    return month_starting(first)[1]


async def _written(directory: str, steps: list[Step], spans: list[tuple[date, date]]) -> None:
    path = Path(directory) / "books.db"
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(open_books(path, today=AFTER))
        replicas = [first]
        for _ in range(REPLICAS - 1):
            store = await open_store(f"sqlite:///{path}")
            stack.push_async_callback(store.close)
            replicas.append(books_over(store, AFTER))
        closed_on = await _happen(replicas, steps)
        await _check_numbers(first, steps)
        await _check_sums(replicas[1], spans)
        await _check_verified(first)
        if min(one.posted_on for one in books.entries(await books.records(first))) <= date(2027, 8, 31):
            await _check_year(first, closed_on)
        await _check_sums(replicas[2], [*spans, (FIRST_ON, AFTER)])
        await _check_verified(first)


async def _check_numbers(deps: Deps, steps: list[Step]) -> None:
    """ACC-04: no gap and no double in the chain and in each journal of each year, and every draft once, line by line."""
    chain = await books.records(deps)
    assert [one.sequence for one in chain] == list(range(1, len(chain) + 1))
    found = books.entries(chain)
    numbers: dict[tuple[int, Journal], list[int]] = {}
    for entry in found:
        numbers.setdefault((entry.fiscal_year, entry.journal), []).append(entry.number)
    assert all(one == list(range(1, len(one) + 1)) for one in numbers.values())
    wanted = {one.source_key: _figures(one.lines) for step in steps for _, one in step.drafts}
    assert {entry.source_key: _figures(entry.lines) for entry in found} == wanted
    assert len(found) == len(wanted)


def _figures(lines: tuple[EntryLine, ...]) -> Counter[tuple[str, str | None, int]]:
    return Counter((line.account, line.analytic_code, line.balance_cents) for line in lines)


async def _check_sums(deps: Deps, spans: list[tuple[date, date]]) -> None:
    """CAE-07: the kept sums are those of all lines, and equal on both sides, before folding and after."""
    found = books.entries(await books.records(deps))
    for folded in (False, True):
        if folded:
            await fold_balances(FoldBalances(SIREN), deps)
        for first, last in spans:
            cells = await read_balances(ReadBalances(SIREN, first, last), deps)
            assert cells == books.summed(found, first, last)
            assert sum(one.balance_cents for one in cells) == 0


async def _check_verified(deps: Deps) -> None:
    verdict = await verify_ledger(VerifyLedger(SIREN), deps)
    assert verdict.intact, verdict.findings


async def _check_year(deps: Deps, closed_on: date | None) -> None:
    """FEC-08, FEC-09, FEC-13: the year can be closed, opens the next one in balance, and both files are conforming."""
    while closed_on != date(2027, 8, 31):
        closed_on = await _close_next(deps, closed_on)
    before = books.entries(await books.records(deps))
    await close_year(CloseYear(SIREN, 2027), deps, fresh_cause("accountant"))
    opened = await deps.ledger.all({"entry.source_key": f"opening:{SIREN}:2028"})
    balances = {
        (one.account, one.analytic_code): one.balance_cents for one in books.summed(before, FIRST_ON, date(2027, 8, 31))
    }
    kept = {key: cents for key, cents in balances.items() if not key[0].startswith(("6", "7", "186", "187")) and cents}
    lines = [line for one in opened for line in one.state.certain_entry.lines]
    assert sum(line.balance_cents for line in lines) == 0
    carried: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if not line.account.startswith("12"):
            carried[line.account, line.analytic_code or ""] += line.balance_cents
    assert dict(carried) == kept
    result = sum(cents for key, cents in balances.items() if key not in kept and cents)
    assert sum(line.balance_cents for line in lines if line.account.startswith("12")) == result
    for year in sorted({one.fiscal_year for one in before} | ({2028} if opened else set())):
        await _check_file(deps, year)


async def _check_file(deps: Deps, year: int) -> None:
    stored = await export_fec(ExportFec(SIREN, year), deps, fresh_cause("accountant"))
    content = b"".join([part async for part in read_file(ReadFile(stored.id, stored.state.pieces), deps)])
    report = check_fec(io.BytesIO(content), name=stored.state.file_name, siren=SIREN)
    assert report.conforming, report.findings
    assert report.debit_cents == report.credit_cents
    posted = [one for one in books.entries(await books.records(deps)) if one.fiscal_year == year]
    assert (report.entries, report.debit_cents) == (len(posted), sum(one.total_cents for one in posted))


@given(steps=books.steps(), spans=st.lists(books.spans(), min_size=1, max_size=4))
@_few
def test_acc_04_whatever_happens_the_books_hold_together(steps: list[Step], spans: list[tuple[date, date]]) -> None:
    """ACC-01, ACC-04, ACC-05, CAE-07, FEC-08, FEC-09, FEC-13."""
    assert LAST_ON < AFTER
    with tempfile.TemporaryDirectory() as directory:
        asyncio.run(_written(directory, steps, spans))
