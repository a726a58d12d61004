"""Closing months and years, what comes too late, and what the next year opens with (ACC-05, ACC-06, FEC-08, FEC-09)."""

import asyncio
import sqlite3
from contextlib import closing as closing_of
from datetime import date
from pathlib import Path

import pytest

from accounting.deps import Deps
from accounting.domain.entry import CENTRAL, EntryLine, Journal
from accounting.domain.errors import RuleError
from accounting.domain.lettering import LineRef
from accounting.domain.period import Closing
from accounting.usecases.ledger.letter_lines import LetterLines, letter_lines
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.ledger.read_books_start import ReadBooksStart, read_books_start
from accounting.usecases.ledger.unletter_lines import UnletterLines, unletter_lines
from accounting.usecases.ledger.verify_ledger import VerifyLedger, verify_ledger
from accounting.usecases.periods.close_month import CloseMonth, close_month
from accounting.usecases.periods.close_year import CloseYear, close_year
from accounting.usecases.periods.complete_closings import complete_closings
from essaim.contracts.accounting import PeriodClosed
from essaim.kit.cause import fresh_cause
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Where
from tests.accounting.ledger.books import (
    SIREN,
    SUPPLIER,
    books_over,
    draft,
    open_books,
    post,
    receipt_lines,
)

YEAR = [date(2026, month, 1) for month in range(9, 13)] + [date(2027, month, 1) for month in range(1, 9)]
AFTER = date(2027, 10, 20)


async def _close(deps: Deps, month: date) -> Closing:
    closing = (await close_month(CloseMonth(SIREN, month), deps, fresh_cause("accountant"))).state.closing
    assert closing is not None
    return closing


async def _refused(deps: Deps, month: date) -> str:
    with pytest.raises(RuleError) as refused:
        await _close(deps, month)
    return refused.value.slug


async def test_months_are_closed_in_order_when_they_are_over(books: Deps) -> None:
    """ACC-05: the first month with entries is the first to be closed; none twice, none before it is over, none left out."""
    assert await _refused(books, date(2026, 9, 1)) == "acc-05-nothing-posted"
    await post(books, draft("sale:1"))
    assert await _refused(books, date(2026, 11, 1)) == "acc-05-order"
    closing = await _close(books, date(2026, 10, 1))
    assert (closing.name, closing.entry_count, closing.debit_cents) == ("2026-10", 1, 120_000)
    assert closing.last_numbers == {"VE": 1}
    assert await _refused(books, date(2026, 10, 1)) == "acc-05-closed"
    await _close(books, date(2026, 11, 1))
    assert await _refused(books, date(2026, 12, 1)) == "acc-05-not-over"


async def test_a_closing_is_told_of_with_its_hash_and_the_perpetual_total(books: Deps) -> None:
    """Whoever keeps ``record_hash`` can prove that nothing before was altered."""
    await post(books, draft("sale:1"))
    await post(books, draft("sale:2", on=date(2026, 11, 3)))
    await _close(books, date(2026, 10, 1))
    stored = await close_month(CloseMonth(SIREN, date(2026, 11, 1)), books, fresh_cause("accountant"))
    event = PeriodClosed.model_validate(stored.document["outbox"][0]["envelope"]["data"])
    assert event.record_hash == stored.state.hash
    assert (event.debit, event.perpetual) == (120_000, 240_000)


async def test_what_comes_after_the_closing_goes_to_the_first_open_day(books: Deps) -> None:
    """ACC-06, PCG 1031-4: with its real date, in the label and beside it."""
    await post(books, draft("sale:1"))
    await _close(books, date(2026, 10, 1))
    late = (await post(books, draft("sale:late", on=date(2026, 10, 20)))).state.certain_entry
    assert late.posted_on == date(2026, 11, 1)
    assert late.real_on == date(2026, 10, 20)
    assert late.label.endswith("(opération du 20/10/2026)")
    assert late.number == 2


