"""An engine from a URL."""

from urllib.parse import urlsplit

from essaim.kit.store.port import Store
from essaim.kit.store.sqlite import SqliteStore

_SQLITE = "sqlite:///"


async def open_store(url: str) -> Store:
    """``sqlite:///relative.db``, ``sqlite:////absolute.db`` or ``mongodb://host/database``; ValueError for anything else.

    StoreUnavailableError when the file cannot be opened or the server does not answer.
    """
    parts = urlsplit(url)
    if url.startswith(_SQLITE):
        if parts.query or parts.fragment or not parts.path.strip("/"):
            raise ValueError("a SQLite URL is a path and nothing else: sqlite:///file.db or sqlite:////var/lib/file.db")
        return await SqliteStore.open(url.removeprefix(_SQLITE))
    if parts.scheme in ("mongodb", "mongodb+srv"):
        # Imported here so that a deployment on SQLite does not carry the driver in memory.
        from essaim.kit.store.mongo import MongoStore

        return await MongoStore.open(url, parts.path.strip("/"))
    raise ValueError(f"{parts.scheme or url!r} is no store: use sqlite:///file.db or mongodb://host/database")
