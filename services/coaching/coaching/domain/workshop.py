"""Workshops: a session with a limited number of places, given to whoever registers first."""

from dataclasses import replace
from datetime import datetime

from coaching.domain.errors import RuleError
from coaching.domain.session import Session, Status


def registered(session: Session, person_id: str, now: datetime) -> Session:
    """The workshop with one more person. Registering again changes nothing; the last place is given once."""
    workshop = session.workshop
    if workshop is None:
        raise RuleError("not-a-workshop", "places are given in workshops only")
    if person_id in workshop.registered:
        return session
    if session.status is not Status.CONFIRMED or now >= session.starts_at:
        raise RuleError("workshop-closed", "registration is over: the workshop has begun or is cancelled")
    if len(workshop.registered) >= workshop.places:
        raise RuleError("workshop-full", f"all {workshop.places} places are taken")
    return replace(session, workshop=replace(workshop, registered=(*workshop.registered, person_id)))
