"""Add a coaching session by hand, beside those of the plan."""

from dataclasses import dataclass
from datetime import datetime

from coaching.deps import Deps
from coaching.domain.group import running_period
from coaching.domain.school_time import paris_day
from coaching.domain.session import Session, SessionKind, scheduled
from essaim.contracts import coaching as wire
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ScheduleSession:
    """When and where."""

    group_id: str
    starts_at: datetime
    ends_at: datetime
    place: str


async def schedule_session(command: ScheduleSession, deps: Deps, cause: Cause) -> Stored[Session]:
    """Add a PLANNED session to a running group."""
    group = (await deps.groups.get(command.group_id)).state
    period = running_period(group)
    day = paris_day(command.starts_at)
    wanted = Session(
        group_id=command.group_id,
        group_code=group.group_code,
        partner=group.partner,
        coordinator=group.coordinator,
        scheme=group.scheme,
        kind=SessionKind.GROUP_COACHING,
        starts_at=command.starts_at,
        ends_at=command.ends_at,
        place=command.place,
    )
    session = scheduled(
        wanted,
        period=period,
        now=deps.clock.now(),
        closed_days=deps.closed_days(day, day),
    )
    session_id = cause.new_id("session")
    event = wire.SessionScheduled(
        session_id=session_id,
        group_id=session.group_id,
        kind=wire.SessionKind.GROUP_COACHING,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
    )
    return await deps.sessions.add(session_id, session, cause, events=(event,))
