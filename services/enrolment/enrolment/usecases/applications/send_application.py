"""Send a dossier: complete, in time, and once. What counts is the instant at which the server received it."""

from dataclasses import dataclass
from datetime import datetime

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.applications.candidate import Guardian
from enrolment.domain.applications.closing_date import require_begun, require_open
from enrolment.domain.applications.completeness import Asked, require_complete
from enrolment.domain.applications.dossier import Moment, send
from enrolment.domain.applications.sending_rules import require_sendable
from enrolment.domain.persons.person import Person, guardian, made_known, require_active
from enrolment.usecases.applications.follow_sending import FollowSending, follow_sending
from enrolment.usecases.applications.gather_dossier import Gathered, gather_dossier
from enrolment.usecases.applications.tell_tutor import tell_tutor
from enrolment.usecases.persons.find_guardian import find_guardian
from enrolment.usecases.persons.register_person import RegisterPerson, register_person
from essaim.contracts.enrolment import ApplicationSubmitted, GuardianConsentRequested
from essaim.contracts.event import EventData
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SendApplication:
    """Which dossier, and when the request for it came in."""

    application_id: str
    received_at: datetime
    expected_version: int | None = None


async def send_application(command: SendApplication, deps: Deps, cause: Cause) -> Stored[Application]:
    """A second click finds it sent and changes nothing; what a crash left undone after the first is done then."""
    gathered = await gather_dossier(command.application_id, deps)
    require_active(gathered.asked.person, "send a dossier of")
    if gathered.stored.state.status is Status.DRAFT:
        stored = await _send(command, gathered, deps, cause)
    else:
        stored = gathered.stored
        if stored.state.sent_at is None:
            send(stored.state, guardian_id=None, moment=Moment(command.received_at, cause.actor, deps.clock.today()))
    return await follow_sending(FollowSending(command.application_id), deps, cause) or stored


async def _send(command: SendApplication, gathered: Gathered, deps: Deps, cause: Cause) -> Stored[Application]:
    _require_ready(gathered, gathered.stored.state, command.received_at)
    guardian_id = await _register_guardian(gathered.asked, deps, cause)
    await _make_known(gathered.asked, deps, cause)
    moment = Moment(command.received_at, cause.actor, deps.clock.today())

    def change(state: Application) -> Change[Application] | None:
        if state.status is not Status.DRAFT and state.sent_at is not None:
            return None
        _require_ready(gathered, state, command.received_at)
        sent = send(state, guardian_id=guardian_id, moment=moment)
        told, tutor = tell_tutor(command.application_id, gathered.with_state(sent))
        return Change(told, (*_events(command.application_id, told, gathered), *tutor))

    return await deps.applications.change(
        command.application_id, change, cause, expected_version=command.expected_version
    )


def _require_ready(gathered: Gathered, state: Application, received_at: datetime) -> None:
    require_begun(gathered.period, received_at)
    require_open(gathered.period, received_at, "send a dossier")
    asked = gathered.with_state(state)
    require_complete(asked)
    require_sendable(asked, gathered.parameters)


async def _register_guardian(asked: Asked, deps: Deps, cause: Cause) -> str | None:
    """A minor's guardian is registered before the dossier is sent, so that whoever hears of it knows whom to ask (YOUTH-01)."""
    if not asked.minor:
        return None
    given = asked.application.steps["guardian"]
    details = Guardian(str(given["given_name"]), str(given["family_name"]), str(given["email"]))
    application = asked.application
    guardian_id = await find_guardian(application.person_id, details.email, deps)
    person = guardian(details, application.coordinator, application.person_id)
    await register_person(RegisterPerson(guardian_id, person, application.coordinator), deps, cause)
    return guardian_id


async def _make_known(asked: Asked, deps: Deps, cause: Cause) -> None:
    """The office of the programme knows its applicants."""
    coordinator = asked.application.coordinator

    def know(state: Person) -> Change[Person] | None:
        return None if state.known_to(coordinator) else Change(made_known(state, coordinator))

    await deps.persons.change(asked.application.person_id, know, cause)


def _events(application_id: str, sent: Application, gathered: Gathered) -> tuple[EventData, ...]:
    submitted = ApplicationSubmitted(
        application_id=application_id,
        person_id=sent.person_id,
        programme_id=sent.programme_id,
        scheme=Scheme(sent.scheme),
        school_year=sent.school_year,
        status=sent.status,
        sent_at=sent.sent_at,
        committee_on=gathered.period.committee_on,
    )
    if sent.status is not Status.CONSENT_PENDING or sent.guardian_id is None:
        return (submitted,)
    requested = GuardianConsentRequested(
        application_id=application_id, person_id=sent.person_id, guardian_id=sent.guardian_id
    )
    return submitted, requested
