"""What importing a bank statement would do, and what an import has done."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.bank.line import StatementBalances, StatementLine
from accounting.domain.bank.statement_import import FileFormat, ImportStatus, StatementImport
from accounting.usecases.bank.plan_statement_import import StatementPlan
from essaim.contracts.types import Amount
from essaim.kit.aggregate import Stored


class StatementLineOut(BaseModel):
    """A movement of the file; ``place`` is its row, line or entry in it."""

    place: int
    booked_on: date
    value_on: date | None
    amount: Amount
    label: str
    reference: str
    counterparty: str

    @classmethod
    def of(cls, one: StatementLine) -> "StatementLineOut":
        """From the domain."""
        return cls(
            place=one.place,
            booked_on=one.booked_on,
            value_on=one.value_on,
            amount=one.amount_cents,
            label=one.label,
            reference=one.reference,
            counterparty=one.counterparty,
        )


class BalancesOut(BaseModel):
    """The balances of a statement in the file."""

    reference: str
    opening_on: date | None
    opening: Amount | None
    closing_on: date | None
    closing: Amount | None

    @classmethod
    def of(cls, one: StatementBalances) -> "BalancesOut":
        """From the domain."""
        return cls(
            reference=one.reference,
            opening_on=one.opening_on,
            opening=one.opening_cents,
            closing_on=one.closing_on,
            closing=one.closing_cents,
        )


class FileProblemOut(BaseModel):
    """What is wrong, and where: ``rows.12.amount``, ``lines.4.91``, ``entries.3.Amt``, ``file``."""

    field: str
    message: str
    accepted: str


class StatementPlanOut(BaseModel):
    """What would happen; nothing was written. The first movements are shown, the counts are of all."""

    account_id: str
    format: FileFormat
    sha256: str
    size: int
    acceptable: bool
    line_count: int
    new_count: int
    known_count: int
    first_on: date | None
    last_on: date | None
    new: list[StatementLineOut]
    known: list[StatementLineOut]
    balances: list[BalancesOut] = Field(description="Those of the last statements in the file")
    problem_count: int
    problems: list[FileProblemOut]

    @classmethod
    def of(cls, plan: StatementPlan) -> "StatementPlanOut":
        """From the use case."""
        return cls(
            account_id=plan.account.id,
            format=plan.format,
            sha256=plan.sha256,
            size=plan.size,
            acceptable=not plan.problems.count,
            line_count=plan.line_count,
            new_count=plan.new_count,
            known_count=plan.known_count,
            first_on=plan.first_on,
            last_on=plan.last_on,
            new=[StatementLineOut.of(one) for one in plan.new],
            known=[StatementLineOut.of(one) for one in plan.known],
            balances=[BalancesOut.of(one) for one in plan.balances],
            problem_count=plan.problems.count,
            problems=[
                FileProblemOut(field=one.place, message=one.message, accepted=one.accepted)
                for one in plan.problems.shown
            ],
        )


class StatementImportOut(BaseModel):
    """An import, and how far it is."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "0b0b8b0e-3a53-5c0c-9a47-1d6f3ad1c001",
                    "account_id": "compte-courant",
                    "siren": "732829320",
                    "format": "camt",
                    "sha256": "53c8b726476624802d4ace7051a3a0929874c311d7c14aade78c9682ac991535",
                    "size": 18211,
                    "status": "DONE",
                    "line_count": 42,
                    "done_count": 42,
                    "added_count": 40,
                    "known_count": 2,
                    "first_on": "2026-11-01",
                    "last_on": "2026-11-30",
                    "error": "",
                    "asked_on": "2026-12-01",
                    "ended_on": "2026-12-01",
                }
            ]
        }
    )
    id: str
    account_id: str
    siren: str
    format: FileFormat
    sha256: str
    size: int
    status: ImportStatus
    line_count: int
    done_count: int
    added_count: int
    known_count: int
    first_on: date | None
    last_on: date | None
    error: str
    asked_on: date
    ended_on: date | None

    @classmethod
    def of(cls, stored: Stored[StatementImport]) -> "StatementImportOut":
        """From the stored one."""
        one = stored.state
        return cls(
            id=stored.id,
            account_id=one.account_id,
            siren=one.siren,
            format=one.format,
            sha256=one.sha256,
            size=one.size,
            status=one.status,
            line_count=one.line_count,
            done_count=one.done_count,
            added_count=one.added_count,
            known_count=one.known_count,
            first_on=one.first_on,
            last_on=one.last_on,
            error=one.error,
            asked_on=one.asked_on,
            ended_on=one.ended_on,
        )
