"""Copies that were made anew take the place of the old ones, and no consumed event is lost or counted twice by it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from essaim.kit.aggregate import Change, aggregate
from essaim.kit.cause import Cause
from essaim.kit.clock import SystemClock
from essaim.kit.inbox import CONSUMED
from essaim.kit.publishing import Publishing
from essaim.kit.replay.copies import Copy, Swap, Swapped
from essaim.kit.repository import Repository
from essaim.kit.store.sqlite import SqliteStore
from tests.kit.test_inbox import Till

TILLS = aggregate("tills")


@pytest.fixture
async def stores(tmp_path: Path) -> AsyncIterator[tuple[SqliteStore, SqliteStore]]:
    """Where copies are made, and where they belong."""
    opened = [await SqliteStore.open(tmp_path / name) for name in ("made.db", "real.db")]
    for store in opened:
        await store.declare(TILLS, CONSUMED)
    yield opened[0], opened[1]
    for store in opened:
        await store.close()


def event(number: int) -> Cause:
    """A consumed event; ids sort by time."""
    id_ = f"01a0f643-0000-7000-8000-{number:012d}"
    return Cause(command_id=id_, correlation_id="c", actor="/a/b", event_id=id_, subject="s", sequence=number + 1)


async def consume(store: SqliteStore, numbers: range, id_: str = "till") -> Repository[Till]:
    tills = Repository(store, TILLS, Till, Publishing("/a/b", SystemClock()))
    for number in numbers:
        await tills.put(id_, lambda one: Change(Till((one.cents if one else 0) + 1)), event(number))
    return tills


async def swap(made: SqliteStore, real: SqliteStore, *, since: str | None = None, read_on: Any = None) -> Swapped:
    async def nothing() -> None:
        raise AssertionError("there was no need to read on")

    async def going_on() -> None:
        """Nobody takes it away."""

    return await Swap(made, real, since, read_on or nothing, going_on).collection(Copy(TILLS))


async def test_a_lost_copy_is_added_and_remembers_what_it_consumed(stores: tuple[SqliteStore, SqliteStore]) -> None:
    made, real = stores
    await consume(made, range(450))
    assert (await swap(made, real)).counts() == {"same": 0, "changed": 0, "added": 1, "kept": 0}
    tills = await consume(real, range(450))
    assert (await tills.get("till")).state.cents == 450
    assert (await (await consume(real, range(450, 451))).get("till")).state.cents == 451


async def test_an_event_that_only_the_old_copy_knows_is_read_first(stores: tuple[SqliteStore, SqliteStore]) -> None:
    """A replica had not yet left the inbox alone."""
    made, real = stores
    await consume(made, range(10))
    await consume(real, range(5))
    await consume(real, range(10, 12))
    reads = 0

    async def read_on() -> None:
        nonlocal reads
        reads += 1
        await consume(made, range(10, 12))

    assert (await swap(made, real, read_on=read_on)).changed == 1
    assert reads == 1
    tills = await consume(real, range(12))
    assert (await tills.get("till")).state.cents == 12


async def test_what_no_log_tells_stays_consumed(stores: tuple[SqliteStore, SqliteStore]) -> None:
    """Events of `personal`: reading on does not find them, and they do not count again."""
    made, real = stores
    await consume(made, range(3))
    await consume(real, range(3))
    await consume(real, range(100, 101))

    async def read_on() -> None:
        """Nothing new."""

    assert (await swap(made, real, read_on=read_on)).changed == 1
    tills = await consume(real, range(100, 101))
    assert (await tills.get("till")).state.cents == 3


async def test_a_copy_that_is_older_than_the_log_is_kept(stores: tuple[SqliteStore, SqliteStore]) -> None:
    made, real = stores
    await consume(made, range(5, 10))
    await consume(real, range(10))
    await consume(made, range(5, 6), "young")
    await consume(real, range(7, 8), "unknown to the log")
    done = await swap(made, real, since=event(5).event_id)
    assert done.counts() == {"same": 0, "changed": 0, "added": 1, "kept": 2}
    assert done.kept_ids == ["till", "unknown to the log"]
    tills = await consume(real, range(0))
    assert (await tills.get("till")).state.cents == 10
