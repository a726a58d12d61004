"""Traffic in both directions while lines are cut, stalled and broken and a broker dies: each event once, nothing circulates."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import Any

import aio_pika
import pytest
import pytest_asyncio
from aiormq.abc import FieldValue
from fastapi import FastAPI

from essaim.contracts import topology
from essaim.contracts.envelope import CONTENT_TYPE
from essaim.kit.ids import new_id
from tests.federation.buses import ACME, GIVEN_TYPE, GUEST, HUB, Bus, Pair
from tests.federation.ledger import Counting, service
from tests.support.polling import equal, eventually

LONG = os.environ.get("ESSAIM_LONG") == "1"
COUNTERS, STEPS = (40, 200) if LONG else (8, 20)
LOGGED = 2 * COUNTERS * STEPS
"""Events of each side when the logs are read."""
ROUNDS = 5 if LONG else 1
PAUSE_SECONDS = 0.2
SETTLE_SECONDS = 120.0 if LONG else 40.0
pytestmark = [
    pytest.mark.broker,
    pytest.mark.timeout(900 if LONG else 120),
    pytest.mark.asyncio(loop_scope="session"),
]
SPEAKS: dict[str, dict[str, tuple[str, ...]]] = {
    "coopilote": {"federated.ubfc": ("ubfc",)},
    "ubfc": {"federated.coopilote": ("coopilote",)},
}


Trouble = Callable[[Pair, Counting], Awaitable[None]]


class Sides:
    """Both buses with their services."""

    def __init__(self, buses: Pair, hub: FastAPI, guest: FastAPI) -> None:
        self.buses, self.hub, self.guest = buses, hub, guest


@pytest_asyncio.fixture(loop_scope="session")
async def sides(buses: Pair, tmp_path: Path) -> AsyncIterator[Sides]:
    """A service on each side, with nothing left of other tests."""
    async with AsyncExitStack() as stack:
        for bus in (buses.hub, buses.guest):
            await bus.all_of(bus.deployment.queue)
        await buses.hub.all_of(ACME.queue)
        apps = [
            await stack.enter_async_context(service(bus, tmp_path, SPEAKS[bus.name]))
            for bus in (buses.hub, buses.guest)
        ]
        yield Sides(buses, *apps)


async def test_every_event_takes_effect_once_on_the_other_side_whatever_happens_to_the_line(sides: Sides) -> None:
    counted = await _in_trouble(sides, "cut", (_cut,))
    for counting in counted:
        assert await counting.late_at(sides.hub) == await counting.late_at(sides.guest) == []
    await _in_trouble(sides, "line", (_broken, _set_again, _stalled))
    await _nothing_is_left(sides)
    await _logs_are_whole(sides)
    await _the_integrator_has_all(sides)
    await _a_lie_is_found_out(sides)
    # From here on without the logs: RabbitMQ 3.10 forgets to write what it takes in the first moment after its start.
    await _in_trouble(sides, "broker", (_dead,))
    await _nothing_is_left(sides)


async def _in_trouble(sides: Sides, name: str, troubles: Sequence[Trouble]) -> tuple[Counting, Counting]:
    """Traffic in both directions, trouble meanwhile, and in the end each event took effect once on each side."""
    ours = Counting(sides.hub, f"ours-{name}", COUNTERS, STEPS)
    theirs = Counting(sides.guest, f"theirs-{name}", COUNTERS, STEPS)
    async with asyncio.TaskGroup() as group:
        group.create_task(ours.run(PAUSE_SECONDS))
        group.create_task(theirs.run(PAUSE_SECONDS))
        for _ in range(ROUNDS):
            for trouble in troubles:
                await trouble(sides.buses, ours)
    for counting in (ours, theirs):
        for app in (sides.hub, sides.guest):
            await eventually(partial(counting.heard_once, app), "each event once, on each side", SETTLE_SECONDS)
    return ours, theirs


async def _grows(counting: Counting, more: int = 15) -> None:
    """Return when so many more events were announced, or all."""
    wanted = min(counting.done + more, COUNTERS * STEPS)

    async def there() -> bool:
        return counting.done >= wanted

    await eventually(there, "traffic")


async def _cut(buses: Pair, counting: Counting) -> None:
    """Both lines are down for a while, and come back."""
    await buses.to_hub.cut()
    await buses.to_guest.cut()
    await _grows(counting)
    assert await buses.waiting() > 0
    await buses.to_hub.heal()
    await buses.to_guest.heal()
    await eventually(buses.linked, "both links", 20)


async def _broken(buses: Pair, counting: Counting) -> None:
    """Connections break in the middle of a message, again and again."""
    for size in (500, 3_000, 9_000):
        before = buses.to_hub.broken, buses.to_guest.broken
        buses.to_hub.break_after(size)
        buses.to_guest.break_after(size)
        await _grows(counting, 5)
        await eventually(partial(_both_broke, buses, before), "a break in the middle", 20)


async def _both_broke(buses: Pair, before: tuple[int, int]) -> bool:
    return buses.to_hub.broken > before[0] and buses.to_guest.broken > before[1]


async def _set_again(buses: Pair, counting: Counting) -> None:
    """Ops load the definitions again while everything runs, as they do for a new integrator."""
    await buses.hub.request("POST", "/definitions", await buses.hub.request("GET", "/definitions"))
    await _grows(counting, 5)


async def _stalled(buses: Pair, counting: Counting) -> None:
    """The line is dead and nobody says so: the heartbeat finds out."""
    await eventually(buses.linked, "both links", 20)
    before = buses.to_guest.connections
    buses.to_guest.stall()

    async def noticed() -> bool:
        return buses.to_guest.connections > before

    # A heartbeat begins with the connection; one that is just being opened is given up after a minute.
    await eventually(noticed, "a new connection", 75)
    await buses.to_guest.heal()


async def _dead(buses: Pair, counting: Counting) -> None:
    """The guest's broker is killed and started again, with its data."""
    await buses.guest.crash()
    await _grows(counting, 5)
    await buses.guest.start()


