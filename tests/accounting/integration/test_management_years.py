"""CAE-07: the follow-up over two financial years, before and after the opening balances are posted."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from accounting.deps import Deps
from accounting.domain.entry import EntryLine, Journal
from accounting.domain.management.ageing import Age
from accounting.domain.management.sheet import ManagementSheet, figures_of
from accounting.usecases.management.read_entity_sheet import ReadEntitySheet, read_entity_sheet
from accounting.usecases.management.read_management_sheet import ReadManagementSheet, read_management_sheet
from accounting.usecases.periods.open_year import OpenYear, open_year
from essaim.kit.cause import fresh_cause
from tests.accounting.ledger.books import SIREN, draft, open_books, post, receipt_lines, sale_lines

ACTIVITY = f"activity-{SIREN}-A001"
TODAY = date(2027, 9, 15)


@pytest.fixture
async def deps(tmp_path: Path) -> AsyncIterator[Deps]:
    """In August 1 000.00 were sold, due at its end, and 300.00 of 1 200.00 came in; in September 500.00 were sold."""
    async with open_books(tmp_path / "books.db", today=TODAY) as opened:
        await post(opened, draft("s1", *sale_lines(due_on=date(2027, 8, 31)), on=date(2027, 8, 10)))
        await post(opened, draft("p1", *receipt_lines(30_000), on=date(2027, 8, 20), journal=Journal.BANK))
        await post(opened, draft("s2", *sale_lines(50_000, due_on=date(2027, 10, 3)), on=date(2027, 9, 3)))
        yield opened


async def sheet(deps: Deps, on: date = TODAY) -> ManagementSheet:
    """The sheet of the first activity."""
    return await read_management_sheet(ReadManagementSheet(ACTIVITY, on), deps)


async def test_opening_balances_change_nothing_that_is_seen(deps: Deps) -> None:
    """Cash 300.00 before and after; 900.00 of August are 15 days late, 600.00 not due; turnover of the year is 500.00.

    September is compared with August, of the year before: 500.00 after 1 000.00.
    """
    before = await sheet(deps)
    assert await open_year(OpenYear(SIREN, 2027), deps, fresh_cause("test")) is not None
    after = await sheet(deps)
    for seen in (before, after):
        assert (seen.treasury.cash_cents, seen.month_ends) == (30_000, {"2027-09": 30_000})
        assert (seen.receivables.by_age[Age.TO_30], seen.receivables.by_age[Age.NOT_DUE]) == (90_000, 60_000)
        assert (seen.year.turnover_cents, seen.cashed) == (50_000, {"2027-09": 0})
        assert [point.cents for point in seen.curve] == [30_000, 30_000]
        changes = {one.key: one.change_cents for one in figures_of(seen)}
        assert changes == {"cash": 0, "turnover": -50_000, "margin": -50_000, "receivables": 60_000}
        assert [one.cents for one in seen.customers] == [50_000]


async def test_the_year_before_can_still_be_asked_for(deps: Deps) -> None:
    await open_year(OpenYear(SIREN, 2027), deps, fresh_cause("test"))
    august = await sheet(deps, date(2027, 8, 31))
    assert (august.calendar.year, august.month.turnover_cents, august.treasury.cash_cents) == (2027, 100_000, 30_000)
    assert august.receivables.by_age[Age.NOT_DUE] == august.receivables.balance_cents == 90_000


async def test_lines_of_two_activities_in_one_entry_go_to_each(deps: Deps) -> None:
    """60.00 of the cash of A001 are moved to A002: the sheet of A002 has them, though the entry is not its own."""
    lines = (
        EntryLine("512", debit_cents=6_000, analytic_code="A002"),
        EntryLine("512", credit_cents=6_000, analytic_code="A001"),
    )
    await post(deps, draft("m1", *lines, on=date(2027, 9, 10), journal=Journal.MISCELLANEOUS))
    other = await read_management_sheet(ReadManagementSheet(f"activity-{SIREN}-A002", TODAY), deps)
    assert (other.treasury.cash_cents, other.curve[-1].cents) == (6_000, 6_000)
    whole = await read_entity_sheet(ReadEntitySheet(SIREN, TODAY), deps)
    assert [(one.code, one.cash_cents) for one in whole.activities] == [("A001", 24_000), ("A002", 6_000)]
    assert whole.curve[-1].cents == 30_000
