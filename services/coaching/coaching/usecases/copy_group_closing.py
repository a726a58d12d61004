"""A group is closed: its copy says so, and nothing new is scheduled for it."""

from dataclasses import dataclass
from datetime import date

from coaching.deps import Deps
from coaching.domain.group import Group, Standing, closed
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class CopyGroupClosing:
    """Which group, and when."""

    group_id: str
    closed_on: date


async def copy_group_closing(command: CopyGroupClosing, deps: Deps, cause: Cause) -> None:
    """Write it down. NotFoundError while its start is not known here: the event comes back."""

    def decide(group: Group) -> Change[Group] | None:
        if group.standing is Standing.ANNOUNCED:
            raise NotFoundError("group-not-started", f"the start of {command.group_id} is not known here yet")
        return Change(closed(group, command.closed_on)) if group.standing is Standing.RUNNING else None

    await deps.groups.change(command.group_id, decide, cause)
