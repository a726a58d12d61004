"""The reconciliation of a bank account on a day."""

from datetime import date

from pydantic import BaseModel, Field

from accounting.domain.accounts import padded
from accounting.domain.bank.reconciliation import Reconciliation
from essaim.contracts.types import Amount


class OpenMovementOut(BaseModel):
    """A movement that the books do not have on that day."""

    id: str
    booked_on: date
    label: str
    status: str
    amount: Amount


class OpenLineOut(BaseModel):
    """A line of the books that the statement does not have."""

    entry_id: str
    place: int
    posted_on: date
    number: str
    label: str
    amount: Amount


class ReconciliationOut(BaseModel):
    """bank − books = not in books − not on statement + remaining. ``remaining`` is 0.00 when everything is explained."""

    account_id: str
    on: date
    ledger_account: str
    bank: Amount
    bank_from: str = Field(description="given, statement, or movements when no file said a balance")
    books: Amount
    difference: Amount
    not_in_books: Amount
    not_on_statement: Amount
    remaining: Amount
    movements: list[OpenMovementOut]
    lines: list[OpenLineOut]

    @classmethod
    def of(cls, account_id: str, made: Reconciliation) -> "ReconciliationOut":
        """From the domain."""
        return cls(
            account_id=account_id,
            on=made.on,
            ledger_account=padded(made.ledger_account),
            bank=made.bank_cents,
            bank_from=made.bank_from,
            books=made.books_cents,
            difference=made.difference_cents,
            not_in_books=made.not_in_books_cents,
            not_on_statement=made.not_on_statement_cents,
            remaining=made.remaining_cents,
            movements=[
                OpenMovementOut(
                    id=one.id, booked_on=one.booked_on, label=one.label, status=one.status, amount=one.amount_cents
                )
                for one in made.movements
            ],
            lines=[
                OpenLineOut(
                    entry_id=one.record_id,
                    place=one.place,
                    posted_on=one.posted_on,
                    number=one.number,
                    label=one.label,
                    amount=one.amount_cents,
                )
                for one in made.lines
            ],
        )
