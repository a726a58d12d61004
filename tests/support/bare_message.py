"""A message without a message id, as other clients send them: ours makes up an id for each message that has none."""

from typing import Any

from aio_pika import connect
from aiormq.abc import ChannelFrame
from pamqp import commands
from pamqp.body import ContentBody
from pamqp.header import ContentHeader

FRAME_BYTES = 100_000


async def publish_bare(url: str, exchange: str, routing_key: str, body: bytes, **properties: Any) -> None:
    """Publish the frames themselves, with the properties that are given and no other."""
    async with await connect(url) as connection:
        channel = await connection.channel(publisher_confirms=False)
        underlay: Any = await channel.get_underlay_channel()
        frames: list[Any] = [
            commands.Basic.Publish(exchange=exchange, routing_key=routing_key),
            ContentHeader(body_size=len(body), properties=commands.Basic.Properties(delivery_mode=2, **properties)),
            *(ContentBody(body[n : n + FRAME_BYTES]) for n in range(0, len(body), FRAME_BYTES)),
        ]
        await underlay.write_queue.put(ChannelFrame.marshall(frames=frames, channel_number=underlay.number))
        await channel.close()
