"""The ledger: posting, verifying, FEC and balances by the number of entries, against bare SQLite, SHA-256 and CSV."""

import asyncio
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.harness import Bench, Sample
from tests.bench.ledger import beside, rows
from tests.bench.ledger.step import run

NAME = "ledger"
SIZES = (1_000, 10_000, 100_000)
LONG_SIZES = (*SIZES, 1_000_000)
"""With ESSAIM_LONG=1: a quarter of an hour more, and ten gigabytes of room for temporary files."""
ROUNDS = 3
READERS = ("verify", "fec", "check", "balance")


@dataclass
class Found:
    """What was found with so many entries: by step, and by peer (why there is nothing, when it is text)."""

    size: int
    steps: dict[str, dict[str, Any]] = field(default_factory=dict)
    peers: dict[str, dict[str, float] | str] = field(default_factory=dict)

    def sample(self, step: str, name: str, factor: float = 1.0) -> Sample:
        """A figure of each round."""
        return Sample(tuple(value * factor for value in self.steps[step][name]))

    def once(self, step: str, name: str) -> Sample:
        """A figure that there is one of."""
        return Sample((self.steps[step][name],))


async def measure(bench: Bench) -> None:
    """One file that grows; what reads a closed year reads a copy in which it is closed."""
    long = os.environ.get("ESSAIM_LONG") == "1"
    directory = bench.fresh("ledger")
    await asyncio.to_thread(directory.mkdir)
    books = directory / "books.db"
    found: list[Found] = []
    for size in LONG_SIZES if long else SIZES:
        known = found[-1].size if found else 0
        found.append(await _at(size, known, books, long=long))
    if not long:
        print("  skipped: a million entries (ESSAIM_LONG=1 measures them, a quarter of an hour)", flush=True)
    rows.tell(bench, found)


async def _at(size: int, known: int, books: Path, *, long: bool) -> Found:
    found = Found(size)
    await _step(found, "grow", books, known, size - known)
    await _step(found, "post", books, size, ROUNDS)
    copy = books.with_name("closed.db")
    await asyncio.to_thread(shutil.copyfile, books, copy)
    await _step(found, "close", copy)
    for name in READERS:
        file = copy.parent / found.steps["fec"]["file"] if name == "check" else copy
        await _step(found, name, file, ROUNDS)
    await _peers(found, copy, long=long)
    await asyncio.to_thread(copy.unlink)
    return found


async def _step(found: Found, name: str, file: Path, *numbers: int) -> None:
    found.steps[name] = await run(name, file, *numbers)
    print(f"  {found.size:,} entries: {name}: {_short(found.steps[name])}", flush=True)


def _short(figures: dict[str, Any]) -> str:
    told = {name: _number(value) for name, value in figures.items() if not isinstance(value, str)}
    return ", ".join(f"{name} {text}" for name, text in told.items())


def _number(value: float | Sequence[float]) -> str:
    found = Sample(tuple(value)).median if isinstance(value, Sequence) else value
    return f"{found:,.0f}" if found >= 10 else f"{found:.4f}"


async def _peers(found: Found, books: Path, *, long: bool) -> None:
    entries = books.with_name("entries.json")
    await asyncio.to_thread(beside.write, books, entries)
    for peer, most in beside.MOST.items():
        if found.size > most * (10 if long else 1):
            print(f"  {found.size:,} entries: {peer}: skipped, it would take too long", flush=True)
            continue
        found.peers[peer] = await beside.load(peer, entries)
        print(f"  {found.size:,} entries: {peer}: {found.peers[peer]}", flush=True)
    await asyncio.to_thread(entries.unlink)
