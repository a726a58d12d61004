"""MongoDB through motor: the engine of compose and production, and the only file of the suite that knows the driver.

Only whole-document writes with a revision filter are used, and no operator on array members, no aggregation and no
transaction, so that a standalone server is enough. What a stored record looks like is in ``mongo_record``, what a query
looks like in ``mongo_query``.
"""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorCollection, AsyncIOMotorDatabase
from pymongo.errors import BulkWriteError, ConfigurationError, DuplicateKeyError, PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from essaim.kit.store.conditions import check_collection, check_query
from essaim.kit.store.errors import DuplicateError, MissingError, RevisionConflictError, StoreUnavailableError
from essaim.kit.store.mongo_query import index_keys, mongo_queries, mongo_sort
from essaim.kit.store.mongo_record import KEYS, document_of, index_in, key_field, record_of, unique_key
from essaim.kit.store.port import Collection, Document, Found, Index, Order, Position, Where
from essaim.kit.store.positions import position_of

TIMEOUTS = {"serverSelectionTimeoutMS": 5000, "connectTimeoutMS": 5000, "socketTimeoutMS": 20_000}
"""Unless the URL says otherwise."""
WRITE_MILLISECONDS = 10_000
BACKFILL = 500
DUPLICATE_CODE = 11000


class MongoStore:
    """See ``port.Store`` for what it guarantees. A failed ``insert_many`` may leave a prefix."""

    engine = "mongodb"

    def __init__(self, client: "AsyncIOMotorClient[Document]", database: str) -> None:
        self._client = client
        self._database: AsyncIOMotorDatabase[Document] = client.get_database(
            database,
            write_concern=WriteConcern(w="majority", j=True, wtimeout=WRITE_MILLISECONDS),
            read_concern=ReadConcern("majority"),
        )
        self._closed = False

    @classmethod
    async def open(cls, url: str, database: str) -> "MongoStore":
        """Connect. ValueError for a URL that is none, StoreUnavailableError when no server answers in time."""
        if not database or set(database) & set('/\\. "$*<>:|?'):
            raise ValueError("a mongodb URL names its database: mongodb://host/database")
        try:
            timeouts: dict[str, Any] = {
                name: value for name, value in TIMEOUTS.items() if name.lower() not in url.lower()
            }
            client: AsyncIOMotorClient[Document] = AsyncIOMotorClient(url, appname="essaim", **timeouts)
        except (ConfigurationError, ValueError) as error:
            raise ValueError(f"this is not a mongodb URL: {error}") from error
        store = cls(client, database)
        try:
            await store.ping()
        except StoreUnavailableError:
            client.close()
            raise
        return store

    async def declare(self, *collections: Collection) -> None:
        """Create the indexes that are missing. DuplicateError when stored documents break a new unique index."""
        for collection in collections:
            check_collection(collection)
            for index in collection.indexes:
                await self._create(collection, index)

    async def _create(self, collection: Collection, index: Index) -> None:
        created = self._of(collection)
        async with _translated():
            try:
                if index.unique:
                    await self._backfill(collection, index)
                    await created.create_index([(key_field(index), 1)], name=index.name, unique=True)
                    await created.create_index(index_keys(index), name=f"{index.name}_lookup")
                else:
                    await created.create_index(index_keys(index), name=index.name)
            except DuplicateKeyError as error:
                raise DuplicateError(collection.name, "(stored)", index.name) from error

    async def _backfill(self, collection: Collection, index: Index) -> None:
        """Give documents that are older than a unique index their key in it. A replica that does not know the index yet
        must not write meanwhile: its documents would have none."""
        stored = self._of(collection)
        while records := await stored.find({key_field(index): None}).limit(BACKFILL).to_list(length=BACKFILL):
            for record in records:
                keys = {**record.get(KEYS, {}), index.name: unique_key(index, document_of(record))}
                same = {"_id": record["_id"], "revision": record["revision"]}
                await stored.replace_one(same, {**record, KEYS: keys})

    async def insert(self, collection: Collection, document: Document) -> Document:
        """Store a new document."""
        stored = {**document, "revision": 1}
        record = record_of(collection, stored)
        async with _translated():
            try:
                await self._of(collection).insert_one(record)
            except DuplicateKeyError as error:
                index = index_in(collection, error.details, str(error))
                raise await self._duplicate(collection, document["id"], index) from error
        return stored

    async def insert_many(self, collection: Collection, documents: Sequence[Document]) -> tuple[Document, ...]:
        """Store new documents in order; what stands before a duplicate stays."""
        stored = tuple({**document, "revision": 1} for document in documents)
        records = [record_of(collection, document) for document in stored]
        if not records:
            return ()
        async with _translated():
            try:
                await self._of(collection).insert_many(records, ordered=True)
            except BulkWriteError as error:
                failed = (error.details.get("writeErrors") or [{}])[0]
                if failed.get("code") != DUPLICATE_CODE:
                    raise
                id_ = str(records[failed["index"]]["_id"])
                index = index_in(collection, failed, str(failed.get("errmsg", "")))
                raise await self._duplicate(collection, id_, index) from error
        return stored

    async def get(self, collection: Collection, id_: str) -> Document:
        """The document."""
        async with _translated():
            record = await self._of(collection).find_one({"_id": id_})
        if record is None:
            raise MissingError(collection.name, id_)
        return document_of(record)

    async def replace(self, collection: Collection, document: Document, *, expected_revision: int) -> Document:
        """Replace the document when its stored revision is the expected one."""
        stored = {**document, "revision": expected_revision + 1}
        record = record_of(collection, stored)
        same = {"_id": document["id"], "revision": expected_revision}
        async with _translated():
            try:
                result = await self._of(collection).replace_one(same, record)
            except DuplicateKeyError as error:
                index = index_in(collection, error.details, str(error))
                raise DuplicateError(collection.name, document["id"], index) from error
        if result.matched_count == 0:
            await self._explain_miss(collection, document["id"])
        return stored

    async def find(
        self,
        collection: Collection,
        where: Where | None = None,
        *,
        order_by: Sequence[Order] = (),
        limit: int = 100,
        after: Position | None = None,
    ) -> Found:
        """Documents that satisfy all conditions, ordered."""
        check_query(collection, where or {}, order_by, limit, after)
        records: list[Document] = []
        async with _translated():
            for query in mongo_queries(collection, where or {}, order_by, after):
                wanted = limit + 1 - len(records)
                cursor = self._of(collection).find(query).sort(mongo_sort(order_by)).limit(wanted)
                records += await cursor.to_list(length=wanted)
                if len(records) > limit:
                    break
        documents = tuple(document_of(record) for record in records[:limit])
        more = len(records) > limit
        return Found(documents, position_of(documents[-1], order_by) if more else None)

    async def count(self, collection: Collection, where: Where | None = None) -> int:
        """How many documents satisfy all conditions."""
        check_query(collection, where or {})
        [query] = mongo_queries(collection, where or {})
        async with _translated():
            return int(await self._of(collection).count_documents(query))

    async def delete(self, collection: Collection, id_: str, *, expected_revision: int) -> None:
        """Remove the document when its revision is the expected one."""
        async with _translated():
            result = await self._of(collection).delete_one({"_id": id_, "revision": expected_revision})
        if result.deleted_count == 0:
            await self._explain_miss(collection, id_)

    async def explain(self, collection: Collection, where: Where, *, order_by: Sequence[Order] = ()) -> str:
        """The server's query plan as JSON."""
        check_query(collection, where, order_by)
        [query] = mongo_queries(collection, where, order_by)
        async with _translated():
            plan = await self._of(collection).find(query).sort(mongo_sort(order_by)).explain()
        return json.dumps(plan, default=str)

    async def ping(self) -> None:
        """A command to the server."""
        async with _translated():
            await self._client.admin.command("ping")

    async def close(self) -> None:
        """Close the client's connections."""
        self._closed = True
        self._client.close()

    def _of(self, collection: Collection) -> "AsyncIOMotorCollection[Document]":
        if self._closed:
            raise StoreUnavailableError("the MongoDB client is closed")
        return self._database[collection.name]

    async def _duplicate(self, collection: Collection, id_: str, index: str) -> DuplicateError:
        """The id comes first when it exists already: then its keys do as well, and the server may have named any."""
        exists = await self._of(collection).count_documents({"_id": id_}, limit=1)
        return DuplicateError(collection.name, id_, "id" if exists else index)

    async def _explain_miss(self, collection: Collection, id_: str) -> None:
        await self.get(collection, id_)
        raise RevisionConflictError(collection.name, id_)


@asynccontextmanager
async def _translated() -> AsyncIterator[None]:
    try:
        yield
    except PyMongoError as error:
        raise StoreUnavailableError(f"MongoDB: {type(error).__name__}: {error}") from error
