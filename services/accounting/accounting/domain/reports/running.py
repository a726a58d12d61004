"""Lines of the general ledger account by account, with the balance after each."""

from dataclasses import dataclass
from datetime import date

from accounting.domain.reports.ledger_line import LedgerLine


@dataclass(frozen=True)
class AccountBlock:
    """An account before its lines: what was there, and what they add up to."""

    account: str
    label: str
    starts_on: date
    opening_cents: int
    debit_cents: int
    credit_cents: int

    @property
    def closing_cents(self) -> int:
        """What is there after them."""
        return self.opening_cents + self.debit_cents - self.credit_cents


@dataclass(frozen=True)
class Running:
    """A line, and the balance after it."""

    line: LedgerLine
    balance_cents: int
