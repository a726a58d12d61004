"""A service stops when it is told to, also while the broker is away and whatever swallows the cancellation."""

import asyncio
from typing import Any

from essaim.kit.errors import UnavailableError
from essaim.kit.service import Job, _repeat, _Running


async def _loses_its_cancellation() -> None:
    """As a wait does that fails in the instant of its cancellation."""
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        raise UnavailableError("broker-unavailable", "RabbitMQ does not accept the connection") from None


async def _stops(task: "asyncio.Task[Any]") -> bool:
    await asyncio.sleep(0)
    task.cancel()
    done, _ = await asyncio.wait([task], timeout=5)
    task.cancel()
    return bool(done)


async def test_a_connection_that_loses_its_cancellation_is_not_tried_again() -> None:
    assert await _stops(asyncio.create_task(_Running._connect(None, _loses_its_cancellation)))  # type: ignore[arg-type]


async def test_a_job_that_loses_its_cancellation_is_not_repeated() -> None:
    job = Job[None]("one", 60.0, lambda _: _loses_its_cancellation())
    assert await _stops(asyncio.create_task(_repeat(job, None)))
