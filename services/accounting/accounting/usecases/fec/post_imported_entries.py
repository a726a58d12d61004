"""Post the entries of another software's FEC one to one, in batches; what is in the books already stays what it is."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO

from accounting.deps import BATCH, Deps
from accounting.domain.entry import EntryDraft
from accounting.domain.errors import RuleError
from accounting.domain.fec_import.accounts import AccountMap
from accounting.domain.fec_import.history import HistoryFacts, entries_of, history_draft
from accounting.domain.fec_import.record import FecImport, further
from accounting.domain.period import year_bounds
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from accounting.usecases.periods.read_closed_until import read_closed_until
from essaim.fec.reading import read_fec
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause

BATCHES_PER_STEP = 5


@dataclass(frozen=True)
class PostImportedEntries:
    """An accepted import, its file, and where its accounts go."""

    stored: Stored[FecImport]
    file: IO[bytes]
    accounts: AccountMap


async def post_imported_entries(command: PostImportedEntries, deps: Deps, cause: Cause) -> int:
    """How many are in the books: all. Entries that an earlier run has told of are not even asked for again."""
    posted = command.stored.state.posted_count
    drafts = islice(_drafts(command), posted, None)
    while chunk := await asyncio.to_thread(_take, drafts, BATCH * BATCHES_PER_STEP):
        await _check_open(command.stored.state, deps)
        # Posted together they fill whole batches; in the order in which they are asked for.
        await asyncio.gather(*(post_entry(PostEntry(one), deps, cause) for one in chunk))
        posted += len(chunk)
        await _tell(command, posted, deps, cause)
    return posted


async def _check_open(state: FecImport, deps: Deps) -> None:
    """An entry of a closed month would move to another one, and history would be rewritten (ACC-05)."""
    month = (await deps.legal_entities.get(state.siren)).state.fiscal_year_start_month
    closed_until = await read_closed_until(state.siren, deps)
    if closed_until is not None and closed_until >= year_bounds(state.year, month)[0]:
        raise RuleError(
            "acc-05-closed", f"the books were closed until {closed_until} while the file was being imported"
        )


async def _tell(command: PostImportedEntries, posted: int, deps: Deps, cause: Cause) -> None:
    await deps.fec_imports.change(command.stored.id, lambda one: Change(further(one, posted)), cause)


def _take(drafts: Iterator[EntryDraft], count: int) -> list[EntryDraft]:
    return list(islice(drafts, count))


def _drafts(command: PostImportedEntries) -> Iterator[EntryDraft]:
    state = command.stored.state
    facts = HistoryFacts(state.siren, state.file_name, state.sha256, f"fec-import:{command.stored.id}")
    command.file.seek(0)
    for lines in entries_of(read_fec(command.file)):
        draft = history_draft(lines, command.accounts, facts)
        if draft is not None:
            yield draft
