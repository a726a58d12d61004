"""What a bus carries besides events in order: events again, events out of order, and what nobody can digest.

It is published under the teller's own broker user: the broker lets it through, and the consumer has to cope.
"""

import asyncio
import contextlib
import random
import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import aio_pika
from aio_pika.abc import AbstractExchange, AbstractIncomingMessage

from essaim.contracts.envelope import CONTENT_TYPE, Envelope, source_of
from essaim.contracts.event import EVENTS
from essaim.contracts.topology import EVENTS_LOG
from essaim.kit.ids import new_id
from tests.chaos.ledger import Ledger
from tests.chaos.stage import TALLY, TELLER, Stage
from tests.chaos.toy import AmountAdded, AmountSpoiled

LATELY = timedelta(seconds=5)
IDLE_SECONDS = 0.5
POISON = "poison-"


class Noise:
    """Publishes noise for one run; ``poison`` are the message ids that belong in the dead letters."""

    def __init__(self, stage: Stage, ledger: Ledger, account_of: Callable[[str], str], seed: int) -> None:
        self._stage = stage
        self._ledger = ledger
        self._account_of = account_of
        self._random = random.Random(seed)
        self.poison: set[str] = set()

    async def lately(self, limit: int) -> list[bytes]:
        """Events of the last seconds as they are in the stream, oldest first."""
        found: list[bytes] = []
        arrived = asyncio.Event()

        async def take(message: AbstractIncomingMessage) -> None:
            found.append(message.body)
            arrived.set()
            await message.ack()

        async with await aio_pika.connect(self._stage.bus.ops_url) as connection:
            channel = await connection.channel()
            await channel.set_qos(100)
            queue = await channel.get_queue(EVENTS_LOG, ensure=False)
            await queue.consume(take, arguments={"x-stream-offset": datetime.now(UTC) - LATELY})
            with contextlib.suppress(TimeoutError):
                while len(found) < limit:
                    arrived.clear()
                    await asyncio.wait_for(arrived.wait(), IDLE_SECONDS)
        return [body for body in found if body.startswith(b'{"specversion"')][:limit]

    async def repeat(self, limit: int) -> int:
        """Publish what was published lately again, newest first, with the same ids. Returns how many."""
        bodies = [body for body in await self.lately(limit) if AmountAdded.wire_type.encode() in body]
        async with self._exchange() as exchange:
            for body in reversed(bodies):
                await _publish(exchange, body, AmountAdded.wire_type, Envelope.model_validate_json(body).id)
        return len(bodies)

    async def shuffled(self, account: str, count: int) -> None:
        """New events of an account, the first ``count`` of its history, in no order: owed like any other."""
        order = list(range(1, count + 1))
        self._random.shuffle(order)
        async with self._exchange() as exchange:
            for sequence in order:
                key, amount = uuid.uuid4().hex, self._random.randint(1, 1000)
                data = AmountAdded(account_id=account, amount=amount, balance=sequence * 7)
                self._ledger.sent(key, account, amount)
                envelope = _envelope(account, AmountAdded.wire_type, data.model_dump(mode="json"), sequence)
                await _publish(exchange, envelope.to_bytes(), AmountAdded.wire_type, envelope.id)
                self._ledger.accepted(key, sequence, sequence * 7)

    async def poisoned(self) -> int:
        """One of each kind of message that cannot be handled. Returns how many."""
        account = self._account_of("poisoned")
        added, spoiled = AmountAdded.wire_type, AmountSpoiled.wire_type
        whole = _envelope(account, added, {"account_id": account, "amount": 1, "balance": 1})
        bodies: list[tuple[bytes, str]] = [
            (b"no JSON at all", added),
            (b"\xff\xfe\x00", added),
            (b'{"specversion": "1.0"}', added),
            (b"[" * 50_000, added),
            (b'{"pad": "' + b"x" * (1024 * 1024) + b'"}', added),
            (_envelope(account, added, {"account_id": account, "amount": "many"}).to_bytes(), added),
            (_envelope(account, "teller.amount_forgotten.v9", {}).to_bytes(), added),
            (whole.model_copy(update={"source": "/victim/teller"}).to_bytes(), added),
            (_envelope(account, spoiled, {"account_id": account}).to_bytes(), spoiled),
        ]
        async with self._exchange() as exchange:
            for body, type_ in bodies:
                id_ = f"{POISON}{uuid.uuid4()}"
                self.poison.add(id_)
                await _publish(exchange, body, type_, id_)
        return len(bodies)

    async def dead_letters(self) -> list[str]:
        """The message ids of all dead letters; they stay where they are."""
        ids = []
        async with await aio_pika.connect(self._stage.bus.ops_url) as connection:
            channel = await connection.channel()
            queue = await channel.get_queue(TALLY.dead_queue, ensure=False)
            while (message := await queue.get(fail=False)) is not None:
                ids.append(message.message_id or "")
        return ids

    @contextlib.asynccontextmanager
    async def _exchange(self) -> AsyncIterator[AbstractExchange]:
        async with await aio_pika.connect(self._stage.bus.url(TELLER)) as connection:
            channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
            yield await channel.get_exchange(EVENTS, ensure=False)


def unexpected(letters: Sequence[str]) -> list[str]:
    """Dead letters that are events, and should have taken effect."""
    return [id_ for id_ in letters if not id_.startswith(POISON)]


def _envelope(subject: str, type_: str, data: dict[str, Any], sequence: int = 1) -> Envelope:
    return Envelope(
        id=new_id(),
        source=source_of(TELLER.partner, TELLER.service),
        type=type_,
        subject=subject,
        time=datetime.now(UTC),
        sequence=sequence,
        correlationid=new_id(),
        data=data,
    )


async def _publish(exchange: AbstractExchange, body: bytes, type_: str, id_: str) -> None:
    message = aio_pika.Message(
        body,
        content_type=CONTENT_TYPE,
        delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        message_id=id_,
        type=type_,
        user_id=TELLER.user,
    )
    await exchange.publish(message, type_, timeout=10)
