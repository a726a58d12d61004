"""Submit a candidate's application: register the person, a minor's guardian, and the application itself.

All three ids follow from this deployment's partner, the e-mail addresses and the programme, so that the same candidate given
again changes nothing, and a repetition completes what a crash interrupted. Who is registered already is found, not doubled.
"""

from dataclasses import dataclass
from typing import TypeVar

from enrolment.deps import Deps
from enrolment.domain.applications.application import (
    FULL_TIME_EMPLOYEE,
    Application,
    Status,
    contradictions as application_contradictions,
    submit,
)
from enrolment.domain.applications.candidate import Candidate
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.persons.person import (
    Kind,
    Person,
    Standing,
    contradictions as person_contradictions,
    guardian,
    student,
)
from enrolment.domain.programmes.programme import Programme
from enrolment.usecases.deciders.request_reviews import RequestReviews, request_reviews
from enrolment.usecases.persons.find_guardian import find_guardian
from enrolment.usecases.persons.find_person import find_person
from enrolment.usecases.persons.register_person import RegisterPerson, register_person
from enrolment.usecases.privacy.refuse_erased_address import refuse_erased_address
from essaim.contracts.enrolment import (
    ApplicationRefused,
    ApplicationSubmitted,
    GuardianConsentRequested,
)
from essaim.contracts.event import EventData
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ForbiddenError, NotFoundError
from essaim.kit.ids import derived_id
from essaim.kit.repository import Repository
from essaim.kit.store.errors import DuplicateError

T = TypeVar("T")


@dataclass(frozen=True)
class SubmitApplication:
    """Who applies to which programme. ``applicant`` is set when students act for themselves, and for nobody else."""

    programme: Stored[Programme]
    candidate: Candidate
    applicant: str | None = None
    dry_run: bool = False


@dataclass(frozen=True)
class Submission:
    """What became of it. ``created`` is False when the same application was there already."""

    application_id: str
    application: Application
    version: int
    created: bool


async def submit_application(command: SubmitApplication, deps: Deps, cause: Cause) -> Submission:
    """InputError when the form contradicts what is registered; nothing is written then, nor in a dry run."""
    programme, candidate = command.programme.state, command.candidate
    applicant = student(candidate, programme.coordinator)
    person_id = (await find_person(applicant, deps, myself=command.applicant)).id
    if command.applicant not in (None, person_id):
        raise ForbiddenError("forbidden", "students apply for themselves, with the address they are registered with")
    people = {person_id: applicant}
    guardian_id = None
    if candidate.guardian is not None:
        guardian_id = await find_guardian(person_id, candidate.guardian.email, deps)
        people[guardian_id] = guardian(candidate.guardian, programme.coordinator, person_id)
    application_id = derived_id(command.programme.id, f"application {person_id}")
    application = submit(
        candidate,
        programme,
        programme_id=command.programme.id,
        person_id=person_id,
        guardian_id=guardian_id,
        today=deps.clock.today(),
    )
    known = await _compare(people, application_id, application, deps)
    if known is not None:
        return _submission(known, cause)
    if command.dry_run:
        return Submission(application_id, application, 0, created=True)
    for id_, person in people.items():
        await register_person(RegisterPerson(id_, person, programme.coordinator), deps, cause)
    events = _events(application_id, application)
    try:
        stored = await deps.applications.put(
            application_id, lambda known: Change(application, events) if known is None else None, cause
        )
    except DuplicateError as error:
        message, accepted = "has a dossier of this scheme and school year already", "a dossier that was withdrawn first"
        raise InputError(Problem("email", message, accepted)) from error
    # Most programmes of rosters have no deciders, and two thousand rows are long enough as they are.
    if programme.parameters_on(deps.clock.today()).deciders:
        await request_reviews(RequestReviews(application_id), deps, cause)
    # Somebody else may have submitted it at the same time: then theirs is the one that stands.
    return _submission(stored or await deps.applications.get(application_id), cause)


def _submission(stored: Stored[Application], cause: Cause) -> Submission:
    made_by_us = stored.document["created_by"] == cause.command_id
    return Submission(stored.id, stored.state, stored.version, created=made_by_us)


async def _compare(
    people: dict[str, Person], application_id: str, application: Application, deps: Deps
) -> Stored[Application] | None:
    """The application that exists already. InputError when anything registered contradicts the form."""
    problems: list[Problem] = []
    for id_, person in people.items():
        registered = await _found(deps.persons, id_)
        if registered is None:
            field = "email" if person.kind is Kind.STUDENT else "guardian_email"
            problems.extend(await refuse_erased_address(deps.settings.partner, person.email, deps, field=field))
        else:
            problems.extend(_contradictions(registered.state, person, application.coordinator))
    known = await _found(deps.applications, application_id)
    if known is not None:
        problems.extend(application_contradictions(known.state, application))
    if problems:
        raise InputError(*problems)
    return known


async def _found(repository: Repository[T], id_: str) -> Stored[T] | None:
    try:
        return await repository.get(id_)
    except NotFoundError:
        return None


def _contradictions(registered: Person, given: Person, partner: str) -> tuple[Problem, ...]:
    """Where they differ; what is registered is told only to a partner that knows the person."""
    if registered.standing is not Standing.ACTIVE:
        return (
            Problem("email", "belongs to somebody whose registration is closed", "ask the data protection officer"),
        )
    problems = person_contradictions(registered, given)
    if not problems or registered.known_to(partner):
        return problems
    message, accepted = "belongs to somebody who is registered here otherwise", "the person's own address"
    return (Problem("email", message, accepted),)


def _events(application_id: str, application: Application) -> tuple[EventData, ...]:
    person_id, scheme = application.person_id, Scheme(application.scheme)
    submitted = ApplicationSubmitted(
        application_id=application_id,
        person_id=person_id,
        programme_id=application.programme_id,
        scheme=scheme,
        school_year=application.school_year,
        status=application.status,
    )
    if application.status is Status.REFUSED:
        refused = ApplicationRefused(
            application_id=application_id,
            person_id=person_id,
            programme_id=application.programme_id,
            scheme=scheme,
            rule=application.refused_rule,
            reason=FULL_TIME_EMPLOYEE,
        )
        return submitted, refused
    if application.status is Status.CONSENT_PENDING and application.guardian_id is not None:
        requested = GuardianConsentRequested(
            application_id=application_id, person_id=person_id, guardian_id=application.guardian_id
        )
        return submitted, requested
    return (submitted,)
