"""Every engine: a document comes back as it was put in, changes as a whole and only from the expected revision."""

import math
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest

from essaim.kit.store.errors import DuplicateError, MissingError, RevisionConflictError, StoreUnavailableError
from essaim.kit.store.port import Store
from tests.kit.store.conftest import OpenStore
from tests.kit.store.things import BARE, THINGS, thing

RICH = thing(
    "é/ü ~ 😀",
    name="Atelier « Maille »",
    rank=-3,
    open=False,
    nothing=None,
    empty={"object": {}, "list": [], "text": ""},
    numbers=[0, 1, 1.0, -0.5, 1e300, 2**53 + 1, 2**63 - 1, -(2**63)],
    texts=["2026-09-01T08:00:00Z", "a\0b", "line\nline", "'\"\\", "\ufffd\U0010ffff"],
    mixed=[1, [2, [3, {"deep": [None, True, {"x": "y"}]}]]],
)
REFUSAL = r"JSON cannot|a tuple, or a key|64 bits"
HARD_KEYS = (
    "a.b",
    ".",
    "$x",
    "$oid",
    "$date",
    "$ref",
    "%24",
    "%",
    "",
    " ",
    "_id",
    "_keys",
    "__x",
    "a'b\"c\\d",
    "é😀",
    "id",
)


async def test_comes_back_as_it_was_put_in(store: Store) -> None:
    stored = await store.insert(THINGS, RICH)
    assert stored == RICH | {"revision": 1}
    found = await store.get(THINGS, RICH["id"])
    assert found == stored
    assert [isinstance(number, float) for number in found["numbers"]] == [
        isinstance(number, float) for number in RICH["numbers"]
    ]
    assert (await store.find(THINGS)).documents == (stored,)


async def test_any_key_comes_back_as_it_was(store: Store) -> None:
    for key in HARD_KEYS:
        document = thing(f"with {key}", state={key: 1, "in": [{key: {key: None}}]})
        await store.insert(THINGS, document)
        found = await store.get(THINGS, document["id"])
        assert found == document | {"revision": 1}
        await store.replace(THINGS, found, expected_revision=1)
        assert await store.get(THINGS, document["id"]) == document | {"revision": 2}


async def test_keys_of_the_engine_are_free_at_the_top_as_well(store: Store) -> None:
    document = thing("one") | {"_id": "another", "_keys": {"x": 1}, "$top": 1, "a.b": 2}
    await store.insert(THINGS, document)
    assert await store.get(THINGS, "one") == document | {"revision": 1}


async def test_the_argument_stays_as_it_was(store: Store) -> None:
    document = thing("one", name="a")
    await store.insert(THINGS, document)
    assert document == {"id": "one", "name": "a"}


async def test_an_enumeration_of_texts_is_text(store: Store) -> None:
    class Code(StrEnum):
        SNEE = "snee"

    await store.insert(THINGS, thing("one", name=Code.SNEE))
    assert (await store.get(THINGS, "one"))["name"] == "snee"
    assert await store.count(THINGS, {"name": Code.SNEE}) == 1


async def test_an_id_exists_once(store: Store) -> None:
    await store.insert(THINGS, thing("one", rank=1))
    with pytest.raises(DuplicateError) as caught:
        await store.insert(THINGS, thing("one", rank=2))
    assert caught.value.index == "id"
    assert (await store.get(THINGS, "one"))["rank"] == 1


async def test_of_an_id_and_a_unique_key_that_both_exist_the_id_is_named(store: Store) -> None:
    await store.insert(THINGS, thing("one", name="a", state={"code": "x", "year": 1}))
    with pytest.raises(DuplicateError) as caught:
        await store.insert(THINGS, thing("one", name="a", state={"code": "x", "year": 1}))
    assert caught.value.index == "id"


async def test_replace_takes_the_whole_document_and_counts(store: Store) -> None:
    await store.insert(THINGS, thing("one", name="a", rank=1))
    replaced = await store.replace(THINGS, thing("one", rank=2, revision=77), expected_revision=1)
    assert replaced == {"id": "one", "rank": 2, "revision": 2}
    assert await store.get(THINGS, "one") == replaced


async def test_replace_and_delete_need_the_expected_revision(store: Store) -> None:
    await store.insert(THINGS, thing("one"))
    for wrong in (0, 2):
        with pytest.raises(RevisionConflictError):
            await store.replace(THINGS, thing("one", rank=9), expected_revision=wrong)
        with pytest.raises(RevisionConflictError):
            await store.delete(THINGS, "one", expected_revision=wrong)
    assert await store.get(THINGS, "one") == {"id": "one", "revision": 1}


