"""The relay against a real broker that refuses, nacks, or has been away: nothing lost, nobody blocked, order kept."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aio_pika import connect
from aio_pika.abc import AbstractQueue

from essaim.contracts.envelope import Envelope
from essaim.contracts.event import EventData
from essaim.kit.aggregate import Change, aggregate
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import SystemClock
from essaim.kit.metrics import Metrics
from essaim.kit.publisher import Publisher
from essaim.kit.publishing import Publishing
from essaim.kit.relay import Relay
from essaim.kit.repository import Repository
from essaim.kit.store.sqlite import SqliteStore
from tests.support.broker import Rabbit
from tests.support.polling import equal, eventually

pytestmark = pytest.mark.broker
BOXES = aggregate("boxes")
LEASE = timedelta(seconds=1)


@dataclass(frozen=True)
class Box:
    """Something that events are told of."""

    number: int = 0


class Packed(EventData):
    """A box was packed. The exchange ``retry`` is a place where a test can make keys routable or not."""

    number: int


class Office:
    """A store, a relay and a repository, and event types that nobody else uses."""

    def __init__(self, store: SqliteStore, publisher: Publisher) -> None:
        self.store = store
        self.publisher = publisher
        self.metrics = Metrics()
        self.relay = self.another_relay()
        self.boxes = Repository(store, BOXES, Box, Publishing("/alpha/toy", SystemClock(), self.relay, LEASE))
        self.key = f"toy.{uuid.uuid4().hex.translate(str.maketrans('0123456789', 'ghijklmnop'))}"

    def another_relay(self, **changes: Any) -> Relay:
        """A relay as another replica would have it."""
        options: dict[str, Any] = {"sweep_seconds": 0.1, "lease": LEASE} | changes
        return Relay(self.store, (BOXES,), self.publisher, self.metrics, **options)

    def event(self, word: str, number: int = 0) -> Packed:
        """An event with the routing key ``<key>_<word>.v1``."""

        class Event(Packed):
            wire_type = f"{self.key}_{word}.v1"
            exchange = "retry"

        return Event(number=number)

    async def pack(self, id_: str, word: str) -> None:
        """A box with one event."""
        await self.boxes.add(id_, Box(), fresh_cause("ada"), events=(self.event(word),))

    async def pending(self) -> int:
        return await self.boxes.count({"pending": 1})


@pytest.fixture
async def office(rabbit: Rabbit, tmp_path: Path) -> AsyncIterator[Office]:
    store = await SqliteStore.open(tmp_path / "boxes.db")
    await store.declare(BOXES)
    publisher = Publisher(rabbit.url, "relay test")
    await publisher.start()
    made = Office(store, publisher)
    await made.relay.start()
    yield made
    await made.relay.stop()
    await publisher.stop()
    await store.close()


@asynccontextmanager
async def bound(rabbit: Rabbit, key: str, **arguments: Any) -> AsyncIterator[AbstractQueue]:
    """A queue that takes one routing key of `retry`."""
    async with await connect(rabbit.url) as connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(exclusive=True, arguments=arguments)
        await queue.bind("retry", key)
        yield queue


def packed(box: Box, event: Packed) -> Change[Box]:
    """What the event tells."""
    return Change(Box(event.number), (event,))


async def taken(queue: AbstractQueue, count: int) -> list[Envelope]:
    """So many messages, in order of arrival."""
    found: list[Envelope] = []
    async with asyncio.timeout(20), queue.iterator(no_ack=True) as messages:
        async for message in messages:
            found.append(Envelope.model_validate_json(message.body))
            if len(found) == count:
                break
    return found


async def test_what_cannot_be_routed_waits_and_blocks_nobody(rabbit: Rabbit, office: Office) -> None:
    """More such documents than the relay has workers; a good event passes, and they do once their way is there."""
    await asyncio.gather(*(office.pack(f"lost{number}", "nowhere") for number in range(120)))
    async with bound(rabbit, f"{office.key}_somewhere.v1") as queue:
        await office.pack("good", "somewhere")
        assert [one.subject for one in await taken(queue, 1)] == ["good"]
    await eventually(lambda: equal(office.pending(), 120), "the mark of the good one")
    assert office.metrics.registry.get_sample_value("essaim_publish_failures_total")
    async with bound(rabbit, f"{office.key}_nowhere.v1") as queue:
        found = await taken(queue, 120)
        assert {one.subject for one in found} == {f"lost{number}" for number in range(120)}
    await eventually(lambda: equal(office.pending(), 0), "empty outboxes")


async def test_the_age_of_what_is_refused_grows_although_its_lease_is_renewed(office: Office) -> None:
    await office.pack("lost", "nowhere")

    async def old() -> bool:
        return office.metrics.oldest_seconds > 3 * LEASE.total_seconds()

    await eventually(old, "an age above three leases")


async def test_what_a_full_queue_nacks_is_published_once_there_is_room(rabbit: Rabbit, office: Office) -> None:
    limits = {"x-max-length": 1, "x-overflow": "reject-publish"}
    async with bound(rabbit, f"{office.key}_full.v1", **limits) as queue:
        for number in range(6):
            await office.pack(f"box{number}", "full")

        async def nacked() -> bool:
            return bool(office.metrics.registry.get_sample_value("essaim_publish_failures_total"))

        await eventually(nacked, "a nack")
        assert {one.subject for one in await taken(queue, 6)} == {f"box{number}" for number in range(6)}
        await eventually(lambda: equal(office.pending(), 0), "empty outboxes")


async def test_events_of_one_box_keep_their_order_behind_one_that_is_refused(rabbit: Rabbit, office: Office) -> None:
    limits = {"x-max-length": 1, "x-overflow": "reject-publish"}
    async with bound(rabbit, f"{office.key}_full.v1", **limits) as queue:
        await office.pack("box", "full")
        for number in range(1, 8):
            event = office.event("full", number)
            await office.boxes.change("box", partial(packed, event=event), fresh_cause("ada"))
        found = await taken(queue, 8)
        assert [one.sequence for one in found] == list(range(1, 9))
        assert len({one.id for one in found}) == 8


async def test_ids_are_made_once_and_kept_at_every_resend(rabbit: Rabbit, office: Office) -> None:
    """A replica dies after the publish and before the mark: the next one publishes the same id again."""
    async with bound(rabbit, f"{office.key}_twice.v1") as queue:
        await office.pack("box", "twice")
        first = (await taken(queue, 1))[0]
        await eventually(lambda: equal(office.pending(), 0), "the mark")
        marked = (await office.boxes.get("box")).document
        item = {"exchange": "retry", "envelope": first.model_dump(mode="json", exclude_none=True)}
        unmarked = marked | {
            "outbox": [item],
            "pending": 1,
            "due_at": "2026-01-01T00:00:00.000000Z",
            "lease": "a process that died",
        }
        await office.store.replace(BOXES, unmarked, expected_revision=marked["revision"])
        assert (await taken(queue, 1))[0] == first


async def test_a_lease_that_another_replica_took_is_left_to_it(rabbit: Rabbit, office: Office) -> None:
    """A document that waited while the broker was away is read again before its events are published."""
    async with bound(rabbit, f"{office.key}_late.v1") as queue:
        stored = await office.boxes.add("box", Box(), fresh_cause("ada"))
        item = Envelope.model_validate(envelope(office, "late"))
        held = stored.document | {
            "outbox": [{"exchange": "retry", "envelope": item.model_dump(mode="json", exclude_none=True)}],
            "pending": 1,
            "due_at": "2026-01-01T00:00:00.000000Z",
            "lease": office.relay.token,
        }
        theirs = held | {"due_at": "2099-01-01T00:00:00.000000Z", "lease": "another replica"}
        await office.store.replace(BOXES, theirs, expected_revision=stored.document["revision"])
        office.relay.offer(BOXES, held)
        await office.pack("other", "late")
        assert [one.subject for one in await taken(queue, 1)] == ["other"]
        assert (await office.boxes.get("box")).document["lease"] == "another replica"


async def test_a_backlog_larger_than_a_sweep_drains_and_its_size_is_known(rabbit: Rabbit, office: Office) -> None:
    """Left behind by a process that died: every event arrives, and the gauge goes down to nothing."""
    await office.relay.stop()
    nobody = Repository(office.store, BOXES, Box, Publishing("/alpha/toy", SystemClock()))
    event = office.event("backlog")
    await asyncio.gather(*(nobody.add(f"b{n}", Box(), fresh_cause("ada"), events=(event,)) for n in range(1200)))
    sizes: list[float] = []
    async with bound(rabbit, f"{office.key}_backlog.v1") as queue:
        office.relay = office.another_relay()
        await office.relay.start()

        async def watch() -> bool:
            value = office.metrics.registry.get_sample_value("essaim_outbox_documents")
            sizes.append(value or 0.0)
            return await office.pending() == 0

        found = await taken(queue, 1200)
        await eventually(watch, "an empty outbox")
        assert len({one.id for one in found}) == 1200
        assert (
            office.metrics.registry.get_sample_value("essaim_events_published_total", {"type": event.wire_type}) == 1200
        )
        await eventually(lambda: equal(gauge(office), 0.0), "a gauge of nothing")


async def gauge(office: Office) -> float | None:
    return office.metrics.registry.get_sample_value("essaim_outbox_documents")


def envelope(office: Office, word: str) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "source": "/alpha/toy",
        "type": f"{office.key}_{word}.v1",
        "subject": "box",
        "time": "2026-09-01T08:00:00Z",
        "sequence": 1,
        "correlationid": "c",
        "data": {},
    }
