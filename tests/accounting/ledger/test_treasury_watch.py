"""``treasury_low``: told once each time that the money of an activity falls below the floor."""

from datetime import date

from accounting.deps import Deps
from accounting.domain.entry import EntryLine, Journal
from accounting.usecases.management.watch_treasury import watch_treasury
from essaim.contracts.accounting import TreasuryLow
from tests.accounting.ledger.books import SIREN, SUPPLIER, draft, post, receipt_lines

ACTIVITY = f"activity-{SIREN}-A001"


async def _told(books: Deps) -> list[int]:
    (found,) = [one for one in await books.treasury_watches.all() if one.id == ACTIVITY]
    return [TreasuryLow.model_validate(one["envelope"]["data"]).treasury for one in found.document["outbox"]]


async def test_it_is_told_when_it_falls_and_again_only_after_it_has_risen(books: Deps) -> None:
    """512: −100.00, then −150.00 (known), then 1,050.00, then −50.00: told twice."""
    await watch_treasury(books)
    assert await _told(books) == []
    for number, (cents, wanted) in enumerate(((10_000, [-10_000]), (5_000, [-10_000]))):
        spent = (
            EntryLine("401", debit_cents=cents, auxiliary=SUPPLIER, analytic_code="A001"),
            EntryLine("512", credit_cents=cents, analytic_code="A001"),
        )
        await post(books, draft(f"payment:{number}", *spent, journal=Journal.BANK))
        await watch_treasury(books)
        await watch_treasury(books)
        assert await _told(books) == wanted
    await post(books, draft("payment:in", *receipt_lines(120_000), journal=Journal.BANK))
    await watch_treasury(books)
    spent = (
        EntryLine("401", debit_cents=110_000, auxiliary=SUPPLIER, analytic_code="A001"),
        EntryLine("512", credit_cents=110_000, analytic_code="A001"),
    )
    await post(books, draft("payment:out", *spent, journal=Journal.BANK, on=date(2026, 12, 1)))
    await watch_treasury(books)
    assert await _told(books) == [-10_000, -5_000]
