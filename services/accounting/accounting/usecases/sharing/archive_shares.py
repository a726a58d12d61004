"""The share-outs of a year, into its archive."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.documents.archive.zip_file import ZipWriter
from essaim.kit.chain import canonical


@dataclass(frozen=True)
class ArchiveShares:
    """Whose, approved (or else computed) on which days, and the archive."""

    siren: str
    starts_on: date
    ends_on: date
    archive: ZipWriter


async def archive_shares(command: ArchiveShares, deps: Deps) -> int:
    """How many. One group is looked at after the other."""
    count = 0
    first, last = command.starts_on.isoformat(), command.ends_on.isoformat()
    with command.archive.member("partages.jsonl") as file:
        for activity in await deps.activities.all({"siren": command.siren}):
            found = await deps.shares.find_one({"group_id": activity.state.group_id})
            state = found.document["state"] if found else None
            if found is not None and state and first <= (state["approved_on"] or state["computed_on"]) <= last:
                file.write(canonical({"id": found.id, **state}) + b"\n")
                count += 1
    return count
