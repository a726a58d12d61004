"""Name a tutor: whoever is named gets a secret link and says themself whether they will."""

import secrets
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee.status import RUNNING
from enrolment.domain.snee.tutoring import (
    TOKEN_BYTES,
    Tutoring,
    TutoringStatus,
    TutorName,
    TutorRole,
    digest_of,
    link_end,
    replaced_by,
)
from enrolment.usecases.snee.tutoring_id import tutoring_id
from essaim.contracts.enrolment_cursus import TutorInvited
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import RefusedError


@dataclass(frozen=True)
class NameTutor:
    """Who, in which of the two places, and why another one than before."""

    status_id: str
    role: TutorRole
    tutor: TutorName
    reason: str


async def name_tutor(command: NameTutor, deps: Deps, cause: Cause) -> Stored[Tutoring]:
    """INVITED; who was named before stays in the history, and their link ends."""
    status = (await deps.snee_statuses.get(command.status_id)).state
    if status.status not in RUNNING:
        raise RefusedError("snee-status", f"the status is {status.status}; it has no tutors any more")
    student = (await deps.persons.get(status.person_id)).state
    id_ = tutoring_id(command.status_id, command.role)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    until = link_end(deps.clock.today())
    named = Tutoring(
        status_id=command.status_id,
        person_id=status.person_id,
        coordinator=status.coordinator,
        school_year=status.school_year,
        role=command.role,
        tutor=command.tutor,
        email=command.tutor.email,
        status=TutoringStatus.INVITED,
        invited_at=deps.clock.now(),
        invited_by=cause.actor,
        link_until=until,
        link_digest=digest_of(token),
    )
    told = TutorInvited(
        tutoring_id=id_,
        status_id=command.status_id,
        person_id=status.person_id,
        role=command.role,
        email=command.tutor.email,
        given_name=command.tutor.given_name,
        family_name=command.tutor.family_name,
        student_name=student.name,
        school_year=status.school_year,
        url=f"{deps.settings.public_url.rstrip('/')}/tutoring/{token}",
        expires_on=until,
    )

    def decide(known: Tutoring | None) -> Change[Tutoring]:
        return Change(replaced_by(known, named, command.reason) if known else named, (told,))

    stored = await deps.snee_tutorings.put(id_, decide, cause, effect="name-tutor")
    assert stored is not None
    return stored