async def test_nothing_slips_into_a_month_while_it_is_closed(tmp_path: Path) -> None:
    """ACC-05 under concurrency: one replica posts into the month while another closes it; the sums of the closing are true."""
    path = tmp_path / "books.db"
    async with open_books(path) as deps:
        store = await open_store(f"sqlite:///{path}")
        other = books_over(store)
        await post(deps, draft("sale:0"))
        posting = asyncio.gather(*(post(other, draft(f"sale:{n}")) for n in range(1, 80)))
        closing = await _close(deps, date(2026, 10, 1))
        await posting
        cells = await read_balances(ReadBalances(SIREN, date(2026, 10, 1), date(2026, 10, 31)), deps)
        verdict = await verify_ledger(VerifyLedger(SIREN), deps)
        moved = [one for one in await deps.ledger.all({"siren": SIREN}) if one.state.entry and one.state.entry.real_on]
        await store.close()
    assert sum(cell.debit_cents for cell in cells) == closing.debit_cents
    assert closing.entry_count + len(moved) == 80
    assert verdict.intact, verdict.findings


async def _a_year(deps: Deps) -> None:
    """A sale of 1,000.00 and VAT paid by the customer in part, a purchase of 300.00, a contribution of 70.00."""
    a = "A001"
    await post(deps, draft("sale:1"))
    await post(deps, draft("payment:1", *receipt_lines(50_000), journal=Journal.BANK, on=date(2026, 10, 20)))
    bought = (
        EntryLine("601", debit_cents=30_000, analytic_code=a),
        EntryLine("44566", debit_cents=6_000, analytic_code=a),
        EntryLine("401", credit_cents=36_000, auxiliary=SUPPLIER, analytic_code=a),
    )
    await post(deps, draft("purchase:1", *bought, journal=Journal.PURCHASES, on=date(2027, 1, 8)))
    shared = (
        EntryLine("186", debit_cents=7_000, analytic_code=a),
        EntryLine("181", credit_cents=7_000, analytic_code=a),
        EntryLine("181", debit_cents=7_000, analytic_code=CENTRAL),
        EntryLine("187", credit_cents=7_000, analytic_code=CENTRAL),
    )
    await post(deps, draft("contribution:1", *shared, journal=Journal.MISCELLANEOUS, on=date(2027, 1, 8)))


async def test_a_year_hands_its_balances_over_and_keeps_its_result(tmp_path: Path) -> None:
    """FEC-08, FEC-09, by hand: 411 1,200 − 500 = 700 owed; 512 500; 44571 −200; 44566 60; 401 −360; 181 ∓70. Result: the
    activity 1,000 − 300 − 70 = 630, the cooperative 70, together 700 on 120. 700 + 500 − 200 + 60 − 360 = 700: balanced."""
    async with open_books(tmp_path / "books.db", today=AFTER) as deps:
        await _a_year(deps)
        for month in YEAR[1:]:
            await _close(deps, month)
        with pytest.raises(RuleError, match="close the financial year 2027"):
            await _close(deps, date(2027, 9, 1))
        await close_year(CloseYear(SIREN, 2027), deps, fresh_cause("accountant"))
        (record,) = await deps.ledger.all({"entry.source_key": f"opening:{SIREN}:2028"})
        opening = record.state.certain_entry
        start = await read_books_start(ReadBooksStart(SIREN, date(2027, 9, 15)), deps)
        verdict = await verify_ledger(VerifyLedger(SIREN), deps)
    found = {
        (one.account, one.analytic_code, one.auxiliary and one.auxiliary.account): one.balance_cents
        for one in opening.lines
    }
    assert found == {
        ("181", "A001", None): -7_000,
        ("181", "CAE", None): 7_000,
        ("401", "A001", "F00007"): -36_000,
        ("411", "A001", "C00042"): 70_000,
        ("44566", "A001", None): 6_000,
        ("44571", "A001", None): -20_000,
        ("512", "A001", None): 50_000,
        ("120", "A001", None): -63_000,
        ("120", "CAE", None): -7_000,
    }
    assert (opening.journal, opening.number, opening.posted_on) == (Journal.OPENING, 1, date(2027, 9, 1))
    assert not any(line.account[0] in "67" for line in opening.lines)
    assert start == date(2027, 9, 1)
    assert verdict.intact, verdict.findings


