"""The broker whose log is read again: one per file, for a log grows."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from aio_pika import connect

from essaim.cli.local.broker import LocalBroker
from tests.support.broker import SHORT_DELAYS
from tests.support.replays import NEW, PUBLISHER, SUBSCRIPTIONS, Deployed


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A node whose log is ours alone, with confined users: what a deployment may read is part of what is proven."""
    node = LocalBroker(
        tmp_path_factory.mktemp("replay"), (PUBLISHER, NEW), SUBSCRIPTIONS, retry_delays=SHORT_DELAYS, given_url=""
    )
    asyncio.run(node.start())
    yield node
    asyncio.run(node.stop())


@pytest.fixture
async def deployed(broker: LocalBroker, tmp_path: Path) -> Deployed:
    """A new deployment: nothing in its database, nothing in its inbox."""
    async with await connect(broker.ops_url) as connection:
        channel = await connection.channel()
        for queue in (NEW.queue, NEW.dead_queue):
            await (await channel.get_queue(queue, ensure=False)).purge()
    return Deployed(broker, tmp_path)
