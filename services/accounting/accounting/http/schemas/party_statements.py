"""Statements of third parties."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from accounting.domain.party_statement import PartyStatement, StatementLine
from accounting.http.schemas.management_ageing import AgeingOut
from essaim.contracts.types import Amount


class StatementLineOut(BaseModel):
    """A line of the account, and the balance after it."""

    posted_on: date
    due_on: date
    voucher_ref: str
    label: str
    analytic_code: str
    letters: str
    document: str
    debit: Amount
    credit: Amount
    balance: Amount

    @classmethod
    def of(cls, one: StatementLine) -> "StatementLineOut":
        """From the domain."""
        line = one.line
        return cls(
            posted_on=line.posted_on,
            due_on=line.due_on,
            voucher_ref=line.voucher_ref,
            label=line.label,
            analytic_code=line.party.code,
            letters=line.letters.rpartition(":")[2],
            document=line.document,
            debit=one.debit_cents,
            credit=one.credit_cents,
            balance=one.balance_cents,
        )


class PartyStatementOut(BaseModel):
    """What is open on a day, and the lines of the accounts since the books begin, merged accounts together.

    ``balance`` is what the customer owes, or what the supplier gets.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Librairie Exemple",
                    "accounts": ["C00001"],
                    "siren": "732829320",
                    "analytic_code": None,
                    "starts_on": "2026-09-01",
                    "on": "2026-12-01",
                    "balance": "0.00",
                    "open": {
                        "balance": "0.00",
                        "open": "0.00",
                        "overdue": "0.00",
                        "unallocated": "0.00",
                        "by_age": {},
                        "items": [],
                    },
                    "lines": [],
                }
            ]
        }
    )
    name: str
    accounts: list[str]
    siren: str
    analytic_code: str | None
    starts_on: date
    on: date
    balance: Amount
    open: AgeingOut
    lines: list[StatementLineOut]

    @classmethod
    def of(cls, one: PartyStatement) -> "PartyStatementOut":
        """From the domain."""
        return cls(
            name=one.name,
            accounts=list(one.accounts),
            siren=one.siren,
            analytic_code=one.analytic_code,
            starts_on=one.starts_on,
            on=one.on,
            balance=one.balance_cents,
            open=AgeingOut.of(one.ageing),
            lines=[StatementLineOut.of(line) for line in one.lines],
        )
