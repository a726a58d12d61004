"""A hundred people at once on one series: invoices issued over HTTP, by one process and by two, and a credit note for each.

Afterwards the numbers must be 1 to n, each once; otherwise there is no figure.
"""

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.accounting.integration.office import ENTITY, SIREN, Office, open_office
from tests.bench.documents import replica

PEOPLE = 100
PROCESSES = 2


async def crowd(directory: Path, rounds: int) -> dict[str, Any]:
    """Rates of each round: invoices per second from the first question to the last answer."""
    found: dict[str, list[float]] = {"one process": [], "two processes": [], "credit notes": []}
    await asyncio.to_thread(directory.mkdir)
    async with open_office(directory) as office:
        await office.done("PUT", f"legal-entities/{SIREN}", ENTITY)
        await office.start()
    for _ in range(rounds):
        async with open_office(directory) as office:
            invoices = await _submitted(office)
            found["one process"].append(await _issued(office, invoices))
            notes = [await _credit_note(office, one) for one in invoices]
            found["credit notes"].append(await _issued(office, notes))
            waiting = await _submitted(office, PEOPLE + PROCESSES)
        found["two processes"].append(await _issued_by_processes(directory, waiting))
    async with open_office(directory) as office:
        await _check_numbers(office, (3 * PEOPLE + PROCESSES) * rounds)
    return found


async def _submitted(office: Office, number: int = PEOPLE) -> list[str]:
    return [await office.submitted() for _ in range(number)]


async def _credit_note(office: Office, invoice_id: str) -> str:
    note = await office.done("POST", f"invoices/{invoice_id}/credit-notes", {"reason": "Retour"}, role="student")
    await office.done("POST", f"invoices/{note['id']}/submission", role="student")
    return str(note["id"])


async def _issued(office: Office, ids: Sequence[str]) -> float:
    began, ended = await replica.issue_all(office, ids)
    return len(ids) / (ended - began)


async def _issued_by_processes(directory: Path, ids: Sequence[str]) -> float:
    """From the first question of any of them to the last answer: both read the same clock. Each has issued one before."""
    processes = [await _start(directory, ids[place::PROCESSES]) for place in range(PROCESSES)]
    spans = await asyncio.gather(*(_told(one) for one in processes))
    return (len(ids) - PROCESSES) / (max(ended for _, ended in spans) - min(began for began, _ in spans))


async def _start(directory: Path, ids: Sequence[str]) -> asyncio.subprocess.Process:
    """One that has opened its application and waits for the word."""
    pipe = asyncio.subprocess.PIPE
    own = directory / f"replica-{perf_counter()}"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", replica.__name__, str(own), *ids, stdin=pipe, stdout=pipe
    )
    assert process.stdout is not None
    while (line := await process.stdout.readline()) != replica.READY:
        if not line:
            raise RuntimeError("a replica did not start")
    return process


async def _told(process: asyncio.subprocess.Process) -> tuple[float, float]:
    out, _ = await process.communicate(b"go\n")
    if process.returncode:
        raise RuntimeError("a replica did not issue its invoices")
    began, ended = json.loads(out.splitlines()[-1])
    return began, ended


async def _check_numbers(office: Office, expected: int) -> None:
    """RuntimeError for a gap, a double, or an invoice without a number."""
    numbers = [one.state.number for one in await office.deps.invoices.all()]
    found = sorted(int(one.rpartition("-")[2]) for one in numbers if one is not None)
    if found != list(range(1, expected + 1)):
        raise RuntimeError(f"{len(found)} numbers from {found[:1]} to {found[-1:]}, not 1 to {expected}, each once")
