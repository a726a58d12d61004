"""Documents: invoices issued, booked, drawn, written as data, issued by 100 at once; against bare SQLite, fpdf2 and lxml."""

import asyncio
from typing import Any

from tests.bench.documents import rows
from tests.bench.documents.step import run
from tests.bench.harness import Bench, Sample

NAME = "documents"
EXISTING = (100, 1_000, 5_000)
"""Issued invoices of the series before those that are measured; and movements of the activity that they are counted in."""
ROUNDS = 3


async def measure(bench: Bench) -> None:
    """One file that grows for the issues, one per number of movements, one for the crowd."""
    directory = bench.fresh("documents")
    await asyncio.to_thread(directory.mkdir)
    found = rows.Found()
    file, known = directory / "issuing.db", 0
    for size in EXISTING:
        await _step("grow", file, known, size - known)
        found.issuing.append(await _step("issue", file, size, ROUNDS))
        known = size
    for size in EXISTING:
        found.contributing.append(await _step("book", directory / f"booking-{size}.db", size, ROUNDS))
    found.drawing = await _step("draw", directory / "drawing.db", ROUNDS)
    found.crowd = await _step("crowd", directory / "crowd", ROUNDS)
    rows.tell(bench, found)


async def _step(name: str, *arguments: Any) -> dict[str, Any]:
    found = await run(name, *arguments)
    told = (f"{key} {Sample(tuple(value)).median:,.1f}" for key, value in found.items() if isinstance(value, list))
    print(f"  {name} {arguments[0].name}: {', '.join(told)}", flush=True)
    return found
