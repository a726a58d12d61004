"""Every engine: ``kill -9`` loses nothing that was acknowledged, be it the writer that dies or the server.

This proves that nothing acknowledged stays in a process; that it has reached the disk is the engine's fsync.
"""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from essaim.kit.store.errors import StoreUnavailableError
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Store
from tests.kit.store.conftest import OpenStore
from tests.kit.store.processes import said_until_killed, writing
from tests.kit.store.things import THINGS, thing
from tests.support.mongo import MongoServer


async def _ids(store: Store) -> set[str]:
    found = await store.find(THINGS, limit=1000)
    assert found.next is None
    assert await store.count(THINGS, {"rank": 1}) == len(found.documents)
    return {document["id"] for document in found.documents}


async def test_a_killed_writer_loses_nothing_acknowledged(place: str, open_another: OpenStore) -> None:
    acknowledged: set[str] = set()
    for round_ in range(3):
        async with writing("insert", place, f"r{round_}", "100000") as writer:
            acknowledged |= set(await said_until_killed(writer, 40))
    store = await open_another()
    assert len(acknowledged) >= 120
    assert acknowledged <= await _ids(store)
    await store.insert(THINGS, thing("after", rank=1))
    assert "after" in await _ids(store)


async def test_a_killed_writer_leaves_an_intact_file(tmp_path: Path) -> None:
    path = tmp_path / "things.db"
    async with writing("insert", f"sqlite:///{path}", "r", "100000") as writer:
        await said_until_killed(writer, 100)
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


async def test_a_killed_server_loses_nothing_acknowledged(mongo_server: MongoServer) -> None:
    if not mongo_server.ours:
        pytest.skip("the server of MONGO_URL is not ours to kill")
    url = mongo_server.database_url()
    store = await open_store(url)
    await store.declare(THINGS)
    acknowledged: set[str] = set()
    enough = asyncio.Event()

    async def write(prefix: str) -> None:
        n = 0
        while True:
            try:
                await store.insert(THINGS, thing(f"{prefix}-{n}", rank=1))
            except StoreUnavailableError:
                return
            acknowledged.add(f"{prefix}-{n}")
            n += 1
            if len(acknowledged) >= 100:
                enough.set()

    writers = [asyncio.create_task(write(prefix)) for prefix in "abcd"]
    await asyncio.wait_for(enough.wait(), 30)
    await mongo_server.kill9()
    await asyncio.wait_for(asyncio.gather(*writers), 30)
    await mongo_server.restart()
    assert acknowledged <= await _ids(store)
    await store.insert(THINGS, thing("after", rank=1))
    await store.close()
    mongo_server.drop(url)
