"""Dead letters for tests: buried as a service does it, and the command that looks at them."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any

from aio_pika import Message, connect
from aio_pika.abc import AbstractIncomingMessage
from typer.testing import CliRunner, Result
from yarl import URL

from essaim.cli.main import app
from essaim.contracts.topology import (
    HEADER_ATTEMPT,
    HEADER_ERROR,
    HEADER_ERROR_KIND,
    HEADER_EXCHANGE,
    HEADER_FAILED_AT,
    HEADER_QUEUE,
    HEADER_ROUTING_KEY,
    HEADER_SENDER,
    Deployment,
)
from tests.support.broker import Rabbit

TYPE = "enrolment.group_started.v1"


async def bury(
    rabbit: Rabbit,
    deployment: Deployment,
    ids: Sequence[str],
    body: bytes | None = None,
    headers: Mapping[str, Any] | None = None,
) -> None:
    """Put letters in the dead queue as a service does; ``headers`` are added to the usual ones."""
    written: dict[str, Any] = {
        HEADER_ATTEMPT: 5,
        HEADER_ERROR: "not-found: there is no such group",
        HEADER_ERROR_KIND: "not_found",
        HEADER_ROUTING_KEY: TYPE,
        HEADER_EXCHANGE: "events",
        HEADER_FAILED_AT: "2026-11-20T10:00:00Z",
        HEADER_QUEUE: deployment.queue,
        HEADER_SENDER: "cmq-mma-enrolment",
        "x-other": "kept",
        **(headers or {}),
    }
    async with await connect(rabbit.url) as connection:
        channel = await connection.channel(on_return_raises=True)
        dead = await channel.get_exchange("dead", ensure=False)
        letters = [
            Message(
                json.dumps({"number": id_}).encode() if body is None else body,
                message_id=id_,
                user_id=URL(rabbit.url).user,
                headers=written,
            )
            for id_ in ids
        ]
        for n in range(0, len(letters), 500):
            sent = (dead.publish(letter, deployment.dead_queue, mandatory=True) for letter in letters[n : n + 500])
            await asyncio.gather(*sent)


async def taken(rabbit: Rabbit, queue: str) -> AbstractIncomingMessage:
    """The next message of a queue, taken out of it."""
    async with await connect(rabbit.url) as connection:
        channel = await connection.channel()
        inbox = await channel.get_queue(queue, ensure=False)
        async with inbox.iterator(timeout=10) as messages:
            message = await anext(messages)
            await message.ack()
            return message


async def all_ids(rabbit: Rabbit, queue: str) -> list[str | None]:
    """The ids of all messages of a queue, in their order, taken out of it."""
    found: list[str | None] = []
    async with await connect(rabbit.url) as connection:
        channel = await connection.channel()
        waiting = await channel.declare_queue(queue, passive=True)
        count = waiting.declaration_result.message_count or 0
        async with waiting.iterator(no_ack=True, timeout=10) as messages:
            while len(found) < count:
                found.append((await anext(messages)).message_id)
    return found


async def run(rabbit: Rabbit, *arguments: str) -> Result:
    """The command itself, in a thread: it has an event loop of its own."""
    command = ["dead-letters", *arguments, "--amqp-url", rabbit.url]
    return await asyncio.to_thread(lambda: CliRunner().invoke(app, command, catch_exceptions=False))


async def objects(rabbit: Rabbit, *arguments: str) -> list[dict[str, Any]]:
    """What the command says in JSON lines."""
    result = await run(rabbit, *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]
