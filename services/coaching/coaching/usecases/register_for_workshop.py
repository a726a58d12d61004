"""A student takes a place in a workshop of their group, as long as there is one."""

from dataclasses import dataclass

from coaching.deps import Deps
from coaching.domain.group import require_member
from coaching.domain.session import Session
from coaching.domain.workshop import registered
from essaim.contracts.coaching import PlaceConfirmed
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RegisterForWorkshop:
    """Who, for which workshop."""

    session_id: str
    person_id: str


async def register_for_workshop(command: RegisterForWorkshop, deps: Deps, cause: Cause) -> Stored[Session]:
    """Give the place. Registering again changes and publishes nothing; RuleError when the workshop is full."""
    session = (await deps.sessions.get(command.session_id)).state
    require_member((await deps.groups.get(session.group_id)).state, command.person_id)
    now = deps.clock.now()

    def decide(session: Session) -> Change[Session] | None:
        after = registered(session, command.person_id, now)
        if after is session:
            return None
        event = PlaceConfirmed(session_id=command.session_id, group_id=session.group_id, person_id=command.person_id)
        return Change(after, (event,))

    return await deps.sessions.change(command.session_id, decide, cause)
