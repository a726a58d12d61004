"""Every engine: unique indexes hold, also when many write at once, and leave out documents that lack a field."""

import asyncio
from typing import Any

import pytest

from essaim.kit.errors import EssaimError
from essaim.kit.store.errors import DuplicateError
from essaim.kit.store.port import Collection, Index, Store
from tests.kit.store.conftest import OpenStore
from tests.kit.store.things import THINGS, fill, thing


async def test_a_unique_key_belongs_to_one_document(store: Store) -> None:
    await store.insert(THINGS, thing("one", name="a"))
    with pytest.raises(DuplicateError) as caught:
        await store.insert(THINGS, thing("two", name="a"))
    assert caught.value.index == "unique_name"
    assert await store.count(THINGS) == 1


async def test_a_key_of_two_fields_needs_both_to_be_equal(store: Store) -> None:
    await store.insert_many(
        THINGS,
        [thing("a", state={"code": "x", "year": 1}), thing("b", state={"code": "x", "year": 2})],
    )
    with pytest.raises(DuplicateError) as caught:
        await store.insert(THINGS, thing("c", state={"code": "x", "year": 2}))
    assert caught.value.index == "unique_state_code_state_year"


async def test_a_replacement_cannot_take_the_key_of_another(store: Store) -> None:
    await store.insert_many(THINGS, [thing("a", name="x"), thing("b", name="y")])
    with pytest.raises(DuplicateError) as caught:
        await store.replace(THINGS, thing("b", name="x"), expected_revision=1)
    assert caught.value.index == "unique_name"
    assert await store.get(THINGS, "b") == {"id": "b", "name": "y", "revision": 1}


async def test_a_key_can_be_kept_given_up_and_taken_over(store: Store) -> None:
    await store.insert_many(THINGS, [thing("a", name="x"), thing("b")])
    await store.replace(THINGS, thing("a", name="x", rank=1), expected_revision=1)
    await store.replace(THINGS, thing("a"), expected_revision=2)
    await store.replace(THINGS, thing("b", name="x"), expected_revision=1)
    with pytest.raises(DuplicateError):
        await store.replace(THINGS, thing("a", name="x"), expected_revision=3)


async def test_documents_that_lack_a_field_are_outside(store: Store) -> None:
    outside: list[dict[str, Any]] = [
        {"state": {"code": "x"}},
        {"state": {"code": "x", "year": None}},
        {"state": {"year": 1}},
        {"state": 7},
        {},
    ]
    for copy in "ab":
        await store.insert_many(THINGS, [thing(f"{copy}{n}", **fields) for n, fields in enumerate(outside)])
    assert await store.count(THINGS) == 10


async def test_keys_are_compared_exactly(store: Store) -> None:
    names = ["a", "A", "á", "a\u0301", "a ", "", "none:a", "key:a", '["a"]', "null"]
    await store.insert_many(THINGS, [thing(f"id-{n}", name=name) for n, name in enumerate(names)])
    assert await store.count(THINGS) == len(names)
    with pytest.raises(DuplicateError):
        await store.insert(THINGS, thing("more", name=""))


async def test_a_key_cannot_be_glued_together_from_other_parts(store: Store) -> None:
    parts = Collection("parts", {"a": "text", "b": "text"}, (Index(("a", "b"), unique=True),))
    pairs = [("x", "yz"), ("xy", "z"), ('x", "y', "z"), ("x", 'y", "z')]
    await fill(store, parts, *(thing(str(n), a=a, b=b) for n, (a, b) in enumerate(pairs)))
    assert await store.count(parts) == len(pairs)


async def test_of_many_at_once_one_gets_the_key(store: Store, open_another: OpenStore) -> None:
    other = await open_another()
    outcomes = await asyncio.gather(
        *((store, other)[n % 2].insert(THINGS, thing(f"t{n}", name="same")) for n in range(40)), return_exceptions=True
    )
    losers = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert all(isinstance(loser, DuplicateError) and loser.index == "unique_name" for loser in losers), losers
    assert len(losers) == 39
    assert await store.count(THINGS) == 1


async def test_of_many_at_once_one_gets_the_id(store: Store, open_another: OpenStore) -> None:
    other = await open_another()
    outcomes = await asyncio.gather(
        *((store, other)[n % 2].insert(THINGS, thing("same", rank=n)) for n in range(40)), return_exceptions=True
    )
    winners = [outcome for outcome in outcomes if not isinstance(outcome, BaseException)]
    assert len(winners) == 1
    assert await other.get(THINGS, "same") == winners[0]


async def test_a_unique_index_can_be_added_to_documents_that_exist(store: Store) -> None:
    await fill(
        store,
        Collection("late", {"name": "text"}),
        thing("a", name="x"),
        thing("b", name="y"),
        thing("c"),
        thing("d") | {"in": {"a.b": 1}},
    )
    late = Collection("late", {"name": "text"}, (Index(("name",), unique=True),))
    await store.declare(late)
    with pytest.raises(DuplicateError):
        await store.insert(late, thing("e", name="x"))
    await store.insert(late, thing("e"))
    found = await store.get(late, "d")
    assert found == {"id": "d", "in": {"a.b": 1}, "revision": 1}


async def test_a_unique_index_that_stored_documents_break_is_refused(store: Store, server: str) -> None:
    await fill(store, Collection("late", {"name": "text"}), thing("a", name="x"), thing("b", name="x"))
    with pytest.raises(EssaimError) as caught:
        await store.declare(Collection("late", {"name": "text"}, (Index(("name",), unique=True),)))
    # nx-27017 refuses as well, with an error that has no code.
    if not server.startswith("nx-27017"):
        assert isinstance(caught.value, DuplicateError)
        assert caught.value.index == "unique_name"
