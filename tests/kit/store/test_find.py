"""Every engine: conditions, orders and counts give the same documents in the same order, with and without an index."""

from collections.abc import Sequence
from typing import Any

import pytest

from essaim.kit.store.port import Collection, In, Index, Order, Range, Store, Where
from tests.kit.store.things import BARE, THINGS, fill, ids, thing

TEXTS = ["", " ", "-", "0", "10", "2", "A", "Z", "_", "a", "aa", "b", "z", "~", "É", "é", "\ud7ff", "\ufffd", "😀"]


@pytest.fixture
async def shelf(store: Store) -> Store:
    """Six things."""
    await store.insert_many(
        THINGS,
        [
            thing("a", name="n1", rank=3, open=True, state={"code": "x", "year": 1}),
            thing("b", name="n2", rank=1, open=False, state={"code": "x", "year": 2}),
            thing("c", name="n3", rank=2, open=True, state={"code": "y", "year": 1}),
            thing("d", name="n4", rank=None, open=None, state={"code": "y", "year": None}),
            thing("e"),
            thing("f", name="n0", rank=2, open=False, state={"code": "z", "year": 3}),
        ],
    )
    return store


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, "abcdef"),
        ({"id": "c"}, "c"),
        ({"id": "none"}, ""),
        ({"name": "n2"}, "b"),
        ({"rank": 2}, "cf"),
        ({"rank": 0}, ""),
        ({"open": True}, "ac"),
        ({"open": False}, "bf"),
        ({"state.code": "x"}, "ab"),
        ({"state.code": "x", "state.year": 2}, "b"),
        ({"state.code": "x", "open": True, "rank": 3}, "a"),
        ({"rank": In((1, 3))}, "ab"),
        ({"rank": In((1, 1, 7))}, "b"),
        ({"rank": In(())}, ""),
        ({"open": In((True, False))}, "abcf"),
        ({"id": In(("a", "f", "x"))}, "af"),
        ({"name": In(("n1", "n4")), "open": True}, "a"),
        ({"rank": Range(gt=1)}, "acf"),
        ({"rank": Range(ge=1)}, "abcf"),
        ({"rank": Range(lt=2)}, "b"),
        ({"rank": Range(le=2)}, "bcf"),
        ({"rank": Range(gt=1, lt=3)}, "cf"),
        ({"rank": Range(ge=2, le=2)}, "cf"),
        ({"rank": Range(gt=2, lt=2)}, ""),
        ({"name": Range(ge="n1", lt="n3")}, "ab"),
        ({"id": Range(gt="b", le="e")}, "cde"),
        ({"open": Range(ge=False, lt=True)}, "bf"),
        ({"state.code": "y", "rank": Range(ge=-(2**63), le=2**63 - 1)}, "c"),
    ],
    ids=str,
)
async def test_conditions(shelf: Store, where: Where, expected: str) -> None:
    assert ids(await shelf.find(THINGS, where)) == list(expected)
    assert await shelf.count(THINGS, where) == len(expected)


@pytest.mark.parametrize(
    ("order_by", "expected"),
    [
        ((), "abcdef"),
        ((Order("rank"),), "debcfa"),
        ((Order("rank", descending=True),), "afcbed"),
        ((Order("open"),), "debfac"),
        ((Order("rank"), Order("name")), "edbfca"),
        ((Order("rank"), Order("name", descending=True)), "debcfa"),
        ((Order("rank", descending=True), Order("name")), "afcbed"),
        ((Order("state.code"), Order("rank")), "ebadcf"),
        ((Order("id"),), "abcdef"),
        ((Order("id", descending=True),), "fedcba"),
        ((Order("rank"), Order("id", descending=True)), "edbfca"),
    ],
    ids=str,
)
async def test_orders(shelf: Store, order_by: Sequence[Order], expected: str) -> None:
    assert ids(await shelf.find(THINGS, order_by=order_by)) == list(expected)


@pytest.mark.parametrize("indexes", [(), (Index(("label",)),)], ids=["without-index", "with-index"])
async def test_texts_are_ordered_by_code_point(store: Store, indexes: tuple[Index, ...]) -> None:
    labels = Collection("labels", {"label": "text"}, indexes)
    await fill(store, labels, *(thing(str(n), label=text) for n, text in enumerate(reversed(TEXTS))))
    found = await store.find(labels, order_by=(Order("label"),))
    assert [document["label"] for document in found.documents] == sorted(TEXTS)
    behind = await store.find(labels, {"label": Range(gt="Z")}, order_by=(Order("label"),))
    assert [document["label"] for document in behind.documents] == sorted(text for text in TEXTS if text > "Z")


async def test_integers_are_ordered_as_integers(store: Store) -> None:
    ranks = [-(2**63), -1, 0, 1, 9, 10, 2**53, 2**53 + 1, 2**63 - 1]
    await store.insert_many(BARE, [thing(str(n), rank=rank) for n, rank in enumerate(reversed(ranks))])
    found = await store.find(BARE, order_by=(Order("rank"),))
    assert [document["rank"] for document in found.documents] == ranks
    assert await store.count(BARE, {"rank": 2**53}) == 1
    assert await store.count(BARE, {"rank": Range(gt=2**53)}) == 2


async def test_a_written_document_is_found_as_it_is_now(store: Store) -> None:
    await store.insert(THINGS, thing("a", rank=1))
    await store.replace(THINGS, thing("a", rank=2), expected_revision=1)
    assert await store.count(THINGS, {"rank": 1}) == 0
    assert ids(await store.find(THINGS, {"rank": 2})) == ["a"]


NO_CONDITIONS: list[Any] = [
    {"unknown": 1},
    {"state": "x"},
    {"revision": 1},
    {"name": None},
    {"name": ["a"]},
    {"name": {"$gt": ""}},
    {"name": 1},
    {"rank": "1"},
    {"rank": True},
    {"rank": 1.5},
    {"rank": 2**63},
    {"open": 1},
    {"rank": In((1, "2"))},
    {"rank": In(tuple(range(1001)))},
    {"rank": Range(gt="1")},
    {"rank": Range()},
    {"id": 1},
]


async def test_a_condition_that_is_none_is_refused(store: Store) -> None:
    for where in NO_CONDITIONS:
        with pytest.raises(ValueError, match=r"declare|condition|range|membership"):
            await store.find(THINGS, where)
        with pytest.raises(ValueError, match=r"declare|condition|range|membership"):
            await store.count(THINGS, where)


async def test_an_order_by_an_undeclared_field_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="does not declare"):
        await store.find(THINGS, order_by=(Order("unknown"),))


async def test_a_limit_has_bounds(store: Store) -> None:
    for limit in (0, -1, 1001):
        with pytest.raises(ValueError, match="limit"):
            await store.find(THINGS, limit=limit)


@pytest.mark.parametrize(
    "collection",
    [
        Collection("c", {"a": "text"}, (Index(("b",)),)),
        Collection("c", {"a.b": "text", "a_b": "text"}, (Index(("a.b",)), Index(("a_b",)))),
        Collection("c; DROP TABLE x", {}),
        Collection("c", {"a'": "text"}),
        Collection("c", {"$a": "text"}),
    ],
    ids=["undeclared", "same-name", "collection-name", "quote", "dollar"],
)
async def test_a_declaration_that_cannot_be_kept_is_refused(store: Store, collection: Collection) -> None:
    with pytest.raises(ValueError, match=r"declare|one name|not a name"):
        await store.declare(collection)
