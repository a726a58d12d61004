"""What the use cases work with: repositories, the sequence of numbers, the clock and the settings."""

from dataclasses import dataclass

from accounting import collections as stored
from accounting.domain.activity import Activity
from accounting.domain.closing import ClosingCheck
from accounting.domain.entry import Entry
from accounting.domain.fec_export import FecExport
from accounting.domain.group_record import GroupRecord, Person
from accounting.domain.invoice import Invoice
from accounting.domain.parties import Customer, LegalEntity
from accounting.domain.purchase import Purchase
from accounting.domain.quote import Quote
from accounting.domain.share import Share
from accounting.settings import Settings
from essaim.kit.clock import Clock
from essaim.kit.repository import Repository
from essaim.kit.sequence import Sequence
from essaim.kit.service import Runtime


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
    entries: Repository[Entry]
    groups: Repository[GroupRecord]
    persons: Repository[Person]
    shares: Repository[Share]
    closing_checks: Repository[ClosingCheck]
    fec_exports: Repository[FecExport]
    numbers: Sequence


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
        entries=runtime.repository(stored.ENTRIES, Entry),
        groups=runtime.repository(stored.GROUPS, GroupRecord),
        persons=runtime.repository(stored.PERSONS, Person),
        shares=runtime.repository(stored.SHARES, Share),
        closing_checks=runtime.repository(stored.CLOSING_CHECKS, ClosingCheck),
        fec_exports=runtime.repository(stored.FEC_EXPORTS, FecExport),
        numbers=Sequence(runtime.store, stored.NUMBERS),
    )
