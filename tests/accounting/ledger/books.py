"""Books to write into: an own store, a clock that stands where the test wants, one legal entity with two activities."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path

from accounting.collections import ALL
from accounting.deps import Deps, build_deps
from accounting.domain.activity import Activity
from accounting.domain.entry import Auxiliary, EntryDraft, EntryLine, Journal
from accounting.domain.parties import Address, LegalEntity
from accounting.domain.record import Record
from accounting.domain.why import Why
from accounting.settings import Settings
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.aggregate import Stored
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import SimulatedClock
from essaim.kit.inbox import CONSUMED
from essaim.kit.publishing import Publishing
from essaim.kit.service import Runtime
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Store

SIREN = "732829320"
OTHER_SIREN = "999999014"
CUSTOMER = Auxiliary("C00042", "Atelier Dupont")
SUPPLIER = Auxiliary("F00007", "Cuirs du Doubs")


def noon(day: date) -> datetime:
    """Noon of a day, UTC."""
    return datetime.combine(day, time(12), UTC)


def books_over(store: Store, today: date = date(2026, 12, 15)) -> Deps:
    """The dependencies of one replica. Several over one store are several replicas."""
    clock = SimulatedClock()
    clock.move_to(noon(today))
    settings = Settings(
        partner="coopilote",
        store_url="sqlite:///unused",
        amqp_url="amqp://unused",
        jwks="unused",
        token_issuer="unused",
    )
    return build_deps(Runtime(store, clock, Publishing("/coopilote/accounting", clock)), settings)


@asynccontextmanager
async def open_books(path: Path, today: date = date(2026, 12, 15), *, declared: bool = False) -> AsyncIterator[Deps]:
    """Books in a file of their own, with a legal entity whose year starts in September and the activities A001 and A002;
    or, when they are ``declared`` already, those that are in the file."""
    store = await open_store(f"sqlite:///{path}")
    try:
        deps = books_over(store, today)
        if not declared:
            await store.declare(*ALL, CONSUMED)
            await register(deps)
        yield deps
    finally:
        await store.close()


async def register(deps: Deps, siren: str = SIREN, codes: tuple[str, ...] = ("A001", "A002")) -> None:
    """A legal entity and its activities."""
    key = (12 + 3 * (int(siren) % 97)) % 97
    entity = LegalEntity(
        siren=siren,
        name="Coopérative d'exemple",
        legal_form="SCIC SA",
        share_capital_cents=10_000_000,
        address=Address("1 rue des Tanneurs", "25000", "Besançon"),
        rcs_city="Besançon",
        vat_number=f"FR{key:02d}{siren}",
        fiscal_year_start_month=9,
    )
    await deps.legal_entities.add(siren, entity, fresh_cause("test"))
    for code in codes:
        activity = Activity(
            group_id=f"group-{siren}-{code}",
            siren=siren,
            scheme="student_cooperative",
            coordinator="cmq-mma",
            analytic_code=code,
            opened_on=date(2026, 9, 1),
            ends_on=date(2027, 6, 30),
            contracts_end_on=date(2027, 6, 30),
            person_ids=("p1", "p2"),
        )
        await deps.activities.add(f"activity-{siren}-{code}", activity, fresh_cause("test"))


def draft(
    key: str,
    *lines: EntryLine,
    on: date = date(2026, 10, 5),
    journal: Journal = Journal.SALES,
    siren: str = SIREN,
    label: str = "Facture 2026-000001 Atelier Dupont",
) -> EntryDraft:
    """A draft with these lines; by default a sale of 1,000.00 with 20 % VAT, as in the worked example."""
    return EntryDraft(
        siren=siren,
        journal=journal,
        source_key=key,
        posted_on=on,
        label=label,
        voucher_ref="2026-000001",
        voucher_on=on,
        lines=lines or sale_lines(),
        activity_id=f"activity-{siren}-A001",
        scheme="student_cooperative",
        why=Why("PCG 1031-1", "Une vente.", f"invoice:{key}"),
    )


def sale_lines(cents: int = 100_000, code: str = "A001", due_on: date | None = None) -> tuple[EntryLine, ...]:
    """Dr 411 · Cr 706 · Cr 44571 at 20 %."""
    vat = cents // 5
    return (
        EntryLine("411", debit_cents=cents + vat, auxiliary=CUSTOMER, analytic_code=code, due_on=due_on),
        EntryLine("706", credit_cents=cents, analytic_code=code, vat_rate="20"),
        EntryLine("44571", credit_cents=vat, analytic_code=code, vat_rate="20"),
    )


def receipt_lines(cents: int = 120_000, code: str = "A001") -> tuple[EntryLine, ...]:
    """Dr 512 · Cr 411."""
    return (
        EntryLine("512", debit_cents=cents, analytic_code=code),
        EntryLine("411", credit_cents=cents, auxiliary=CUSTOMER, analytic_code=code),
    )


async def post(deps: Deps, one: EntryDraft) -> Stored[Record]:
    """Post it."""
    return await post_entry(PostEntry(one), deps, fresh_cause("test"))