async def test_a_year_with_open_months_or_unequal_internal_accounts_stays_open(tmp_path: Path) -> None:
    """PCG 1211-18: 181 nets to nothing, 186 equals 187."""
    async with open_books(tmp_path / "books.db", today=AFTER) as deps:
        await post(deps, draft("sale:1"))
        lines = (
            EntryLine("186", debit_cents=5, analytic_code="A001"),
            EntryLine("181", credit_cents=5, analytic_code="A001"),
        )
        await post(deps, draft("odd:1", *lines, journal=Journal.MISCELLANEOUS))
        for month in YEAR[1:-1]:
            await _close(deps, month)
        with pytest.raises(RuleError) as months:
            await close_year(CloseYear(SIREN, 2027), deps, fresh_cause("accountant"))
        await _close(deps, YEAR[-1])
        with pytest.raises(RuleError) as internal:
            await close_year(CloseYear(SIREN, 2027), deps, fresh_cause("accountant"))
    assert months.value.slug == "acc-05-months-open"
    assert internal.value.slug == "pcg-1211-18-internal"


async def test_an_opening_that_a_crash_left_out_is_posted_once(tmp_path: Path) -> None:
    """The closing of the year is in the chain, its opening entry is not yet: the job posts it, and only once."""
    path = tmp_path / "books.db"
    async with open_books(path, today=AFTER) as deps:
        await _a_year(deps)
        for month in YEAR[1:]:
            await _close(deps, month)
        await close_year(CloseYear(SIREN, 2027), deps, fresh_cause("accountant"))
    _as_if_killed_before_the_opening(path)
    opening: Where = {"siren": SIREN, "entry.fiscal_year": 2028, "entry.journal": "AN"}
    async with open_books(path, today=AFTER, declared=True) as deps:
        assert await deps.ledger.count(opening) == 0
        await complete_closings(deps)
        await complete_closings(deps)
        assert await deps.ledger.count(opening) == 1
        assert (await verify_ledger(VerifyLedger(SIREN), deps)).intact


def _as_if_killed_before_the_opening(path: Path) -> None:
    """The opening entry is the last record: without it the chain is what a process left that died behind the closing."""
    with closing_of(sqlite3.connect(path)) as connection, connection:
        query = "DELETE FROM ledger WHERE json_extract(body, '$.state.entry.source_key') = ?"
        assert connection.execute(query, (f"opening:{SIREN}:2028",)).rowcount == 1


async def test_letters_of_a_closed_year_stay_as_they_are(tmp_path: Path) -> None:
    """Its FEC has been handed over: a line of it is neither lettered nor un-lettered. What goes on is lettered with the
    opening balance: 1,200.00 of a sale, paid in October of the next year."""
    cause = fresh_cause("accountant")
    async with open_books(tmp_path / "books.db", today=AFTER) as deps:
        await post(deps, draft("sale:1"))
        await post(deps, draft("sale:2"))
        await post(deps, draft("payment:2", *receipt_lines(), journal=Journal.BANK, on=date(2026, 10, 20)))
        paid = await letter_lines(LetterLines(SIREN, (LineRef(2, 0), LineRef(3, 1))), deps, cause)
        for month in YEAR[1:]:
            await _close(deps, month)
        await close_year(CloseYear(SIREN, 2027), deps, cause)
        late = await post(deps, draft("payment:1", *receipt_lines(), journal=Journal.BANK, on=date(2027, 10, 5)))
        (opening,) = await deps.ledger.all({"entry.source_key": f"opening:{SIREN}:2028"})
        place = next(n for n, line in enumerate(opening.state.certain_entry.lines) if line.account == "411")
        with pytest.raises(RuleError, match="lettering-closed-year"):
            await letter_lines(LetterLines(SIREN, (LineRef(1, 0), LineRef(late.state.sequence, 1))), deps, cause)
        with pytest.raises(RuleError, match="lettering-closed-year"):
            await unletter_lines(UnletterLines(SIREN, paid.state.sequence, "erreur"), deps, cause)
        refs = (LineRef(opening.state.sequence, place), LineRef(late.state.sequence, 1))
        again = await letter_lines(LetterLines(SIREN, refs), deps, cause)
    assert again.state.lettering is not None
    assert again.state.lettering.code == "AAB"
