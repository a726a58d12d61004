"""The accountant starts an entry by hand, as a draft that may still be wrong."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.manual_entry import Content, ManualEntry
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class WriteEntry:
    """What it says."""

    siren: str
    content: Content


async def write_entry(command: WriteEntry, deps: Deps, cause: Cause) -> Stored[ManualEntry]:
    """The draft. NotFoundError when the legal entity is not registered."""
    await deps.legal_entities.get(command.siren)
    draft = ManualEntry(command.siren, command.content, cause.actor)
    return await deps.entry_drafts.add(cause.new_id("entry-draft"), draft, cause)
