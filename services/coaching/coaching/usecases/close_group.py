"""A group is closed: no more sessions, and those that were only planned are cancelled."""

from coaching.deps import Deps
from coaching.domain.session import Session, Status, cancelled
from coaching.usecases.copy_group_closing import CopyGroupClosing, copy_group_closing
from essaim.contracts.coaching import SessionCancelled
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause

REASON = "group-closed"


async def close_group(command: CopyGroupClosing, deps: Deps, cause: Cause) -> None:
    """Close the copy first, so that nothing new is scheduled, then cancel what is planned."""
    await copy_group_closing(command, deps, cause)
    for planned in await deps.sessions.all({"group_id": command.group_id, "status": Status.PLANNED.value}):
        event = SessionCancelled(session_id=planned.id, group_id=command.group_id, reason=REASON)

        def cancel(session: Session, event: SessionCancelled = event) -> Change[Session] | None:
            if session.status is not Status.PLANNED:
                return None
            return Change(cancelled(session, REASON), (event,))

        await deps.sessions.change(planned.id, cancel, cause)
