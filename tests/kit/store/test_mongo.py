"""What is true of MongoDB only: what a record looks like, and how it asks."""

import asyncio
from typing import Any

import pytest

from essaim.kit.store.errors import StoreUnavailableError
from essaim.kit.store.mongo import MongoStore
from essaim.kit.store.mongo_query import mongo_queries, mongo_sort
from essaim.kit.store.mongo_record import document_of, index_in, record_of
from essaim.kit.store.port import In, Order, Range, Where
from tests.kit.store.things import THINGS, thing


def test_a_record_has_the_id_twice_and_its_unique_keys() -> None:
    assert record_of(THINGS, thing("one", name="a", state={"code": "x"}, revision=1)) == {
        "_id": "one",
        "id": "one",
        "name": "a",
        "state": {"code": "x"},
        "revision": 1,
        "_keys": {"unique_name": 'key:["a"]', "unique_state_code_state_year": "none:one"},
    }


def test_keys_with_a_meaning_are_encoded() -> None:
    document = thing("one") | {"_id": 1, "in": [{"a.b": 1, "$set": 2, "%2E": 3, "x_": 4, "\0": 5}]}
    record = record_of(THINGS, document)
    assert record["%5Fid"] == 1
    assert list(record["in"][0]) == ["a%2Eb", "%24set", "%252E", "x_", "%00"]
    assert document_of(record) == document


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, {}),
        ({"id": "a"}, {"_id": "a"}),
        ({"rank": 1, "open": True}, {"rank": 1, "open": True}),
        ({"rank": Range(ge=1, lt=3)}, {"rank": {"$gte": 1, "$lt": 3}}),
        ({"state.code": In(("x",))}, {"state.code": {"$in": ["x"]}}),
    ],
)
def test_conditions_are_flat(where: Where, expected: dict[str, Any]) -> None:
    assert mongo_queries(THINGS, where) == [expected]


def test_pages_are_conjunctions_without_or() -> None:
    order = (Order("rank"), Order("name", descending=True))
    assert mongo_queries(THINGS, {"rank": Range(gt=1), "open": True}, order, (2, "b", "t")) == [
        {"rank": {"$gt": 1}, "open": True, "name": "b", "id": {"$gt": "t"}, "$and": [{"rank": {"$eq": 2}}]},
        {"rank": {"$gt": 1}, "open": True, "name": {"$lt": "b"}, "$and": [{"rank": {"$eq": 2}}]},
        {"rank": {"$gt": 1}, "open": True, "name": None, "$and": [{"rank": {"$eq": 2}}]},
        {"rank": {"$gt": 1}, "open": True, "$and": [{"rank": {"$gt": 2}}]},
    ]


def test_the_id_breaks_ties_under_the_name_that_an_index_serves() -> None:
    assert mongo_sort(()) == [("_id", 1)]
    assert mongo_sort((Order("id", descending=True),)) == [("_id", -1)]
    assert mongo_sort((Order("rank", descending=True),)) == [("rank", -1), ("id", -1)]
    assert mongo_sort((Order("rank"), Order("id", descending=True))) == [("rank", 1), ("id", -1)]


@pytest.mark.parametrize(
    ("details", "message", "expected"),
    [
        ({"keyPattern": {"_keys.unique_name": 1}}, "E11000 duplicate key error", "unique_name"),
        ({"keyPattern": {"_id": 1}}, "E11000 duplicate key error", "id"),
        (
            {},
            'E11000 duplicate key error collection: d.things index: unique_name dup key: { x: "index: y" }',
            "unique_name",
        ),
        ({}, 'E11000 duplicate key error collection: d.things index: _id_ dup key: { _id: "one" }', "id"),
        (
            None,
            "UNIQUE constraint failed: index 'idx_things__keys_unique_state_code_state_year'",
            "unique_state_code_state_year",
        ),
        (None, "UNIQUE constraint failed: things._id", "id"),
        (None, "something else", ""),
    ],
)
def test_the_index_of_a_duplicate_is_known(details: dict[str, Any] | None, message: str, expected: str) -> None:
    assert index_in(THINGS, details, message) == expected


async def test_no_server_is_said_in_bounded_time() -> None:
    async with asyncio.timeout(5):
        with pytest.raises(StoreUnavailableError, match="ServerSelectionTimeoutError"):
            await MongoStore.open("mongodb://127.0.0.1:1/none?serverSelectionTimeoutMS=200", "none")
