"""100,000 dossiers in lists: filtered, paged from the first page to one far behind, on both engines; and over HTTP.

The floor asks the engine itself the same question: SQL on the file, or a find with the driver, decoded from its JSON.
"""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from pymongo import MongoClient

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.applications.candidate import Employment
from essaim.kit.aggregate import New
from essaim.kit.cause import fresh_cause
from essaim.kit.store.port import Order, Where
from tests.enrolment.office import COORDINATOR, Office, open_office

SIZE = 100_000
PAGE = 50
ASKED, ASKED_OF_MONGO = 40, 10
"""How often; fewer times of a stand-in server that takes a second for an answer."""
BATCH = 500
PROGRAMMES = 20
STATUSES = (Status.ACCEPTED, Status.ELIGIBLE, Status.DRAFT, Status.REFUSED, Status.WITHDRAWN)
BEGUN_AT = datetime(2026, 9, 1, 7, tzinfo=UTC)


def dossier(place: int) -> Application:
    """One of the hundred thousand, as large as a written one."""
    text = "Un atelier de réparation de vêtements, avec des tissus d’ici. " * 12
    sent = Application(
        programme_id=f"programme-{place % PROGRAMMES}",
        person_id=f"person-{place}",
        scheme="snee" if place % 2 else "ici",
        school_year="2026-2027",
        coordinator="cmq-mma" if place % 10 else "ubfc",
        year=1,
        employment=Employment.NONE,
        status=STATUSES[place % len(STATUSES)],
        submitted_on=date(2026, 9, 1),
        drafted_at=BEGUN_AT,
        steps={"project": {"name": f"Projet {place}", "summary": text}},
    )
    return replace(sent, sent_at=BEGUN_AT + timedelta(seconds=place))


async def fill(deps: Deps) -> float:
    """Dossiers stored per second."""
    began = perf_counter()
    for first in range(0, SIZE, BATCH):
        cause = fresh_cause("bench")
        news = [New(f"dossier-{place:06d}", dossier(place), cause) for place in range(first, first + BATCH)]
        await deps.applications.add_many(news)
    return SIZE / (perf_counter() - began)


QUESTIONS: dict[str, tuple[Where, tuple[Order, ...]]] = {
    "of a partner": ({"coordinator": "cmq-mma"}, (Order("created_at"),)),
    "of a partner, one status": ({"coordinator": "cmq-mma", "status": "ELIGIBLE"}, (Order("created_at"),)),
    "of a programme, last sent first": ({"programme_id": "programme-7"}, (Order("sent_at", descending=True),)),
}


async def ask(deps: Deps, pages_before: int, asked: int = ASKED) -> dict[str, list[float]]:
    """Seconds of each question, asked again and again behind so many pages. RuntimeError when a page is not full."""
    found = {}
    for name, (where, order) in QUESTIONS.items():
        cursor = None
        for _ in range(pages_before // 20):
            cursor = (await deps.applications.find(where, order_by=order, limit=1000, cursor=cursor)).next
        seconds = []
        for _ in range(asked):
            began = perf_counter()
            page = await deps.applications.find(where, order_by=order, limit=PAGE, cursor=cursor)
            seconds.append(perf_counter() - began)
            if len(page.items) != PAGE:
                raise RuntimeError(f"{name}: {len(page.items)} dossiers on a page")
        found[name] = seconds
    return found


async def ask_over_http(office: Office) -> list[float]:
    """Seconds of the list as a coordinator asks for it."""
    seconds = []
    for _ in range(ASKED):
        began = perf_counter()
        found = await office.get(COORDINATOR, "/v1/applications", status="ELIGIBLE", limit=str(PAGE))
        seconds.append(perf_counter() - began)
        if len(found["items"]) != PAGE:
            raise RuntimeError(f"{len(found['items'])} dossiers on a page")
    return seconds


def ask_sqlite(file: Path) -> list[float]:
    """Seconds of the second question in SQL, on the same file."""
    connection = sqlite3.connect(file)
    sql = (
        "SELECT body FROM applications WHERE json_extract(body, '$.state.coordinator') = 'cmq-mma' "
        "AND json_extract(body, '$.state.status') = 'ELIGIBLE' ORDER BY json_extract(body, '$.created_at'), id LIMIT 50"
    )
    try:
        return _timed(lambda: [json.loads(body) for (body,) in connection.execute(sql)])
    finally:
        connection.close()


def ask_mongo(url: str) -> list[float]:
    """Seconds of the second question with the driver, on the same database."""
    with MongoClient[dict[str, Any]](url) as client:
        collection = client.get_default_database()["applications"]
        where = {"state.coordinator": "cmq-mma", "state.status": "ELIGIBLE"}
        order = [("created_at", 1), ("_id", 1)]
        return _timed(lambda: list(collection.find(where).sort(order).limit(PAGE)), ASKED_OF_MONGO)


def _timed(question: Callable[[], list[Any]], asked: int = ASKED) -> list[float]:
    seconds = []
    for _ in range(asked):
        began = perf_counter()
        if len(question()) != PAGE:
            raise RuntimeError("the engine itself does not find a full page")
        seconds.append(perf_counter() - began)
    return seconds


async def on_sqlite(directory: Path) -> dict[str, Any]:
    """Everything on a SQLite file."""
    await asyncio.to_thread(directory.mkdir)
    async with open_office(directory) as office:
        stored = await fill(office.deps)
        first, deep = await ask(office.deps, 0), await ask(office.deps, 200)
        http = await ask_over_http(office)
    return {
        "stored": stored,
        "first": first,
        "deep": deep,
        "http": http,
        "bare": ask_sqlite(directory / "enrolment.db"),
    }


async def on_mongo(directory: Path, url: str) -> dict[str, Any]:
    """The same on a server that speaks MongoDB's protocol."""
    await asyncio.to_thread(directory.mkdir)
    async with open_office(directory, url) as office:
        stored = await fill(office.deps)
        first, deep = await ask(office.deps, 0, ASKED_OF_MONGO), await ask(office.deps, 200, ASKED_OF_MONGO)
    return {"stored": stored, "first": first, "deep": deep, "bare": await asyncio.to_thread(ask_mongo, url)}
