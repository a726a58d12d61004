"""An invoice: DRAFT → SUBMITTED → (RETURNED → SUBMITTED) → ISSUING → ISSUED → PARTIALLY_PAID → PAID (domain §8.10).

ISSUING lasts as long as a number is being reserved: everything was checked, nothing can change any more, and a crash in
between is completed by the recovery job. From ISSUED on only payments and credits are added: what was wrong is taken back by
a credit note (CREDITED when nothing is left of it) or replaced by a corrective invoice (CORRECTED), never edited (INV-07).
Deposits, credit notes and corrective invoices are invoices of another kind: one life, one series of numbers.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from accounting.domain.errors import InputError, RuleError
from accounting.domain.history import Happening
from accounting.domain.invoice_parts import Credit, InvoiceKind, Prepaid, Reference
from accounting.domain.numbering import NumberPlan
from accounting.domain.parties import Customer, LegalEntity
from accounting.domain.pricing import Discount, Line, Totals, check_lines, totals_of
from accounting.domain.third_party import LONGEST_DAYS, PaymentTerms
from accounting.domain.vat import VatOfRate

LONGEST_TERM = timedelta(days=LONGEST_DAYS)


class InvoiceStatus(StrEnum):
    """Where an invoice stands."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    ISSUING = "ISSUING"
    ISSUED = "ISSUED"
    PARTIALLY_PAID = "PARTIALLY_PAID"
    PAID = "PAID"
    CREDITED = "CREDITED"
    CORRECTED = "CORRECTED"
    DISCARDED = "DISCARDED"


EDITABLE = (InvoiceStatus.DRAFT, InvoiceStatus.RETURNED)
UNISSUED = (InvoiceStatus.DRAFT, InvoiceStatus.SUBMITTED, InvoiceStatus.RETURNED, InvoiceStatus.ISSUING)
UNNUMBERED = (*UNISSUED, InvoiceStatus.DISCARDED)
"""What is in no books."""
UNPAID = (InvoiceStatus.ISSUED, InvoiceStatus.PARTIALLY_PAID)


class Means(StrEnum):
    """How an invoice was paid."""

    TRANSFER = "transfer"
    CARD = "card"
    CHEQUE = "cheque"


@dataclass(frozen=True)
class Payment:
    """Money that came in; for a credit note, money that was given back."""

    id: str
    paid_on: date
    amount_cents: int
    means: Means


@dataclass(frozen=True)
class IssueOrder:
    """What was decided on issuing, and both parties as they stood at that moment."""

    ordered_on: date
    service_on: date
    due_on: date
    seller: LegalEntity
    buyer: Customer
    contract_ends_on: date | None
    numbering: NumberPlan | None = None
    """How the number is made; none for what was ordered when there was one series per civil year."""
    trade_name: str = ""
    """The name of the group, as it was then; empty when it had not come yet, or was not kept then."""


@dataclass(frozen=True)
class Invoice:
    """An invoice of a group's activity, in the name of its legal entity.

    ``original`` is what a credit note or a corrective invoice is about. ``imputed_cents`` is the part of a credit note that
    was taken off what its original had left to pay; the rest is given back, as payments.
    """

    activity_id: str
    group_id: str
    scheme: str
    siren: str
    customer_id: str
    lines: tuple[Line, ...]
    status: InvoiceStatus = InvoiceStatus.DRAFT
    quote_id: str | None = None
    order: IssueOrder | None = None
    number: str | None = None
    issued_on: date | None = None
    payments: tuple[Payment, ...] = ()
    payments_to_post: bool = False
    contribution_rate_percent: str | None = None
    kind: InvoiceKind = InvoiceKind.INVOICE
    discount: Discount | None = None
    prepaid: tuple[Prepaid, ...] = ()
    original: Reference | None = None
    credits: tuple[Credit, ...] = ()
    imputed_cents: int = 0
    corrected_by: str | None = None
    taken_off_by: str | None = None
    """The final invoice that takes this deposit off."""
    order_reference: str = ""
    note: str = ""
    title: str = ""
    submitted_by: str | None = None
    approved_as: str | None = None
    history: tuple[Happening, ...] = ()
    overdue_told: bool = False
    settled_vat: tuple[VatOfRate, ...] = ()
    """The VAT of a credit note that takes back the rest of an invoice: what is left of it, and not the rate of its base."""
    made_due: tuple[tuple[str, int], ...] = ()
    """The VAT of services by rate that a credit note makes due, since it leaves nothing to pay of its original."""
    source: str | None = None
    """What drafted it, when nobody did: ``recurring:<id>``."""

    @cached_property
    def totals(self) -> Totals:
        """What the lines add up to; of a credit note, what it takes back. Kept: an issue asks for it six times."""
        totals = totals_of(self.lines, self.discount)
        if not self.settled_vat:
            return totals
        return replace(totals, vat=self.settled_vat, vat_cents=sum(one.vat_cents for one in self.settled_vat))

    @property
    def priced_vat(self) -> tuple[VatOfRate, ...]:
        """The VAT that rates and bases give, whatever was settled."""
        return totals_of(self.lines, self.discount).vat

    @property
    def prepaid_cents(self) -> int:
        """What deposits have invoiced before."""
        return sum(one.including_vat_cents for one in self.prepaid)

    @property
    def due_cents(self) -> int:
        """What this document asks for: its total without the deposits."""
        return self.totals.including_vat_cents - self.prepaid_cents

    @property
    def due_excluding_vat_cents(self) -> int:
        """The same without VAT."""
        return self.totals.excluding_vat_cents - sum(one.excluding_vat_cents for one in self.prepaid)

    @property
    def credited_cents(self) -> int:
        """What credit notes took off what was still to be paid; of a credit note, what it took off its original."""
        return self.imputed_cents + sum(one.imputed_cents for one in self.credits)

    @property
    def paid_cents(self) -> int:
        """What came in so far; of a credit note, what was given back."""
        return sum(payment.amount_cents for payment in self.payments)

    @property
    def left_cents(self) -> int:
        """What is still to be paid, or given back."""
        return 0 if self.corrected_by else self.due_cents - self.credited_cents - self.paid_cents

    @property
    def sign(self) -> int:
        """Which way it moves sales and money: -1 for a credit note."""
        return -1 if self.kind is InvoiceKind.CREDIT_NOTE else 1


