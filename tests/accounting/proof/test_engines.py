"""Posting, closing and verification are the same on every engine, also where a batch can stop half-way (ACC-04, ACC-05)."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from accounting.collections import ALL, LEDGER
from accounting.deps import Deps
from accounting.domain.entry import Entry, Journal
from accounting.domain.lettering import LineRef
from accounting.usecases.ledger.letter_lines import LetterLines, letter_lines
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.ledger.verify_ledger import VerifyLedger, verify_ledger
from accounting.usecases.periods.close_month import CloseMonth, close_month
from accounting.usecases.periods.close_year import CloseYear, close_year
from essaim.contracts.accounting import EntriesPosted
from essaim.kit.cause import fresh_cause
from essaim.kit.inbox import CONSUMED
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Order, Store
from tests.accounting.ledger.books import SIREN, books_over, draft, post, receipt_lines, register
from tests.support.mongo import MongoServer

AFTER = date(2027, 10, 20)
Replica = Callable[[], Awaitable[Deps]]


@pytest.fixture(params=["sqlite", "mongodb"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, once per engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'books.db'}"
        return
    server: MongoServer = request.getfixturevalue("mongo_server")
    url = server.database_url()
    yield url
    server.drop(url)


@pytest.fixture
async def replica(place: str) -> AsyncIterator[Replica]:
    """Opens a further replica on the same books; the first one sets them up."""
    opened: list[Store] = []

    async def another() -> Deps:
        store = await open_store(place)
        opened.append(store)
        deps = books_over(store, AFTER)
        if len(opened) == 1:
            await store.declare(*ALL, CONSUMED)
            await register(deps)
        return deps

    yield another
    for store in opened:
        await store.close()


async def _told(deps: Deps) -> list[str]:
    """The ids of all entries that an event tells of, in the order of the chain."""
    records = await deps.ledger.all({"siren": SIREN}, order_by=(Order("sequence"),))
    events = [
        EntriesPosted.model_validate(item["envelope"]["data"])
        for one in records
        for item in one.document["outbox"]
        if item["envelope"]["type"] == "accounting.entry_posted.v2"
    ]
    return [entry.entry_id for event in events for entry in event.entries]


async def _entries(deps: Deps) -> list[str]:
    """The ids of all entries, in the order of the chain."""
    records = await deps.ledger.all({"siren": SIREN}, order_by=(Order("sequence"),))
    return [one.id for one in records if one.state.entry is not None]


async def test_acc_04_replicas_post_close_letter_and_verify(replica: Replica) -> None:
    """ACC-04, ACC-05: two replicas post thirty sales at once, a payment is lettered, all months and the year are closed;
    120,000 × 30 cents are owed, less the one that was paid."""
    first, second = await replica(), await replica()
    await asyncio.gather(*(post((first, second)[n % 2], draft(f"sale:{n}")) for n in range(30)))
    paid = await post(first, draft("payment:1", *receipt_lines(), journal=Journal.BANK, on=date(2026, 11, 3)))
    cause = fresh_cause("accountant")
    await letter_lines(LetterLines(SIREN, (LineRef(1, 0), LineRef(paid.state.sequence, 1))), second, cause)
    for number in range(9, 20):
        month = date(2026 + number // 12, number % 12 + 1, 1)
        await close_month(CloseMonth(SIREN, month), first, fresh_cause("accountant"))
    await close_year(CloseYear(SIREN, 2027), second, fresh_cause("accountant"))
    late = await post(first, draft("sale:late"))
    cells = await read_balances(ReadBalances(SIREN, date(2026, 9, 1), date(2027, 8, 31)), second)
    verdict = await verify_ledger(VerifyLedger(SIREN), first)
    assert sum(one.balance_cents for one in cells if one.account == "411") == 29 * 120_000
    assert sorted(one.number for one in await _numbers(first, 2027, Journal.SALES)) == list(range(1, 31))
    assert (late.state.certain_entry.posted_on, late.state.certain_entry.number) == (date(2027, 9, 1), 1)
    assert verdict.intact, verdict.findings
    assert (verdict.entries, verdict.records) == (33, 33 + 1 + 12)
    assert await _told(first) == await _entries(first)


async def _numbers(deps: Deps, year: int, journal: Journal) -> list[Entry]:
    found = await deps.ledger.all({"siren": SIREN, "entry.fiscal_year": year, "entry.journal": journal.value})
    return [one.state.certain_entry for one in found]


@pytest.mark.parametrize("left", [1, 3])
async def test_acc_04_a_batch_that_stopped_half_way_goes_on_without_a_gap(replica: Replica, left: int) -> None:
    """ACC-04: of a batch of five, a crash left the first ones, without their event (it is on the last). Whoever posts next
    goes on behind them, and all of them are told of once; what was cut off is posted when it is asked for again."""
    first = await replica()
    await post(first, draft("sale:0"))
    await asyncio.gather(*(post(first, draft(f"sale:{n}")) for n in range(1, 6)))
    store = first.ledger._store
    for sequence in range(2 + left, 7):
        document = await first.ledger.document(f"{SIREN}:{sequence:010d}")
        await store.delete(LEDGER, document["id"], expected_revision=document["revision"])
    assert await _told(first) == (await _entries(first))[:1], "as if nobody had come to tell of them"

    second = await replica()
    again = await post(second, draft("sale:3"))
    await post(await replica(), draft("sale:6"))
    entries = await _numbers(second, 2027, Journal.SALES)
    verdict = await verify_ledger(VerifyLedger(SIREN), second)
    assert sorted(one.number for one in entries) == list(range(1, len(entries) + 1))
    assert again.state.certain_entry.number == (left + 2 if left < 3 else 4)
    assert verdict.intact, verdict.findings
    assert sorted(await _told(second)) == await _entries(second)
