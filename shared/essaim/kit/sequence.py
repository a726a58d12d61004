"""Gapless numbers without transactions: a number is a document whose id is the number in its series.

Numbers are stored in their order, each after the one before it, and the engine refuses an id twice: no gap, no double. A
unique key on what the number is for makes reserving again return the same number, also after a crash and from several
processes. Contention costs repetitions, never correctness.
"""

import asyncio
import random
from collections.abc import Sequence as Items
from dataclasses import dataclass

from essaim.kit.errors import UnavailableError
from essaim.kit.gather import Gather
from essaim.kit.store.errors import DuplicateError
from essaim.kit.store.port import Collection, Document, In, Index, Order, Store

ATTEMPTS = 300
BATCH = 200
"""Numbers of one series that are reserved together at most."""
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


@dataclass(frozen=True)
class _Wanted:
    document_id: str
    stamp: str


class Sequence:
    """Numbers 1, 2, 3… per series, each reserved for one document.

    What waits here for the same series is stored together, so that callers of one process never compete: when each tries
    by itself, a hundred of them repeat twenty times for a number, and the last one may never get any.
    """

    def __init__(self, store: Store, collection: Collection) -> None:
        self._store = store
        self._collection = collection
        self._waiting: Gather[str, _Wanted, Reservation] = Gather(most=BATCH)

    async def reserve(self, series: str, document_id: str, *, stamp: str = "") -> Reservation:
        """The document's number: the next one of the series, or the one that it has already, in whichever series.

        ``stamp`` is text that sorts (a date); the reservation carries it, or the one before it when that is greater.
        UnavailableError when other processes were faster a bounded number of times.
        """
        return await self._waiting.call(series, _Wanted(document_id, stamp), self._reserve_together)

    async def _reserve_together(self, series: str, wanted: Items[_Wanted]) -> Items[Reservation]:
        stamps: dict[str, str] = {}
        for one in wanted:
            stamps.setdefault(one.document_id, one.stamp)
        for attempt in range(ATTEMPTS):
            known = await self._known(tuple(stamps))
            last = await self.last(series) or Reservation(series, 0, "", "")
            new: list[Reservation] = []
            for id_, stamp in stamps.items():
                if id_ not in known:
                    last = Reservation(series, last.number + 1, id_, max(stamp, last.stamp))
                    new.append(last)
            try:
                if new:
                    await self._store.insert_many(self._collection, [_document(one) for one in new])
            except DuplicateError:
                await asyncio.sleep(random.uniform(0, min(LONGEST_PAUSE_SECONDS, 0.002 * (attempt + 1))))
                continue
            found = {**known, **{one.document_id: one for one in new}}
            return [found[one.document_id] for one in wanted]
        raise UnavailableError("series-busy", "too many writers take numbers of this series at once; try again")

    async def _known(self, document_ids: tuple[str, ...]) -> dict[str, Reservation]:
        found = await self._store.find(self._collection, {"document_id": In(document_ids)}, limit=len(document_ids))
        return {one["document_id"]: _read(one) for one in found.documents}

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


def _document(reservation: Reservation) -> Document:
    return {
        "id": f"{reservation.series}:{reservation.number}",
        "series": reservation.series,
        "number": reservation.number,
        "document_id": reservation.document_id,
        "stamp": reservation.stamp,
    }


def _read(document: Document) -> Reservation:
    return Reservation(document["series"], document["number"], document["document_id"], document["stamp"])
