"""Aggregates as the store keeps them: state, events still to publish, and the ids of the events already consumed.

One document holds all three, so that a change and its events are one write: no event without its change, no change
without its event, and no transaction over several documents.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, Protocol, TypeVar

from pydantic import TypeAdapter

from essaim.contracts.event import EventData
from essaim.kit.cause import Cause
from essaim.kit.errors import PreconditionError
from essaim.kit.store.port import Collection, Document, FieldType, Index

T = TypeVar("T")

_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}

INBOX_SIZE = 200
"""How many consumed event ids an aggregate remembers itself; older ones are in a collection (``essaim.kit.inbox``)."""
OUTBOX_LIMIT = 1000
"""More unpublished events than this in one aggregate, and commands on it are refused until the relay has caught up."""

LEASE = timedelta(seconds=30)
"""How long a relay has a document's outbox for itself, from the commit or from the sweep that found it."""


@dataclass(frozen=True)
class Stored(Generic[T]):
    """An aggregate as it was read: its state and what the plumbing keeps beside it."""

    id: str
    state: T
    version: int
    document: Document

    @property
    def etag(self) -> str:
        """The version as an HTTP entity tag."""
        return f'"{self.version}"'


@dataclass(frozen=True)
class Change(Generic[T]):
    """What a decision makes of a state: the next state, and what happened."""

    state: T
    events: tuple[EventData, ...] = ()


@dataclass(frozen=True)
class New(Generic[T]):
    """An aggregate to store with others. ``body`` is its state as JSON when the caller has made it already."""

    id: str
    state: T
    cause: Cause
    events: tuple[EventData, ...] = ()
    body: Document | None = None


class Outbox(Protocol):
    """What the repository needs of the relay."""

    token: str

    def offer(self, collection: Collection, document: Document) -> None:
        """Publish the document's events soon. Never blocks and never fails: what is not taken is found by the sweep."""


def adapter_of(state_type: type[T]) -> TypeAdapter[T]:
    """Reads and writes the states of a type. Made once per process: that takes milliseconds, and a service has dozens."""
    if state_type not in _ADAPTERS:
        _ADAPTERS[state_type] = TypeAdapter(state_type)
    return _ADAPTERS[state_type]


def aggregate(
    name: str,
    *,
    fields: Mapping[str, FieldType] | None = None,
    indexes: Sequence[tuple[str, ...]] = (),
    unique: Sequence[tuple[str, ...]] = (),
    sparse: Sequence[tuple[str, ...]] = (),
) -> Collection:
    """Declare the collection of an aggregate. Field names are those of its dataclass (dotted for nested ones)."""

    def path(field: str) -> str:
        return field if field in _OWN_FIELDS else f"state.{field}"

    return Collection(
        name=name,
        fields={**_OWN_FIELDS, **{path(key): kind for key, kind in (fields or {}).items()}},
        indexes=(
            Index(("due_at",), sparse=True),
            *(Index(tuple(path(field) for field in index), sparse=True) for index in sparse),
            *(Index(tuple(path(field) for field in index)) for index in indexes),
            *(Index(tuple(path(field) for field in index), unique=True) for index in unique),
        ),
    )


_OWN_FIELDS: dict[str, FieldType] = {"due_at": "text", "pending": "integer", "created_at": "text"}


def new_document(id_: str, created_by: str, created_at: str) -> dict[str, Any]:
    """The plumbing's part of a new aggregate document."""
    return {
        "id": id_,
        "version": 0,
        "pending": 0,
        "due_at": None,
        "lease": None,
        "created_at": created_at,
        "created_by": created_by,
        "outbox": [],
        "inbox": [],
        "spilled_until": None,
        "heard": {},
    }


def check_version(current: Stored[T], expected: int | None) -> None:
    """PreconditionError when a version is expected and the present one is another."""
    if expected is not None and current.version != expected:
        raise PreconditionError("version-mismatch", f"the current version is {current.version}, not {expected}")


def worth_writing(current: Stored[T] | None, change: Change[T] | None, cause: Cause) -> Change[T] | None:
    """The change to write, if any. A consumed event is remembered even when it changes nothing."""
    if current is None:
        return change
    if change is None or (change.state == current.state and not change.events):
        return Change(current.state) if cause.event_id is not None else None
    return change
