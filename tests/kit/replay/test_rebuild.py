"""Copies made anew while events arrive, replicas die and the inbox rests."""

import asyncio
import contextlib
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import pytest

from essaim.cli.local.broker import LocalBroker
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import fixed_width, machine_now
from essaim.kit.errors import UnavailableError
from essaim.kit.ids import new_id
from essaim.kit.replay.record import Replay, ReplayKind, ReplayStatus, cancelled, held_by, taken_by
from tests.support import toy
from tests.support.polling import equal, eventually
from tests.support.replays import SUBJECTS, Deployed, ask, over, publish, total

pytestmark = [pytest.mark.broker]


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
        # The one that was gone is added; or, when a live event had begun it again before the inbox rested, changed.
        assert replay.copies["seen"]["changed"] >= 1
        assert replay.copies["seen"]["added"] + replay.copies["seen"]["changed"] >= 2
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


async def test_a_replica_that_starts_while_the_inbox_rests_is_ready(broker: LocalBroker, deployed: Deployed) -> None:
    """Also one that starts because it was killed while it made copies anew: its lease has not ended yet."""
    async with deployed.running() as state:
        asked = Replay(ReplayKind.REBUILD, "first", "test", machine_now())
        held = taken_by(asked, "a replica that died", machine_now())
        assert held is not None
        await state.replays.add(new_id(), held, fresh_cause("test"))
        began = asyncio.get_running_loop().time()
        async with deployed.running() as other:
            assert asyncio.get_running_loop().time() - began < 10
            assert (await other.checks["consumer"]()).startswith("rests")


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
