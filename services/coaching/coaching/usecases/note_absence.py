"""The coach notes that somebody is absent, and why."""

from dataclasses import dataclass

from coaching.deps import Deps
from coaching.domain.school_time import HalfDay
from coaching.domain.session import AbsenceReason, Session
from coaching.domain.signing import absent
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class NoteAbsence:
    """Who, why, and for which half-day; without one, for all of the session."""

    session_id: str
    person_id: str
    reason: AbsenceReason
    half_day: HalfDay | None = None


async def note_absence(command: NoteAbsence, deps: Deps, cause: Cause) -> Stored[Session]:
    """Put the absence on the sheet."""
    session = (await deps.sessions.get(command.session_id)).state
    members = (await deps.groups.get(session.group_id)).state.person_ids
    return await deps.sessions.change(
        command.session_id,
        lambda session: Change(absent(session, command.person_id, command.reason, members, command.half_day)),
        cause,
    )
