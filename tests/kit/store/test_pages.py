"""Every engine: pages behind a position show every document once, whatever the order and the size of the pages."""

from itertools import chain

import pytest

from essaim.kit.errors import InvalidError
from essaim.kit.store.port import Order, Position, Range, Store, Where
from tests.kit.store.things import BARE, THINGS, fill, ids, pages, thing

ORDERS = [
    (),
    (Order("rank"),),
    (Order("rank", descending=True),),
    (Order("rank"), Order("label")),
    (Order("rank"), Order("label", descending=True)),
    (Order("rank", descending=True), Order("label")),
    (Order("rank", descending=True), Order("label", descending=True)),
    (Order("label"),),
    (Order("id", descending=True),),
    (Order("rank"), Order("id", descending=True)),
]
MIXED = [
    thing(f"{n:02}", rank=(None, 1, 2, 2, 3)[n % 5], **({"label": "abc"[n % 3]} if n % 4 else {})) for n in range(25)
]


@pytest.mark.parametrize("order_by", ORDERS, ids=str)
async def test_every_document_once_in_the_order_of_one_page(store: Store, order_by: tuple[Order, ...]) -> None:
    await fill(store, BARE, *MIXED)
    whole = ids(await store.find(BARE, order_by=order_by))
    assert sorted(whole) == [document["id"] for document in MIXED]
    for limit in (1, 2, 7, 25):
        found = await pages(store, BARE, {}, order_by, limit)
        assert list(chain(*found)) == whole
        assert all(len(page) == limit for page in found[:-1])
        assert found[-1]


@pytest.mark.parametrize("where", [{"rank": 2}, {"rank": Range(ge=2)}, {"rank": Range(lt=3), "label": "b"}], ids=str)
async def test_pages_under_conditions(store: Store, where: Where) -> None:
    await fill(store, BARE, *MIXED)
    order_by = (Order("rank", descending=True), Order("label", descending=True))
    whole = ids(await store.find(BARE, where, order_by=order_by))
    assert len(whole) == await store.count(BARE, where) > 1
    assert list(chain(*await pages(store, BARE, where, order_by, 2))) == whole


async def test_with_indexes_as_without(store: Store) -> None:
    documents = [thing(f"{n:02}", rank=n % 3 if n % 7 else None, state={"code": "xy"[n % 2]}) for n in range(20)]
    await fill(store, THINGS, *documents)
    for order_by in ((Order("rank"),), (Order("rank", descending=True),), (Order("state.code"), Order("rank"))):
        whole = ids(await store.find(THINGS, order_by=order_by))
        assert list(chain(*await pages(store, THINGS, {}, order_by, 3))) == whole
        part = ids(await store.find(THINGS, {"state.code": "x"}, order_by=order_by))
        assert list(chain(*await pages(store, THINGS, {"state.code": "x"}, order_by, 3))) == part


async def test_writes_between_pages_neither_hide_nor_repeat_the_others(store: Store) -> None:
    await fill(store, BARE, *(thing(f"{n:02}", rank=n) for n in range(0, 20, 2)))
    first = await store.find(BARE, order_by=(Order("rank"),), limit=5)
    await store.delete(BARE, "08", expected_revision=1)
    await store.insert_many(BARE, [thing("01", rank=1), thing("09", rank=9)])
    rest = await store.find(BARE, order_by=(Order("rank"),), after=first.next)
    assert ids(first) == ["00", "02", "04", "06", "08"]
    assert ids(rest) == ["09", "10", "12", "14", "16", "18"]
    assert rest.next is None


async def test_a_full_last_page_has_no_next(store: Store) -> None:
    await fill(store, BARE, thing("a"), thing("b"))
    assert (await store.find(BARE, limit=2)).next is None
    assert (await store.find(BARE, limit=1)).next == ("a",)


async def test_a_foreign_position_is_refused(store: Store) -> None:
    foreign: list[Position] = [(), ("a",), (1, 2), ("1", "a"), (True, "a"), (1.5, "a"), (1, None), (1, "x", "a")]
    for after in foreign:
        with pytest.raises(InvalidError) as caught:
            await store.find(BARE, order_by=(Order("rank"),), after=after)
        assert caught.value.slug == "invalid-cursor"
