"""Gapless numbers without transactions: a number is a document whose id is the number in its series.

The next number is tried only when the one before it exists, and the engine refuses an id twice: no gap, no double. A
unique key on what the number is for makes reserving again return the same number, also after a crash and from several
processes. Contention costs repetitions, never correctness.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from essaim.kit.errors import UnavailableError
from essaim.kit.store.errors import DuplicateError
from essaim.kit.store.port import Collection, Document, Index, Order, Store

T = TypeVar("T")

ATTEMPTS = 300
LONGEST_PAUSE_SECONDS = 0.05


@dataclass(frozen=True)
class Reservation:
    """A number of a series, for one document, for ever. ``stamp`` never goes backwards within a series."""

    series: str
    number: int
    document_id: str
    stamp: str


def sequence_collection(name: str) -> Collection:
    """Declare a collection of numbers. A document has at most one number in it, whatever the series.

    The relay's two fields are declared, so that it may sweep the collection with the others and find nothing.
    """
    return Collection(
        name=name,
        fields={"series": "text", "number": "integer", "document_id": "text", "due_at": "text", "pending": "integer"},
        indexes=(Index(("due_at",), sparse=True), Index(("series", "number")), Index(("document_id",), unique=True)),
    )


async def insert_next(
    *,
    last: Callable[[], Awaitable[int]],
    existing: Callable[[], Awaitable[T | None]],
    insert: Callable[[int], Awaitable[T]],
) -> T:
    """Insert under the next number of a series, or return what was inserted before for the same purpose.

    ``last`` is the highest number that is stored (0 for none), ``existing`` what was stored for this purpose if anything,
    ``insert`` stores under a number and raises DuplicateError when the number or the purpose is taken. UnavailableError
    when others were faster a bounded number of times.
    """
    for attempt in range(ATTEMPTS):
        found = await existing()
        if found is not None:
            return found
        try:
            return await insert(await last() + 1)
        except DuplicateError:
            await asyncio.sleep(random.uniform(0, min(LONGEST_PAUSE_SECONDS, 0.002 * (attempt + 1))))
    raise UnavailableError("series-busy", "too many writers take numbers of this series at once; try again")


class Sequence:
    """Numbers 1, 2, 3… per series, each reserved for one document."""

    def __init__(self, store: Store, collection: Collection) -> None:
        self._store = store
        self._collection = collection

    async def reserve(self, series: str, document_id: str, *, stamp: str = "") -> Reservation:
        """The document's number: the next one of the series, or the one that it has already, in whichever series.

        ``stamp`` is text that sorts (a date); the reservation carries it, or the one before it when that is greater.
        """

        async def existing() -> Reservation | None:
            return await self.find(document_id)

        async def last() -> int:
            found = await self.last(series)
            return found.number if found else 0

        async def insert(number: int) -> Reservation:
            before = await self._numbered(series, number - 1)
            later = max(stamp, before.stamp) if before else stamp
            document: Document = {
                "id": f"{series}:{number}",
                "series": series,
                "number": number,
                "document_id": document_id,
                "stamp": later,
            }
            return _read(await self._store.insert(self._collection, document))

        return await insert_next(last=last, existing=existing, insert=insert)

    async def find(self, document_id: str) -> Reservation | None:
        """The reservation of a document, if it has one."""
        found = await self._store.find(self._collection, {"document_id": document_id}, limit=1)
        return _read(found.documents[0]) if found.documents else None

    async def last(self, series: str) -> Reservation | None:
        """The highest reservation of a series."""
        found = await self._store.find(
            self._collection, {"series": series}, order_by=(Order("number", descending=True),), limit=1
        )
        return _read(found.documents[0]) if found.documents else None

    async def _numbered(self, series: str, number: int) -> Reservation | None:
        found = await self._store.find(self._collection, {"series": series, "number": number}, limit=1)
        return _read(found.documents[0]) if found.documents else None


def _read(document: Document) -> Reservation:
    return Reservation(document["series"], document["number"], document["document_id"], document["stamp"])
