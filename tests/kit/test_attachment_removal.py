"""A file of somebody who is erased is gone for good, on both engines, also when a crash came in between."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from essaim.kit.aside import Aside
from essaim.kit.attachments import PIECE_BYTES, Attachments, attachment_collection
from essaim.kit.store.errors import MissingError
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Store
from essaim.kit.store.sqlite_commit import connect
from tests.support.mongo import MongoServer

FILES = attachment_collection("attachments")
CONTENT = b"\x89PNG\r\n\x1a\n" + b"x" * (2 * PIECE_BYTES)


@pytest.fixture(params=["sqlite", "mongodb"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store, once per engine."""
    url = f"sqlite:///{tmp_path / 'files.db'}"
    if request.param == "mongodb":
        server: MongoServer = request.getfixturevalue("mongo_server")
        url = server.database_url()
    opened = await open_store(url)
    await opened.declare(FILES)
    yield opened
    await opened.close()
    if request.param == "mongodb":
        server.drop(url)


async def keep(attachments: Attachments, content: bytes) -> str:
    """Keep a file; its hash."""

    async def chunks() -> AsyncIterator[bytes]:
        yield content

    return (await attachments.keep(chunks(), "photo.png")).sha256


async def test_a_removed_file_is_gone_with_all_its_pieces_and_can_be_kept_again(store: Store) -> None:
    attachments = Attachments(store, FILES, Aside())
    sha256, other = await keep(attachments, CONTENT), await keep(attachments, CONTENT + b"more")
    before = await store.count(FILES)
    await attachments.remove(sha256)
    assert await store.count(FILES) == before // 2
    with pytest.raises(MissingError):
        await attachments.open(sha256)
    assert (await attachments.open(other)).size == len(CONTENT) + 4
    await attachments.remove(sha256)
    assert await keep(attachments, CONTENT) == sha256
    assert (await attachments.open(sha256)).size == len(CONTENT)


@pytest.mark.parametrize("left", [1, 2])
async def test_a_removal_that_a_crash_interrupted_is_completed(store: Store, left: int) -> None:
    attachments = Attachments(store, FILES, Aside())
    sha256 = await keep(attachments, CONTENT)
    for place in range(2, left - 1, -1):
        await store.delete(FILES, f"{sha256}:{place:06d}", expected_revision=1)
    await attachments.remove(sha256)
    assert await store.count(FILES) == 0


def test_sqlite_overwrites_what_is_erased(tmp_path: Path) -> None:
    """GDPR-02: a page that is only marked as free still says what was in it to whoever gets the file."""
    connection = connect(tmp_path / "x.db")
    assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)
    connection.close()
