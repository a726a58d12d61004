"""A group has started: remember whether it is carried here."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.group_record import GroupRecord
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CopyGroupStart:
    """Who carries the group, and the legal entity."""

    group_id: str
    carrier: str
    siren: str


async def copy_group_start(command: CopyGroupStart, deps: Deps, cause: Cause) -> bool:
    """Write it down, and say whether it is carried here."""
    ours = command.carrier == deps.settings.partner and deps.settings.keeps(command.siren)

    def remember(known: GroupRecord | None) -> Change[GroupRecord]:
        return Change(replace(known or GroupRecord(), carried_here=ours))

    await deps.groups.put(command.group_id, remember, cause)
    return ours
