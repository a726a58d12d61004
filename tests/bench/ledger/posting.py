"""Posting, one by one and batched, next to the same documents inserted bare: without indexes, and with the ledger's."""

from pathlib import Path
from time import perf_counter
from typing import Any

from tests.accounting.ledger.books import SIREN
from tests.bench.ledger.bare import Bare, rows_behind
from tests.bench.ledger.books import CALLERS, NEXT_STARTS_ON, drafts, opened, post_all
from tests.bench.ledger.memory import peak, reset_peak

BATCHED, SINGLE = 2_000, 300
"""Entries of a round, batched and one by one."""


async def grow(books: Path, first: int, number: int) -> dict[str, Any]:
    """Post entries into the year until there are as many as wanted, batched."""
    reset_peak()
    async with opened(books) as deps:
        began = perf_counter()
        await post_all(deps, drafts(first, number))
        return {"rate": number / (perf_counter() - began), "peak": peak()}


async def post(books: Path, size: int, rounds: int) -> dict[str, Any]:
    """The rates of each round, every one next to its floors, in alternating order. It posts into the year after."""
    found: dict[str, list[float]] = {}
    bare, indexed = (Bare(books.with_suffix(suffix), indexed=suffix == ".indexed") for suffix in (".bare", ".indexed"))
    bare.catch_up(books)
    indexed.catch_up(books)
    async with opened(books) as deps:
        await post_all(deps, drafts(size * 10_000, CALLERS, NEXT_STARTS_ON))
        reset_peak()
        for number in range(rounds):
            for name, callers, entries in (("batched", CALLERS, BATCHED), ("single", 1, SINGLE)):
                first = size * 10_000 + CALLERS + number * (BATCHED + SINGLE) + (BATCHED if callers == 1 else 0)
                batch = list(drafts(first, entries, NEXT_STARTS_ON))
                before = deps.heads[SIREN].sequence
                began = perf_counter()
                await post_all(deps, iter(batch), callers)
                found.setdefault(name, []).append(entries / (perf_counter() - began))
                rows = rows_behind(books, before)
                floors = {"bare": bare, "indexed": indexed}
                for floor in floors if number % 2 else reversed(floors):
                    found.setdefault(f"{name} {floor}", []).append(floors[floor].insert(rows, callers))
    bare.close()
    indexed.close()
    return {**found, "peak": peak()}
