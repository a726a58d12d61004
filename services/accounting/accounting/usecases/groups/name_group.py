"""Keep the name that a group gave itself, for its documents."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.group_record import GroupRecord
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class NameGroup:
    """The name and the activity in the group's own words."""

    group_id: str
    name: str
    activity_label: str


async def name_group(command: NameGroup, deps: Deps, cause: Cause) -> None:
    """Write it down."""

    def decide(known: GroupRecord | None) -> Change[GroupRecord]:
        return Change(replace(known or GroupRecord(), name=command.name, activity_label=command.activity_label))

    await deps.groups.put(command.group_id, decide, cause, latest="name")
