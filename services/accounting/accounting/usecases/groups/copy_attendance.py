"""Keep the sealed minutes of a session."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.group_record import GroupRecord
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CopyAttendance:
    """Minutes by person of one session."""

    group_id: str
    session_id: str
    minutes: Mapping[str, int]


async def copy_attendance(command: CopyAttendance, deps: Deps, cause: Cause) -> Stored[GroupRecord] | None:
    """Write it down; a session counts once."""

    def decide(known: GroupRecord | None) -> Change[GroupRecord]:
        group = known or GroupRecord()
        return Change(replace(group, attendance={**group.attendance, command.session_id: dict(command.minutes)}))

    return await deps.groups.put(command.group_id, decide, cause)
