"""Keep the share rule that an assembly adopted; the latest one counts (YOUTH-04)."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.group_record import GroupRecord, Resolution
from accounting.usecases.compute_share import ComputeShare, compute_share
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RecordResolution:
    """A group's resolution."""

    group_id: str
    resolution: Resolution


async def record_resolution(command: RecordResolution, deps: Deps, cause: Cause) -> None:
    """Write it down; when the group was closed before this came, the share is computed now."""

    def decide(known: GroupRecord | None) -> Change[GroupRecord] | None:
        group = known or GroupRecord()
        if group.resolution is not None and group.resolution.adopted_on > command.resolution.adopted_on:
            return None
        return Change(replace(group, resolution=command.resolution))

    stored = await deps.groups.put(command.group_id, decide, cause)
    if stored is not None and stored.state.closed_on is not None and stored.state.carried_here:
        await compute_share(ComputeShare(command.group_id), deps, cause)
