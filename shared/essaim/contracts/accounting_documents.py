"""Events about documents that the accounting service publishes: quotes, invoices, purchases, expenses, cash sales.

They are imported from ``essaim.contracts.accounting``, with the rest of what it publishes.
"""

from datetime import date

from essaim.contracts.event import EventData, event
from essaim.contracts.types import Amount, Code, Id, Siren


@event("accounting.quote_accepted.v1")
class QuoteAccepted(EventData):
    """A customer accepted a quote."""

    quote_id: Id
    activity_id: Id
    group_id: Id
    total_excluding_vat: Amount


@event("accounting.quote_sent.v1")
class QuoteSent(EventData):
    """A quote got its number and went to the customer. ``edition`` counts the versions, which share a number but for its end."""

    quote_id: Id
    activity_id: Id
    group_id: Id
    legal_entity_siren: Siren
    number: Code
    edition: int
    sent_on: date
    valid_until: date
    total_excluding_vat: Amount
    vat: Amount
    total_including_vat: Amount


@event("accounting.quote_refused.v1")
class QuoteRefused(EventData):
    """A customer refused a quote. Why stays in the quote: it is what a person wrote."""

    quote_id: Id
    activity_id: Id
    group_id: Id
    number: Code
    refused_on: date
    total_excluding_vat: Amount


@event("accounting.quote_expired.v1")
class QuoteExpired(EventData):
    """The last day of a quote is over, and the customer did not answer. Told once."""

    quote_id: Id
    activity_id: Id
    group_id: Id
    number: Code
    valid_until: date
    total_excluding_vat: Amount


@event("accounting.invoice_submitted.v1")
class InvoiceSubmitted(EventData):
    """A draft invoice waits for the accountant."""

    invoice_id: Id
    activity_id: Id
    group_id: Id
    total_excluding_vat: Amount


@event("accounting.invoice_issued.v1")
class InvoiceIssued(EventData):
    """An invoice got its number and cannot change any more. ``kind`` is ``invoice``, ``deposit`` or ``corrective``;
    ``original_id`` is what a corrective invoice replaces."""

    invoice_id: Id
    activity_id: Id
    group_id: Id
    legal_entity_siren: Siren
    number: Code
    issued_on: date
    due_on: date
    total_excluding_vat: Amount
    vat: Amount
    total_including_vat: Amount
    kind: Code | None = None
    original_id: Id | None = None


@event("accounting.credit_note_issued.v1")
class CreditNoteIssued(EventData):
    """A credit note got its number. Amounts are what it takes back of its invoice; ``to_pay_back`` is the part that the
    customer had paid already."""

    credit_note_id: Id
    invoice_id: Id
    activity_id: Id
    group_id: Id
    legal_entity_siren: Siren
    number: Code
    invoice_number: Code
    issued_on: date
    total_excluding_vat: Amount
    vat: Amount
    total_including_vat: Amount
    to_pay_back: Amount


@event("accounting.invoice_overdue.v1")
class InvoiceOverdue(EventData):
    """An invoice is not paid on the day after it was due; told once. ``left`` is what is still to be paid."""

    invoice_id: Id
    activity_id: Id
    group_id: Id
    number: Code
    due_on: date
    left: Amount
    partly_paid: bool


@event("accounting.invoice_status_changed.v1")
class InvoiceStatusChanged(EventData):
    """The life cycle of an electronic invoice went on: ``status`` is its code (200 to 213), ``reason`` a code of the reform."""

    invoice_id: Id
    activity_id: Id
    group_id: Id
    number: Code
    status: int
    reason: Code | None = None


@event("accounting.invoice_paid.v1")
class InvoicePaid(EventData):
    """An invoice is paid in full."""

    invoice_id: Id
    activity_id: Id
    group_id: Id
    number: Code
    paid_on: date
    total_including_vat: Amount


@event("accounting.purchase_recorded.v1")
class PurchaseRecorded(EventData):
    """A purchase of an activity was recorded; amounts are below 0 for a supplier's credit note.

    ``account`` is that of its largest line.
    """

    purchase_id: Id
    activity_id: Id
    group_id: Id
    recorded_on: date
    account: Code
    total_excluding_vat: Amount
    vat: Amount


@event("accounting.expense_submitted.v1")
class ExpenseSubmitted(EventData):
    """An expense sheet waits for the coach or the accountant. ``total`` is what the person claims, VAT included."""

    sheet_id: Id
    activity_id: Id
    group_id: Id
    person_id: Id
    month: Code
    line_count: int
    total: Amount


@event("accounting.expense_decided.v1")
class ExpenseDecided(EventData):
    """An expense sheet was ``approved``, for good and under its ``number``, or ``returned`` to its author.

    ``total`` is what the person gets, VAT included; ``charge`` what the activity bears of it, ``vat`` what is deducted.
    """

    sheet_id: Id
    activity_id: Id
    group_id: Id
    person_id: Id
    month: Code
    decision: Code
    decided_on: date
    number: Code | None = None
    total: Amount
    charge: Amount
    vat: Amount


@event("accounting.purchase_cancelled.v1")
class PurchaseCancelled(EventData):
    """A recorded purchase that nobody had paid is taken out of the books by a counter-entry. Amounts are those it had."""

    purchase_id: Id
    activity_id: Id
    group_id: Id
    cancelled_on: date
    total_excluding_vat: Amount
    vat: Amount


class TillRateTotal(EventData):
    """What a period of a till has at one rate; ``rate`` is a percentage such as ``5.5``."""

    rate: Code
    base: Amount
    vat: Amount


@event("accounting.till_closed.v1")
class TillClosed(EventData):
    """A day, a month or a financial year of a till is closed for ever. ``total_including_vat`` and ``rates`` are of the period,
    refunds taken off; ``perpetual`` and ``perpetual_absolute`` are all tickets ever, with their sign and without it, and are
    never reset. ``record_hash`` seals everything before it."""

    till_id: Id
    activity_id: Id
    group_id: Id
    legal_entity_siren: Siren
    kind: Code
    period: Code
    starts_on: date
    ends_on: date
    sale_count: int
    refund_count: int
    total_including_vat: Amount
    rates: list[TillRateTotal]
    perpetual: Amount
    perpetual_absolute: Amount
    sequence: int
    record_hash: Code
