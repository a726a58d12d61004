"""Posting: gapless, once, in batches, by several replicas at once (ACC-01 to ACC-09)."""

import asyncio
from datetime import date
from pathlib import Path

import pytest

from accounting.deps import Deps
from accounting.domain.entry import EntryLine, Journal
from accounting.domain.errors import RuleError
from accounting.usecases.ledger.add_account import AddAccount, add_account
from essaim.contracts.accounting import EntriesPosted
from essaim.kit.cause import fresh_cause
from essaim.kit.errors import ConflictError, NotFoundError
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Order
from tests.accounting.ledger.books import (
    OTHER_SIREN,
    SIREN,
    books_over,
    draft,
    open_books,
    post,
    receipt_lines,
    register,
    sale_lines,
)


async def _chain(deps: Deps, siren: str = SIREN) -> list[tuple[int, str, str]]:
    """Sequence, previous hash and hash of every record."""
    records = await deps.ledger.all({"siren": siren}, order_by=(Order("sequence"),))
    return [(one.state.sequence, one.state.previous_hash, one.state.hash) for one in records]


async def test_the_first_entries_of_a_journal_are_numbered_from_one(books: Deps) -> None:
    """ACC-04: continuous per legal entity, financial year and journal; the sequence of the chain goes through all."""
    sale = await post(books, draft("sale:1"))
    receipt = await post(books, draft("payment:1", *receipt_lines(), journal=Journal.BANK))
    next_year = await post(books, draft("sale:2", on=date(2027, 9, 3)))
    references = [one.state.certain_entry.reference for one in (sale, receipt, next_year)]
    assert references == ["VE-000001", "BQ-000001", "VE-000001"]
    assert [one.state.sequence for one in (sale, receipt, next_year)] == [1, 2, 3]
    assert next_year.state.certain_entry.fiscal_year == 2028


async def test_one_source_is_posted_once(books: Deps) -> None:
    """Repeated, alone or in one batch with itself, it is the same record."""
    first = await post(books, draft("sale:1"))
    again = await asyncio.gather(*(post(books, draft(f"sale:{n}")) for n in (1, 2, 1, 2)))
    assert [one.id for one in again] == [first.id, again[1].id, first.id, again[1].id]
    assert await books.ledger.count({"siren": SIREN}) == 2


async def test_one_source_that_says_something_else_is_a_conflict(books: Deps) -> None:
    """The same key with other amounts is a mistake of the caller, and is not taken for a repetition; a new label is."""
    first = await post(books, draft("sale:1"))
    assert (await post(books, draft("sale:1", label="Facture 2026-000001 Atelier Dupond"))).id == first.id
    with pytest.raises(ConflictError, match="with other amounts"):
        await post(books, draft("sale:1", *sale_lines(90_000)))
    assert await books.ledger.count({"siren": SIREN}) == 1


async def test_a_batch_is_told_of_once_with_the_head_of_the_chain(books: Deps) -> None:
    """``entry_posted.v2`` is one event per batch; its hash is that of the last link."""
    await asyncio.gather(*(post(books, draft(f"sale:{n}")) for n in range(50)))
    events = [
        EntriesPosted.model_validate(item["envelope"]["data"])
        for one in await books.ledger.all({"siren": SIREN}, order_by=(Order("sequence"),))
        for item in one.document["outbox"]
    ]
    told = [entry.number for event in events for entry in event.entries]
    assert told == list(range(1, 51))
    assert len(events) == 1
    assert events[-1].head_hash == (await _chain(books))[-1][2]


async def test_a_bad_draft_does_not_hold_up_its_batch(books: Deps) -> None:
    """ACC-07: an unknown account is refused alone; the numbers of the others have no gap."""
    bad = draft(
        "sale:bad", EntryLine("7069", credit_cents=100, analytic_code="A001"), EntryLine("512", debit_cents=100)
    )
    outcomes = await asyncio.gather(
        *(post(books, one) for one in (draft("sale:1"), bad, draft("sale:2"))), return_exceptions=True
    )
    assert isinstance(outcomes[1], RuleError)
    assert outcomes[1].slug == "acc-07-unknown-account"
    numbers = [one.state.certain_entry.number for one in await books.ledger.all({"siren": SIREN})]
    assert sorted(numbers) == [1, 2]


async def test_an_added_account_is_known_at_once_and_keeps_its_label(books: Deps) -> None:
    """ACC-07: what the accountant adds below the PCG can be posted on, also by a process that read the chart before."""
    await post(books, draft("sale:1"))
    await add_account(AddAccount(SIREN, "706100", "Prestations de formation"), books, fresh_cause("test"))
    lines = (EntryLine("706100", credit_cents=100, analytic_code="A001"), EntryLine("512", debit_cents=100))
    record = await post(books, draft("sale:2", *lines))
    assert record.state.certain_entry.lines[0].account_label == "Prestations de formation"
    with pytest.raises(RuleError, match="its label cannot change"):
        await add_account(AddAccount(SIREN, "706100", "Autre"), books, fresh_cause("test"))


async def test_an_activity_of_another_legal_entity_is_refused(books: Deps) -> None:
    """CAE-01: an activity is inside one legal entity; a legal entity that is not registered has no books."""
    await register(books, OTHER_SIREN, codes=("B001",))
    with pytest.raises(RuleError) as refused:
        await post(books, draft("sale:1", *sale_lines(code="B001")))
    assert refused.value.slug == "cae-01-foreign-activity"
    with pytest.raises(NotFoundError):
        await post(books, draft("sale:2", siren="999999022"))
    own = await post(books, draft("sale:3", *sale_lines(code="B001"), siren=OTHER_SIREN))
    assert own.state.sequence == 1, "each legal entity has a chain of its own"


async def test_replicas_that_post_at_once_make_one_gapless_chain(tmp_path: Path) -> None:
    """ACC-04 under concurrency: three replicas, each with a store of its own over one file, 40 entries each."""
    path = tmp_path / "books.db"
    async with open_books(path) as first:
        stores = [await open_store(f"sqlite:///{path}") for _ in range(2)]
        replicas = [first, *(books_over(store) for store in stores)]
        await asyncio.gather(*(post(deps, draft(f"sale:{n}")) for n in range(40) for deps in replicas))
        await asyncio.gather(
            *(post(deps, draft(f"own:{place}:{n}")) for n in range(40) for place, deps in enumerate(replicas))
        )
        chain = await _chain(first)
        for store in stores:
            await store.close()
        entries = [one.state.certain_entry for one in await first.ledger.all({"siren": SIREN})]
    assert [sequence for sequence, _, _ in chain] == list(range(1, 161))
    assert [before for _, before, _ in chain[1:]] == [own for _, _, own in chain[:-1]]
    assert sorted(one.number for one in entries) == list(range(1, 161))
    assert len({one.source_key for one in entries}) == 160
