"""A long log: a reader that starts late, is killed again and again, and goes on live has every event once, in log order.

5,000 events; 100,000 with ESSAIM_LONG=1, as `make chaos` is for long runs.
"""

import asyncio
import os
import sqlite3
import sys
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aio_pika import Message, connect
from aio_pika.abc import DeliveryMode

from essaim.cli.events import tail
from essaim.cli.local.processes import Process, base_environment
from essaim.contracts.envelope import CONTENT_TYPE, Envelope
from essaim.contracts.event import EVENTS
from essaim.contracts.topology import Deployment
from tests.integrators.bus import SubscribedBroker, subscriber
from tests.integrators.sdk_alone import EXAMPLES
from tests.support.polling import eventually

pytestmark = [pytest.mark.broker, pytest.mark.processes, pytest.mark.timeout(600)]

EVENTS_BEFORE = 100_000 if os.environ.get("ESSAIM_LONG") else 5_000
EVENTS_LIVE = EVENTS_BEFORE // 20
KILLS = 4
IN_FLIGHT = 500
SECONDS = 400.0
ENROLMENT = Deployment("cmq-mma", "enrolment")
ACME = subscriber("acme", "enrolment.#")
TYPE = "enrolment.group_closed.v1"


@pytest.fixture
async def bus(tmp_path: Path) -> AsyncIterator[SubscribedBroker]:
    async with SubscribedBroker(tmp_path / "broker", [ENROLMENT], {}, [ACME]) as broker:
        yield broker


def envelope(number: int) -> Envelope:
    """An event; what it tells does not matter to the log."""
    return Envelope(
        id=str(uuid.uuid4()),
        source="/cmq-mma/enrolment",
        type=TYPE,
        subject=f"s{number % 100}",
        time=datetime.now(UTC),
        sequence=number + 1,
        correlationid="c",
        data={},
    )


async def publish(bus: SubscribedBroker, numbers: range) -> list[str]:
    """So many events, confirmed, by the deployment that owns the type. The ids, in no order of the log."""
    ids: list[str] = []
    flying = asyncio.Semaphore(IN_FLIGHT)
    async with await connect(bus.url(ENROLMENT)) as connection:
        channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        exchange = await channel.get_exchange(EVENTS, ensure=False)

        async def one(number: int) -> None:
            made = envelope(number)
            message = Message(made.to_bytes(), content_type=CONTENT_TYPE, delivery_mode=DeliveryMode.PERSISTENT)
            async with flying:
                await exchange.publish(message, TYPE, mandatory=True)
            ids.append(made.id)

        for first in range(numbers.start, numbers.stop, IN_FLIGHT):
            await asyncio.gather(*(one(number) for number in range(first, min(first + IN_FLIGHT, numbers.stop))))
    return ids


def noted(path: Path) -> int:
    """How many events the reader has in its database."""
    with sqlite3.connect(path, timeout=20) as database:
        (count,) = database.execute("SELECT count(*) FROM log").fetchone()
    database.close()
    return int(count)


async def test_a_reader_catches_up_from_the_first_and_follows_live_through_kills(
    bus: SubscribedBroker, tmp_path: Path
) -> None:
    before = await publish(bus, range(EVENTS_BEFORE))
    path = tmp_path / "acme.db"
    command = [sys.executable, str(EXAMPLES / "python" / "follow_log.py"), str(path)]
    reader = Process(
        "reader", command, log=tmp_path / "reader.log", env=base_environment() | {"AMQP_URL": bus.url_of(ACME)}
    )
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE log (id TEXT PRIMARY KEY, type TEXT, first_offset INTEGER, last_offset INTEGER)")
    database.close()
    total = EVENTS_BEFORE + EVENTS_LIVE
    live = asyncio.create_task(publish(bus, range(EVENTS_BEFORE, total)))
    for kill in range(1, KILLS + 1):
        reader.start()

        async def far_enough(share: int = kill) -> bool:
            return noted(path) >= EVENTS_BEFORE * share // (KILLS + 1)

        await eventually(far_enough, f"{kill} of {KILLS + 1} parts", SECONDS)
        reader.kill()
        await reader.stop()
    reader.start()
    after = await live
    late = await publish(bus, range(total, total + 100))

    async def all_there() -> bool:
        return noted(path) >= total + 100

    await eventually(all_there, "every event", SECONDS)
    await reader.stop()
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT id, first_offset FROM log ORDER BY rowid").fetchall()
    database.close()
    assert {id_ for id_, _ in rows} == {*before, *after, *late}
    offsets = [offset for _, offset in rows]
    assert offsets == list(range(offsets[0], offsets[0] + total + 100)), (
        "a gap, a double, or another order than the log's"
    )


async def test_a_reader_starts_at_an_offset_and_at_an_instant(bus: SubscribedBroker) -> None:
    """From an offset: exactly behind it. From an instant: everything since, whatever of its chunk comes before."""
    early = await publish(bus, range(300))
    instant = datetime.now(UTC).replace(microsecond=0)
    late = await publish(bus, range(300, 400))

    async def read(start: int | datetime | str, last: set[str]) -> list[str]:
        found: list[str] = []
        async with asyncio.timeout(60):
            async for passed in tail(bus.ops_url, start=start):
                assert passed.envelope is not None
                found.append(passed.envelope.id)
                if last <= set(found):
                    return found
        return found

    everything = await read("first", {*early, *late})
    assert len(everything) == len(set(everything)) == 400
    assert await read(250, set(everything[250:])) == everything[250:]
    since = await read(instant, set(late))
    assert since == everything[-len(since) :]
