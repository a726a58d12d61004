"""The FEC: from the store to the kept file, rendering alone, and checking it; next to ``csv.writer`` on rows in memory."""

import asyncio
import csv
import io
from pathlib import Path
from time import perf_counter
from typing import Any

from accounting.deps import Deps
from accounting.documents.fec import HEADER, render_entry
from accounting.usecases.fec.export_fec import ExportFec, export_fec
from accounting.usecases.fec.stream_fec import StreamFec, stream_fec
from essaim.fec.check import check_fec
from essaim.kit.cause import fresh_cause
from tests.accounting.ledger.books import SIREN
from tests.bench.ledger.books import YEAR, opened
from tests.bench.ledger.memory import peak, reset_peak

IN_MEMORY = 20_000
"""Entries that are rendered in memory at most."""


async def export(books: Path, rounds: int) -> dict[str, Any]:
    """Lines per second of each round. Leaves the file beside the books, under its own name."""
    found: dict[str, Any] = {"whole": [], "render": [], "csv": []}
    async with opened(books) as deps:
        reset_peak()
        for number in range(rounds):
            began = perf_counter()
            stored = await export_fec(ExportFec(SIREN, YEAR), deps, fresh_cause("bench"))
            found["whole"].append(stored.state.line_count / (perf_counter() - began))
            if not number:
                found["peak"] = peak()
        states = await _some(deps)
        for _ in range(rounds):
            began = perf_counter()
            text = HEADER + "".join(map(render_entry, states))
            found["render"].append(text.count("\n") / (perf_counter() - began))
            rows = [line.split("\t") for line in text.split("\r\n")]
            found["csv"].append(_written(rows))
        await _keep(deps, stored.id, stored.state.pieces, books.parent / stored.state.file_name)
        return {**found, "file": stored.state.file_name}


async def _some(deps: Deps) -> list[dict[str, Any]]:
    states: list[dict[str, Any]] = []
    async for page in stream_fec(StreamFec(SIREN, YEAR), deps):
        states += page
        if len(states) >= IN_MEMORY:
            break
    return states


def _written(rows: list[list[str]]) -> float:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter="\t", lineterminator="\r\n")
    began = perf_counter()
    writer.writerows(rows)
    return len(rows) / (perf_counter() - began)


async def _keep(deps: Deps, id_: str, pieces: int, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        for number in range(pieces):
            piece = await deps.file_pieces.get(f"{id_}:{number:06d}")
            await asyncio.to_thread(file.write, piece.state.text)


async def check(file: Path, rounds: int) -> dict[str, Any]:
    """Lines per second of the FEC check. RuntimeError when it finds an error in our own file."""
    found: dict[str, Any] = {"check": []}
    reset_peak()
    for _ in range(rounds):
        began = perf_counter()
        report = await asyncio.to_thread(check_fec, file)
        seconds = perf_counter() - began
        if not report.conforming:
            raise RuntimeError(f"our own FEC does not conform: {report.findings}")
        found["check"].append(report.lines / seconds)
    return {**found, "peak": peak()}
