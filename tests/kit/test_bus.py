"""The way of an event over a real RabbitMQ: outbox, relay, inbox, effect; and what becomes of those that fail."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aio_pika
import pytest

from essaim.contracts import topology
from essaim.contracts.envelope import CONTENT_TYPE, Envelope
from essaim.contracts.topology import Deployment
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.ids import new_id
from essaim.kit.settings import ServiceSettings
from tests.support import toy
from tests.support.broker import Rabbit
from tests.support.polling import equal, eventually

pytestmark = pytest.mark.broker


class Toys:
    """Replicas of the toy service in a room of their own."""

    def __init__(self, rabbit: Rabbit, deployment: Deployment, directory: Path) -> None:
        self.rabbit = rabbit
        self.deployment = deployment
        self.settings = ServiceSettings(
            partner=deployment.partner,
            store_url=f"sqlite:///{directory}/toy.db",
            amqp_url=rabbit.url,
            jwks=str(directory / "none.json"),
            token_issuer="nobody",
            sender_check="off",
        )

    @asynccontextmanager
    async def running(self, **changes: Any) -> AsyncIterator[Any]:
        """One replica; yields its application once it consumes."""
        app = toy.create_app(self.settings.model_copy(update=changes))
        async with app.router.lifespan_context(app):
            await eventually(lambda: _fine(app.state.checks), "readiness")
            yield app

    async def publish(self, body: bytes, type_: str, **properties: Any) -> None:
        """Put something on `events`, for this deployment's eyes or not."""
        async with await aio_pika.connect(self.rabbit.url) as connection:
            channel = await connection.channel()
            exchange = await channel.get_exchange("events", ensure=False)
            message = aio_pika.Message(body, content_type=CONTENT_TYPE, delivery_mode=2, **properties)
            await exchange.publish(message, type_)

    async def dead(self) -> Any:
        """The one dead letter, once it is there."""
        await eventually(lambda: _at_least(self.rabbit, self.deployment.dead_queue), "a dead letter")
        async with await aio_pika.connect(self.rabbit.url) as connection:
            channel = await connection.channel()
            queue = await channel.declare_queue(self.deployment.dead_queue, passive=True)
            message = await queue.get(no_ack=True)
            assert message is not None
            return message


async def _fine(checks: Any) -> bool:
    for check in checks.values():
        try:
            await check()
        except Exception:
            return False
    return True


async def _at_least(rabbit: Rabbit, queue: str, count: int = 1) -> bool:
    return await rabbit.depth(queue) >= count


@pytest.fixture
async def toys(rabbit: Rabbit, tmp_path: Path) -> AsyncIterator[Toys]:
    async with rabbit.room("toy", subscriptions={"toy": toy.LISTENS.subscriptions()}) as room:
        yield Toys(rabbit, room["toy"], tmp_path)


