"""What is true of the embedded engine only: group commit, savepoints, all or nothing, files and processes."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from essaim.kit.store.errors import DuplicateError, RevisionConflictError, StoreUnavailableError
from essaim.kit.store.port import Collection, Index, Order, Position, Range, Where
from essaim.kit.store.sqlite import SqliteStore
from essaim.kit.store.sqlite_sql import find
from tests.kit.store.things import BARE, THINGS, ids, thing


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "things.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(path)
    await opened.declare(THINGS, BARE)
    yield opened
    await opened.close()


def _commits(path: Path) -> int:
    """How often the file was written to, as SQLite counts it in WAL mode: frames that end a transaction."""
    wal = path.with_name(f"{path.name}-wal").read_bytes()
    page_size = int.from_bytes(wal[8:12], "big")
    salt = wal[16:24]
    commits = 0
    for start in range(32, len(wal), 24 + page_size):
        header = wal[start : start + 24]
        commits += header[8:16] == salt and int.from_bytes(header[4:8], "big") > 0
    return commits


async def test_what_waits_is_written_in_one_transaction(store: SqliteStore, path: Path) -> None:
    before = _commits(path)
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    first = asyncio.create_task(store.insert(BARE, thing("first")))
    rest = [asyncio.create_task(store.insert(BARE, thing(f"t{n}"))) for n in range(200)]
    await asyncio.sleep(0)
    blocker.execute("ROLLBACK")
    blocker.close()
    await asyncio.gather(first, *rest)
    assert await store.count(BARE) == 201
    assert 1 <= _commits(path) - before <= 3


async def test_the_settings_are_those_of_durability(store: SqliteStore, path: Path) -> None:
    connection = store._writer._connection
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


async def test_one_that_fails_fails_alone(store: SqliteStore) -> None:
    await store.insert(THINGS, thing("taken", name="taken"))
    undeclared = Collection("undeclared")
    outcomes = await asyncio.gather(
        store.insert(THINGS, thing("a")),
        store.insert(THINGS, thing("taken")),
        store.insert(THINGS, thing("b")),
        store.replace(THINGS, thing("taken"), expected_revision=7),
        store.insert(undeclared, thing("x")),
        store.insert_many(THINGS, [thing("c"), thing("d"), thing("e", name="taken")]),
        store.insert(THINGS, thing("f")),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [
        dict,
        DuplicateError,
        dict,
        RevisionConflictError,
        StoreUnavailableError,
        DuplicateError,
        dict,
    ]
    found = await store.find(THINGS)
    assert [document["id"] for document in found.documents] == ["a", "b", "f", "taken"]


async def test_a_bug_in_one_write_reaches_its_caller_only(store: SqliteStore) -> None:
    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO bare VALUES ('half', 1, '{}')")
        raise ZeroDivisionError

    outcomes = await asyncio.gather(
        store._write(broken, single=False),
        store.insert(BARE, thing("a")),
        store._write(broken, single=False),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [ZeroDivisionError, dict, ZeroDivisionError]
    assert await store.count(BARE) == 1


async def test_many_are_all_or_none(store: SqliteStore) -> None:
    await store.insert(BARE, thing("c"))
    with pytest.raises(DuplicateError):
        await store.insert_many(BARE, [thing("a"), thing("b"), thing("c"), thing("d")])
    assert await store.count(BARE) == 1


async def test_closing_writes_what_was_accepted(path: Path) -> None:
    store = await SqliteStore.open(path)
    await store.declare(BARE)
    writes = [asyncio.create_task(store.insert(BARE, thing(f"t{n}"))) for n in range(50)]
    await asyncio.sleep(0)
    await store.close()
    await asyncio.gather(*writes)
    again = await SqliteStore.open(path)
    assert await again.count(BARE) == 50
    await again.close()


async def test_reads_do_not_wait_for_a_writer(store: SqliteStore, path: Path) -> None:
    await store.insert(BARE, thing("a"))
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    async with asyncio.timeout(5):
        assert (await store.get(BARE, "a"))["revision"] == 1
    blocker.execute("ROLLBACK")
    blocker.close()


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "text.db"
    file.write_text("This is no database." * 100)
    with pytest.raises(StoreUnavailableError, match="cannot be opened"):
        await SqliteStore.open(file)
    with pytest.raises(StoreUnavailableError, match="cannot be opened"):
        await SqliteStore.open(file / "below-a-file.db")


async def test_opening_waits_for_a_process_that_makes_the_file(path: Path) -> None:
    path.parent.mkdir()
    maker = sqlite3.connect(path, isolation_level=None)
    maker.execute("BEGIN IMMEDIATE")
    opening = asyncio.create_task(SqliteStore.open(path))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asyncio.shield(opening), 0.2)
    maker.execute("ROLLBACK")
    maker.close()
    await (await asyncio.wait_for(opening, 10)).close()


async def test_a_sparse_index_is_used_and_leaves_out_what_lacks_the_field(tmp_path: Path) -> None:
    """A job that asks for the few that wait does not read the many that do not, and these pay nothing for it."""
    waiting = Collection("waiting", {"due": "text"}, (Index(("due",), sparse=True),))
    store = await SqliteStore.open(tmp_path / "sparse.db")
    await store.declare(waiting)
    await store.insert_many(waiting, [{"id": f"d{n}", "due": f"2026-{n:02d}" if n < 5 else None} for n in range(50)])
    asked: list[Where] = [{"due": Range(le="2026-03")}, {"due": Range(gt="")}, {"due": "2026-01"}]
    for where in asked:
        assert "waiting__by_due" in await store.explain(waiting, where, order_by=(Order("due"),))
    found = await store.find(waiting, {"due": Range(le="2026-03")}, order_by=(Order("due"),))
    assert [one["id"] for one in found.documents] == ["d0", "d1", "d2", "d3"]
    assert await store.count(waiting) == 50
    await store.close()


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("span", [Range(gt=2), Range(ge=2, lt=9), Range(le=8), Range(gt=2, le=8)], ids=str)
async def test_a_page_of_a_range_begins_where_the_last_one_ended(tmp_path: Path, span: Range, descending: bool) -> None:
    """Of two bounds on one side SQLite seeks by the first: the page behind a position names one, and finds the same."""
    store = await SqliteStore.open(tmp_path / "range.db")
    await store.declare(THINGS)
    await store.insert_many(THINGS, [thing(f"t{n:02d}", rank=n // 2) for n in range(24)])
    order = (Order("rank", descending=descending),)
    paged: list[str] = []
    after: Position | None = None
    while not paged or after is not None:
        found = await store.find(THINGS, {"rank": span}, order_by=order, limit=3, after=after)
        paged += ids(found)
        after = found.next
    whole = await store.find(THINGS, {"rank": span}, order_by=order, limit=100)
    assert paged == ids(whole)
    assert len(paged) > 6
    for text, _ in find(THINGS, {"rank": span}, order, (5, "t10")):
        assert text.count("'$.rank') >") <= 1
        assert text.count("'$.rank') <") <= 1
    await store.close()
