"""A place for documents on every engine, and stores that are opened on it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from essaim.kit.store.open import open_store
from essaim.kit.store.port import Store
from tests.kit.store.things import BARE, THINGS
from tests.support.mongo import MongoServer

OpenStore = Callable[[], Awaitable[Store]]


@pytest.fixture(params=["sqlite", "mongodb"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, once per engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'things.db'}"
        return
    server: MongoServer = request.getfixturevalue("mongo_server")
    url = server.database_url()
    yield url
    server.drop(url)


@pytest.fixture
def server(request: pytest.FixtureRequest, place: str) -> str:
    """The name and version of what keeps the place."""
    if place.startswith("sqlite"):
        return "SQLite"
    mongo_server: MongoServer = request.getfixturevalue("mongo_server")
    return mongo_server.engine


@pytest.fixture
async def open_another(place: str) -> AsyncIterator[OpenStore]:
    """Opens a store on the place, as a further replica of a deployment does."""
    opened: list[Store] = []

    async def another() -> Store:
        opened.append(await open_store(place))
        return opened[-1]

    yield another
    for store in opened:
        await store.close()


@pytest.fixture
async def store(open_another: OpenStore) -> Store:
    """A store with the suite's collections declared."""
    opened = await open_another()
    await opened.declare(THINGS, BARE)
    return opened
