"""Every engine, where it can tell: conditions, orders and pages are served by the declared indexes, and by no full scan."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from essaim.kit.store.port import In, Order, Position, Range, Store, Where
from essaim.kit.store.sqlite import SqliteStore
from tests.kit.store.things import BARE, THINGS, thing

CASES: list[tuple[Where, Sequence[Order], str]] = [
    ({"name": "a"}, (), "unique_name"),
    ({"state.code": "x", "state.year": 1}, (), "unique_state_code_state_year"),
    ({"rank": 2}, (), "by_rank"),
    ({"rank": Range(gt=1, le=5)}, (Order("rank"),), "by_rank"),
    ({"rank": Range(gt=1)}, (Order("rank", descending=True),), "by_rank"),
    ({"rank": In((1, 2))}, (), "by_rank"),
    ({"state.code": "x"}, (Order("rank"),), "by_state_code_rank"),
    ({"state.code": "x", "rank": Range(lt=5)}, (Order("rank", descending=True),), "by_state_code_rank"),
    ({}, (Order("rank"),), "by_rank"),
    ({}, (Order("rank", descending=True),), "by_rank"),
    ({}, (Order("state.code"), Order("rank")), "by_state_code_rank"),
]
ASCENDING, DESCENDING = (Order("rank"),), (Order("rank", descending=True),)


@pytest.fixture
async def filled(store: Store) -> Store:
    """Enough for a planner to choose."""
    await store.insert_many(
        THINGS, [thing(f"t{n}", name=f"n{n}", rank=n % 50, state={"code": f"c{n % 7}", "year": n}) for n in range(300)]
    )
    return store


@pytest.mark.parametrize(("where", "order_by", "index"), CASES, ids=str)
async def test_conditions_and_orders_use_the_index(
    filled: Store, server: str, where: Where, order_by: Sequence[Order], index: str
) -> None:
    if server.startswith("nx-27017"):
        pytest.skip("nx-27017 translates most conditions into a scan: see test_what_nx_27017_can_tell")
    plan = await filled.explain(THINGS, where, order_by=order_by)
    if filled.engine == "sqlite":
        _check_sqlite(plan, index, sorted_by_index=bool(order_by))
    else:
        assert f'"{index}' in plan
        assert "COLLSCAN" not in plan
        assert not order_by or '"SORT"' not in plan


async def test_without_an_index_the_plan_says_so(store: Store, server: str) -> None:
    plan = await store.explain(BARE, {"rank": 1})
    assert "SCAN" in plan
    assert "INDEX by" not in plan, server


async def test_what_nx_27017_can_tell(filled: Store, server: str, say_of_mongo: Callable[[str], None]) -> None:
    if not server.startswith("nx-27017"):
        pytest.skip("about nx-27017")
    say_of_mongo(
        "nx-27017 has an explain, which names an index for few conditions: index use on MongoDB was not proven."
    )
    assert "SEARCH things USING INDEX idx_things_name" in await filled.explain(THINGS, {"name": "a"})


@pytest.mark.parametrize(
    ("where", "order_by", "after", "index", "legs"),
    [
        ({}, ASCENDING, (5, "t5"), "by_rank", 2),
        ({}, DESCENDING, (5, "t5"), "by_rank", 3),
        ({}, ASCENDING, (None, "t5"), "by_rank", 2),
        ({"state.code": "c1"}, ASCENDING, (5, "t5"), "by_state_code_rank", 2),
        ({"state.code": "c1"}, DESCENDING, (5, "t5"), "by_state_code_rank", 3),
        ({}, (Order("state.code"), Order("rank")), ("c1", 5, "t5"), "by_state_code_rank", 3),
    ],
    ids=str,
)
async def test_pages_continue_in_the_index(
    tmp_path: Any, where: Where, order_by: Sequence[Order], after: Position, index: str, legs: int
) -> None:
    store = await SqliteStore.open(tmp_path / "things.db")
    await store.declare(THINGS)
    plan = await store.explain_page(THINGS, where, order_by=order_by, after=after)
    await store.close()
    steps = plan.splitlines()
    seeks = [step for step in steps if step.startswith(f"SEARCH things USING INDEX things__{index} (")]
    assert len(seeks) == len(steps) == legs, plan


async def test_ids_need_no_index_of_their_own(tmp_path: Any) -> None:
    store = await SqliteStore.open(tmp_path / "things.db")
    await store.declare(BARE)
    plan = await store.explain_page(BARE, {}, order_by=(), after=("t5",))
    await store.close()
    assert plan == "SEARCH bare USING INDEX sqlite_autoindex_bare_1 (id>?)"


def _check_sqlite(plan: str, index: str, *, sorted_by_index: bool) -> None:
    assert f"USING INDEX things__{index}" in plan
    if sorted_by_index:
        assert "TEMP B-TREE" not in plan, plan
