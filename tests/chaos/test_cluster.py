"""A cluster of three RabbitMQ nodes loses one, the leader of the inbox: the others go on, and nothing is lost."""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from essaim.cli.local.rabbit_node import find_server
from tests.chaos.run import Run, running, strike
from tests.chaos.stage import SUBSCRIPTIONS, TALLY, TELLER, ChaosError, Stage
from tests.chaos.verdict import problems, settle
from tests.support.broker import SHORT_DELAYS
from tests.support.chaos_cluster import SIZE, Cluster

pytestmark = [pytest.mark.broker, pytest.mark.processes]

ACCOUNTS = 12
BEFORE, WITHOUT = 50, 100
"""Commands accepted before the node dies, and while it is gone."""


class LeaderLost:
    """``kill -9`` of the node that leads the inbox; it stays away for a while, and joins again."""

    name = "kill -9 a node of the cluster"
    kills = True
    keeps_order = False

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    async def strike(self, run: Run) -> str:
        """Kill it, see events take effect without it, and start it again."""
        leader, members = await self._cluster.leader_and_members(TALLY.queue)
        if len(members) != SIZE:
            raise ChaosError(f"the inbox has {len(members)} members, not {SIZE}")
        if leader == self._cluster.nodes[-1].name:
            raise ChaosError("the services' own node leads: nothing would be left to go on")
        node = next(one for one in self._cluster.nodes if one.name == leader)
        await node.crash()
        await run.flows(WITHOUT, 30)
        await run.passed(30)
        successor, _ = await self._cluster.leader_and_members(TALLY.queue)
        await node.start()
        return f"{leader} led and was killed, {successor} leads, {WITHOUT} commands passed without it, and it came back"


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    if find_server() is None:
        pytest.skip("a cluster needs rabbitmq-server on this machine")
    with tempfile.TemporaryDirectory(prefix="essaim-cluster-", ignore_cleanup_errors=True) as directory:
        cluster = Cluster(Path(directory), (TELLER, TALLY), SUBSCRIPTIONS, SHORT_DELAYS)
        try:
            asyncio.run(cluster.start())
            yield cluster
        finally:
            asyncio.run(cluster.stop())


@pytest.fixture
def stage(cluster: Cluster, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path, cluster, delays=SHORT_DELAYS, lease_seconds=1.0)
    try:
        asyncio.run(stage.start("teller-1", "tally-1"))
        yield stage
    finally:
        asyncio.run(stage.stop())


async def test_a_cluster_that_loses_the_leader_of_the_inbox_loses_no_event(
    stage: Stage, cluster: Cluster, tmp_path: Path
) -> None:
    lines: list[str] = []
    async with running(stage, tmp_path, name="cluster", say=lines.append) as run:
        accounts = [run.account(f"a{n}") for n in range(ACCOUNTS)]
        ended = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(run.load.run(accounts, lambda: not ended.is_set()))
            await run.flows(BEFORE, 30)
            await strike(run, LeaderLost(cluster))
            ended.set()
        await settle(run, accounts)
        assert await problems(run) == [], lines
