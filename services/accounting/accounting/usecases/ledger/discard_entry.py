"""The accountant throws a draft of an entry away; it never had a number."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.manual_entry import ManualEntry, discard
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DiscardEntry:
    """Which draft."""

    draft_id: str


async def discard_entry(
    command: DiscardEntry, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ManualEntry]:
    """The draft, DISCARDED."""
    return await deps.entry_drafts.change(
        command.draft_id, lambda one: Change(discard(one)), cause, expected_version=expected_version
    )
