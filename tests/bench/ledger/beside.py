"""beancount and piecash with the same entries, each from ``.venv-bench``; what cannot be run is named, never made up."""

import asyncio
import json
import sqlite3
from pathlib import Path
from typing import Any

from tests.bench.workers import PEERS, ROOT

MOST = {"beancount": 100_000, "piecash": 10_000}
"""Entries that each gets in a default run: piecash needs a minute for every forty thousand."""


def write(books: Path, file: Path) -> None:
    """What the peers can hold of the entries in a ledger, one per line."""
    connection = sqlite3.connect(books)
    with file.open("w", encoding="utf-8") as target:
        for (body,) in connection.execute("SELECT json_extract(body, '$.state.entry') FROM ledger ORDER BY id"):
            if body is not None:
                target.write(_text(json.loads(body)) + "\n")
    connection.close()


def _text(entry: dict[str, Any]) -> str:
    lines = [
        [
            line["account"],
            line["analytic_code"] or "",
            line["auxiliary"]["account"] if line["auxiliary"] else "",
            line["debit_cents"],
            line["credit_cents"],
        ]
        for line in entry["lines"]
    ]
    return json.dumps([entry["posted_on"], entry["label"], entry["voucher_ref"], lines])


async def load(peer: str, entries: Path) -> dict[str, float] | str:
    """Entries per second and the seconds of a trial balance; or why there are none."""
    python = PEERS / "python"
    if not python.exists():
        return "absent: there is no .venv-bench"
    if (await _ran(python, "-c", f"import {peer}"))[0]:
        return f"absent: {peer} is not in .venv-bench"
    module = f"tests.bench.ledger.peers.{peer}_books"
    code, out, error = await _ran(python, "-m", module, str(entries), str(entries.parent))
    if code:
        return "failed: " + (error.splitlines() or ["without a word"])[-1]
    found: dict[str, float] = json.loads(out.splitlines()[-1])
    return found


async def _ran(*command: str | Path) -> tuple[int, str, str]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=pipe, stderr=pipe)
    out, error = await process.communicate()
    return process.returncode or 0, out.decode(), error.decode()
