"""A student signs for a half-day: for themselves, while the window is open (ATT-01)."""

from dataclasses import dataclass

from coaching.deps import Deps
from coaching.domain.school_time import HalfDay
from coaching.domain.session import Session
from coaching.domain.signing import signed
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SignAttendance:
    """Who signs for which half-day."""

    session_id: str
    person_id: str
    half_day: HalfDay


async def sign_attendance(command: SignAttendance, deps: Deps, cause: Cause) -> Stored[Session]:
    """Put the signature on the sheet."""
    session = (await deps.sessions.get(command.session_id)).state
    members = (await deps.groups.get(session.group_id)).state.person_ids
    now = deps.clock.now()
    return await deps.sessions.change(
        command.session_id,
        lambda session: Change(signed(session, command.person_id, command.half_day, members, now)),
        cause,
    )
