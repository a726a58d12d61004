"""What the use cases work with: repositories, the sequence of numbers, the clock and the settings."""

from dataclasses import dataclass, field

from accounting import collections as stored
from accounting.domain.activity import Activity
from accounting.domain.added_account import AddedAccount
from accounting.domain.advance import AdvanceBook
from accounting.domain.approval import ApprovalRules
from accounting.domain.archive import Archive
from accounting.domain.balances import BooksHead, MonthBalances
from accounting.domain.bank.account import BankAccount
from accounting.domain.bank.movement import BankMovement
from accounting.domain.bank.pointing import Pointing
from accounting.domain.bank.statement import BankStatement
from accounting.domain.bank.statement_import import StatementImport
from accounting.domain.closing import ClosingCheck
from accounting.domain.contribution.policy import PolicySchedule
from accounting.domain.dunning import DunningFile, DunningPolicy
from accounting.domain.entry import EntryDraft
from accounting.domain.expenses.expense_type import ExpensePolicy
from accounting.domain.expenses.kilometre_book import KilometreBook
from accounting.domain.expenses.kilometre_scale import KilometreScale
from accounting.domain.expenses.sheet import ExpenseSheet
from accounting.domain.fec_export import FecExport, FilePiece
from accounting.domain.fec_import.record import FecImport
from accounting.domain.group_record import GroupRecord, Person
from accounting.domain.head import Head
from accounting.domain.internal_invoice import InternalInvoice
from accounting.domain.invoice import Invoice
from accounting.domain.management.forecast import Forecast
from accounting.domain.manual_entry import ManualEntry
from accounting.domain.numbering import Numbering
from accounting.domain.parties import Customer, LegalEntity
from accounting.domain.payments.bank_details import BankDetails
from accounting.domain.payments.order import PaymentOrder
from accounting.domain.payments.remittance import Remittance
from accounting.domain.payments.reservation import Reservation
from accounting.domain.privacy.traces import Answer
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.order import SupplierOrder
from accounting.domain.quote import Quote
from accounting.domain.record import Record
from accounting.domain.recurring import RecurringInvoice
from accounting.domain.share import Share
from accounting.domain.suppliers import Supplier
from accounting.domain.till.record import TillRecord
from accounting.domain.till.till import Till
from accounting.domain.transmission import Transmission
from accounting.domain.treasury_watch import TreasuryWatch
from accounting.metrics import LedgerMetrics
from accounting.platforms.file_drop import FileDrop
from accounting.platforms.protocol import Platform
from accounting.settings import Settings
from essaim.contracts.event import EventData
from essaim.kit.aggregate import Stored
from essaim.kit.aside import Aside
from essaim.kit.attachments import Attachments, FileRules
from essaim.kit.cause import Cause
from essaim.kit.clock import Clock
from essaim.kit.gather import Gather
from essaim.kit.repository import Repository
from essaim.kit.sequence import Sequence
from essaim.kit.service import Runtime

BATCH = 200
"""Entries that are posted together at most."""


@dataclass(frozen=True)
class Posting:
    """A draft that waits for its number, what its posting means beside ``entry_posted``, and why it happens."""

    draft: EntryDraft
    events: tuple[EventData, ...]
    cause: Cause


@dataclass(frozen=True)
class Deps:
    """The dependencies of every use case."""

    settings: Settings
    clock: Clock
    legal_entities: Repository[LegalEntity]
    customers: Repository[Customer]
    suppliers: Repository[Supplier]
    activities: Repository[Activity]
    quotes: Repository[Quote]
    invoices: Repository[Invoice]
    purchases: Repository[Purchase]
    supplier_orders: Repository[SupplierOrder]
    ledger: Repository[Record]
    month_balances: Repository[MonthBalances]
    books: Repository[BooksHead]
    accounts: Repository[AddedAccount]
    entry_drafts: Repository[ManualEntry]
    contribution_schedules: Repository[PolicySchedule]
    groups: Repository[GroupRecord]
    persons: Repository[Person]
    answers: Repository[Answer]
    shares: Repository[Share]
    advance_books: Repository[AdvanceBook]
    closing_checks: Repository[ClosingCheck]
    fec_exports: Repository[FecExport]
    fec_imports: Repository[FecImport]
    archives: Repository[Archive]
    file_pieces: Repository[FilePiece]
    treasury_watches: Repository[TreasuryWatch]
    tills: Repository[Till]
    till_records: Repository[TillRecord]
    forecasts: Repository[Forecast]
    bank_accounts: Repository[BankAccount]
    bank_imports: Repository[StatementImport]
    bank_statements: Repository[BankStatement]
    bank_movements: Repository[BankMovement]
    bank_pointings: Repository[Pointing]
    approval_rules: Repository[ApprovalRules]
    internal_invoices: Repository[InternalInvoice]
    recurring_invoices: Repository[RecurringInvoice]
    dunning_files: Repository[DunningFile]
    dunning_policies: Repository[DunningPolicy]
    transmissions: Repository[Transmission]
    numberings: Repository[Numbering]
    expense_sheets: Repository[ExpenseSheet]
    expense_policies: Repository[ExpensePolicy]
    kilometre_scales: Repository[KilometreScale]
    kilometre_books: Repository[KilometreBook]
    bank_details: Repository[BankDetails]
    payment_orders: Repository[PaymentOrder]
    payment_reservations: Repository[Reservation]
    remittances: Repository[Remittance]
    attachments: Attachments
    numbers: Sequence
    metrics: LedgerMetrics
    aside: Aside
    platform: Platform | None
    """Where electronic invoices go; None when none is configured."""
    heads: dict[str, Head] = field(default_factory=dict)
    """Where the books of each legal entity stood when this process last wrote to them; what may be old is found out."""
    posting: Gather[str, Posting, Stored[Record]] = field(default_factory=lambda: Gather(most=BATCH))
    """Entries that wait for the same books go into them together."""


