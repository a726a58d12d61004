"""A group is closed: remember since when."""

from dataclasses import dataclass, replace
from datetime import date

from accounting.deps import Deps
from accounting.domain.group_record import GroupRecord
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CopyGroupClosing:
    """Closed on this day."""

    group_id: str
    closed_on: date


async def copy_group_closing(command: CopyGroupClosing, deps: Deps, cause: Cause) -> Stored[GroupRecord] | None:
    """Write it down."""

    def decide(known: GroupRecord | None) -> Change[GroupRecord]:
        return Change(replace(known or GroupRecord(), closed_on=command.closed_on))

    return await deps.groups.put(command.group_id, decide, cause)