async def test_what_is_not_there(store: Store) -> None:
    with pytest.raises(MissingError):
        await store.get(THINGS, "none")
    with pytest.raises(MissingError):
        await store.replace(THINGS, thing("none"), expected_revision=1)
    with pytest.raises(MissingError):
        await store.delete(THINGS, "none", expected_revision=1)
    assert (await store.find(THINGS)).documents == ()


async def test_delete_makes_room_for_the_id_and_the_unique_keys(store: Store) -> None:
    await store.insert(THINGS, thing("one", name="a"))
    await store.delete(THINGS, "one", expected_revision=1)
    with pytest.raises(MissingError):
        await store.get(THINGS, "one")
    assert (await store.insert(THINGS, thing("one", name="a")))["revision"] == 1


async def test_many_are_inserted_in_order(store: Store) -> None:
    stored = await store.insert_many(THINGS, [thing(str(n), rank=n) for n in range(20)])
    assert [document["revision"] for document in stored] == [1] * 20
    assert await store.count(THINGS) == 20
    assert await store.insert_many(THINGS, []) == ()


async def test_of_many_with_a_duplicate_nothing_behind_it_is_stored(store: Store) -> None:
    await store.insert(THINGS, thing("b", name="old"))
    with pytest.raises(DuplicateError) as caught:
        await store.insert_many(THINGS, [thing("a"), thing("b"), thing("c")])
    assert caught.value.index == "id"
    assert await store.count(THINGS, {"id": "c"}) == 0
    assert (await store.get(THINGS, "b"))["name"] == "old"


async def test_collections_do_not_see_each_other(store: Store) -> None:
    await store.insert(THINGS, thing("one"))
    await store.insert(BARE, thing("one", label="bare"))
    assert await store.count(THINGS, {"id": "one"}) == 1
    assert "label" not in await store.get(THINGS, "one")


@pytest.mark.parametrize(
    "value",
    [
        datetime(2026, 9, 1, tzinfo=UTC),
        Decimal("1.00"),
        b"bytes",
        {1, 2},
        (1, 2),
        object(),
        math.nan,
        math.inf,
        2**63,
        -(2**63) - 1,
        {1: "a key that is a number"},
        {None: "a key that is nothing"},
        "half a pair \ud83d",
        {"half a pair \ud83d": 1},
    ],
    ids=lambda value: type(value).__name__,
)
async def test_what_json_cannot_hold_is_refused(store: Store, value: Any) -> None:
    await store.insert(THINGS, thing("old"))
    for document in (thing("one", any=value), thing("one", any=[{"deep": value}])):
        with pytest.raises(ValueError, match=REFUSAL):
            await store.insert(THINGS, document)
    with pytest.raises(ValueError, match=REFUSAL):
        await store.replace(THINGS, thing("old", any=value), expected_revision=1)
    assert await store.count(THINGS) == 1


@pytest.mark.parametrize("document", [{}, {"id": ""}, {"id": 7}, {"id": None}])
async def test_a_document_needs_an_id(store: Store, document: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="needs an id"):
        await store.insert(THINGS, document)
    with pytest.raises(ValueError, match="needs an id"):
        await store.replace(THINGS, document, expected_revision=1)


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", 1), ("name", ["a"]), ("name", "a\0b"), ("rank", "1"), ("rank", True), ("rank", 1.0), ("open", 1)],
)
async def test_a_declared_field_holds_its_type(store: Store, field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=field):
        await store.insert(THINGS, thing("one", **{field: value}))


async def test_a_closed_store_says_so(store: Store, open_another: OpenStore) -> None:
    other = await open_another()
    await other.close()
    await other.close()
    for call in (
        other.get(THINGS, "one"),
        other.insert(THINGS, thing("one")),
        other.find(THINGS),
        other.count(THINGS),
        other.delete(THINGS, "one", expected_revision=1),
        other.declare(THINGS),
        other.ping(),
    ):
        with pytest.raises(StoreUnavailableError):
            await call
    await store.ping()


async def test_declaring_again_changes_nothing(store: Store, open_another: OpenStore) -> None:
    await store.insert(THINGS, thing("one"))
    other = await open_another()
    await other.declare(THINGS)
    assert (await other.get(THINGS, "one"))["revision"] == 1
