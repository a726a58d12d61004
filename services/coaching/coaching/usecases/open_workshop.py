"""Open a workshop: a session with a topic, a place and a limited number of places, CONFIRMED from the start."""

from dataclasses import dataclass
from datetime import datetime

from coaching.deps import Deps
from coaching.domain.group import Group, running_period
from coaching.domain.school_time import paris_day
from coaching.domain.session import Session, SessionKind, Status, Workshop, scheduled
from coaching.usecases.book_trainer import BookTrainer, book_trainer
from essaim.contracts import coaching as wire
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class OpenWorkshop:
    """What, when, where, for how many, and who leads it."""

    group_id: str
    topic_code: str
    title: str
    starts_at: datetime
    ends_at: datetime
    places: int
    place: str
    trainer_id: str


async def open_workshop(command: OpenWorkshop, deps: Deps, cause: Cause) -> Stored[Session]:
    """Open it for registration. RuleError when the trainer is elsewhere at that time."""
    group = (await deps.groups.get(command.group_id)).state
    session = _checked(command, group, deps)
    session_id = cause.new_id("session")
    await book_trainer(BookTrainer(session_id, command.trainer_id), session, deps, cause)
    when = {
        "session_id": session_id,
        "group_id": command.group_id,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
    }
    events = (
        wire.SessionScheduled.model_validate(when | {"kind": wire.SessionKind.WORKSHOP}),
        wire.WorkshopOpened.model_validate(when | {"topic_code": command.topic_code, "places": command.places}),
    )
    return await deps.sessions.add(session_id, session, cause, events=events)


def _checked(command: OpenWorkshop, group: Group, deps: Deps) -> Session:
    day = paris_day(command.starts_at)
    wanted = Session(
        group_id=command.group_id,
        group_code=group.group_code,
        partner=group.partner,
        coordinator=group.coordinator,
        scheme=group.scheme,
        kind=SessionKind.WORKSHOP,
        status=Status.CONFIRMED,
        starts_at=command.starts_at,
        ends_at=command.ends_at,
        place=command.place,
        trainer_id=command.trainer_id,
        workshop=Workshop(command.topic_code, command.title, command.places),
    )
    return scheduled(
        wanted,
        period=running_period(group),
        now=deps.clock.now(),
        closed_days=deps.closed_days(day, day),
    )
