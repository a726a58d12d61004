"""Keep what an event tells of a group: events come in any order, so each adds its part. A name wakes what waited for it."""

from dataclasses import dataclass, replace

from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from notifications.deps import Deps
from notifications.domain.group import Group, with_members
from notifications.domain.message import group_gap
from notifications.usecases.wake import wake


@dataclass(frozen=True)
class RememberGroup:
    """Parts of a group; an empty part says nothing."""

    group_id: str
    code: str = ""
    name: str = ""
    activity_label: str = ""
    coordinator: str = ""
    carrier: str = ""
    member_ids: tuple[str, ...] = ()


async def remember_group(command: RememberGroup, deps: Deps, cause: Cause) -> None:
    """Write the parts that are given."""

    def decide(known: Group | None) -> Change[Group]:
        group = known or Group()
        return Change(
            with_members(
                replace(
                    group,
                    code=command.code or group.code,
                    name=command.name or group.name,
                    activity_label=command.activity_label or group.activity_label,
                    coordinator=command.coordinator or group.coordinator,
                    carrier=command.carrier or group.carrier,
                ),
                *command.member_ids,
            )
        )

    await deps.groups.put(command.group_id, decide, cause)
    if command.name:
        await wake(group_gap(command.group_id), deps, cause)
