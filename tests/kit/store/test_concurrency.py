"""Every engine: nobody's change is lost, in one process, between stores, and between processes."""

import asyncio

import pytest

from essaim.kit.store.errors import RevisionConflictError
from essaim.kit.store.port import Order, Range, Store
from tests.kit.store.conftest import OpenStore
from tests.kit.store.processes import said, writing
from tests.kit.store.things import THINGS, thing
from tests.kit.store.writer import add


async def test_of_many_replacements_from_one_revision_one_happens(store: Store, open_another: OpenStore) -> None:
    other = await open_another()
    await store.insert(THINGS, thing("one"))
    outcomes = await asyncio.gather(
        *((store, other)[n % 2].replace(THINGS, thing("one", rank=n), expected_revision=1) for n in range(40)),
        return_exceptions=True,
    )
    winners = [outcome for outcome in outcomes if not isinstance(outcome, BaseException)]
    losers = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert len(winners) == 1
    assert all(isinstance(loser, RevisionConflictError) for loser in losers), losers
    assert await other.get(THINGS, "one") == winners[0]


async def test_increments_from_many_tasks_and_two_stores_all_count(store: Store, open_another: OpenStore) -> None:
    other = await open_another()
    await store.insert(THINGS, thing("counter", rank=0))
    await asyncio.gather(*(add((store, other)[n % 2], "counter", 5) for n in range(12)))
    counter = await store.get(THINGS, "counter")
    assert counter["rank"] == 60
    assert counter["revision"] == 61


async def test_increments_from_two_processes_all_count(store: Store, place: str) -> None:
    await store.insert(THINGS, thing("counter", rank=0))
    async with writing("add", place, "counter", "40") as one, writing("add", place, "counter", "40") as two:
        await asyncio.gather(said(one), said(two), add(store, "counter", 40))
    assert (await store.get(THINGS, "counter"))["rank"] == 120


async def test_a_name_goes_to_one_of_two_processes(store: Store, place: str) -> None:
    async with writing("claim", place, "one", "60") as one, writing("claim", place, "two", "60") as two:
        taken = await asyncio.gather(said(one), said(two))
    assert len(taken[0]) + len(taken[1]) == 60
    found = await store.find(THINGS, {"name": Range(ge="name-")}, limit=100)
    assert sorted(document["id"] for document in found.documents) == sorted(taken[0] + taken[1])


async def test_processes_may_open_and_declare_at_once(place: str, open_another: OpenStore) -> None:
    async with writing("open", place) as one, writing("open", place) as two, writing("open", place) as three:
        await asyncio.gather(said(one), said(two), said(three))
    store = await open_another()
    assert await store.count(THINGS) == 0


async def test_what_was_acknowledged_is_read(store: Store, open_another: OpenStore) -> None:
    other = await open_another()

    async def write_then_read(n: int) -> None:
        await store.insert(THINGS, thing(f"t{n}", rank=n))
        for reader in (store, other):
            assert (await reader.get(THINGS, f"t{n}"))["rank"] == n
            assert await reader.count(THINGS, {"rank": n}) == 1

    await asyncio.gather(*(write_then_read(n) for n in range(40)))


async def test_a_caller_who_gives_up_leaves_the_store_in_order(store: Store) -> None:
    tasks = [asyncio.create_task(store.insert(THINGS, thing(f"t{n}", rank=n))) for n in range(20)]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    with pytest.raises(asyncio.CancelledError):
        tasks[0].result()
    kept = {outcome["id"] for outcome in outcomes if not isinstance(outcome, BaseException)}
    found = await store.find(THINGS, order_by=(Order("rank"),))
    assert kept <= {document["id"] for document in found.documents}
    assert len(kept) == 10
