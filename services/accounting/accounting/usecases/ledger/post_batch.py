"""Post entries that wait for the same books together: one round trip, one event, every entry with its own number (ACC-04).

Optimistic: made against what is known of the books, and stored only when the next place in the chain is still free. Several
replicas at once make each other repeat, and never make a gap, a double or a fork.
"""

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from accounting.deps import Deps, Posting
from accounting.domain.entry import Entry, Journal, movements
from accounting.domain.errors import DomainError
from accounting.domain.head import Head
from accounting.domain.record import Record, record_id
from accounting.usecases.ledger.number_series import NumberSeries, number_series
from accounting.usecases.ledger.read_head import ReadHead, read_head
from accounting.usecases.ledger.tell_of_entries import TellOfEntries, tell_of_entries
from essaim.kit.aggregate import New, Stored
from essaim.kit.chain import link_hash
from essaim.kit.errors import ConflictError, UnavailableError
from essaim.kit.store.errors import DuplicateError
from essaim.kit.store.port import In

ATTEMPTS = 300
LONGEST_PAUSE_SECONDS = 0.05
Outcome = Stored[Record] | BaseException
_ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)


@dataclass(frozen=True)
class PostBatch:
    """Postings for one legal entity."""

    siren: str
    postings: tuple[Posting, ...]


async def post_batch(command: PostBatch, deps: Deps) -> list[Outcome]:
    """For each posting its record, new or posted before, or its error. UnavailableError when others were always faster."""
    head = await read_head(ReadHead(command.siren), deps)
    known: Mapping[str, Stored[Record]] = {}
    for attempt in range(ATTEMPTS):
        head = await _prepared(head, command.postings, deps)
        batch = _Batch(head, head.day(deps.clock.today()))
        outcomes = [_posted(known, one) or batch.add(one) for one in command.postings]
        try:
            stored = await deps.ledger.add_many(batch.items())
        except DuplicateError:
            known, head = await _again(command, deps)
            await asyncio.sleep(random.uniform(0, min(LONGEST_PAUSE_SECONDS, 0.002 * attempt)))
            continue
        except BaseException:
            deps.heads.pop(command.siren, None)
            raise
        _remember(batch.head, command.postings, deps)
        return [stored[one] if isinstance(one, int) else one for one in outcomes]
    raise UnavailableError("books-busy", f"too many write into the books of {command.siren} at once; try again")


async def _prepared(head: Head, postings: tuple[Posting, ...], deps: Deps) -> Head:
    """The head, with accounts and activities that are new since it was read, and the series of these postings."""
    if not all(head.knows(one.draft) for one in postings):
        head = await read_head(ReadHead(head.siren, fresh=True), deps)
    return await number_series(NumberSeries(head, frozenset(head.series(one.draft) for one in postings)), deps)


async def _again(command: PostBatch, deps: Deps) -> tuple[dict[str, Stored[Record]], Head]:
    """Where the books stand now, and what of these postings is in them. In this order: what comes later takes our place."""
    head = await read_head(ReadHead(command.siren, fresh=True), deps)
    keys = tuple({one.draft.source_key for one in command.postings})
    found = await deps.ledger.find({"entry.source_key": In(keys)}, limit=len(keys))
    return {one.state.certain_entry.source_key: one for one in found.items}, head


def _posted(known: Mapping[str, Stored[Record]], posting: Posting) -> Outcome | None:
    """The record of this source, when there is one and it says the same; a label may have learnt a name meanwhile."""
    found = known.get(posting.draft.source_key)
    if found is not None and movements(found.state.certain_entry) != movements(posting.draft):
        key = posting.draft.source_key
        return ConflictError("source-posted", f"{key} is in the books as {found.id}, with other amounts or accounts")
    return found


def _remember(head: Head, postings: tuple[Posting, ...], deps: Deps) -> None:
    """Opening balances close what was before them: the next entry looks at the books anew."""
    if any(one.draft.journal is Journal.OPENING for one in postings):
        deps.heads.pop(head.siren, None)
    else:
        deps.heads[head.siren] = head


class _Batch:
    """Links that are being made, one after the other."""

    def __init__(self, head: Head, today: date) -> None:
        self._head = head
        self._today = today
        self._sequence, self._hash, self._numbers = head.sequence, head.hash, dict(head.numbers)
        self._items: list[New[Record]] = []
        self._places: dict[str, int] = {}

    @property
    def head(self) -> Head:
        """Where the books stand behind it."""
        at = self._today if self._items else self._head.dated_on
        return replace(self._head, sequence=self._sequence, hash=self._hash, numbers=self._numbers, dated_on=at)

    def add(self, posting: Posting) -> int | BaseException:
        """The place of the record in this batch, the same for the same source; or why there is none."""
        key = posting.draft.source_key
        if key not in self._places:
            try:
                entry = self._head.entry(posting.draft, self._numbers, self._today)
            except DomainError as error:
                return error
            self._seal(entry, posting)
            self._places[key] = len(self._items) - 1
        return self._places[key]

    def items(self) -> list[New[Record]]:
        """The records, with the event of the batch on the last one."""
        if not self._items:
            return []
        last = self._items[-1]
        posted = tell_of_entries(TellOfEntries([one.state for one in self._items]))
        count = len(self._items)
        body = {**(last.body or {}), "announces": count}
        told = replace(last, state=replace(last.state, announces=count), body=body, events=(*last.events, posted))
        return [*self._items[:-1], told]

    def _seal(self, entry: Entry, posting: Posting) -> None:
        cause = posting.cause
        if cause.event_id is not None and entry.why.source_event is None:
            entry = replace(entry, why=replace(entry.why, source_event=cause.event_id))
        siren, sequence = self._head.siren, self._sequence + 1
        content: dict[str, Any] = {
            "siren": siren,
            "sequence": sequence,
            "previous_hash": self._hash,
            "entry": _ENTRY.dump_python(entry, mode="json"),
        }
        hash_ = link_hash(content)
        record = Record(siren, sequence, self._hash, hash_, entry=entry)
        self._items.append(New(record_id(siren, sequence), record, cause, posting.events, {**content, "hash": hash_}))
        self._sequence, self._hash = sequence, hash_
        self._numbers[entry.fiscal_year, entry.journal.value] = entry.number
