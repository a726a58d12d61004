"""What a tutor's link leads to: the place, the student's name, and what the page may ask."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee.status import RUNNING, SneeStatus
from enrolment.domain.snee.tutoring import LONGEST_TOKEN, Tutoring, digest_of
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class OpenedTutorLink:
    """``usable`` is False when its time is over, or the status is."""

    tutoring: Stored[Tutoring]
    status: SneeStatus
    student_name: str
    usable: bool


async def open_tutor_link(token: str, deps: Deps) -> OpenedTutorLink:
    """NotFoundError for a token that leads nowhere; it is looked up by its hash."""
    digest = digest_of(token)
    found = await deps.snee_tutorings.find_one({"link_digest": digest}) if len(token) <= LONGEST_TOKEN else None
    if found is None:
        raise NotFoundError("link-unknown", "this link leads to nothing")
    status = (await deps.snee_statuses.get(found.state.status_id)).state
    person = (await deps.persons.get(status.person_id)).state
    usable = status.status in RUNNING and deps.clock.today() <= found.state.link_until
    return OpenedTutorLink(found, status, person.name, usable)
