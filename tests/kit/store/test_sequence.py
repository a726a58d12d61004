"""Gapless numbers: many writers on two openings of the same database, one number per document, no hole."""

import asyncio

import pytest

from essaim.kit.sequence import Reservation, Sequence, sequence_collection
from essaim.kit.store.port import Store
from tests.kit.store.conftest import OpenStore

NUMBERS = sequence_collection("numbers")


@pytest.fixture
async def stores(open_another: OpenStore) -> tuple[Store, Store]:
    first, second = await open_another(), await open_another()
    await first.declare(NUMBERS)
    await second.declare(NUMBERS)
    return first, second


async def test_many_writers_of_two_stores_leave_no_gap_and_double_nothing(
    stores: tuple[Store, Store],
) -> None:
    sequences = [Sequence(store, NUMBERS) for store in stores]
    documents = [f"document-{n % 30}" for n in range(60)]
    reserved = await asyncio.gather(
        *(sequences[n % 2 ^ n // 30].reserve("732829320:2027", document) for n, document in enumerate(documents))
    )
    assert sorted({one.number for one in reserved}) == list(range(1, 31))
    by_document: dict[str, set[int]] = {}
    for one in reserved:
        by_document.setdefault(one.document_id, set()).add(one.number)
    assert all(len(numbers) == 1 for numbers in by_document.values())


async def test_series_count_on_their_own(stores: tuple[Store, Store]) -> None:
    sequence = Sequence(stores[0], NUMBERS)
    assert (await sequence.reserve("a:2026", "one")).number == 1
    assert (await sequence.reserve("a:2027", "two")).number == 1
    assert (await sequence.reserve("a:2026", "three")).number == 2


async def test_a_document_keeps_its_number_even_when_it_is_asked_for_in_another_series(
    stores: tuple[Store, Store],
) -> None:
    sequence = Sequence(stores[0], NUMBERS)
    first = await sequence.reserve("a:2026", "one", stamp="2026-12-31")
    assert await sequence.reserve("a:2027", "one", stamp="2027-01-04") == first
    assert await sequence.last("a:2027") is None


async def test_the_stamp_never_goes_backwards(stores: tuple[Store, Store]) -> None:
    sequence = Sequence(stores[0], NUMBERS)
    await sequence.reserve("a:2026", "one", stamp="2026-10-12")
    second = await sequence.reserve("a:2026", "two", stamp="2026-10-11")
    assert second == Reservation("a:2026", 2, "two", "2026-10-12")


async def test_a_hundred_callers_of_one_process_do_not_compete(stores: tuple[Store, Store]) -> None:
    """What waits for the same series is stored together; each caller once gave up when others were faster for too long."""
    sequence = Sequence(stores[0], NUMBERS)
    for burst in range(3):
        wanted = [f"document-{burst}-{one}" for one in range(100)]
        reserved = await asyncio.gather(*(sequence.reserve("732829320:2027", one) for one in wanted))
        assert [one.document_id for one in reserved] == wanted
        assert sorted(one.number for one in reserved) == list(range(100 * burst + 1, 100 * burst + 101))
