"""Keep the share rule that an assembly adopted; the latest one counts (YOUTH-04)."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.group_record import GroupRecord, Resolution
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CopyResolution:
    """A group's resolution."""

    group_id: str
    resolution: Resolution


async def copy_resolution(command: CopyResolution, deps: Deps, cause: Cause) -> Stored[GroupRecord] | None:
    """Write it down, unless a later one is there."""

    def decide(known: GroupRecord | None) -> Change[GroupRecord] | None:
        group = known or GroupRecord()
        if group.resolution is not None and group.resolution.adopted_on > command.resolution.adopted_on:
            return None
        return Change(replace(group, resolution=command.resolution))

    return await deps.groups.put(command.group_id, decide, cause)
