"""SQLite against a model that sorts a list: the same documents, in the same order, page by page."""

import asyncio
import tempfile
from itertools import chain
from pathlib import Path
from typing import Any

from hypothesis import given, settings, strategies as st

from essaim.kit.store.conditions import value_at
from essaim.kit.store.port import Collection, Condition, Document, In, Index, Order, Range, Where
from essaim.kit.store.sqlite import SqliteStore
from tests.kit.store.things import fill, pages

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "a": st.sampled_from(["", "a", "B", "b", "é", "😀", "\uffff"]),
    "n.x": st.sampled_from([-(2**63), -1, 0, 1, 10, 2**63 - 1]),
    "f": st.booleans(),
}
COLLECTION = Collection(
    "c", {"a": "text", "n.x": "integer", "f": "boolean"}, (Index(("a",)), Index(("f", "n.x")), Index(("n.x", "a")))
)


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    """Some documents, with absent and null fields."""
    found: list[Document] = []
    for id_ in draw(st.lists(st.text("abcé", min_size=1, max_size=3), unique=True, max_size=15)):
        document: Document = {"id": id_, "n": {}}
        for holder, key, path in ((document, "a", "a"), (document["n"], "x", "n.x"), (document, "f", "f")):
            if draw(st.integers(0, 3)):
                holder[key] = draw(VALUES[path] | st.none())
        found.append(document)
    return found


@st.composite
def conditions(draw: st.DrawFn) -> Where:
    """Some conditions."""
    where: dict[str, Condition] = {}
    for field in draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True, max_size=2)):
        values = VALUES[field]
        bounds = st.fixed_dictionaries({}, optional={"gt": values, "ge": values, "lt": values, "le": values})
        ranges = bounds.filter(bool).map(lambda given: Range(**given))
        where[field] = draw(values | ranges | st.lists(values, max_size=3).map(lambda some: In(tuple(some))))
    return where


orders = st.lists(
    st.builds(Order, st.sampled_from([*sorted(VALUES), "id"]), st.booleans()),
    max_size=3,
    unique_by=lambda one: one.field,
).map(tuple)


def matches(document: Document, where: Where) -> bool:
    """The model of a condition: a null satisfies none."""
    for field, condition in where.items():
        value: Any = value_at(document, field)
        if value is None:
            return False
        if isinstance(condition, In):
            holds = value in condition.values
        elif isinstance(condition, Range):
            bound: Any = condition
            holds = (
                (bound.gt is None or value > bound.gt)
                and (bound.ge is None or value >= bound.ge)
                and (bound.lt is None or value < bound.lt)
                and (bound.le is None or value <= bound.le)
            )
        else:
            holds = value == condition
        if not holds:
            return False
    return True


def ordered(found: list[Document], order_by: tuple[Order, ...]) -> list[str]:
    """The model of an order: null is least; ids go down only when everything does."""
    down = bool(order_by) and all(one.descending for one in order_by)
    for key in reversed([*order_by, Order("id", down)]):

        def rank(document: Document, field: str = key.field) -> tuple[bool, Any]:
            value = value_at(document, field)
            return (value is not None, value)

        # Sorts are stable, also in reverse, so the last key comes first.
        found = sorted(found, key=rank, reverse=key.descending)
    return [document["id"] for document in found]


@settings(max_examples=60, deadline=None)
@given(documents(), conditions(), orders, st.integers(1, 4))
def test_find_as_the_model(found: list[Document], where: Where, order_by: tuple[Order, ...], limit: int) -> None:
    async def ask() -> tuple[list[list[str]], int]:
        with tempfile.TemporaryDirectory() as directory:
            store = await SqliteStore.open(Path(directory) / "c.db")
            await fill(store, COLLECTION, *found)
            answer = await pages(store, COLLECTION, where, order_by, limit), await store.count(COLLECTION, where)
            await store.close()
            return answer

    expected = ordered([document for document in found if matches(document, where)], order_by)
    answer, count = asyncio.run(ask())
    assert list(chain(*answer)) == expected
    assert count == len(expected)
