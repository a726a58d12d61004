"""Entries, balances, share-outs and FEC exports."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.accounts import label_of, padded
from accounting.domain.balance import AccountBalance, ActivityBalance
from accounting.domain.entry import Entry
from accounting.domain.fec_export import FecExport
from accounting.domain.share import Share
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
    def of(cls, stored: Stored[Entry]) -> "EntryOut":
        """From the stored one."""
        one = stored.state
        lines = [
            EntryLineOut(
                account=padded(line.account),
                account_label=label_of(line.account),
                auxiliary=line.auxiliary.account if line.auxiliary else None,
                analytic_code=line.analytic_code,
                debit=line.debit_cents,
                credit=line.credit_cents,
            )
            for line in one.lines
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


class AccountBalanceOut(BaseModel):
    """One account of a trial balance."""

    account: str
    label: str
    debit: Amount
    credit: Amount
    balance: Amount


class TrialBalanceOut(BaseModel):
    """Every account that moved, and the two sums, which are equal."""

    siren: str
    lines: list[AccountBalanceOut]
    debit: Amount
    credit: Amount

    @classmethod
    def of(cls, siren: str, accounts: tuple[AccountBalance, ...]) -> "TrialBalanceOut":
        """From the domain."""
        lines = [
            AccountBalanceOut(
                account=padded(one.account),
                label=one.label,
                debit=one.debit_cents,
                credit=one.credit_cents,
                balance=one.balance_cents,
            )
            for one in accounts
        ]
        debit, credit = sum(one.debit_cents for one in accounts), sum(one.credit_cents for one in accounts)
        return cls(siren=siren, lines=lines, debit=debit, credit=credit)


class MemberShareOut(BaseModel):
    """What one member receives, and by which weight (minutes for HOURS)."""

    person_id: str
    member_number: int
    weight: int
    amount: Amount


class ShareOut(BaseModel):
    """A share-out with the steps from the cash to the pool."""

    id: str
    group_id: str
    status: str
    rule: str
    resolution_id: str
    cash_collected: Amount
    direct_charges: Amount
    contribution: Amount
    pool: Amount
    shares: list[MemberShareOut]
    computed_on: date
    approved_on: date | None
    version: int

    @classmethod
    def of(cls, stored: Stored[Share]) -> "ShareOut":
        """From the stored one."""
        one = stored.state
        shares = [
            MemberShareOut(
                person_id=member.person_id,
                member_number=member.member_number,
                weight=member.weight,
                amount=member.amount_cents,
            )
            for member in one.members
        ]
        return cls(
            id=stored.id,
            group_id=one.group_id,
            status=one.status,
            rule=one.rule,
            resolution_id=one.resolution_id,
            cash_collected=one.pool.cash_collected_cents,
            direct_charges=one.pool.direct_charges_cents,
            contribution=one.pool.contribution_cents,
            pool=one.pool.pool_cents,
            shares=shares,
            computed_on=one.computed_on,
            approved_on=one.approved_on,
            version=stored.version,
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
    sha256: str
    exported_on: date

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
            sha256=one.sha256,
            exported_on=one.exported_on,
        )
