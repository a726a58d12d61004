"""Bank statements: 100,000 movements as CSV and CAMT.053, read, checked and stored, against csv.reader and iterparse alone."""

import asyncio
import csv
import hashlib
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any
from xml.etree import ElementTree

from accounting.collections import ALL
from accounting.deps import Deps
from accounting.usecases.bank.import_statement import ImportStatement, import_statement
from accounting.usecases.bank.plan_statement_import import PlanStatementImport, plan_statement_import
from accounting.usecases.bank.run_statement_import import RunStatementImport, run_statement_import
from accounting.usecases.files.receive_file import ReceivedFile
from essaim.kit.cause import fresh_cause
from essaim.kit.store.open import open_store
from tests.accounting.ledger.books import books_over, register
from tests.bench.bank.statements import ACCOUNT, ACCOUNT_ID, write_camt, write_csv
from tests.bench.harness import Bench, Row, Sample, in_turns
from tests.bench.ledger.memory import peak, reset_peak

NAME = "bank"
SIZE = 100_000


async def measure(bench: Bench) -> None:
    """Each format in turns with its floor, every import into a database of its own."""
    for name, write, floor in (("CSV", write_csv, _csv_alone), ("CAMT.053", write_camt, _iterparse_alone)):
        path = await asyncio.to_thread(write, bench.fresh(f"statement.{name[:3].lower()}"), SIZE)
        peaks: list[float] = []
        found = await in_turns(
            {
                f"{name}: parser alone": _timed(floor, path),
                f"{name}: dry run": _importing(bench, path, peaks, dry_run=True),
                f"{name}: import": _importing(bench, path, peaks, dry_run=False),
            }
        )
        alone = found[f"{name}: parser alone"]
        bench.rate(NAME, f"{name}: movements of a dry run / parser alone", found[f"{name}: dry run"], alone)
        bench.rate(NAME, f"{name}: movements imported / parser alone", found[f"{name}: import"], alone)
        bench.rows.append(Row(NAME, f"{name}: peak memory of {SIZE:,} movements", "MB", Sample(tuple(peaks))))


def _timed(floor: Callable[[Path], int], path: Path) -> Callable[[], Any]:
    async def run() -> float:
        began = perf_counter()
        await asyncio.to_thread(floor, path)
        return SIZE / (perf_counter() - began)

    return run


def _csv_alone(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file, delimiter=";"))


def _iterparse_alone(path: Path) -> int:
    count = 0
    for _, element in ElementTree.iterparse(path):
        if element.tag.endswith("}Ntry"):
            count += 1
            element.clear()
    return count


def _importing(bench: Bench, path: Path, peaks: list[float], *, dry_run: bool) -> Callable[[], Any]:
    async def run() -> float:
        store = await open_store(f"sqlite:///{bench.fresh('bank.db')}")
        try:
            await store.declare(*ALL)
            deps = books_over(store)
            await register(deps)
            await deps.bank_accounts.add(ACCOUNT_ID, ACCOUNT, fresh_cause("bench"))
            reset_peak()
            began = perf_counter()
            await _import(path, deps, dry_run=dry_run)
            seconds = perf_counter() - began
            peaks.append(peak())
            return SIZE / seconds
        finally:
            await store.close()

    return run


async def _import(path: Path, deps: Deps, *, dry_run: bool) -> None:
    content = await asyncio.to_thread(path.read_bytes)
    size, sha256 = len(content), hashlib.sha256(content).hexdigest()
    del content
    with await asyncio.to_thread(path.open, "rb") as stream:
        file = ReceivedFile(stream, size, sha256)
        plan = await plan_statement_import(PlanStatementImport(ACCOUNT_ID, file), deps)
        if plan.problems.count or plan.new_count != SIZE:
            raise RuntimeError(f"the statement is not what it should be: {plan.problems.shown[:3]}")
        if dry_run:
            return
        stored = await import_statement(ImportStatement(plan, file), deps, fresh_cause("bench"))
        done = await run_statement_import(RunStatementImport(stored.id), deps, fresh_cause("bench"))
        if done.state.added_count != SIZE:
            raise RuntimeError(f"{done.state.added_count} movements were added, not {SIZE}")
