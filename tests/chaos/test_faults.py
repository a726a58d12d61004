"""Every fault once, under load: nothing is lost, nothing is doubled, order is kept (decision 0009).

The teller is on SQLite, the tally on a MongoDB-wire server; both are real processes on one private RabbitMQ.
"""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from essaim.cli.local.broker import LocalBroker
from tests.chaos.faults import every_fault
from tests.chaos.run import running, strike
from tests.chaos.stage import SUBSCRIPTIONS, TALLY, TELLER, Stage
from tests.chaos.verdict import problems, settle
from tests.support.broker import SHORT_DELAYS
from tests.support.mongo import MongoServer

pytestmark = [pytest.mark.broker, pytest.mark.processes]

COMMANDS, ACCOUNTS = 80, 12
BEFORE = 15
"""Commands accepted before the fault strikes."""


@pytest.fixture(scope="module")
def broker() -> Iterator[LocalBroker]:
    """A node of our own: it is killed here."""
    with tempfile.TemporaryDirectory(prefix="essaim-chaos-", ignore_cleanup_errors=True) as directory:
        broker = LocalBroker(Path(directory), (TELLER, TALLY), SUBSCRIPTIONS, retry_delays=SHORT_DELAYS, given_url="")
        asyncio.run(broker.start())
        yield broker
        asyncio.run(broker.stop())


@pytest.fixture(scope="module")
def stage(broker: LocalBroker, mongo_server: MongoServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One replica of each service, ready."""
    stage = Stage(
        tmp_path_factory.mktemp("chaos"),
        broker,
        delays=SHORT_DELAYS,
        lease_seconds=1.0,
        tally_store=mongo_server.database_url(),
        database=mongo_server if mongo_server.ours else None,
    )
    try:
        asyncio.run(stage.start("teller-1", "tally-1"))
        yield stage
    finally:
        asyncio.run(stage.stop())


FAULTS = (
    "kill -9 teller",
    "kill -9 tally",
    "teller dies after-publish",
    "teller dies before-answer",
    "tally dies between-effects",
    "tally dies before-ack",
    "kill -9 broker",
    "broker away",
    "kill -9 database",
    "kill -9 rebuild",
    "duplicates",
    "out of order",
    "poison",
    "slow subject",
    "second tries",
    "rolling restart of teller",
    "rolling restart of tally",
)


@pytest.mark.parametrize("name", FAULTS)
async def test_every_event_takes_effect_once_and_in_order_through(
    name: str, stage: Stage, broker: LocalBroker, tmp_path: Path
) -> None:
    if name == "kill -9 database" and stage.database is None:
        pytest.skip("MONGO_URL is not ours to kill")
    fault = every_fault(broker, database=True, backlog=60)[name]
    async with running(stage, tmp_path, name=name.replace(" ", "-")) as run:
        accounts = [run.account(f"a{n}") for n in range(ACCOUNTS)]
        ended = asyncio.Event()

        def more() -> bool:
            return run.ledger.sent_count < COMMANDS or not ended.is_set()

        async with asyncio.TaskGroup() as group:
            group.create_task(run.load.run(accounts, more))
            await run.flows(BEFORE, 30)
            await strike(run, fault)
            ended.set()
        await settle(run, accounts)
        assert await problems(run) == []
        assert run.ledger.accepted_count >= COMMANDS + ACCOUNTS
