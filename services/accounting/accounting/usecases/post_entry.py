"""Validate an entry: the next number of its journal, once per source, and never changed after (ACC-03, ACC-04)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.entry import Entry, EntryDraft, validate
from accounting.domain.fiscal_year import fiscal_year_of
from essaim.contracts.accounting import EntryPosted
from essaim.contracts.event import EventData
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.sequence import insert_next
from essaim.kit.store.port import Order, Where


@dataclass(frozen=True)
class PostEntry:
    """A draft to validate, and what its posting means beside ``entry_posted``."""

    draft: EntryDraft
    events: tuple[EventData, ...] = ()


async def post_entry(command: PostEntry, deps: Deps, cause: Cause) -> Stored[Entry]:
    """The entry, new or posted before for the same source. NotFoundError while its legal entity is not registered."""
    draft = command.draft
    entity = (await deps.legal_entities.get(draft.siren)).state
    year = fiscal_year_of(draft.posted_on, entity.fiscal_year_start_month)
    journal: Where = {"siren": draft.siren, "fiscal_year": year, "journal": draft.journal.value}

    async def existing() -> Stored[Entry] | None:
        return await deps.entries.find_one({"source_key": draft.source_key})

    async def last() -> int:
        page = await deps.entries.find(journal, order_by=(Order("number", descending=True),), limit=1)
        return page.items[0].state.number if page.items else 0

    async def insert(number: int) -> Stored[Entry]:
        entry = validate(draft, year, number, deps.clock.today())
        id_ = f"{draft.siren}:{year}:{draft.journal.value}:{number}"
        posted = EntryPosted(
            entry_id=id_,
            legal_entity_siren=draft.siren,
            journal=draft.journal.value,
            number=number,
            posted_on=draft.posted_on,
            total=draft.total_cents,
            source_document=draft.source_key,
        )
        return await deps.entries.add(id_, entry, cause, events=(posted, *command.events))

    return await insert_next(last=last, existing=existing, insert=insert)
