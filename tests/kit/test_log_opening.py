"""After a restart of the broker nothing is confirmed that the log has not taken."""

import asyncio
from collections import Counter
from pathlib import Path

import aio_pika
import pytest

from essaim.cli.local.broker import LocalBroker
from essaim.contracts.envelope import Envelope
from essaim.contracts.event import EVENTS
from essaim.contracts.topology import EVENTS_LOG, Deployment
from essaim.kit.log_opening import wait_for_log
from essaim.kit.publisher import BROKEN, Publisher
from tests.support.broker import Rabbit
from tests.support.polling import eventually
from tests.support.replays import increase

pytestmark = [pytest.mark.broker]

TOY = Deployment("alpha", "toy")
# An inbox takes everything too: what no queue takes would be returned, and not lost in silence.
SUBSCRIPTIONS = {"toy": {EVENTS: ["#"]}}


async def logged(url: str) -> Counter[str]:
    """The ids of what the log has."""
    found: Counter[str] = Counter()

    async def take(message: aio_pika.abc.AbstractIncomingMessage) -> None:
        found[message.message_id or ""] += 1
        await message.ack()

    async with await aio_pika.connect(url) as connection:
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=500)
        await (await channel.get_queue(EVENTS_LOG, ensure=False)).consume(take, arguments={"x-stream-offset": "first"})
        before = -1
        while before < found.total():
            before = found.total()
            await asyncio.sleep(1)
    return found


async def publish(publisher: Publisher, one: Envelope) -> str:
    """Until it is confirmed, as the relay does."""
    while True:
        await publisher.wait_connected()
        try:
            await publisher.publish(EVENTS, one.type, one.to_bytes(), message_id=one.id, type_=one.type)
        except BROKEN:
            await asyncio.sleep(0.02)
        else:
            return one.id


async def test_what_is_published_while_the_broker_starts_is_in_the_log(tmp_path: Path) -> None:
    async with LocalBroker(tmp_path / "broker", [TOY], SUBSCRIPTIONS, given_url="") as broker:
        publisher = Publisher(broker.url(TOY), "relay")
        await publisher.start()
        confirmed = [await publish(publisher, increase(number, "a")) for number in range(50)]
        for _ in range(2):
            await broker.stop()
            waiting = [asyncio.create_task(publish(publisher, increase(number, "a"))) for number in range(300)]
            await broker.start()
            confirmed += await asyncio.gather(*waiting)
        found = await logged(broker.ops_url)
        assert [id_ for id_ in confirmed if id_ not in found] == []
        await publisher.stop()


async def test_the_log_of_a_broker_that_runs_is_open_at_once(rabbit: Rabbit, caplog: pytest.LogCaptureFixture) -> None:
    async with asyncio.timeout(2):
        await wait_for_log(rabbit.url, "test")
    assert not caplog.records


async def test_where_there_is_no_log_events_go_on_in_the_end(
    rabbit: Rabbit, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("essaim.kit.log_opening.EVENTS_LOG", "no.such.log")
    monkeypatch.setattr("essaim.kit.log_opening.PATIENCE_SECONDS", 0.5)
    publisher = Publisher(rabbit.url, "relay")
    await publisher.start()
    assert not publisher.connected

    async def connected() -> bool:
        return publisher.connected

    await eventually(connected, "patience ends", 10)
    assert "is not open after" in caplog.text
    await publisher.stop()
