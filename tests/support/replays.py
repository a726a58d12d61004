"""A log of our own, and one deployment that reads it: what the tests of replays work with."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aio_pika import Message, connect

from essaim.cli.local.broker import LocalBroker
from essaim.contracts.envelope import CONTENT_TYPE, Envelope
from essaim.contracts.event import EVENTS
from essaim.contracts.topology import Deployment
from essaim.kit.aggregate import Stored
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import machine_now
from essaim.kit.ids import new_id
from essaim.kit.replay.record import Replay, ReplayKind
from essaim.kit.settings import ServiceSettings
from tests.support import toy
from tests.support.polling import eventually

PUBLISHER, NEW = Deployment("alpha", "toy"), Deployment("beta", "echo")
SUBSCRIPTIONS = {"echo": toy.LISTENS.subscriptions()}
SUBJECTS = 20


class Deployed:
    """Replicas of one deployment, over one database."""

    def __init__(self, broker: LocalBroker, directory: Path) -> None:
        self.broker = broker
        self.settings = ServiceSettings(
            partner=NEW.partner,
            store_url=f"sqlite:///{directory}/echo.db",
            amqp_url=broker.url(NEW),
            jwks=str(directory / "none.json"),
            token_issuer="nobody",
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Any]:
        app = toy.create_app(self.settings, "echo")
        async with app.router.lifespan_context(app):
            await eventually(lambda: _ready(app), "readiness", 30)
            yield app.state


async def _ready(app: Any) -> bool:
    for check in app.state.checks.values():
        try:
            await check()
        except Exception:
            return False
    return True


async def publish(broker: LocalBroker, numbers: range, *, prefix: str, user: Deployment = PUBLISHER) -> list[str]:
    """So many increases of one, spread over subjects, by the deployment that owns the type; their ids in order."""
    ids: list[str] = []
    async with await connect(broker.url(user)) as connection:
        channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        exchange = await channel.get_exchange(EVENTS, ensure=False)
        for first in range(0, len(numbers), 500):
            some = [increase(number, prefix) for number in numbers[first : first + 500]]
            ids += [one.id for one in some]
            await asyncio.gather(*(exchange.publish(message(one, user), one.type, mandatory=True) for one in some))
    return ids


def increase(number: int, prefix: str, source: str = "/alpha/toy") -> Envelope:
    counter = f"{prefix}{number % SUBJECTS}"
    return Envelope(
        id=new_id(),
        source=source,
        type="toy.counter_increased.v1",
        subject=counter,
        time=datetime.now(UTC),
        sequence=number + 1,
        correlationid="c",
        data={"counter_id": counter, "by": 1},
    )


def message(one: Envelope, user: Deployment) -> Message:
    return Message(
        one.to_bytes(),
        content_type=CONTENT_TYPE,
        delivery_mode=2,
        user_id=user.user,
        message_id=one.id,
        timestamp=datetime.now(UTC),
    )


async def total(state: Any, prefix: str) -> int:
    """What has been added up for the counters of a test."""
    return sum(one.state.total for one in await state.deps.seen.all() if one.id.startswith(prefix))


async def ask(state: Any, kind: ReplayKind, start: str = "first") -> str:
    id_ = new_id()
    await state.replays.add(id_, Replay(kind, start, "test", machine_now()), fresh_cause("test"))
    return id_


async def over(state: Any, id_: str, seconds: float = 60) -> Replay:
    """The replay once it has ended."""

    async def ended() -> bool:
        return (await state.replays.get(id_)).state.ended_at is not None

    await eventually(ended, "the end of the replay", seconds)
    found: Stored[Replay] = await state.replays.get(id_)
    return found.state


async def purge(broker: LocalBroker) -> None:
    async with await connect(broker.ops_url) as connection:
        channel = await connection.channel()
        await (await channel.get_queue(NEW.queue, ensure=False)).purge()
