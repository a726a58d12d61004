"""The accountant changes a draft of an entry; what is validated cannot be changed (ACC-03)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.manual_entry import Content, ManualEntry, edit
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class EditEntry:
    """What it says now."""

    draft_id: str
    content: Content


async def edit_entry(
    command: EditEntry, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ManualEntry]:
    """The draft."""
    return await deps.entry_drafts.change(
        command.draft_id,
        lambda one: Change(edit(one, command.content)),
        cause,
        expected_version=expected_version,
    )
