"""Receivables and payables by age."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from accounting.domain.management.ageing import Ageing, OpenItem
from accounting.http.schemas.management_examples import OPEN_ACCOUNTS
from accounting.usecases.management.read_receivables import OpenAccounts
from essaim.contracts.types import Amount


class OpenItemOut(BaseModel):
    """An open invoice. Names, numbers and documents are empty for those who see figures only."""

    third_party: str
    name: str
    voucher_ref: str
    document: str
    posted_on: date
    due_on: date
    late_days: int
    age: str
    amount: Amount
    open: Amount

    @classmethod
    def of(cls, item: OpenItem) -> "OpenItemOut":
        """From the domain."""
        return cls(
            third_party=item.party.auxiliary,
            name=item.name,
            voucher_ref=item.voucher_ref,
            document=item.document,
            posted_on=item.posted_on,
            due_on=item.due_on,
            late_days=item.late_days,
            age=item.age,
            amount=item.amount_cents,
            open=item.open_cents,
        )


class AgeingOut(BaseModel):
    """Sums by age and the invoices behind them. ``unallocated`` is money without an invoice: ``balance`` = open minus it.

    Lines without letters are settled oldest due first within a third party (FIFO).
    """

    balance: Amount
    open: Amount
    overdue: Amount
    unallocated: Amount
    by_age: dict[str, Amount]
    items: list[OpenItemOut]

    @classmethod
    def of(cls, ageing: Ageing) -> "AgeingOut":
        """From the domain."""
        return cls(
            balance=ageing.balance_cents,
            open=ageing.open_cents,
            overdue=ageing.overdue_cents,
            unallocated=ageing.unallocated_cents,
            by_age={str(age): cents for age, cents in ageing.by_age.items()},
            items=[OpenItemOut.of(one) for one in ageing.items],
        )


class OpenAccountsOut(BaseModel):
    """What customers owe, and what suppliers get."""

    model_config = ConfigDict(json_schema_extra={"examples": [OPEN_ACCOUNTS]})
    on: date
    receivables: AgeingOut
    payables: AgeingOut

    @classmethod
    def of(cls, on: date, found: OpenAccounts) -> "OpenAccountsOut":
        """From what was read."""
        return cls(on=on, receivables=AgeingOut.of(found.receivables), payables=AgeingOut.of(found.payables))
