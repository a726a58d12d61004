"""The general ledger, the journal and the VAT return as JSON."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from accounting.domain.accounts import padded
from accounting.domain.entry import EntryDraft
from accounting.domain.reports.labels import Labels, label_in
from accounting.domain.reports.ledger_line import LedgerLine
from accounting.domain.reports.running import Running
from accounting.domain.reports.span import Span
from accounting.domain.reports.vat_return import BASIS, Box
from accounting.http.schemas import report_examples as examples
from accounting.http.schemas.reports import StatementOut, statement
from accounting.usecases.reports.read_ledger_page import LedgerPage
from accounting.usecases.reports.read_vat_return import VatReport
from essaim.contracts.types import Amount


class JournalLineOut(BaseModel):
    """A line of an entry, as the journal has it."""

    posted_on: date
    journal: str
    number: str
    entry_id: str
    voucher_ref: str
    voucher_on: date
    label: str
    account: str
    account_label: str
    third_party: str | None
    third_party_label: str | None
    analytic_code: str | None
    letters: str | None
    debit: Amount
    credit: Amount

    @classmethod
    def of(cls, line: LedgerLine) -> "JournalLineOut":
        """From the domain."""
        return cls(
            posted_on=line.posted_on,
            journal=line.journal,
            number=line.number,
            entry_id=line.record_id,
            voucher_ref=line.voucher_ref,
            voucher_on=line.voucher_on,
            label=line.label,
            account=padded(line.account),
            account_label=line.account_label,
            third_party=line.third_party or None,
            third_party_label=line.third_party_label or None,
            analytic_code=line.analytic_code or None,
            letters=line.letters or None,
            debit=line.debit_cents,
            credit=line.credit_cents,
        )


class LedgerLineOut(JournalLineOut):
    """A line, and the balance of all lines asked for after it."""

    balance: Amount

    @classmethod
    def running(cls, one: Running) -> "LedgerLineOut":
        """From the domain."""
        return cls(**JournalLineOut.of(one.line).model_dump(), balance=one.balance_cents)


class LedgerOut(StatementOut):
    """A page of lines by day. ``opening`` is the balance before the first day; à-nouveaux are lines."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.LEDGER]})
    opening: Amount
    items: list[LedgerLineOut]
    next: str | None

    @classmethod
    def of(cls, siren: str, code: str | None, span: Span, page: LedgerPage) -> "LedgerOut":
        """From the use case."""
        items = [LedgerLineOut.running(one) for one in page.lines]
        return cls(**statement(siren, code, span), opening=page.opening_cents, items=items, next=page.next)


class JournalOut(StatementOut):
    """A page of the journal: lines by day, in the order of their entries."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.JOURNAL]})
    items: list[JournalLineOut]
    next: str | None

    @classmethod
    def of(cls, siren: str, code: str | None, span: Span, page: LedgerPage) -> "JournalOut":
        """From the use case."""
        items = [JournalLineOut.of(one.line) for one in page.lines]
        return cls(**statement(siren, code, span), items=items, next=page.next)


class BoxOut(BaseModel):
    """A box of the form: whole euros as they are declared, exact amounts beside them."""

    number: str
    label: str
    base_euros: int | None
    tax_euros: int | None
    base: Amount | None
    tax: Amount | None

    @classmethod
    def of(cls, one: Box) -> "BoxOut":
        """From the domain."""
        return cls(
            number=one.number,
            label=one.label,
            base_euros=one.base_euros,
            tax_euros=one.tax_euros,
            base=one.base_cents,
            tax=one.tax_cents,
        )


class VatAccountOut(BaseModel):
    """A VAT account, credit positive: what moved, what is in the boxes, what settled earlier returns, what is left."""

    account: str
    moved: Amount
    declared: Amount
    settled: Amount
    difference: Amount


class VatRateOut(BaseModel):
    """A rate: the tax that its base makes, the tax that was booked."""

    rate: str
    base: Amount
    expected: Amount
    booked: Amount
    difference: Amount


class ProposedLineOut(BaseModel):
    """A line of an entry that is not posted."""

    account: str
    label: str
    analytic_code: str | None
    debit: Amount
    credit: Amount


class ProposedEntryOut(BaseModel):
    """An entry that is proposed and not posted; ``why`` explains it."""

    posted_on: date
    journal: str
    voucher_ref: str
    label: str
    why: str
    lines: list[ProposedLineOut]

    @classmethod
    def of(cls, draft: EntryDraft, labels: Labels) -> "ProposedEntryOut":
        """From the domain."""
        lines = [
            ProposedLineOut(
                account=padded(line.account),
                label=label_in(line.account, labels),
                analytic_code=line.analytic_code,
                debit=line.debit_cents,
                credit=line.credit_cents,
            )
            for line in draft.lines
        ]
        return cls(
            posted_on=draft.posted_on,
            journal=draft.journal.value,
            voucher_ref=draft.voucher_ref,
            label=draft.label,
            why=draft.why.sentence,
            lines=lines,
        )


class VatReturnOut(StatementOut):
    """The figures of a VAT return. ``is_complete`` says that every cent on the VAT accounts is in a box."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.VAT_RETURN]})
    form: str
    basis: str
    boxes: list[BoxOut]
    gross: Amount
    deductible: Amount
    net: Amount
    due_euros: int
    credit_euros: int
    is_complete: bool
    accounts: list[VatAccountOut]
    rates: list[VatRateOut]
    services_base: Amount
    services_tax: Amount
    other_accounts: list[VatAccountOut]
    proposed_entry: ProposedEntryOut | None

    @classmethod
    def of(cls, siren: str, code: str | None, span: Span, report: VatReport, labels: Labels) -> "VatReturnOut":
        """From the use case."""
        made = report.made
        accounts = [
            _account(one.account, -one.moved_cents, -one.declared_cents, -one.settled_cents) for one in made.accounts
        ]
        rates = [
            VatRateOut(
                rate=one.rate,
                base=one.base_cents,
                expected=one.expected_cents,
                booked=one.booked_cents,
                difference=one.difference_cents,
            )
            for one in made.rates
        ]
        return cls(
            **statement(siren, code, span),
            form="3310-CA3-SD",
            basis=BASIS,
            boxes=[BoxOut.of(one) for one in made.boxes],
            gross=made.gross_cents,
            deductible=made.deductible_cents,
            net=made.net_cents,
            due_euros=made.due_euros,
            credit_euros=made.credit_euros,
            is_complete=made.is_complete,
            accounts=accounts,
            rates=rates,
            services_base=made.services_base_cents,
            services_tax=made.services_tax_cents,
            other_accounts=[_account(one, -cents, 0, 0) for one, cents in made.other_accounts.items()],
            proposed_entry=ProposedEntryOut.of(report.clearing, labels) if report.clearing else None,
        )


def _account(account: str, moved: int, declared: int, settled: int) -> VatAccountOut:
    rest = moved - declared - settled
    return VatAccountOut(account=padded(account), moved=moved, declared=declared, settled=settled, difference=rest)
