"""An accepted dossier gives a status, once; what it says of a tutor becomes an invitation.

Several documents, each by an id that follows from the dossier's: a repetition completes what a crash interrupted.
"""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status as ApplicationStatus
from enrolment.domain.snee import opening
from enrolment.domain.snee.status import RUNNING, Situation, SneeStatus
from enrolment.domain.snee.tutoring import TutorName, TutorRole
from enrolment.usecases.snee.moment_of import moment_of
from enrolment.usecases.snee.name_tutor import NameTutor, name_tutor
from enrolment.usecases.snee.status_id import status_id
from enrolment.usecases.snee.tutoring_id import tutoring_id
from essaim.contracts.enrolment_cursus import DiplomaChanged, StatusOpened
from essaim.contracts.event import EventData
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class OpenStatus:
    """Of which dossier."""

    application_id: str


async def open_status(command: OpenStatus, deps: Deps, cause: Cause) -> Stored[SneeStatus] | None:
    """CHARTER_PENDING; None for a dossier of another scheme, or one that is not accepted any more."""
    application = (await deps.applications.get(command.application_id)).state
    if application.scheme != "snee" or application.status is not ApplicationStatus.ACCEPTED:
        return None
    programme = (await deps.programmes.get(application.programme_id)).state
    id_ = status_id(command.application_id)
    previous = await _previous(application, id_, deps)
    moment = moment_of(deps, cause)

    def decide(known: SneeStatus | None) -> Change[SneeStatus] | None:
        if known is not None:
            after = opening.follow_dossier(known, application, moment)
            return None if after == known else Change(after, _events(id_, known, after))
        opened = opening.open_status(
            command.application_id, application, programme, moment, renewal_of=previous.id if previous else None
        )
        return Change(opened, _events(id_, None, opened))

    stored = await deps.snee_statuses.put(id_, decide, cause, effect="open-status")
    assert stored is not None
    if previous is not None:
        await deps.snee_statuses.change(
            previous.id, lambda state: Change(replace(state, renewed_by=id_)), cause, effect="renewed"
        )
    await _invite_tutor(stored, application, deps, cause)
    return stored


async def _previous(application: Application, id_: str, deps: Deps) -> Stored[SneeStatus] | None:
    """The person's last status of an earlier year at the same coordinator."""
    found = await deps.snee_statuses.all({"person_id": application.person_id})
    earlier = [
        one
        for one in found
        if one.id != id_
        and one.state.coordinator == application.coordinator
        and one.state.school_year < application.school_year
    ]
    return max(earlier, key=lambda one: one.state.school_year, default=None)


async def _invite_tutor(stored: Stored[SneeStatus], application: Application, deps: Deps, cause: Cause) -> None:
    """The teacher whom a student named in the form (SNEE-05), unless somebody was named since."""
    tutor = application.steps.get("tutor", {})
    email = str(tutor.get("email") or "")
    if not email or stored.state.situation is Situation.GRADUATE or stored.state.status not in RUNNING:
        return
    try:
        await deps.snee_tutorings.get(tutoring_id(stored.id, TutorRole.TEACHER))
    except NotFoundError:
        name = TutorName(
            str(tutor.get("given_name") or ""),
            str(tutor.get("family_name") or ""),
            email,
            skill=str(tutor.get("skill") or ""),
        )
        await name_tutor(NameTutor(stored.id, TutorRole.TEACHER, name, ""), deps, cause)


def _events(id_: str, before: SneeStatus | None, after: SneeStatus) -> tuple[EventData, ...]:
    events: list[EventData] = []
    if before is None:
        events.append(
            StatusOpened(
                status_id=id_,
                person_id=after.person_id,
                application_id=after.application_id,
                programme_id=after.programme_id,
                school_year=after.school_year,
                ends_on=after.ends_on,
                renewal_of=after.renewal_of,
            )
        )
    if after.d2e is not None and (before is None or before.d2e is None or before.d2e.status is not after.d2e.status):
        events.append(DiplomaChanged(status_id=id_, person_id=after.person_id, d2e=after.d2e.status))
    return tuple(events)