async def _nothing_is_left(sides: Sides) -> None:
    for bus in (sides.buses.hub, sides.buses.guest):
        await eventually(partial(_is_empty, bus), "an empty inbox")
        assert await bus.depth(bus.deployment.dead_queue) == 0
    await eventually(lambda: equal(sides.buses.waiting(), 0), "empty queues between")


async def _is_empty(bus: Bus) -> bool:
    return await bus.depth(bus.deployment.queue) == 0


async def _logs_are_whole(sides: Sides) -> None:
    """Each event is in the log of each side; where it came from tells the exchange; what is one's own never came back."""
    for bus, other in ((sides.buses.hub, GUEST), (sides.buses.guest, HUB)):
        log = [message for message in await bus.logged() if message.content_type == CONTENT_TYPE]
        sources = {message.message_id: (json.loads(message.body)["source"], message.exchange) for message in log}
        own = [source for source, exchange in sources.values() if exchange == "events"]
        foreign = [source for source, exchange in sources.values() if exchange == f"federated.{other.partner}"]
        assert own == [f"/{bus.name}/toy"] * LOGGED
        assert foreign == [f"/{other.partner}/toy"] * LOGGED
        assert all("x-stream-offset" in message.headers for message in log)
        users = {message.user_id for message in log if message.exchange != "events"}
        assert users == {f"federated.{other.partner}"}


async def _the_integrator_has_all(sides: Sides) -> None:
    found = await sides.buses.hub.all_of(ACME.queue)
    ids = {message.message_id for message in found if message.exchange == "federated.ubfc"}
    assert len(ids) == LOGGED
    assert len({message.message_id for message in found}) == 2 * LOGGED


async def _a_lie_is_found_out(sides: Sides) -> None:
    """The guest's broker speaks for the hub, with the hub's user id and the headers of a copy: no effect, and a dead letter."""
    buses = sides.buses
    body: dict[str, Any] = {
        "specversion": "1.0",
        "id": new_id(),
        "source": "/coopilote/toy",
        "type": "toy.counter_increased.v1",
    }
    body |= {"subject": "lie", "time": "2026-09-01T08:00:00Z", "sequence": 1, "correlationid": "c"}
    body |= {"data": {"counter_id": "lie", "by": 1}}
    headers: dict[str, FieldValue] = {
        topology.HEADER_EXCHANGE: "events",
        topology.HEADER_SENDER: HUB.user,
        topology.HEADER_ATTEMPT: 1,
    }
    message = aio_pika.Message(json.dumps(body).encode(), content_type=CONTENT_TYPE, user_id=HUB.user, headers=headers)
    await buses.guest.publish(HUB.user, "events", GIVEN_TYPE, message)
    await eventually(lambda: equal(buses.hub.depth(HUB.dead_queue), 1), "a dead letter")
    (letter,) = await buses.hub.all_of(HUB.dead_queue)
    assert str(letter.headers[topology.HEADER_ERROR]).startswith("foreign-source: federated.ubfc")
    assert letter.headers[topology.HEADER_EXCHANGE] == "federated.ubfc"
    assert letter.headers[topology.HEADER_SENDER] == "federated.ubfc"
    labels = {"type": "toy.counter_increased.v1", "outcome": "dropped"}
    registry = sides.hub.state.metrics.registry
    await eventually(
        lambda: _counted(lambda: registry.get_sample_value("essaim_events_consumed_total", labels)), "count"
    )
    assert "lie" not in {one.id for one in await sides.hub.state.deps.heard.all()}


async def _counted(value: Callable[[], float | None]) -> bool:
    return value() == 1.0