def envelope(toys: Toys, type_: str, data: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """An envelope as a partner would send it."""
    return {
        "specversion": "1.0",
        "id": new_id(),
        "source": f"/{toys.deployment.partner}/toy",
        "type": type_,
        "subject": "s",
        "time": "2026-09-01T08:00:00Z",
        "sequence": 1,
        "correlationid": "c",
        "data": data,
    } | changes


async def increase(deps: toy.Deps, id_: str, by: int = 1) -> None:
    """A new counter with its event."""
    increased = toy.CounterIncreased(counter_id=id_, by=by)
    await deps.counters.add(id_, toy.Counter("ada", by), fresh_cause("ada"), events=(increased,))


async def seen(deps: toy.Deps) -> dict[str, int]:
    """What the listener has added up."""
    return {one.id: one.state.total for one in await deps.seen.all()}


async def test_an_event_takes_effect_and_leaves_the_outbox(toys: Toys) -> None:
    async with toys.running() as app:
        deps = app.state.deps
        await increase(deps, "a", 3)
        await eventually(lambda: equal(seen(deps), {"a": 3}), "the effect")
        await eventually(lambda: equal(deps.counters.count({"pending": 0}), 1), "an empty outbox")


async def test_events_that_a_crash_left_behind_are_swept_up(toys: Toys) -> None:
    """The lease of a process that died ends; the sweep of another one publishes."""
    async with toys.running() as app:
        deps = app.state.deps
        stored = await deps.counters.add("a", toy.Counter("ada", 1), fresh_cause("ada"))
        item = Envelope.model_validate(envelope(toys, "toy.counter_increased.v1", {"counter_id": "a", "by": 4}))
        orphan = stored.document | {
            "outbox": [{"exchange": "events", "envelope": item.model_dump(mode="json", exclude_none=True)}],
            "pending": 1,
            "due_at": "2026-01-01T00:00:00.000000Z",
            "lease": "a process that died",
        }
        store = deps.counters._store
        await store.replace(toy.COUNTERS, orphan, expected_revision=stored.document["revision"])
        await eventually(lambda: equal(seen(deps), {"a": 4}), "the effect")


async def test_the_same_event_twice_has_one_effect(toys: Toys) -> None:
    async with toys.running() as app:
        body = json.dumps(envelope(toys, "toy.counter_increased.v1", {"counter_id": "a", "by": 4})).encode()
        for _ in range(5):
            await toys.publish(body, "toy.counter_increased.v1")
        await increase(app.state.deps, "b")
        await eventually(lambda: equal(seen(app.state.deps), {"a": 4, "b": 1}), "both effects")
        await eventually(lambda: equal(toys.rabbit.depth(toys.deployment.queue), 0), "an empty inbox")
        assert await seen(app.state.deps) == {"a": 4, "b": 1}


async def test_two_replicas_share_the_work_and_lose_nothing(toys: Toys) -> None:
    async with AsyncExitStack() as stack:
        apps = [await stack.enter_async_context(toys.running()) for _ in range(2)]
        await asyncio.gather(*(increase(apps[n % 2].state.deps, f"c{n}") for n in range(200)))
        expected = {f"c{n}": 1 for n in range(200)}
        await eventually(lambda: equal(seen(apps[0].state.deps), expected), "all effects")
        await eventually(lambda: equal(apps[0].state.deps.counters.count({"pending": 0}), 200), "empty outboxes")


async def test_the_sequence_of_one_aggregate_arrives_in_order(toys: Toys) -> None:
    async with toys.running() as app, await aio_pika.connect(toys.rabbit.url) as connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(exclusive=True)
        await queue.bind("events", "toy.#")
        deps = app.state.deps
        await increase(deps, "a")
        for by in range(2, 40):
            increased = toy.CounterIncreased(counter_id="a", by=by)
            await deps.counters.change(
                "a", lambda old, event=increased: Change(toy.Counter("ada", event.by), (event,)), fresh_cause("ada")
            )
        sequences: list[int] = []
        async with asyncio.timeout(20), queue.iterator(no_ack=True) as messages:
            async for message in messages:
                found = Envelope.model_validate_json(message.body)
                if found.source.startswith(f"/{toys.deployment.partner}/"):
                    sequences.append(found.sequence)
                if len(sequences) == 39:
                    break
        assert sequences == list(range(1, 40))


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        (b"not json at all", "invalid-envelope"),
        (b'{"specversion": "1.0"}', "invalid-envelope"),
        (b"\xff\xfe\x00", "invalid-envelope"),
    ],
)
async def test_what_is_no_event_is_dead_at_once_and_blocks_nobody(toys: Toys, body: bytes, slug: str) -> None:
    async with toys.running() as app:
        await toys.publish(body, "toy.counter_increased.v1", message_id="m1")
        await increase(app.state.deps, "a")
        await eventually(lambda: equal(seen(app.state.deps), {"a": 1}), "the next event")
        letter = await toys.dead()
        assert letter.body == body
        assert str(letter.headers[topology.HEADER_ERROR]).startswith(slug)
        assert letter.headers[topology.HEADER_ERROR_KIND] == "invalid"
        assert letter.headers[topology.HEADER_ROUTING_KEY] == "toy.counter_increased.v1"
        assert letter.headers[topology.HEADER_EXCHANGE] == "events"
        assert letter.message_id == "m1"


