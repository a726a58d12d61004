"""ACC-09: what somebody owes and what somebody is owed stay apart, on every way through the books."""

from datetime import date
from pathlib import Path

from accounting.domain.entry import Auxiliary, EntryLine, Journal
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.periods.close_month import CloseMonth, close_month
from accounting.usecases.periods.close_year import CloseYear, close_year
from essaim.kit.cause import fresh_cause
from tests.accounting.ledger.books import CUSTOMER, SIREN, draft, open_books, post, receipt_lines, sale_lines

OVERPAID = Auxiliary("C00043", "Boutique Martin")
AFTER = date(2027, 10, 20)


def _paid_in_advance(cents: int) -> tuple[EntryLine, ...]:
    """Dr 512 · Cr 411 of a customer who owes nothing."""
    return (
        EntryLine("512", debit_cents=cents, analytic_code="A001"),
        EntryLine("411", credit_cents=cents, auxiliary=OVERPAID, analytic_code="A001"),
    )


async def test_acc_09_debts_and_claims_are_not_netted(tmp_path: Path) -> None:
    """ACC-09: Dupont owes 1 200,00 - 500,00 = 700,00; Martin has 300,00 too much. The sums keep both sides of 411
    (1 200,00 and 800,00, not 400,00), and the next year opens with 700,00 and -300,00, each under its own name."""
    async with open_books(tmp_path / "books.db", today=AFTER) as deps:
        await post(deps, draft("sale:1", *sale_lines(100_000)))
        await post(deps, draft("payment:1", *receipt_lines(50_000), journal=Journal.BANK))
        await post(deps, draft("payment:2", *_paid_in_advance(30_000), journal=Journal.BANK))
        cells = await read_balances(ReadBalances(SIREN, date(2026, 9, 1), date(2027, 8, 31)), deps)
        sides = [(one.debit_cents, one.credit_cents) for one in cells if one.account == "411"]
        for number in range(9, 20):
            month = date(2026 + number // 12, number % 12 + 1, 1)
            await close_month(CloseMonth(SIREN, month), deps, fresh_cause("accountant"))
        await close_year(CloseYear(SIREN, 2027), deps, fresh_cause("accountant"))
        (opening,) = await deps.ledger.all({"entry.source_key": f"opening:{SIREN}:2028"})
    assert sides == [(120_000, 80_000)]
    opened = [
        (line.auxiliary.account, line.balance_cents)
        for line in opening.state.certain_entry.lines
        if line.account == "411" and line.auxiliary
    ]
    assert opened == [(CUSTOMER.account, 70_000), (OVERPAID.account, -30_000)]
