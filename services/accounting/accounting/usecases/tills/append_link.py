"""Append a record to a till's chain: decided where the till stands, and stored only if it still stands there.

Several phones at once make each other repeat; the number of the chain is the id of the record, so there is no gap and no fork.
The same operation sent twice is one record.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from pydantic import TypeAdapter

from accounting.deps import Deps
from accounting.domain.till.link import Link, LinkKind
from accounting.domain.till.place import Place, day_in_paris
from accounting.domain.till.record import TillRecord, till_record_id, till_topic
from accounting.domain.till.standing import Standing
from accounting.usecases.tills.read_link import read_link
from essaim.contracts.event import EventData
from essaim.kit.aggregate import New, Stored
from essaim.kit.cause import Cause
from essaim.kit.chain import GENESIS, canonical, link_hash
from essaim.kit.errors import ConflictError, UnavailableError
from essaim.kit.store.errors import DuplicateError
from essaim.kit.store.port import Order

ATTEMPTS = 300
LONGEST_PAUSE_SECONDS = 0.05
POSTED = (LinkKind.OPENING, LinkKind.MOVEMENT)
_LINK: TypeAdapter[Link] = TypeAdapter(Link)


@dataclass(frozen=True)
class AppendLink:
    """``decide`` is given the next place and returns the record; it may run several times. ``event`` is made of the record and
    its hash."""

    till_id: str
    operation_id: str
    request_hash: str
    decide: Callable[[Place], Awaitable[Link]]
    event: Callable[[Link, str], EventData] | None = None


async def append_link(command: AppendLink, deps: Deps, cause: Cause) -> Stored[TillRecord]:
    """The record, new or recorded before by the same operation. Raises what ``decide`` raises; ConflictError for another
    operation under the same id, UnavailableError when others were always faster."""
    for attempt in range(ATTEMPTS):
        known = await deps.till_records.find_one({"till_id": command.till_id, "operation_id": command.operation_id})
        if known is not None:
            return _same(known, command)
        item = _sealed(await command.decide(await _place(command, deps, cause)), command, cause)
        try:
            return (await deps.till_records.add_many([item]))[0]
        except DuplicateError:
            await asyncio.sleep(random.uniform(0, min(LONGEST_PAUSE_SECONDS, 0.002 * (attempt + 1))))
    raise UnavailableError("till-busy", "too many sell on this till at once; send the same operation again")


def _same(known: Stored[TillRecord], command: AppendLink) -> Stored[TillRecord]:
    if read_link(known.state.body).request_hash != command.request_hash:
        detail = f"{command.operation_id} is recorded on this till with other content, as record {known.state.sequence}"
        raise ConflictError("till-operation-recorded", detail)
    return known


async def _place(command: AppendLink, deps: Deps, cause: Cause) -> Place:
    """Behind the last record, and never before it in time, whatever the clock of a replica says."""
    order = (Order("sequence", descending=True),)
    last = await deps.till_records.find({"till_id": command.till_id}, order_by=order, limit=1)
    now = deps.clock.now()
    record = last.items[0].state if last.items else None
    link = read_link(record.body) if record else None
    at = max(now, link.recorded_at) if link else now
    return Place(
        till_id=command.till_id,
        sequence=link.sequence + 1 if link else 1,
        previous_hash=record.hash if record else GENESIS,
        operation_id=command.operation_id,
        request_hash=command.request_hash,
        recorded_at=at,
        today=day_in_paris(at),
        operator=cause.actor,
        standing=link.standing if link else Standing(),
    )


def _sealed(link: Link, command: AppendLink, cause: Cause) -> New[TillRecord]:
    content = _LINK.dump_python(link, mode="json")
    hash_ = link_hash(content)
    record = TillRecord(
        till_id=link.till_id,
        sequence=link.sequence,
        operation_id=link.operation_id,
        kind=link.kind.value,
        day=link.day,
        hash=hash_,
        body=canonical(content).decode(),
        session=link.session,
        refers_to=link.refers_to,
        topic=till_topic(link.till_id, link.closing.span.value) if link.closing else None,
        to_post=True if link.closing or link.kind in POSTED else None,
    )
    events = (command.event(link, hash_),) if command.event else ()
    return New(till_record_id(link.till_id, link.sequence), record, cause, events)
