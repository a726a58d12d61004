"""A group is closed: no more sessions, and those that were only planned are cancelled."""

from dataclasses import dataclass
from datetime import date

from coaching.deps import Deps
from coaching.domain.group import Group, Standing, closed
from coaching.domain.session import Session, Status, cancelled
from essaim.contracts.coaching import SessionCancelled
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError

REASON = "group-closed"


@dataclass(frozen=True)
class CloseGroup:
    """Which group, and when."""

    group_id: str
    closed_on: date


async def close_group(command: CloseGroup, deps: Deps, cause: Cause) -> None:
    """Close the copy first, so that nothing new is scheduled, then cancel what is planned."""

    def decide(group: Group) -> Change[Group] | None:
        if group.standing is Standing.ANNOUNCED:
            raise NotFoundError("group-not-started", f"the start of {command.group_id} is not known here yet")
        return Change(closed(group, command.closed_on)) if group.standing is Standing.RUNNING else None

    await deps.groups.change(command.group_id, decide, cause)
    for planned in await deps.sessions.all({"group_id": command.group_id, "status": Status.PLANNED.value}):
        event = SessionCancelled(session_id=planned.id, group_id=command.group_id, reason=REASON)

        def cancel(session: Session, event: SessionCancelled = event) -> Change[Session] | None:
            if session.status is not Status.PLANNED:
                return None
            return Change(cancelled(session, REASON), (event,))

        await deps.sessions.change(planned.id, cancel, cause)
