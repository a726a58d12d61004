"""``kill -9`` of processes that post: nothing acknowledged is lost, nothing is half written (ACC-03, ACC-04)."""

import asyncio
import random
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import closing
from datetime import date
from pathlib import Path

from accounting.deps import Deps
from accounting.usecases.ledger.announce_entries import AnnounceEntries, announce_entries
from accounting.usecases.ledger.apply_letterings import ApplyLetterings, apply_letterings
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.ledger.verify_ledger import VerifyLedger, verify_ledger
from essaim.contracts.accounting import EntriesPosted
from tests.accounting.ledger.books import SIREN, draft, open_books, post
from tests.accounting.proof import random_books as books
from tests.kit.store.processes import ROOT, said_until_killed

ROUNDS = 2
CHANCE = random.Random(11)


async def _posting(path: Path, prefix: str) -> Process:
    module = "tests.accounting.proof.poster"
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, f"sqlite:///{path}", prefix, cwd=ROOT, stdout=PIPE
    )


async def _killed(path: Path, prefix: str) -> list[str]:
    """What a process says before it is killed, which is after 20 to 60 entries."""
    process = await _posting(path, prefix)
    try:
        return await said_until_killed(process, CHANCE.randint(20, 60))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _check(deps: Deps, acknowledged: set[str]) -> None:
    chain = await books.records(deps)
    entries = books.entries(chain)
    assert acknowledged <= {one.source_key for one in entries}
    assert len({one.source_key for one in entries}) == len(entries)
    assert [one.sequence for one in chain] == list(range(1, len(chain) + 1))
    assert [one.previous_hash for one in chain[1:]] == [one.hash for one in chain[:-1]]
    numbers: dict[str, list[int]] = {}
    for entry in entries:
        numbers.setdefault(entry.journal.value, []).append(entry.number)
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    whole = date(2026, 9, 1), date(2027, 8, 31)
    assert await read_balances(ReadBalances(SIREN, *whole), deps) == books.summed(entries, *whole)
    verdict = await verify_ledger(VerifyLedger(SIREN), deps)
    assert verdict.intact, verdict.findings


async def _check_told(deps: Deps) -> None:
    """Every entry is told of, once, after the jobs that mend what a crash left."""
    await announce_entries(AnnounceEntries(SIREN), deps)
    await apply_letterings(ApplyLetterings(SIREN), deps)
    records = await deps.ledger.all({"siren": SIREN})
    told = [
        entry.entry_id
        for one in records
        for item in one.document["outbox"]
        if item["envelope"]["type"] == "accounting.entry_posted.v2"
        for entry in EntriesPosted.model_validate(item["envelope"]["data"]).entries
    ]
    assert sorted(told) == sorted(one.id for one in records if one.state.entry is not None)
    assert not [one for one in records if one.state.to_apply]


async def test_acc_04_killed_processes_lose_nothing_and_leave_nothing_half_written(tmp_path: Path) -> None:
    """ACC-03, ACC-04: two processes post into the same books; both are killed, twice; each time the books are as if
    nobody had been killed: every acknowledged entry there, once, in a gapless chain, with true sums, and going on."""
    path = tmp_path / "books.db"
    acknowledged: set[str] = set()
    async with open_books(path) as deps:
        for round_ in range(ROUNDS):
            said = await asyncio.gather(*(_killed(path, f"{round_}{name}") for name in "ab"))
            acknowledged |= {one for lines in said for one in lines}
            await _check(deps, acknowledged)
        await post(deps, draft("sale:after"))
        await _check(deps, acknowledged | {"sale:after"})
        await _check_told(deps)
    assert len(acknowledged) >= 20 * 2 * ROUNDS
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
