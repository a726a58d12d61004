"""The storage port: documents with a revision, found by equality, membership and ranges on declared scalar fields.

Guaranteed by every engine and proven by one conformance suite:

- ``insert``, ``insert_many``, ``replace`` and ``delete`` are durable when they return, and one document changes as a whole.
- ``replace`` and ``delete`` happen only when the stored revision is the expected one; ``replace`` adds one to it.
- Unique indexes hold under concurrency; a document that lacks one of an index's fields (absent or null) is outside it.
- ``find`` orders by the given fields, then by id; ``after`` continues behind a position without gap or double for
  documents that do not change meanwhile.

Not guaranteed: anything across two documents, except that ``insert_many`` on SQLite is all or nothing. On other engines
a failed ``insert_many`` may leave a prefix; callers insert documents whose ids are derived, so that a repetition completes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Scalar = str | int | float | bool
Document = dict[str, Any]
"""A JSON object with at least ``id`` (str). The engine adds and owns ``revision`` (int, 1 on insert). Declared fields
hold their declared type, null, or are absent; everything else is free."""

FieldType = Literal["text", "integer", "boolean"]


@dataclass(frozen=True)
class Range:
    """A half-open or closed range on one field. Bounds are inclusive (``ge``, ``le``) or exclusive (``gt``, ``lt``)."""

    gt: Scalar | None = None
    ge: Scalar | None = None
    lt: Scalar | None = None
    le: Scalar | None = None


@dataclass(frozen=True)
class In:
    """Membership: the field equals one of the values, at most 1000. An empty tuple matches nothing."""

    values: tuple[Scalar, ...]


Condition = Scalar | Range | In
Where = Mapping[str, Condition]


@dataclass(frozen=True)
class Order:
    """One sort key: a declared field, ascending unless said otherwise."""

    field: str
    descending: bool = False


@dataclass(frozen=True)
class Index:
    """A declared index over declared fields, in order. Its name is derived from them.

    ``sparse`` leaves out documents that lack the first field, where the engine can: for a field that few documents have,
    which is asked for by that field only. It makes every other write cheaper.
    """

    fields: tuple[str, ...]
    unique: bool = False
    sparse: bool = False

    @property
    def name(self) -> str:
        """For instance ``unique_state_number``."""
        return ("unique_" if self.unique else "by_") + "_".join(self.fields).replace(".", "_")


@dataclass(frozen=True)
class Collection:
    """A declared collection: its name, its queryable scalar fields (dotted paths into the document) and its indexes."""

    name: str
    fields: Mapping[str, FieldType] = field(default_factory=dict)
    indexes: tuple[Index, ...] = ()


Position = tuple[Scalar | None, ...]
"""Where a page ended: the values of the order fields, then the id."""


@dataclass(frozen=True)
class Found:
    """One page of ``find``: the documents, and the position to continue behind, or None at the end."""

    documents: tuple[Document, ...]
    next: Position | None


class Store(Protocol):
    """Raises DuplicateError, RevisionConflictError, MissingError and StoreUnavailableError (``essaim.kit.store.errors``),
    and ValueError for what is a bug of the caller: a field that the collection does not declare, a value of another type
    than declared, a document that is not JSON with 64-bit integers. InvalidError for a page position of another order.
    After StoreUnavailableError from a write it is unknown whether it happened: read again."""

    engine: str
    """``sqlite`` or ``mongodb``."""

    async def declare(self, *collections: Collection) -> None:
        """Create what is missing: collections and indexes. Safe to repeat, also from several processes at once.

        DuplicateError when documents that are stored break a new unique index.
        """

    async def insert(self, collection: Collection, document: Document) -> Document:
        """Store a new document and return it with ``revision`` 1. DuplicateError when its id or a unique key exists."""

    async def insert_many(self, collection: Collection, documents: Sequence[Document]) -> tuple[Document, ...]:
        """Store new documents in one round trip, in order. DuplicateError as for ``insert``."""

    async def get(self, collection: Collection, id_: str) -> Document:
        """The document. MissingError when there is none."""

    async def replace(self, collection: Collection, document: Document, *, expected_revision: int) -> Document:
        """Replace the whole document when its stored revision is the expected one; returns it with the new revision.

        RevisionConflictError when it is another one, MissingError when the document is gone, DuplicateError when a
        unique key belongs to another document.
        """

    async def find(
        self,
        collection: Collection,
        where: Where | None = None,
        *,
        order_by: Sequence[Order] = (),
        limit: int = 100,
        after: Position | None = None,
    ) -> Found:
        """Documents that satisfy all conditions, ordered, at most ``limit`` (1 to 1000)."""

    async def count(self, collection: Collection, where: Where | None = None) -> int:
        """How many documents satisfy all conditions."""

    async def delete(self, collection: Collection, id_: str, *, expected_revision: int) -> None:
        """Remove the document when its revision is the expected one. Errors as for ``replace``."""

    async def explain(self, collection: Collection, where: Where, *, order_by: Sequence[Order] = ()) -> str:
        """The engine's own words on how it would find them; names the index when one is used."""

    async def ping(self) -> None:
        """Return when the engine answers; StoreUnavailableError otherwise."""

    async def close(self) -> None:
        """Release connections and threads. Safe to repeat."""
