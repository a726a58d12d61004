"""Entries, balances and FEC exports."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.accounts import padded
from accounting.domain.fec_export import FecExport
from accounting.domain.record import Record
from accounting.domain.reports.activity_figures import ActivityBalance
from essaim.contracts.types import Amount
from essaim.kit.aggregate import Stored


class EntryLineOut(BaseModel):
    """One movement."""

    account: str
    account_label: str
    auxiliary: str | None
    analytic_code: str | None
    debit: Amount
    credit: Amount
    due_on: date | None
    vat_rate: str | None
    letters: str | None = Field(description="Lines with the same letters settle each other.")


class EntryOut(BaseModel):
    """A validated entry."""

    id: str
    siren: str
    fiscal_year: int
    journal: str
    number: str
    posted_on: date
    validated_on: date
    label: str
    voucher_ref: str
    voucher_on: date
    source_key: str
    lines: list[EntryLineOut]

    @classmethod
    def of(cls, stored: Stored[Record]) -> "EntryOut":
        """From the stored one."""
        one = stored.state.certain_entry
        lines = [
            EntryLineOut(
                account=padded(line.account),
                account_label=line.account_label,
                auxiliary=line.auxiliary.account if line.auxiliary else None,
                analytic_code=line.analytic_code,
                debit=line.debit_cents,
                credit=line.credit_cents,
                due_on=line.due_on,
                vat_rate=line.vat_rate,
                letters=stored.state.letters[place].code if place in stored.state.letters else None,
            )
            for place, line in enumerate(one.lines)
        ]
        return cls(
            id=stored.id,
            siren=one.siren,
            fiscal_year=one.fiscal_year,
            journal=one.journal,
            number=one.reference,
            posted_on=one.posted_on,
            validated_on=one.validated_on,
            label=one.label,
            voucher_ref=one.voucher_ref,
            voucher_on=one.voucher_on,
            source_key=one.source_key,
            lines=lines,
        )


class BalanceOut(BaseModel):
    """The figures of an activity."""

    turnover: Amount
    purchases: Amount
    margin: Amount
    contribution: Amount
    treasury: Amount
    receivables: Amount
    payables: Amount
    shared: Amount

    @classmethod
    def of(cls, one: ActivityBalance) -> "BalanceOut":
        """From the domain."""
        return cls(
            turnover=one.turnover_cents,
            purchases=one.purchases_cents,
            margin=one.margin_cents,
            contribution=one.contribution_cents,
            treasury=one.treasury_cents,
            receivables=one.receivables_cents,
            payables=one.payables_cents,
            shared=one.shared_cents,
        )


class FecIn(BaseModel):
    """Which financial year, named after the civil year in which it closes."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"year": 2027}]})
    year: int = Field(ge=2000, le=2099)


class FecOut(BaseModel):
    """A FEC that was written; its bytes are at ``/v1/fec-exports/{id}/file``."""

    id: str
    siren: str
    year: int
    file_name: str
    line_count: int
    size: int
    sha256: str
    exported_on: date
    year_is_closed: bool = Field(description="A FEC is final once its year is closed; until then entries may be added.")

    @classmethod
    def of(cls, stored: Stored[FecExport]) -> "FecOut":
        """From the stored one."""
        one = stored.state
        return cls(
            id=stored.id,
            siren=one.siren,
            year=one.year,
            file_name=one.file_name,
            line_count=one.line_count,
            size=one.size,
            sha256=one.sha256,
            exported_on=one.exported_on,
            year_is_closed=one.year_is_closed,
        )