def build_deps(runtime: Runtime, settings: Settings) -> Deps:
    """The dependencies over a runtime."""
    return Deps(
        settings=settings,
        clock=runtime.clock,
        legal_entities=runtime.repository(stored.LEGAL_ENTITIES, LegalEntity),
        customers=runtime.repository(stored.CUSTOMERS, Customer),
        suppliers=runtime.repository(stored.SUPPLIERS, Supplier),
        activities=runtime.repository(stored.ACTIVITIES, Activity),
        quotes=runtime.repository(stored.QUOTES, Quote),
        invoices=runtime.repository(stored.INVOICES, Invoice),
        purchases=runtime.repository(stored.PURCHASES, Purchase),
        supplier_orders=runtime.repository(stored.SUPPLIER_ORDERS, SupplierOrder),
        ledger=runtime.repository(stored.LEDGER, Record),
        month_balances=runtime.repository(stored.MONTHS, MonthBalances),
        books=runtime.repository(stored.BOOKS, BooksHead),
        accounts=runtime.repository(stored.ACCOUNTS, AddedAccount),
        entry_drafts=runtime.repository(stored.ENTRY_DRAFTS, ManualEntry),
        contribution_schedules=runtime.repository(stored.CONTRIBUTION_SCHEDULES, PolicySchedule),
        groups=runtime.repository(stored.GROUPS, GroupRecord),
        persons=runtime.repository(stored.PERSONS, Person),
        answers=runtime.repository(stored.ANSWERS, Answer),
        shares=runtime.repository(stored.SHARES, Share),
        advance_books=runtime.repository(stored.ADVANCE_BOOKS, AdvanceBook),
        closing_checks=runtime.repository(stored.CLOSING_CHECKS, ClosingCheck),
        fec_exports=runtime.repository(stored.FEC_EXPORTS, FecExport),
        fec_imports=runtime.repository(stored.FEC_IMPORTS, FecImport),
        archives=runtime.repository(stored.ARCHIVES, Archive),
        file_pieces=runtime.repository(stored.FILE_PIECES, FilePiece),
        treasury_watches=runtime.repository(stored.TREASURY_WATCHES, TreasuryWatch),
        tills=runtime.repository(stored.TILLS, Till),
        till_records=runtime.repository(stored.TILL_RECORDS, TillRecord),
        forecasts=runtime.repository(stored.FORECASTS, Forecast),
        bank_accounts=runtime.repository(stored.BANK_ACCOUNTS, BankAccount),
        bank_imports=runtime.repository(stored.BANK_IMPORTS, StatementImport),
        bank_statements=runtime.repository(stored.BANK_STATEMENTS, BankStatement),
        bank_movements=runtime.repository(stored.BANK_MOVEMENTS, BankMovement),
        bank_pointings=runtime.repository(stored.BANK_POINTINGS, Pointing),
        internal_invoices=runtime.repository(stored.INTERNAL_INVOICES, InternalInvoice),
        recurring_invoices=runtime.repository(stored.RECURRING_INVOICES, RecurringInvoice),
        dunning_files=runtime.repository(stored.DUNNING_FILES, DunningFile),
        dunning_policies=runtime.repository(stored.DUNNING_POLICIES, DunningPolicy),
        transmissions=runtime.repository(stored.TRANSMISSIONS, Transmission),
        numberings=runtime.repository(stored.NUMBERINGS, Numbering),
        approval_rules=runtime.repository(stored.APPROVAL_RULES, ApprovalRules),
        expense_sheets=runtime.repository(stored.EXPENSE_SHEETS, ExpenseSheet),
        expense_policies=runtime.repository(stored.EXPENSE_POLICIES, ExpensePolicy),
        kilometre_scales=runtime.repository(stored.KILOMETRE_SCALES, KilometreScale),
        kilometre_books=runtime.repository(stored.KILOMETRE_BOOKS, KilometreBook),
        bank_details=runtime.repository(stored.BANK_DETAILS, BankDetails),
        payment_orders=runtime.repository(stored.PAYMENT_ORDERS, PaymentOrder),
        payment_reservations=runtime.repository(stored.PAYMENT_RESERVATIONS, Reservation),
        remittances=runtime.repository(stored.REMITTANCES, Remittance),
        attachments=Attachments(
            runtime.store, stored.ATTACHMENTS, runtime.aside, FileRules(limit_bytes=settings.attachment_bytes)
        ),
        numbers=Sequence(runtime.store, stored.NUMBERS),
        metrics=LedgerMetrics(runtime.metrics.registry),
        aside=runtime.aside,
        platform=FileDrop(settings.platform_directory) if settings.platform_directory else None,
    )
