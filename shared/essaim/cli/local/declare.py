"""Applies a topology over AMQP, where definitions cannot be loaded: a broker that is given, and tests.

Users and permissions cannot be made over AMQP: on such a broker everybody shares the one user of the URL.
"""

from aio_pika import connect
from aio_pika.abc import AbstractChannel, AbstractExchange

from essaim.contracts.topology import Topology


async def declare(url: str, topology: Topology) -> None:
    """Create what is missing, in one connection. An AMQP error when a queue exists with other arguments."""
    async with await connect(url) as connection:
        channel = await connection.channel()
        for exchange in topology.exchanges:
            await channel.declare_exchange(
                exchange.name, exchange.type, durable=True, arguments=dict(exchange.arguments)
            )
        for queue in topology.queues:
            await channel.declare_queue(queue.name, durable=True, arguments=dict(queue.arguments))
        for binding in topology.bindings:
            bound = await channel.get_queue(binding.queue, ensure=False)
            await bound.bind(await _exchange(channel, binding.exchange), binding.routing_key)


async def remove(url: str, topology: Topology) -> None:
    """Delete the queues of a topology, with what they hold. The exchanges stay: others may use them."""
    async with await connect(url) as connection:
        channel = await connection.channel()
        for queue in topology.queues:
            await channel.queue_delete(queue.name)


async def _exchange(channel: AbstractChannel, name: str) -> AbstractExchange:
    return await channel.get_exchange(name, ensure=False)
