"""Keep a member's number in the group: it breaks ties of a cent."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.group_record import GroupRecord
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ActivateMember:
    """A person and the number."""

    group_id: str
    person_id: str
    member_number: int


async def activate_member(command: ActivateMember, deps: Deps, cause: Cause) -> None:
    """Write it down."""

    def decide(known: GroupRecord | None) -> Change[GroupRecord]:
        group = known or GroupRecord()
        return Change(replace(group, members={**group.members, command.person_id: command.member_number}))

    await deps.groups.put(command.group_id, decide, cause)
