"""Append a closing or a lettering to the chain: decided against the books as they stand, stored only if they still do."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from accounting.deps import Deps
from accounting.domain.head import Head
from accounting.domain.record import Record, record_id, sealed_part
from accounting.usecases.ledger.read_head import ReadHead, read_head
from essaim.contracts.event import EventData
from essaim.kit.aggregate import New, Stored
from essaim.kit.cause import Cause
from essaim.kit.chain import link_hash
from essaim.kit.errors import UnavailableError
from essaim.kit.store.errors import DuplicateError

ATTEMPTS = 300
LONGEST_PAUSE_SECONDS = 0.05
_RECORD: TypeAdapter[Record] = TypeAdapter(Record)


@dataclass(frozen=True)
class AppendRecord:
    """``decide`` is given the books and returns the content of the record (without its place); it may run several times.
    ``event`` is made of the record as it will be stored."""

    siren: str
    decide: Callable[[Head], Awaitable[Record]]
    event: Callable[[Record], EventData] | None = None


async def append_record(command: AppendRecord, deps: Deps, cause: Cause) -> Stored[Record]:
    """The record. Raises what ``decide`` raises; UnavailableError when others were always faster."""
    for attempt in range(ATTEMPTS):
        head = await read_head(ReadHead(command.siren, fresh=True), deps)
        record, body = _sealed(_dated(await command.decide(head), head), head)
        events = (command.event(record),) if command.event else ()
        item = New(record_id(record.siren, record.sequence), record, cause, events, body)
        try:
            stored = (await deps.ledger.add_many([item]))[0]
        except DuplicateError:
            await asyncio.sleep(random.uniform(0, min(LONGEST_PAUSE_SECONDS, 0.002 * attempt)))
            continue
        deps.heads.pop(command.siren, None)
        return stored
    raise UnavailableError("books-busy", f"too many write into the books of {command.siren} at once; try again")


def _dated(record: Record, head: Head) -> Record:
    """Its day is not before that of the link before it."""
    if record.closing is not None:
        return replace(record, closing=replace(record.closing, closed_on=head.day(record.closing.closed_on)))
    if record.lettering is not None:
        return replace(record, lettering=replace(record.lettering, done_on=head.day(record.lettering.done_on)))
    return record


def _sealed(record: Record, head: Head) -> tuple[Record, dict[str, Any]]:
    placed = replace(record, siren=head.siren, sequence=head.sequence + 1, previous_hash=head.hash)
    body = _RECORD.dump_python(placed, mode="json")
    hash_ = link_hash(sealed_part(body))
    return replace(placed, hash=hash_), {**body, "hash": hash_}
