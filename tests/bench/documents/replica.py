"""One of several applications on one file: ``python -m tests.bench.documents.replica DIRECTORY ID…``.

It issues the first invoice to be warm, says that it is ready, waits for a line, issues the others all at once, and prints
when it began and ended.
"""

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import uvloop

from tests.accounting.integration.office import Office, open_office

READY = b"ready\n"
"""What it says between the lines of its log."""


async def issue_all(office: Office, ids: Sequence[str]) -> tuple[float, float]:
    """When the first was asked for and the last was answered. RuntimeError when one of them is refused."""
    began = perf_counter()
    answers = await asyncio.gather(
        *(office.ask("POST", f"invoices/{one}/issue", {"service_on": "2026-12-01"}) for one in ids)
    )
    ended = perf_counter()
    refused = [one for one in answers if not one.is_success]
    if refused:
        raise RuntimeError(f"{len(refused)} of {len(ids)} were refused: {refused[0].text}")
    return began, ended


async def _main(directory: Path, ids: Sequence[str]) -> None:
    async with open_office(directory) as office:
        await issue_all(office, ids[:1])
        print(READY.decode(), end="", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        span = await issue_all(office, ids[1:])
    print(json.dumps(span))


def _own(directory: Path) -> Path:
    """A directory of its own, since its tokens are signed with a key of its own; the file of the store is the common one."""
    directory.mkdir()
    (directory / "accounting.db").symlink_to(directory.parent / "accounting.db")
    return directory


if __name__ == "__main__":
    uvloop.run(_main(_own(Path(sys.argv[1])), sys.argv[2:]))
