"""Catching up without gap or double. 2,000 events; 100,000 with ESSAIM_LONG=1."""

import asyncio
import os
from datetime import UTC, datetime, timedelta

import pytest
from aio_pika import connect

from essaim.cli.local.broker import LocalBroker
from essaim.contracts.event import EVENTS
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import machine_now
from essaim.kit.ids import new_id
from essaim.kit.replay.record import Replay, ReplayKind, ReplayStatus, taken_by
from tests.support.polling import equal, eventually
from tests.support.replays import PUBLISHER, SUBJECTS, Deployed, ask, increase, message, over, publish, purge, total

pytestmark = [pytest.mark.broker]

EVENTS_BEFORE = 100_000 if os.environ.get("ESSAIM_LONG") else 2000
SECONDS = 400.0


@pytest.mark.timeout(900)
async def test_a_new_deployment_catches_up_from_the_first_event_while_others_arrive(
    broker: LocalBroker, deployed: Deployed
) -> None:
    """No gap: the inbox was bound. No double: what is in the log and in the inbox takes effect once."""
    bound_at, ends_at = EVENTS_BEFORE - 300, EVENTS_BEFORE + 500
    await publish(broker, range(bound_at), prefix="gap")
    await purge(broker)
    await publish(broker, range(bound_at, EVENTS_BEFORE), prefix="gap")
    async with deployed.running() as state:
        id_ = await ask(state, ReplayKind.CATCH_UP)
        await publish(broker, range(EVENTS_BEFORE, ends_at), prefix="gap")
        replay = await over(state, id_, SECONDS)
        assert replay.status is ReplayStatus.DONE
        assert replay.taken >= EVENTS_BEFORE
        assert replay.position == replay.end
        await eventually(lambda: equal(total(state, "gap"), ends_at), "every event once", 60)
        again = await over(state, await ask(state, ReplayKind.CATCH_UP), SECONDS)
        assert again.taken >= ends_at
        assert await total(state, "gap") == ends_at
        rebuilt = await over(state, await ask(state, ReplayKind.REBUILD), SECONDS)
        assert rebuilt.copies["seen"] == {"same": SUBJECTS, "changed": 0, "added": 0, "kept": 0}


async def test_from_an_offset_and_from_an_instant(broker: LocalBroker, deployed: Deployed) -> None:
    await publish(broker, range(100), prefix="early")
    await asyncio.sleep(1.1)  # The log tells instants to the second.
    instant = datetime.now(UTC)
    await publish(broker, range(50), prefix="late")
    await purge(broker)
    async with deployed.running() as state:
        replay = await over(state, await ask(state, ReplayKind.CATCH_UP, instant.isoformat()))
        assert replay.status is ReplayStatus.DONE
        assert (await total(state, "early"), await total(state, "late")) == (0, 50)
        assert replay.end is not None
        await over(state, await ask(state, ReplayKind.CATCH_UP, str(replay.end - 149)))
        assert (await total(state, "early"), await total(state, "late")) == (100, 50)
        future = await over(state, await ask(state, ReplayKind.CATCH_UP, "2999-01-01T00:00:00Z"))
        assert (future.status, future.taken) == (ReplayStatus.DONE, 0)
        beyond = await over(state, await ask(state, ReplayKind.CATCH_UP, str(replay.end + 1_000_000)))
        assert (beyond.status, beyond.taken) == (ReplayStatus.DONE, 0)


async def test_what_the_log_holds_of_a_foreign_source_is_dropped(broker: LocalBroker, deployed: Deployed) -> None:
    """The broker's word on the sender is in the log too."""
    async with await connect(broker.url(PUBLISHER)) as connection:
        channel = await connection.channel(on_return_raises=True)
        exchange = await channel.get_exchange(EVENTS, ensure=False)
        spoofed = increase(1, "spoof", source="/gamma/toy")
        await exchange.publish(message(spoofed, PUBLISHER), spoofed.type, mandatory=True)
    await publish(broker, range(3), prefix="fine")
    await purge(broker)
    async with deployed.running() as state:
        await over(state, await ask(state, ReplayKind.CATCH_UP))
        assert (await total(state, "spoof"), await total(state, "fine")) == (0, 3)
        rebuilt = await over(state, await ask(state, ReplayKind.REBUILD))
        assert rebuilt.status is ReplayStatus.DONE
        assert (await total(state, "spoof"), await total(state, "fine")) == (0, 3)


async def test_a_replay_whose_worker_died_is_taken_up_by_another(broker: LocalBroker, deployed: Deployed) -> None:
    await publish(broker, range(60), prefix="dead")
    await purge(broker)
    async with deployed.running() as state:
        asked = Replay(ReplayKind.CATCH_UP, "first", "test", machine_now())
        abandoned = taken_by(asked, "a replica that died", machine_now() - timedelta(seconds=31))
        assert abandoned is not None
        id_ = new_id()
        await state.replays.add(id_, abandoned, fresh_cause("test"))
        replay = await over(state, id_)
        assert (replay.status, await total(state, "dead")) == (ReplayStatus.DONE, 60)
