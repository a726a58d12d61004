"""Two deployments of the toy service for the bench: one that is commanded, one where the effect is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from essaim.contracts.topology import Deployment
from essaim.kit.cause import fresh_cause
from essaim.kit.errors import EssaimError
from essaim.kit.settings import ServiceSettings
from tests.bench.harness import Bench
from tests.support import toy

COMMANDED = Deployment("alpha", "toy")
LISTENING = Deployment("beta", "echo")
SUBSCRIPTIONS = {"echo": toy.LISTENS.subscriptions()}
PREFETCH = ServiceSettings.model_fields["prefetch"].default
"""What a deployment has when its settings say nothing."""


@asynccontextmanager
async def running(bench: Bench, deployment: Deployment, name: str) -> AsyncIterator[toy.Deps]:
    """One deployment in this process, ready; yields its dependencies."""
    settings = ServiceSettings(
        partner=deployment.partner,
        store_url=f"sqlite:///{bench.fresh(name)}.db",
        amqp_url=bench.broker.url(deployment),
        jwks=str(bench.directory / "none.json"),
        token_issuer="nobody",
        sender_check=bench.broker.sender_check,
        log_level="ERROR",
    )
    app = toy.create_app(settings, deployment.service)
    async with app.router.lifespan_context(app):
        async with asyncio.timeout(20):
            while not await _ready(app.state.checks):
                await asyncio.sleep(0.05)
        yield app.state.deps


async def _ready(checks: dict[str, Any]) -> bool:
    try:
        for check in checks.values():
            await check()
    except EssaimError:
        return False
    return True


async def command(deps: toy.Deps, id_: str) -> None:
    """An accepted command: durable when it returns, its event in the outbox."""
    increased = toy.CounterIncreased(counter_id=id_, by=1)
    await deps.counters.add(id_, toy.Counter("bench", 1), fresh_cause("bench"), events=(increased,))
