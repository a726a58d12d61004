"""Verifying the chain, next to bare SHA-256: over bytes in memory, and over rows as they are read from the file."""

import hashlib
import sqlite3
from pathlib import Path
from time import perf_counter
from typing import Any

from accounting.domain.record import sealed_part
from accounting.usecases.ledger.verify_ledger import VerifyLedger, verify_ledger
from essaim.kit.chain import canonical
from essaim.kit.store.port import Order
from tests.accounting.ledger.books import SIREN
from tests.bench.ledger.books import opened
from tests.bench.ledger.memory import peak, reset_peak

IN_MEMORY = 20_000
"""Records that are hashed in memory at most, again and again until all would have been: a million would need a gigabyte."""


async def verify(books: Path, rounds: int) -> dict[str, Any]:
    """Records per second of each round."""
    found: dict[str, Any] = {"verify": [], "memory": [], "file": []}
    async with opened(books) as deps:
        reset_peak()
        began = perf_counter()
        verdict = await verify_ledger(VerifyLedger(SIREN), deps)
        seconds = perf_counter() - began
        found["peak"] = peak()
        sealed: list[bytes] = []
        async for page in deps.ledger.scan({"siren": SIREN}, order_by=(Order("sequence"),)):
            sealed += [canonical(sealed_part(one["state"])) for one in page]
            if len(sealed) >= IN_MEMORY:
                break
        for number in range(rounds):
            if number:
                began = perf_counter()
                verdict = await verify_ledger(VerifyLedger(SIREN), deps)
                seconds = perf_counter() - began
            if not verdict.intact:
                raise RuntimeError(f"the books are not intact: {verdict.findings}")
            found["verify"].append(verdict.records / seconds)
            found["memory"].append(_in_memory(sealed, verdict.records))
            found["file"].append(_from_file(books))
    return found


def _in_memory(sealed: list[bytes], records: int) -> float:
    repeated = max(1, min(records, IN_MEMORY * 5) // len(sealed))
    began = perf_counter()
    for _ in range(repeated):
        for one in sealed:
            hashlib.sha256(one).digest()
    return repeated * len(sealed) / (perf_counter() - began)


def _from_file(books: Path) -> float:
    connection = sqlite3.connect(books)
    number = 0
    began = perf_counter()
    for (body,) in connection.execute("SELECT body FROM ledger ORDER BY id"):
        hashlib.sha256(body.encode()).digest()
        number += 1
    seconds = perf_counter() - began
    connection.close()
    return number / seconds
