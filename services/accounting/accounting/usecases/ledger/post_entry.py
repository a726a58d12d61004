"""Validate an entry: the next number of its journal, once per source, sealed, and never changed after (ACC-03, ACC-04)."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounting.deps import Deps, Posting
from accounting.domain.entry import EntryDraft
from accounting.domain.record import Record
from accounting.usecases.ledger.post_batch import PostBatch, post_batch
from essaim.contracts.event import EventData
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PostEntry:
    """A draft to validate, and what its posting means beside ``entry_posted``."""

    draft: EntryDraft
    events: tuple[EventData, ...] = ()


async def post_entry(command: PostEntry, deps: Deps, cause: Cause) -> Stored[Record]:
    """The record, new or posted before for the same source. Whatever waits for the same books goes in with it.

    NotFoundError while its legal entity is not registered; RuleError for an unknown account or a foreign activity.
    """

    async def run(siren: str, postings: Sequence[Posting]) -> list[Stored[Record] | BaseException]:
        return await post_batch(PostBatch(siren, tuple(postings)), deps)

    return await deps.posting.call(command.draft.siren, Posting(command.draft, command.events, cause), run)
