"""The reconciliation of a bank account on a day (état de rapprochement): what the bank says, what the books say, and why they
differ.

bank − books = movements that the books do not have − lines that the statement does not have + what remains. What remains is
nothing when all statements are there and the books began with the balance of the first one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OpenMovement:
    """A movement of which the books do not have ``amount_cents`` on that day."""

    id: str
    booked_on: date
    label: str
    status: str
    amount_cents: int


@dataclass(frozen=True)
class OpenLine:
    """A line of the books that no movement until that day is behind."""

    record_id: str
    place: int
    posted_on: date
    number: str
    label: str
    amount_cents: int


@dataclass(frozen=True)
class Reconciliation:
    """``bank_from`` says where the balance by the bank is from: ``given``, ``statement`` or ``movements``."""

    on: date
    ledger_account: str
    bank_cents: int
    bank_from: str
    books_cents: int
    movements: Sequence[OpenMovement]
    lines: Sequence[OpenLine]

    @property
    def difference_cents(self) -> int:
        """Bank minus books."""
        return self.bank_cents - self.books_cents

    @property
    def not_in_books_cents(self) -> int:
        """The sum of the movements."""
        return sum(one.amount_cents for one in self.movements)

    @property
    def not_on_statement_cents(self) -> int:
        """The sum of the lines."""
        return sum(one.amount_cents for one in self.lines)

    @property
    def remaining_cents(self) -> int:
        """What nothing explains."""
        return self.difference_cents - self.not_in_books_cents + self.not_on_statement_cents
