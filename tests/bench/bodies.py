"""The events that are drained: the same bytes for everybody, each of a subject of its own."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import aio_pika
from aio_pika.abc import DeliveryMode

from essaim.contracts.envelope import CONTENT_TYPE, Envelope, schema_uri, source_of
from essaim.contracts.event import EVENTS
from essaim.kit.ids import new_id
from tests.bench.harness import Bench
from tests.bench.toys import COMMANDED
from tests.support import toy

IN_FLIGHT = 100
TYPE = toy.CounterIncreased.wire_type


@dataclass(frozen=True)
class Body:
    """One event: its id, which is the message's id, and its bytes."""

    id: str
    subject: str
    content: bytes

    def message(self, user: str) -> aio_pika.Message:
        """As the kit publishes it."""
        return aio_pika.Message(
            self.content,
            content_type=CONTENT_TYPE,
            delivery_mode=DeliveryMode.PERSISTENT,
            message_id=self.id,
            correlation_id=self.id,
            type=TYPE,
            timestamp=datetime.now(UTC),
            user_id=user,
        )


def make(count: int) -> list[Body]:
    """So many events of the commanded toy."""
    return [_make(f"t{number}") for number in range(count)]


def _make(subject: str) -> Body:
    id_ = new_id()
    data = toy.CounterIncreased(counter_id=subject, by=1)
    envelope = Envelope(
        id=id_,
        source=source_of(COMMANDED.partner, COMMANDED.service),
        type=TYPE,
        subject=subject,
        time=datetime.now(UTC),
        dataschema=schema_uri(TYPE),
        sequence=1,
        correlationid=id_,
        data=data.model_dump(),
    )
    return Body(id_, subject, envelope.to_bytes())


Publish = Callable[[Sequence[Body]], Awaitable[None]]


@asynccontextmanager
async def publisher(bench: Bench) -> AsyncIterator[Publish]:
    """Puts bodies into the inboxes that listen to them, confirmed, as the commanded deployment's own user."""
    async with await aio_pika.connect(bench.broker.url(COMMANDED)) as connection:
        channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        exchange = await channel.get_exchange(EVENTS, ensure=False)
        flying = asyncio.Semaphore(IN_FLIGHT)

        async def one(body: Body) -> None:
            async with flying:
                await exchange.publish(body.message(COMMANDED.user), TYPE, mandatory=True)

        async def publish(bodies: Sequence[Body]) -> None:
            await asyncio.gather(*(one(body) for body in bodies))

        yield publish


def write_lines(path: Path, bodies: Sequence[Body]) -> Path:
    """A JSON object per line, for clients that send in a way of their own."""
    path.write_bytes(b"\n".join(body.content for body in bodies))
    return path
