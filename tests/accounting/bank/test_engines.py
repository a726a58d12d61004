"""Two replicas on one database, of either engine: statements that overlap at the same time, then a match."""

import asyncio
import hashlib
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from accounting.collections import ALL
from accounting.deps import Deps
from accounting.domain.bank.account import BankAccount
from accounting.domain.bank.item import Item, ItemKind
from accounting.domain.bank.movement import MovementStatus
from accounting.usecases.bank.import_statement import ImportStatement, import_statement
from accounting.usecases.bank.match_movement import MatchMovement, match_movement
from accounting.usecases.bank.plan_statement_import import PlanStatementImport, plan_statement_import
from accounting.usecases.bank.read_reconciliation import ReadReconciliation, read_reconciliation
from accounting.usecases.bank.run_statement_import import RunStatementImport, run_statement_import
from accounting.usecases.files.receive_file import ReceivedFile
from essaim.kit.cause import fresh_cause
from essaim.kit.inbox import CONSUMED
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Order
from tests.accounting.bank.files import COLUMNS, IBAN, csv_of
from tests.accounting.ledger.books import SIREN, books_over, register
from tests.support.mongo import MongoServer

ROWS = [(f"{day:02d}/11/2026", f"M{number % 7}", "-1,00") for day in range(1, 31) for number in range(40)]


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


async def imported(content: bytes, deps: Deps) -> int:
    """How many movements the import of a file added."""
    file = ReceivedFile(io.BytesIO(content), len(content), hashlib.sha256(content).hexdigest())
    plan = await plan_statement_import(PlanStatementImport("a", file), deps)
    stored = await import_statement(ImportStatement(plan, file), deps, fresh_cause("test"))
    return (await run_statement_import(RunStatementImport(stored.id), deps, fresh_cause("test"))).state.added_count


async def test_overlapping_statements_of_two_replicas_make_every_movement_once(place: str) -> None:
    """Also where a batch of documents may be stored in part."""
    stores = [await open_store(place) for _ in range(2)]
    try:
        await stores[0].declare(*ALL, CONSUMED)
        one, other = (books_over(store, date(2026, 12, 1)) for store in stores)
        await register(one)
        account = BankAccount(SIREN, "Compte", IBAN, "512", csv_mapping=COLUMNS)
        await one.bank_accounts.add("a", account, fresh_cause("test"))
        halves = csv_of(*ROWS[:800]), csv_of(*ROWS[400:])
        added = await asyncio.gather(imported(halves[0], one), imported(halves[1], other))
        assert sum(added) == await one.bank_movements.count() == len(ROWS)
        assert await imported(csv_of(*ROWS), other) == 0
        first = (await one.bank_movements.find({"account_id": "a"}, order_by=(Order("booked_on"),), limit=1)).items[0]
        item = Item(ItemKind.ACCOUNT, 0, account="627", analytic_code="A001")
        matched = await match_movement(MatchMovement(first.id, (item,)), other, fresh_cause("test"))
        assert matched.state.status is MovementStatus.MATCHED
        made = await read_reconciliation(ReadReconciliation("a", date(2026, 11, 30)), one)
        assert (made.bank_cents, made.books_cents, made.remaining_cents) == (-100 * len(ROWS), -100, 0)
        assert len(made.movements) == len(ROWS) - 1
    finally:
        for store in stores:
            await store.close()
