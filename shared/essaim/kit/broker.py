"""The FastStream broker of a deployment, with every delivery setting written down: the defaults lose or surprise.

- Acknowledgement is manual: the consumer acks after the effect, or after a confirmed publish to retry or dead.
- The inbox has a channel of its own with a prefetch; queues and exchanges are never declared, ops own the topology.
- ``apply_types`` is off: the body is parsed once, by the consumer, so that an invalid one goes to the dead letters.
"""

import logging
from collections.abc import Awaitable, Callable

from faststream import AckPolicy
from faststream.rabbit import Channel, RabbitBroker, RabbitQueue
from faststream.rabbit.annotations import RabbitMessage
from faststream.rabbit.schemas.queue import QueueType

GRACEFUL_SECONDS = 15.0


async def _whole_message(message: RabbitMessage) -> RabbitMessage:
    """Hand the message itself to the handler: it needs headers, properties and the raw body."""
    return message


def make_broker(
    amqp_url: str,
    *,
    queue: str,
    prefetch: int,
    name: str,
    handle: Callable[[RabbitMessage], Awaitable[None]],
) -> RabbitBroker:
    """A broker with one subscriber: the deployment's inbox queue. Nothing is connected before ``start``."""
    broker = RabbitBroker(
        amqp_url,
        default_channel=Channel(publisher_confirms=True, on_return_raises=True),
        ack_policy=AckPolicy.MANUAL,
        graceful_timeout=GRACEFUL_SECONDS,
        reconnect_interval=0.5,
        fail_fast=True,
        apply_types=False,
        logger=logging.getLogger("faststream"),
        log_level=logging.DEBUG,
        app_id=name,
    )

    subscriber = broker.subscriber(
        RabbitQueue(queue, queue_type=QueueType.QUORUM, durable=True, declare=False),
        channel=Channel(prefetch_count=prefetch, publisher_confirms=True, on_return_raises=True),
        ack_policy=AckPolicy.MANUAL,
        decoder=_whole_message,
        no_reply=True,
        title=queue,
    )
    subscriber(handle)
    return broker
