"""A member was activated. Before the start of the group this makes the first, partial copy of it."""

from dataclasses import dataclass

from coaching.deps import Deps
from coaching.domain.group import Group, Standing, with_member
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AddMember:
    """Who, and the number inside the group."""

    group_id: str
    person_id: str
    member_number: int


async def add_member(command: AddMember, deps: Deps, cause: Cause) -> None:
    """Add the member to the copy; of foreign groups nothing is kept."""

    def decide(known: Group | None) -> Change[Group] | None:
        group = known or Group()
        if group.standing is Standing.FOREIGN:
            return None
        return Change(with_member(group, command.person_id, command.member_number))

    await deps.groups.put(command.group_id, decide, cause)
