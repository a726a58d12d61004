"""Keep the sealed minutes of a session, for a share-out by hours."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.group_record import GroupRecord
from accounting.usecases.compute_share import ComputeShare, compute_share
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RecordAttendance:
    """Minutes by person of one session."""

    group_id: str
    session_id: str
    minutes: Mapping[str, int]


async def record_attendance(command: RecordAttendance, deps: Deps, cause: Cause) -> None:
    """Write it down; a session counts once. What comes after the group was closed still counts until the approval."""

    def decide(known: GroupRecord | None) -> Change[GroupRecord]:
        group = known or GroupRecord()
        return Change(replace(group, attendance={**group.attendance, command.session_id: dict(command.minutes)}))

    stored = await deps.groups.put(command.group_id, decide, cause)
    if stored is not None and stored.state.closed_on and stored.state.carried_here and stored.state.resolution:
        await compute_share(ComputeShare(command.group_id), deps, cause)
