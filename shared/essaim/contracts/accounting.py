"""Events that the accounting service publishes. Amounts are decimal strings in euros; VAT is excluded unless said."""

from datetime import date

from essaim.contracts.accounting_documents import (
    CreditNoteIssued as CreditNoteIssued,
    ExpenseDecided as ExpenseDecided,
    ExpenseSubmitted as ExpenseSubmitted,
    InvoiceIssued as InvoiceIssued,
    InvoiceOverdue as InvoiceOverdue,
    InvoicePaid as InvoicePaid,
    InvoiceStatusChanged as InvoiceStatusChanged,
    InvoiceSubmitted as InvoiceSubmitted,
    PurchaseCancelled as PurchaseCancelled,
    PurchaseRecorded as PurchaseRecorded,
    QuoteAccepted as QuoteAccepted,
    QuoteExpired as QuoteExpired,
    QuoteRefused as QuoteRefused,
    QuoteSent as QuoteSent,
    TillClosed as TillClosed,
    TillRateTotal as TillRateTotal,
)
from essaim.contracts.accounting_privacy import (
    AccountingAccessAnswered as AccountingAccessAnswered,
    AccountingErasureApplied as AccountingErasureApplied,
)
from essaim.contracts.event import PERSONAL, EventData, event
from essaim.contracts.types import Amount, Code, Id, Siren


@event("accounting.activity_opened.v1")
class ActivityOpened(EventData):
    """An analytic activity was opened inside a legal entity; it has no SIREN of its own (CAE-01)."""

    activity_id: Id
    group_id: Id
    legal_entity_siren: Siren
    analytic_code: Code
    opened_on: date


@event("accounting.contribution_posted.v1")
class ContributionPosted(EventData):
    """The cooperative contribution of an activity changed by ``amount`` because of one document.

    ``base`` is ``margin``, ``turnover``, ``fixed`` or ``minimum``; ``level`` is where the rate came from: ``document``,
    ``activity`` or ``cae``; ``period`` is the financial year, or the month of a fixed part.
    """

    activity_id: Id
    group_id: Id
    document_id: Id
    base: Code
    rate_percent: Code
    amount: Amount
    total: Amount
    level: Code | None = None
    period: Code | None = None


@event("accounting.entry_posted.v1")
class EntryPosted(EventData):
    """Superseded, and not published any more: ``accounting.entry_posted.v2`` tells of all entries of a batch at once."""

    entry_id: Id
    legal_entity_siren: Siren
    journal: Code
    number: int
    posted_on: date
    total: Amount
    source_document: Code


class PostedEntry(EventData):
    """One entry of a batch. ``total`` is its debit, which equals its credit; ``sequence`` its place in the chain."""

    entry_id: Id
    sequence: int
    fiscal_year: int
    journal: Code
    number: int
    posted_on: date
    total: Amount
    source_document: Code


@event("accounting.entry_posted.v2")
class EntriesPosted(EventData):
    """Entries were validated in the books of a legal entity. ``head_hash`` is the SHA-256 of the last link of its chain:
    whoever keeps it can prove later that nothing before it was altered. An entry may be told of twice."""

    legal_entity_siren: Siren
    head_sequence: int
    head_hash: Code
    entries: list[PostedEntry]


@event("accounting.period_closed.v1")
class PeriodClosed(EventData):
    """A month or a financial year of a legal entity is closed for ever. ``perpetual`` is all that was ever posted until then."""

    legal_entity_siren: Siren
    period: Code
    kind: Code
    starts_on: date
    ends_on: date
    entry_count: int
    debit: Amount
    perpetual: Amount
    record_hash: Code


@event("accounting.treasury_low.v1")
class TreasuryLow(EventData):
    """The money of an activity, cash and bank together, fell below ``floor``. Told once each time that it does."""

    activity_id: Id
    group_id: Id
    legal_entity_siren: Siren
    treasury: Amount
    floor: Amount
    seen_on: date


@event("accounting.share_computed.v1")
class ShareComputed(EventData):
    """The share-out of a group was computed by the adopted rule. ``shares`` maps person ids to amounts."""

    share_id: Id
    activity_id: Id
    group_id: Id
    rule: Code
    resolution_id: Id
    pool: Amount
    shares: dict[Id, Amount]


@event("accounting.share_paid.v1")
class SharePaid(EventData):
    """Every member of a group received their share. ``shares`` maps person ids to amounts, ``paid_on`` is the last payment's
    day, or that of the approval when there was nothing to share."""

    share_id: Id
    activity_id: Id
    group_id: Id
    total: Amount
    paid_on: date
    shares: dict[Id, Amount]


@event("accounting.fec_exported.v1")
class FecExported(EventData):
    """A FEC file was written for a legal entity and a financial year. ``sha256`` is of its bytes."""

    export_id: Id
    legal_entity_siren: Siren
    year: int
    file_name: Code
    line_count: int
    sha256: Code


@event("accounting.year_archived.v1")
class YearArchived(EventData):
    """The archive of a closed financial year was sealed. Whoever keeps its ``sha256`` can prove later that it is the same file;
    ``previous_sha256`` is that of the year before, ``head_hash`` the link of the chain that closed the year. Books are kept
    until ``keep_until`` at least, payment data until ``payments_until``."""

    archive_id: Id
    legal_entity_siren: Siren
    year: int
    file_name: Code
    size: int
    sha256: Code
    previous_sha256: Code | None = None
    head_sequence: int
    head_hash: Code
    keep_until: date
    payments_until: date


@event("accounting.closing_checked.v1")
class AccountingClosingChecked(EventData):
    """Accounting's answer in the closing of a group. ``open_items`` is empty when it is clear."""

    closing_id: Id
    group_id: Id
    clear: bool
    open_items: list[Code]


@event("accounting.remuneration_statement.v1", exchange=PERSONAL)
class RemunerationStatement(EventData):
    """What one member receives of a share-out, for a message to that member."""

    share_id: Id
    group_id: Id
    person_id: Id
    rule: Code
    weight: str
    pool: Amount
    amount: Amount


@event("accounting.copies_requested.v1")
class CopiesRequested(EventData):
    """This deployment made its copies anew, or is new: who knows names and addresses tells them again, on ``personal``."""

    request_id: Id