@dataclass(frozen=True)
class Issued:
    """The parts of an issued invoice that are certain to be there."""

    number: str
    issued_on: date
    order: IssueOrder


def issued(invoice: Invoice) -> Issued:
    """The certain parts; RuleError while the invoice has no number."""
    if invoice.number is None or invoice.issued_on is None or invoice.order is None:
        raise RuleError("invoice-not-issued", f"the invoice is {invoice.status} and has no number yet")
    return Issued(invoice.number, invoice.issued_on, invoice.order)


def reference_to(invoice_id: str, invoice: Invoice) -> Reference:
    """How another document refers to this one."""
    certain = issued(invoice)
    return Reference(invoice_id, certain.number, certain.issued_on, invoice.kind)


def is_overdue(invoice: Invoice, today: date) -> bool:
    """Whether it should have been paid: derived, never stored."""
    return invoice.status in UNPAID and invoice.sign > 0 and invoice.order is not None and invoice.order.due_on < today


def settled_status(invoice: Invoice) -> InvoiceStatus:
    """Where an issued invoice stands after a payment or a credit."""
    if invoice.corrected_by is not None:
        return InvoiceStatus.CORRECTED
    if sum(one.including_vat_cents for one in invoice.credits) >= invoice.totals.including_vat_cents:
        return InvoiceStatus.CREDITED
    if invoice.left_cents <= 0:
        return InvoiceStatus.PAID
    return InvoiceStatus.PARTIALLY_PAID if invoice.paid_cents + invoice.credited_cents else InvoiceStatus.ISSUED


def with_happening(invoice: Invoice, happening: Happening, *, status: InvoiceStatus | None = None) -> Invoice:
    """The invoice with one more line in its history, in another state if so."""
    return replace(invoice, status=status or invoice.status, history=(*invoice.history, happening))


def due_date(ordered_on: date, due_on: date | None, terms: PaymentTerms | None = None) -> date:
    """The due date: what was agreed with the customer, else 30 days; at most 60, or as agreed to the end of a month (INV-06)."""
    agreed = (terms or PaymentTerms()).due_on(ordered_on)
    due = due_on or agreed
    if due != agreed and not ordered_on <= due <= ordered_on + LONGEST_TERM:
        accepted = f"a day from {ordered_on} to {ordered_on + LONGEST_TERM}"
        raise InputError("due_on", "is not a payment term that the law allows (INV-06)", accepted)
    return due


def check_issuable(invoice: Invoice) -> None:
    """RuleError unless it was submitted, or is being issued."""
    if invoice.status not in (InvoiceStatus.SUBMITTED, InvoiceStatus.ISSUING):
        slug = "inv-02-already-issued" if invoice.number else "invoice-not-submitted"
        raise RuleError(slug, f"the invoice is {invoice.status}; only a submitted one is issued")


def start_issue(invoice: Invoice, order: IssueOrder) -> Invoice:
    """Everything is checked and settled but the number (INV-01). From here on nothing can be edited."""
    check_issuable(invoice)
    if invoice.status is InvoiceStatus.ISSUING:
        return invoice
    check_lines(invoice.lines, invoice.discount)
    if order.service_on > order.due_on:
        raise InputError("service_on", "is after the due date", f"a day until {order.due_on}")
    return replace(invoice, status=InvoiceStatus.ISSUING, order=order)


def complete_issue(invoice: Invoice, number: str, issued_on: date, at: datetime | None = None) -> Invoice:
    """Write the reserved number into the invoice, for ever (INV-02)."""
    if invoice.status is not InvoiceStatus.ISSUING or invoice.order is None:
        raise RuleError("invoice-not-issuing", f"the invoice is {invoice.status}")
    order = replace(invoice.order, due_on=max(invoice.order.due_on, issued_on))
    numbered = replace(invoice, number=number, issued_on=issued_on, order=order)
    return replace(numbered, status=settled_status(numbered))


def pay(invoice: Invoice, payment: Payment, today: date) -> Invoice:
    """Money came in. Never more than is due, never before the issue, never in the future."""
    known = next((one for one in invoice.payments if one.id == payment.id), None)
    if known is not None:
        return invoice
    if invoice.status not in UNPAID:
        raise RuleError("invoice-not-payable", f"the invoice is {invoice.status}; nothing is to be paid")
    if not issued(invoice).issued_on <= payment.paid_on <= today:
        raise InputError("paid_on", "is before the issue or in the future", f"{invoice.issued_on} to {today}")
    left = invoice.left_cents
    if not 0 < payment.amount_cents <= left:
        raise InputError("amount", "is not what can still be paid", f"0.01 to {left // 100}.{left % 100:02d}")
    paid = replace(invoice, payments=(*invoice.payments, payment), payments_to_post=True)
    return replace(paid, status=settled_status(paid))
