"""What of a person is in the books, and until when the law keeps it (GDPR-02, ACC-10).

Entries, invoices, vouchers and statements of a share-out stay ten years from the end of the financial year (C. com. L123-22), and
with them the name that makes them readable. Everything else goes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from accounting.domain.advance import AdvanceBook
from accounting.domain.expenses.sheet import ExpenseSheet, SheetStatus, expense_payable
from accounting.domain.fiscal_year import fiscal_year_of, last_day
from accounting.domain.purchase import Payee, Purchase
from accounting.domain.purchasing.parts import purchase_left_cents
from accounting.domain.share import Share, ShareStatus

KEPT_YEARS = 10
LEDGER_ENTRIES = "ledger-entries"
IDENTITY_OF_LEDGER = "identity-of-ledger"
BANK_DETAILS_DUE = "bank-details-due"
EXPENSES_OPEN = "expenses-open"
IN_THE_BOOKS = frozenset({SheetStatus.APPROVED, SheetStatus.PAID, SheetStatus.WAIVED})


@dataclass(frozen=True)
class Answer:
    """That an answer was given: to which request, about whom, and which piece of it. What it said is not kept."""

    request_id: str
    person_id: str
    part: int = 1


@dataclass(frozen=True)
class Traces:
    """Everything that names a person: their sheets, the share-outs and advances of their activities, what they paid."""

    person_id: str
    sheets: tuple[ExpenseSheet, ...]
    shares: tuple[Share, ...]
    advances: tuple[AdvanceBook, ...]
    purchases: tuple[Purchase, ...]

    @property
    def booked_days(self) -> tuple[date, ...]:
        """The days of what is in the books because of the person."""
        return tuple(self._days())

    @property
    def is_owed(self) -> bool:
        """Whether the cooperative still has to pay them: then it needs their account."""
        approved = any(expense_payable(one) > 0 for one in self.sheets)
        shared = any(
            one.status in (ShareStatus.COMPUTED, ShareStatus.APPROVED) and self._left(one) > 0 for one in self.shares
        )
        lent = any(
            advance.repayment is None
            for one in self.advances
            for advance in one.advances
            if advance.person_id == self.person_id
        )
        advanced = any(purchase_left_cents(one, Payee.MEMBER) > 0 for one in self.purchases)
        return approved or shared or lent or advanced

    @property
    def awaits_decision(self) -> bool:
        """Whether somebody still has to decide on what they claim."""
        return any(one.status is SheetStatus.SUBMITTED for one in self.sheets)

    def _left(self, share: Share) -> int:
        member = share.member(self.person_id)
        return member.amount_cents - share.paid_to(self.person_id) if member else 0

    def _days(self) -> Iterator[date]:
        for sheet in self.sheets:
            if sheet.approval is not None:
                yield sheet.approval.approved_on
            yield from (one.paid_on for one in sheet.payments)
        for share in self.shares:
            yield share.approved_on or share.computed_on
            yield from (one.paid_on for one in share.payments if one.person_id == self.person_id)
        for book in self.advances:
            for advance in book.advances:
                if advance.person_id == self.person_id:
                    yield advance.repayment.repaid_on if advance.repayment else advance.received_on
        for bought in self.purchases:
            yield bought.invoiced_on
            yield from (one.paid_on for one in bought.payments if one.to is Payee.MEMBER)


def kept_codes(traces: Traces) -> tuple[str, ...]:
    """What stays, as codes."""
    booked = bool(traces.booked_days)
    return (
        *((LEDGER_ENTRIES,) if booked else ()),
        *((IDENTITY_OF_LEDGER,) if booked or traces.is_owed or traces.awaits_decision else ()),
        *((BANK_DETAILS_DUE,) if traces.is_owed else ()),
        *((EXPENSES_OPEN,) if traces.awaits_decision else ()),
    )


def kept_until(days: Iterable[date], fiscal_year_start_month: int) -> date | None:
    """Ten years from the end of the financial year of the last day; None when there is none."""
    latest = max(days, default=None)
    if latest is None:
        return None
    year = fiscal_year_of(latest, fiscal_year_start_month)
    return last_day(year + KEPT_YEARS, fiscal_year_start_month)
