"""What the use cases work with: repositories, the sequence of numbers, the clock and the settings."""

from dataclasses import dataclass, field

from accounting import collections as stored
from accounting.domain.activity import Activity
from accounting.domain.added_account import AddedAccount
from accounting.domain.advance import AdvanceBook
from accounting.domain.archive import Archive
from accounting.domain.balances import BooksHead, MonthBalances
from accounting.domain.closing import ClosingCheck
from accounting.domain.contribution.policy import PolicySchedule
from accounting.domain.entry import EntryDraft
from accounting.domain.fec_export import FecExport, FilePiece
from accounting.domain.fec_import.record import FecImport
from accounting.domain.group_record import GroupRecord, Person
from accounting.domain.head import Head
from accounting.domain.invoice import Invoice
from accounting.domain.management.forecast import Forecast
from accounting.domain.manual_entry import ManualEntry
from accounting.domain.parties import Customer, LegalEntity
from accounting.domain.purchase import Purchase
from accounting.domain.quote import Quote
from accounting.domain.record import Record
from accounting.domain.share import Share
from accounting.domain.treasury_watch import TreasuryWatch
from accounting.metrics import LedgerMetrics
from accounting.settings import Settings
from essaim.contracts.event import EventData
from essaim.kit.aggregate import Stored
from essaim.kit.aside import Aside
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
    activities: Repository[Activity]
    quotes: Repository[Quote]
    invoices: Repository[Invoice]
    purchases: Repository[Purchase]
    ledger: Repository[Record]
    month_balances: Repository[MonthBalances]
    books: Repository[BooksHead]
    accounts: Repository[AddedAccount]
    entry_drafts: Repository[ManualEntry]
    contribution_schedules: Repository[PolicySchedule]
    groups: Repository[GroupRecord]
    persons: Repository[Person]
    shares: Repository[Share]
    advance_books: Repository[AdvanceBook]
    closing_checks: Repository[ClosingCheck]
    fec_exports: Repository[FecExport]
    fec_imports: Repository[FecImport]
    archives: Repository[Archive]
    file_pieces: Repository[FilePiece]
    treasury_watches: Repository[TreasuryWatch]
    forecasts: Repository[Forecast]
    numbers: Sequence
    metrics: LedgerMetrics
    aside: Aside
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
        activities=runtime.repository(stored.ACTIVITIES, Activity),
        quotes=runtime.repository(stored.QUOTES, Quote),
        invoices=runtime.repository(stored.INVOICES, Invoice),
        purchases=runtime.repository(stored.PURCHASES, Purchase),
        ledger=runtime.repository(stored.LEDGER, Record),
        month_balances=runtime.repository(stored.MONTHS, MonthBalances),
        books=runtime.repository(stored.BOOKS, BooksHead),
        accounts=runtime.repository(stored.ACCOUNTS, AddedAccount),
        entry_drafts=runtime.repository(stored.ENTRY_DRAFTS, ManualEntry),
        contribution_schedules=runtime.repository(stored.CONTRIBUTION_SCHEDULES, PolicySchedule),
        groups=runtime.repository(stored.GROUPS, GroupRecord),
        persons=runtime.repository(stored.PERSONS, Person),
        shares=runtime.repository(stored.SHARES, Share),
        advance_books=runtime.repository(stored.ADVANCE_BOOKS, AdvanceBook),
        closing_checks=runtime.repository(stored.CLOSING_CHECKS, ClosingCheck),
        fec_exports=runtime.repository(stored.FEC_EXPORTS, FecExport),
        fec_imports=runtime.repository(stored.FEC_IMPORTS, FecImport),
        archives=runtime.repository(stored.ARCHIVES, Archive),
        file_pieces=runtime.repository(stored.FILE_PIECES, FilePiece),
        treasury_watches=runtime.repository(stored.TREASURY_WATCHES, TreasuryWatch),
        forecasts=runtime.repository(stored.FORECASTS, Forecast),
        numbers=Sequence(runtime.store, stored.NUMBERS),
        metrics=LedgerMetrics(runtime.metrics.registry),
        aside=runtime.aside,
    )
