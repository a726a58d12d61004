"""The log read again by a deployment itself: catching up without gap or double, and copies made anew.

2,000 events; 100,000 with ESSAIM_LONG=1.
"""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aio_pika import Message, connect

from essaim.cli.local.broker import LocalBroker
from essaim.contracts.envelope import CONTENT_TYPE, Envelope
from essaim.contracts.event import EVENTS
from essaim.contracts.topology import Deployment
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import fixed_width, machine_now
from essaim.kit.errors import UnavailableError
from essaim.kit.ids import new_id
from essaim.kit.replay.record import Replay, ReplayKind, ReplayStatus, cancelled, held_by, taken_by
from essaim.kit.settings import ServiceSettings
from tests.support import toy
from tests.support.broker import SHORT_DELAYS
from tests.support.polling import equal, eventually

pytestmark = [pytest.mark.broker]

PUBLISHER, NEW = Deployment("alpha", "toy"), Deployment("beta", "echo")
SUBSCRIPTIONS = {"echo": toy.LISTENS.subscriptions()}
SUBJECTS = 20
EVENTS_BEFORE = 100_000 if os.environ.get("ESSAIM_LONG") else 2000
SECONDS = 400.0


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A node whose log is ours alone, with confined users: what a deployment may read is part of what is proven."""
    node = LocalBroker(
        tmp_path_factory.mktemp("replay"), (PUBLISHER, NEW), SUBSCRIPTIONS, retry_delays=SHORT_DELAYS, given_url=""
    )
    asyncio.run(node.start())
    yield node
    asyncio.run(node.stop())


class Deployed:
    """Replicas of one deployment, over one database."""

    def __init__(self, broker: LocalBroker, directory: Path) -> None:
        self.broker = broker
        self.settings = ServiceSettings(
            partner=NEW.partner,
            store_url=f"sqlite:///{directory}/echo.db",
            amqp_url=broker.url(NEW),
            jwks=str(directory / "none.json"),
            token_issuer="nobody",
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Any]:
        app = toy.create_app(self.settings, "echo")
        async with app.router.lifespan_context(app):
            await eventually(lambda: _ready(app), "readiness", 30)
            yield app.state


async def _ready(app: Any) -> bool:
    for check in app.state.checks.values():
        try:
            await check()
        except Exception:
            return False
    return True


@pytest.fixture
async def deployed(broker: LocalBroker, tmp_path: Path) -> Deployed:
    """A new deployment: nothing in its database, nothing in its inbox."""
    async with await connect(broker.ops_url) as connection:
        channel = await connection.channel()
        for queue in (NEW.queue, NEW.dead_queue):
            await (await channel.get_queue(queue, ensure=False)).purge()
    return Deployed(broker, tmp_path)


async def publish(broker: LocalBroker, numbers: range, *, prefix: str, user: Deployment = PUBLISHER) -> list[str]:
    """So many increases of one, spread over subjects, by the deployment that owns the type; their ids in order."""
    ids: list[str] = []
    async with await connect(broker.url(user)) as connection:
        channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        exchange = await channel.get_exchange(EVENTS, ensure=False)
        for first in range(0, len(numbers), 500):
            some = [increase(number, prefix) for number in numbers[first : first + 500]]
            ids += [one.id for one in some]
            await asyncio.gather(*(exchange.publish(message(one, user), one.type, mandatory=True) for one in some))
    return ids


def increase(number: int, prefix: str, source: str = "/alpha/toy") -> Envelope:
    counter = f"{prefix}{number % SUBJECTS}"
    return Envelope(
        id=new_id(),
        source=source,
        type="toy.counter_increased.v1",
        subject=counter,
        time=datetime.now(UTC),
        sequence=number + 1,
        correlationid="c",
        data={"counter_id": counter, "by": 1},
    )


def message(one: Envelope, user: Deployment) -> Message:
    return Message(
        one.to_bytes(),
        content_type=CONTENT_TYPE,
        delivery_mode=2,
        user_id=user.user,
        message_id=one.id,
        timestamp=datetime.now(UTC),
    )


async def total(state: Any, prefix: str) -> int:
    """What has been added up for the counters of a test."""
    return sum(one.state.total for one in await state.deps.seen.all() if one.id.startswith(prefix))


async def ask(state: Any, kind: ReplayKind, start: str = "first") -> str:
    id_ = new_id()
    await state.replays.add(id_, Replay(kind, start, "test", machine_now()), fresh_cause("test"))
    return id_


async def over(state: Any, id_: str, seconds: float = 60) -> Replay:
    """The replay once it has ended."""

    async def ended() -> bool:
        return (await state.replays.get(id_)).state.ended_at is not None

    await eventually(ended, "the end of the replay", seconds)
    found: Stored[Replay] = await state.replays.get(id_)
    return found.state


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


async def purge(broker: LocalBroker) -> None:
    async with await connect(broker.ops_url) as connection:
        channel = await connection.channel()
        await (await channel.get_queue(NEW.queue, ensure=False)).purge()


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


async def test_copies_that_are_right_stay_as_they_are(broker: LocalBroker, deployed: Deployed) -> None:
    async with deployed.running() as state:
        await publish(broker, range(400), prefix="same")
        await eventually(lambda: equal(total(state, "same"), 400), "the effect")
        await over(state, await ask(state, ReplayKind.CATCH_UP))
        before = {one.id: (one.state, one.version) for one in await state.deps.seen.all()}
        replay = await over(state, await ask(state, ReplayKind.REBUILD))
        assert replay.copies["seen"] == {"same": len(before), "changed": 0, "added": 0, "kept": 0}
        assert {one.id: (one.state, one.version) for one in await state.deps.seen.all()} == before


async def test_copies_that_are_wrong_or_lost_are_made_anew_under_load(broker: LocalBroker, deployed: Deployed) -> None:
    """Two replicas; events arrive all the while. What was wrong is right, what was lost is back, and nothing counts twice."""
    async with AsyncExitStack() as stack:
        state = await stack.enter_async_context(deployed.running())
        await stack.enter_async_context(deployed.running())
        await publish(broker, range(1000), prefix="mend")
        await eventually(lambda: equal(total(state, "mend"), 1000), "the effect")
        await spoil(state)
        live = asyncio.create_task(publish(broker, range(1000, 2000), prefix="mend"))
        replay = await over(state, await ask(state, ReplayKind.REBUILD))
        assert replay.status is ReplayStatus.DONE, replay.error
        assert replay.copies["seen"]["added"] >= 1
        assert replay.copies["seen"]["changed"] >= 1
        await live
        await eventually(lambda: equal(total(state, "mend"), 2000), "every event once", 60)
        counters = {one.id: one.state for one in await state.deps.seen.all() if one.id.startswith("mend")}
        assert {one.total for one in counters.values()} == {2000 // SUBJECTS}
        assert counters["mend3"].partner == "told by somebody else", "what the log does not tell is kept"


async def spoil(state: Any) -> None:
    """One copy is wrong, one is gone, one has a part that the log does not tell."""
    seen = state.deps.seen
    await seen.change("mend1", lambda one: Change(toy.Counter("bus", 10_000)), fresh_cause("a bug"))
    lost = await seen.get("mend2")
    await seen._store.delete(toy.SEEN, "mend2", expected_revision=lost.document["revision"])
    told = toy.Counter("bus", (await seen.get("mend3")).state.total, "told by somebody else")
    await seen.change("mend3", lambda one: Change(told), fresh_cause("personal"))


async def test_more_events_than_an_aggregate_remembers_itself(broker: LocalBroker, deployed: Deployed) -> None:
    """The memory of a copy that is put in place is whole: an old redelivery changes nothing."""
    async with deployed.running() as state:
        ids = await publish(broker, range(0, 700 * SUBJECTS, SUBJECTS), prefix="long")
        await eventually(lambda: equal(total(state, "long"), 700), "the effect", 60)
        lost = await state.deps.seen.get("long0")
        await state.deps.seen._store.delete(toy.SEEN, "long0", expected_revision=lost.document["revision"])
        await over(state, await ask(state, ReplayKind.REBUILD))
        assert await total(state, "long") == 700
        assert len((await state.deps.seen.get("long0")).document["inbox"]) <= 200
        again = await over(state, await ask(state, ReplayKind.CATCH_UP))
        assert again.taken >= len(ids)
        assert await total(state, "long") == 700


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


async def test_the_inbox_rests_only_as_long_as_somebody_is_at_it(broker: LocalBroker, deployed: Deployed) -> None:
    """A rebuild in other hands closes the gate; when these go silent it opens, and the rebuild is done here."""
    async with deployed.running() as state:
        asked = Replay(ReplayKind.REBUILD, "first", "test", machine_now())
        held = taken_by(asked, "a replica that will die", machine_now() - timedelta(seconds=26))
        assert held is not None
        id_ = new_id()
        await state.replays.add(id_, held, fresh_cause("test"))

        async def rests() -> bool:
            with contextlib.suppress(UnavailableError):
                return str(await state.checks["consumer"]()).startswith("rests")
            return False

        await eventually(rests, "the inbox rests")
        replay = await over(state, id_)
        assert replay.status is ReplayStatus.DONE
        await publish(broker, range(10), prefix="rest")
        await eventually(lambda: equal(total(state, "rest"), 10), "the inbox is read again", 30)


def test_a_lease_is_for_one_and_ends() -> None:
    now = machine_now()
    asked = Replay(ReplayKind.CATCH_UP, "first", "test", now)
    first = taken_by(asked, "a", now)
    assert first is not None
    assert taken_by(first, "b", now + timedelta(seconds=29)) is None
    second = taken_by(first, "b", now + timedelta(seconds=31))
    assert second is not None
    assert second.leased_until == fixed_width(now + timedelta(seconds=61))
    with pytest.raises(Exception, match="in the hands of b"):
        held_by(second, "a", now)
    assert taken_by(cancelled(second, now), "b", now) is None
    with pytest.raises(Exception, match="CANCELLED"):
        cancelled(cancelled(second, now), now)
