"""An invoice: DRAFT → SUBMITTED → (DRAFT again) → ISSUING → ISSUED → PARTIALLY_PAID → PAID (domain §8.10).

ISSUING lasts as long as a number is being reserved: everything was checked, nothing can change any more, and a crash in
between is completed by the recovery job. From ISSUED on only payments are added.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from accounting.domain.errors import InputError, RuleError
from accounting.domain.parties import Customer, LegalEntity
from accounting.domain.pricing import Line, Totals, check_lines, totals_of

DEFAULT_TERM = timedelta(days=30)
LONGEST_TERM = timedelta(days=60)


class InvoiceStatus(StrEnum):
    """Where an invoice stands."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    ISSUING = "ISSUING"
    ISSUED = "ISSUED"
    PARTIALLY_PAID = "PARTIALLY_PAID"
    PAID = "PAID"


UNISSUED = (InvoiceStatus.DRAFT, InvoiceStatus.SUBMITTED, InvoiceStatus.ISSUING)
UNPAID = (InvoiceStatus.ISSUED, InvoiceStatus.PARTIALLY_PAID)


class Means(StrEnum):
    """How an invoice was paid."""

    TRANSFER = "transfer"
    CARD = "card"
    CHEQUE = "cheque"


@dataclass(frozen=True)
class Payment:
    """Money that came in."""

    id: str
    paid_on: date
    amount_cents: int
    means: Means


@dataclass(frozen=True)
class IssueOrder:
    """What the accountant decided on issuing, and both parties as they stood at that moment."""

    ordered_on: date
    service_on: date
    due_on: date
    seller: LegalEntity
    buyer: Customer
    contract_ends_on: date | None


@dataclass(frozen=True)
class Invoice:
    """An invoice of a group's activity, in the name of its legal entity."""

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

    @property
    def totals(self) -> Totals:
        """What the lines add up to."""
        return totals_of(self.lines)

    @property
    def paid_cents(self) -> int:
        """What came in so far."""
        return sum(payment.amount_cents for payment in self.payments)


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


def edit(invoice: Invoice, customer_id: str, lines: tuple[Line, ...]) -> Invoice:
    """Replace what a draft says. Nothing else can be edited (ACC-03)."""
    if invoice.status is not InvoiceStatus.DRAFT:
        raise RuleError("acc-03-invoice-not-draft", f"the invoice is {invoice.status}; only a draft can be changed")
    check_lines(lines)
    return replace(invoice, customer_id=customer_id, lines=lines)


def submit(invoice: Invoice) -> Invoice:
    """The group hands the draft to the accountant."""
    if invoice.status is not InvoiceStatus.DRAFT:
        raise RuleError("invoice-not-draft", f"the invoice is {invoice.status}; only a draft is submitted")
    return replace(invoice, status=InvoiceStatus.SUBMITTED)


def send_back(invoice: Invoice) -> Invoice:
    """The accountant hands it back to the group."""
    if invoice.status is not InvoiceStatus.SUBMITTED:
        raise RuleError(
            "invoice-not-submitted", f"the invoice is {invoice.status}; only a submitted one is handed back"
        )
    return replace(invoice, status=InvoiceStatus.DRAFT)


def due_date(ordered_on: date, due_on: date | None) -> date:
    """The due date: 30 days by default, at most 60 from the invoice (INV-06)."""
    due = due_on or ordered_on + DEFAULT_TERM
    if not ordered_on <= due <= ordered_on + LONGEST_TERM:
        accepted = f"a day from {ordered_on} to {ordered_on + LONGEST_TERM}"
        raise InputError("due_on", "is not a payment term that the law allows (INV-06)", accepted)
    return due


def start_issue(invoice: Invoice, order: IssueOrder) -> Invoice:
    """Everything is checked and settled but the number (INV-01). From here on nothing can be edited."""
    if invoice.status not in (InvoiceStatus.SUBMITTED, InvoiceStatus.ISSUING):
        slug = "inv-02-already-issued" if invoice.number else "invoice-not-submitted"
        raise RuleError(slug, f"the invoice is {invoice.status}; only a submitted one is issued")
    if invoice.status is InvoiceStatus.ISSUING:
        return invoice
    check_lines(invoice.lines)
    if order.service_on > order.due_on:
        raise InputError("service_on", "is after the due date", f"a day until {order.due_on}")
    return replace(invoice, status=InvoiceStatus.ISSUING, order=order)


def complete_issue(invoice: Invoice, number: str, issued_on: date) -> Invoice:
    """Write the reserved number into the invoice, for ever (INV-02)."""
    if invoice.status is not InvoiceStatus.ISSUING or invoice.order is None:
        raise RuleError("invoice-not-issuing", f"the invoice is {invoice.status}")
    order = replace(invoice.order, due_on=max(invoice.order.due_on, issued_on))
    return replace(invoice, status=InvoiceStatus.ISSUED, number=number, issued_on=issued_on, order=order)


def pay(invoice: Invoice, payment: Payment, today: date) -> Invoice:
    """Money came in. Never more than is due, never before the issue, never in the future."""
    if any(known.id == payment.id for known in invoice.payments):
        return invoice
    if invoice.status not in UNPAID:
        raise RuleError("invoice-not-payable", f"the invoice is {invoice.status}; nothing is to be paid")
    if not issued(invoice).issued_on <= payment.paid_on <= today:
        raise InputError("paid_on", "is before the issue or in the future", f"{invoice.issued_on} to {today}")
    left = invoice.totals.including_vat_cents - invoice.paid_cents
    if not 0 < payment.amount_cents <= left:
        raise InputError("amount", "is not what can still be paid", f"0.01 to {left // 100}.{left % 100:02d}")
    status = InvoiceStatus.PAID if payment.amount_cents == left else InvoiceStatus.PARTIALLY_PAID
    return replace(invoice, status=status, payments=(*invoice.payments, payment), payments_to_post=True)
