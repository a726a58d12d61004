"""Sums of VAT from the entries of a period: bases and taxes per rate, and what is deductible, by analytic code.

An entry that moves 44551 or 44567 settles an earlier return, and à-nouveaux repeat an earlier year: neither is an operation
of the period. They are added up apart, so that every cent on a VAT account is accounted for.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from accounting.domain.balances import Cell
from accounting.domain.entry import Entry, EntryLine, Journal
from accounting.domain.money import half_up
from accounting.domain.vat import VAT_PER_MILLE

DEPOSITS = "4191"
PENDING = "4458"
"""The VAT of services that is due when the customer pays; other accounts begin with the same digits."""
COLLECTED, ON_ASSETS, ON_OTHERS, CARRIED, TO_PAY = "44571", "44562", "44566", "44567", "44551"
FOLLOWED = (COLLECTED, ON_ASSETS, ON_OTHERS)
"""The accounts that the boxes are made of."""
_EXPECTED = (TO_PAY, CARRIED, "44583", "44586", "44587")
"""Settlements, refunds asked for, and VAT of invoices that have not come or gone yet."""
SERVICES = ("704", "705", "706")
"""Sales whose VAT is due when the customer pays, unless the seller has opted for debits (CGI art. 269, 2 c)."""
NO_RATE = ""


@dataclass
class VatSums:
    """Sums that are being made. Taxes collected and bases are positive for a sale; what is deductible, for a purchase."""

    bases: dict[str, int] = field(default_factory=dict)
    service_bases: dict[str, int] = field(default_factory=dict)
    taxes: dict[str, int] = field(default_factory=dict)
    moved: dict[str, int] = field(default_factory=dict)
    settled: dict[str, int] = field(default_factory=dict)
    by_code: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, entry: Entry, analytic_code: str | None = None) -> None:
        """Add an entry, or what one activity has in it."""
        lines = [one for one in entry.lines if analytic_code is None or one.analytic_code == analytic_code]
        if entry.journal is Journal.OPENING or settles(entry.lines):
            for line in lines:
                if line.account.startswith(FOLLOWED):
                    _add(self.settled, _followed(line.account), line.balance_cents)
            return
        is_sale = entry.journal is Journal.SALES
        waiting = {line.vat_rate for line in lines if is_sale and line.account == PENDING}
        deposits = {line.vat_rate for line in lines if line.account.startswith(DEPOSITS)} & waiting
        for line in lines:
            self._add_line(line, waiting, deposits)
        self._add_received(entry, lines)

    def _add_received(self, entry: Entry, lines: Iterable[EntryLine]) -> None:
        """The bases of services whose VAT becomes due with this payment: what the tax is the tax of."""
        if entry.journal is Journal.SALES:
            return
        for line in lines:
            if line.account == PENDING and line.vat_rate in VAT_PER_MILLE:
                base = half_up(line.balance_cents * 1000, VAT_PER_MILLE[line.vat_rate])
                _add(self.bases, line.vat_rate, base)
                _add(self.service_bases, line.vat_rate, base)

    def _add_line(self, line: EntryLine, waiting: Set[str | None], deposits: Set[str | None]) -> None:
        """``deposits`` are rates of a deposit, or of what takes one off, a part of which waits: the base follows the tax."""
        rate = line.vat_rate or NO_RATE
        if line.account.startswith(FOLLOWED):
            account = _followed(line.account)
            _add(self.moved, account, line.balance_cents)
            code_key = (line.analytic_code or "", account)
            self.by_code[code_key] = self.by_code.get(code_key, 0) + line.balance_cents
            if account == COLLECTED:
                _add(self.taxes, rate, -line.balance_cents)
                if line.vat_rate in deposits:
                    _add(self.bases, rate, half_up(-line.balance_cents * 1000, VAT_PER_MILLE[rate]))
        elif (line.vat_rate in deposits and line.account.startswith(("70", DEPOSITS))) or (
            line.account.startswith(SERVICES) and line.vat_rate in waiting
        ):
            return
        elif line.account.startswith("70"):
            _add(self.bases, rate, -line.balance_cents)
            if line.account.startswith(SERVICES):
                _add(self.service_bases, rate, -line.balance_cents)
        elif line.vat_rate is not None and line.account.startswith(("7", DEPOSITS)):
            _add(self.bases, rate, -line.balance_cents)


def other_moves(cells: Iterable[Cell]) -> dict[str, int]:
    """VAT accounts that moved and that no box is made of (4452, 44578…): account to debit minus credit."""
    sums: dict[str, int] = {}
    for cell in cells:
        if cell.account.startswith("445") and not cell.account.startswith((*FOLLOWED, *_EXPECTED)):
            _add(sums, cell.account, cell.balance_cents)
    return {account: cents for account, cents in sorted(sums.items()) if cents and account != PENDING}


def followed_moves(cells: Iterable[Cell]) -> dict[str, int]:
    """The followed accounts in kept sums: account to debit minus credit."""
    sums: dict[str, int] = {}
    for cell in cells:
        if cell.account.startswith(FOLLOWED):
            _add(sums, _followed(cell.account), cell.balance_cents)
    return sums


def settles(lines: Iterable[EntryLine]) -> bool:
    """Whether an entry settles a return instead of recording an operation."""
    return any(line.account.startswith((TO_PAY, CARRIED)) for line in lines)


def _followed(account: str) -> str:
    return next(one for one in FOLLOWED if account.startswith(one))


def _add(sums: dict[str, int], key: str, cents: int) -> None:
    sums[key] = sums.get(key, 0) + cents
