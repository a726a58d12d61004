"""The coach seals the attendance sheet (ATT-02); the minutes of each person go out with its hash."""

from dataclasses import dataclass

from coaching.deps import Deps
from coaching.domain.school_time import paris_day
from coaching.domain.sealing import presences, sealed
from coaching.domain.session import Session
from essaim.contracts import coaching as wire
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SealAttendance:
    """Which sheet, and who seals it."""

    session_id: str
    sealed_by: str
    expected_version: int | None = None


async def seal_attendance(command: SealAttendance, deps: Deps, cause: Cause) -> Stored[Session]:
    """Seal it. RuleError naming who has neither signed nor a reason."""
    now = deps.clock.now()

    def decide(session: Session) -> Change[Session]:
        after = sealed(session, command.sealed_by, now)
        return Change(after, (_attendance_sealed(command.session_id, after),))

    return await deps.sessions.change(command.session_id, decide, cause, expected_version=command.expected_version)


def _attendance_sealed(session_id: str, session: Session) -> wire.AttendanceSealed:
    """Whether an absence is excused is published, the reason is not: it may tell of somebody's health."""
    assert session.seal is not None, "it was sealed just now"
    return wire.AttendanceSealed(
        session_id=session_id,
        group_id=session.group_id,
        kind=wire.SessionKind(session.kind.value),
        held_on=paris_day(session.starts_at),
        attendance=[
            wire.Attendance(person_id=one.person_id, minutes=one.minutes, absence=one.absence)
            for one in presences(session)
        ],
        seal=session.seal.sha256,
    )