async def test_data_that_does_not_validate_is_dead_at_once_and_names_the_field(toys: Toys) -> None:
    async with toys.running():
        body = json.dumps(envelope(toys, "toy.counter_increased.v1", {"counter_id": "a", "by": "many"})).encode()
        await toys.publish(body, "toy.counter_increased.v1")
        letter = await toys.dead()
        assert str(letter.headers[topology.HEADER_ERROR]).startswith("invalid-event-data: by: ")


@pytest.mark.parametrize(("how", "kind"), [("refused", "refused"), ("bug", "bug")])
async def test_a_refusal_and_a_bug_are_dead_at_once(toys: Toys, how: str, kind: str) -> None:
    async with toys.running():
        body = json.dumps(envelope(toys, "toy.counter_poisoned.v1", {"counter_id": "a", "how": how})).encode()
        await toys.publish(body, "toy.counter_poisoned.v1")
        letter = await toys.dead()
        assert letter.headers[topology.HEADER_ERROR_KIND] == kind
        assert letter.headers[topology.HEADER_ATTEMPT] == 1


async def test_what_may_pass_is_tried_on_every_rung_and_then_dead(toys: Toys) -> None:
    async with toys.running():
        body = json.dumps(envelope(toys, "toy.counter_poisoned.v1", {"counter_id": "a", "how": "missing"})).encode()
        await toys.publish(body, "toy.counter_poisoned.v1", message_id="m2")
        letter = await toys.dead()
        assert letter.headers[topology.HEADER_ATTEMPT] == len(topology.RETRY_DELAYS) + 1
        assert letter.headers[topology.HEADER_ERROR_KIND] == "not_found"
        assert letter.headers[topology.HEADER_ROUTING_KEY] == "toy.counter_poisoned.v1"
        assert letter.message_id == "m2"


async def test_a_type_that_nobody_here_knows_is_kept_and_counted(toys: Toys) -> None:
    """It was bound to this inbox, so somebody meant it to be handled: after an upgrade it can be given back."""
    async with toys.running() as app, await aio_pika.connect(toys.rabbit.url) as connection:
        body = json.dumps(envelope(toys, "toy.counter_renamed.v9", {})).encode()
        channel = await connection.channel()
        message = aio_pika.Message(body, content_type=CONTENT_TYPE)
        await channel.default_exchange.publish(message, toys.deployment.queue)
        letter = await toys.dead()
        assert str(letter.headers[topology.HEADER_ERROR]).startswith("unknown-type")
        labels = {"type": "unknown", "outcome": "unknown"}
        registry = app.state.metrics.registry

        async def counted() -> bool:
            return bool(registry.get_sample_value("essaim_events_consumed_total", labels) == 1.0)

        await eventually(counted, "the count")


async def test_an_event_of_a_scheme_that_is_not_ours_is_ignored(toys: Toys) -> None:
    async with toys.running(schemes=("snee",)) as app:
        data = {"counter_id": "a", "by": 1}
        for scheme in ("student_cooperative", "snee"):
            body = json.dumps(
                envelope(toys, "toy.counter_increased.v1", data | {"counter_id": scheme}, scheme=scheme)
            ).encode()
            await toys.publish(body, "toy.counter_increased.v1")
        await eventually(lambda: equal(seen(app.state.deps), {"snee": 1}), "the effect of the one that is")


async def test_a_sender_that_does_not_own_the_source_is_dropped_and_said_so(toys: Toys) -> None:
    async with toys.running(sender_check="strict"):
        data = {"counter_id": "a", "by": 1}
        body = json.dumps(envelope(toys, "toy.counter_increased.v1", data, source="/victim/toy")).encode()
        await toys.publish(body, "toy.counter_increased.v1")
        letter = await toys.dead()
        assert "foreign-source" in str(letter.headers[topology.HEADER_ERROR])
