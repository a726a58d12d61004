"""Entries written by hand, the chart, and closings."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from accounting.domain.added_account import AddedAccount
from accounting.domain.entry import Auxiliary, EntryLine, Journal
from accounting.domain.manual_entry import Content, ManualEntry
from accounting.domain.period import Closing
from accounting.http.schemas.texts import Line, Short
from essaim.contracts.types import Amount, AmountIn, Code
from essaim.kit.aggregate import Stored

AccountNumber = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{2,11}$")]
Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]

_BANK_FEE: JsonDict = {
    "journal": "OD",
    "posted_on": "2026-10-31",
    "label": "Frais bancaires d'octobre",
    "voucher_ref": "RELEVE-2026-10",
    "voucher_on": "2026-10-31",
    "lines": [
        {"account": "627", "debit": "12.00", "analytic_code": "A001"},
        {"account": "512", "credit": "12.00", "analytic_code": "A001"},
    ],
    "sentence": "La banque a prélevé ses frais de tenue de compte.",
}


class ThirdParty(BaseModel):
    """A third party's account under a collective one."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"account": "F00007", "label": "Cuirs"}]})
    account: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{2,20}$")]
    label: Line


class EntryLineIn(BaseModel):
    """One movement: a debit or a credit."""

    model_config = ConfigDict(extra="forbid")
    account: AccountNumber
    debit: AmountIn = 0
    credit: AmountIn = 0
    third_party: ThirdParty | None = None
    analytic_code: Code | None = None
    due_on: date | None = None
    vat_rate: Literal["20", "10", "5.5", "2.1"] | None = Field(
        default=None,
        description="On a sale (70) and on its tax (44571) alike: the VAT return reads the rate from both.",
    )

    def to_domain(self) -> EntryLine:
        """As the domain has it."""
        third = Auxiliary(self.third_party.account, self.third_party.label) if self.third_party else None
        return EntryLine(
            self.account, self.debit, self.credit, third, self.analytic_code, due_on=self.due_on, vat_rate=self.vat_rate
        )


class EntryDraftIn(BaseModel):
    """An entry that the accountant writes by hand. It need not balance before it is validated."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_BANK_FEE]})
    journal: Literal["VE", "AC", "BQ", "CA", "PA", "OD"]
    posted_on: date
    label: Line
    voucher_ref: Short
    voucher_on: date
    lines: Annotated[list[EntryLineIn], Field(max_length=500)]
    sentence: Annotated[str, StringConstraints(max_length=500)] = Field(
        default="", description="Why, in French, for a first-year student."
    )

    def to_domain(self) -> Content:
        """As the domain has it."""
        return Content(
            Journal(self.journal),
            self.posted_on,
            self.label,
            self.voucher_ref,
            self.voucher_on,
            tuple(line.to_domain() for line in self.lines),
            self.sentence,
        )


class DraftLineOut(BaseModel):
    """One movement of a draft."""

    account: str
    debit: Amount
    credit: Amount
    third_party: ThirdParty | None
    analytic_code: str | None
    due_on: date | None
    vat_rate: str | None


class EntryDraftOut(BaseModel):
    """A draft, how far it is from balance, and the entry that it became."""

    id: str
    siren: str
    status: str
    journal: str
    posted_on: date
    label: str
    voucher_ref: str
    voucher_on: date
    lines: list[DraftLineOut]
    difference: Amount = Field(description="Debit minus credit; 0.00 when it balances.")
    sentence: str
    written_by: str
    entry_id: str | None
    version: int

    @classmethod
    def of(cls, stored: Stored[ManualEntry]) -> "EntryDraftOut":
        """From the stored one."""
        one, content = stored.state, stored.state.content
        lines = [
            DraftLineOut(
                account=line.account,
                debit=line.debit_cents,
                credit=line.credit_cents,
                third_party=ThirdParty(account=line.auxiliary.account, label=line.auxiliary.label)
                if line.auxiliary
                else None,
                analytic_code=line.analytic_code,
                due_on=line.due_on,
                vat_rate=line.vat_rate,
            )
            for line in content.lines
        ]
        return cls(
            id=stored.id,
            siren=one.siren,
            status=one.status,
            journal=content.journal,
            posted_on=content.posted_on,
            label=content.label,
            voucher_ref=content.voucher_ref,
            voucher_on=content.voucher_on,
            lines=lines,
            difference=sum(line.balance_cents for line in content.lines),
            sentence=content.sentence,
            written_by=one.written_by,
            entry_id=one.record_id,
            version=stored.version,
        )


class ReversalIn(BaseModel):
    """Why an entry is reversed, and from which day on (today when it is not said)."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "compte erroné"}]})
    reason: Line
    posted_on: date | None = None


class AccountIn(BaseModel):
    """The label of an account that is added."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"label": "Prestations de formation"}]})
    label: Line


class AccountOut(BaseModel):
    """An account of the chart; ``added`` by the legal entity, or of the PCG."""

    account: str
    label: str
    added: bool

    @classmethod
    def of(cls, one: AddedAccount) -> "AccountOut":
        """From an added one."""
        return cls(account=one.account, label=one.label, added=True)


class ChartOut(BaseModel):
    """The chart of a legal entity, in the order of the accounts."""

    siren: str
    accounts: list[AccountOut]


class ClosingIn(BaseModel):
    """What is closed, for ever: a month, or a financial year whose months are closed."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"month": "2026-09"}, {"year": 2027}]})
    month: Month | None = None
    year: int | None = Field(default=None, ge=2000, le=2099)


class ClosingOut(BaseModel):
    """A closing with its totals. ``perpetual`` is everything that was ever posted until its end."""

    period: str
    kind: str
    fiscal_year: int
    starts_on: date
    ends_on: date
    closed_on: date
    closed_by: str
    entry_count: int
    debit: Amount
    perpetual: Amount
    last_numbers: dict[str, int]

    @classmethod
    def of(cls, one: Closing) -> "ClosingOut":
        """From the domain."""
        return cls(
            period=one.name,
            kind=one.kind,
            fiscal_year=one.fiscal_year,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            closed_on=one.closed_on,
            closed_by=one.closed_by,
            entry_count=one.entry_count,
            debit=one.debit_cents,
            perpetual=one.perpetual_cents,
            last_numbers=dict(one.last_numbers),
        )
