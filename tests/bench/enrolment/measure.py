"""Enrolment: a roster of 10,000 rows, 100,000 dossiers in lists on both engines, 50 applicants in the last second."""

import asyncio
import json
import logging
import sys
from typing import Any

from tests.bench.enrolment import dossiers, last_second, roster
from tests.bench.harness import Bench, Row, Sample

NAME = "enrolment"
ROUNDS = 3


async def measure(bench: Bench) -> None:
    """Each in databases of its own. The services say all the time that the broker is away: not here."""
    logging.disable(logging.CRITICAL)
    await _roster(bench)
    await _dossiers(bench)
    await _last_second(bench)


async def _roster(bench: Bench) -> None:
    rounds = [await roster.take_in(bench.fresh("roster"))]
    found = {name: Sample(tuple(one[name] for one in rounds)) for name in rounds[0]}
    _say("roster", {name: one.median for name, one in found.items()})
    bench.rate(NAME, "roster of 10,000: rows read and checked / csv alone", found["read"], found["csv alone"])
    bench.rate(NAME, "roster: rows imported / their documents written bare", found["imported"], found["bare"])
    bench.rate(NAME, "roster: rows of the same file again / imported", found["again"], found["imported"])


async def _dossiers(bench: Bench) -> None:
    _lists(bench, "SQLite", await dossiers.on_sqlite(bench.fresh("dossiers")))
    # A process of its own: asyncio.run inside of it would otherwise end the loop of the bench.
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.enrolment.on_mongo",
        str(bench.fresh("dossiers")),
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError("the dossiers on MongoDB could not be measured")
    found = json.loads(told.splitlines()[-1])
    if found is None:
        bench.absent(NAME, "100,000 dossiers on MongoDB", "no MongoDB-wire server")
    else:
        _lists(bench, found["engine"], found)


def _lists(bench: Bench, engine: str, found: dict[str, Any]) -> None:
    _say(f"dossiers on {engine}", {"stored/s": found["stored"]})
    bench.rate(NAME, f"{engine}: dossiers stored", Sample((found["stored"],)))
    for name, seconds in found["first"].items():
        floor = [found["bare"]] if name == "of a partner, one status" else ()
        bench.latency(NAME, f"{engine}: 50 of 100,000, {name}", [seconds], floor)
        deep = found["deep"][name]
        bench.rows.append(Row(NAME, f"{engine}: … behind 10,000 / the first", "ms", _mean(deep), _mean(seconds)))
    if "http" in found:
        bench.latency(NAME, f"{engine}: over HTTP, 50 of 100,000, one status", [found["http"]], [found["bare"]])


def _mean(seconds: list[float]) -> Sample:
    return Sample((sum(seconds) / len(seconds) * 1000,))


async def _last_second(bench: Bench) -> None:
    rounds = [await last_second.crowd(bench.fresh("last-second")) for _ in range(ROUNDS)]
    found = {name: Sample(tuple(one[name] for one in rounds)) for name in rounds[0]}
    _say("last second", {name: one.median for name, one in found.items()})
    bench.rate(NAME, "50 applicants send at once / one by one", found["at once"], found["one by one"])


def _say(what: str, figures: dict[str, float]) -> None:
    told = ", ".join(f"{name} {value:,.0f}" for name, value in figures.items())
    print(f"  {what}: {told}", file=sys.stdout, flush=True)
