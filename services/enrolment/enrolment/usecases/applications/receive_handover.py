"""Take over a dossier that another partner's deployment hands over: its person, and a draft of what it says.

Whether it was taken is answered once, from a document of its own, because one that cannot be taken leaves nothing else here.
"""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import WITHDRAWABLE, Application, TeamMember
from enrolment.domain.applications.dossier import Moment
from enrolment.domain.applications.form import form_on
from enrolment.domain.applications.handing_over import Handover, take_over, why_not
from enrolment.domain.persons.person import Gender, Kind, Person
from enrolment.domain.programmes.programme import Programme
from enrolment.usecases.persons.find_person import find_person
from enrolment.usecases.persons.register_person import RegisterPerson, register_person
from essaim.contracts.enrolment import ApplicationHandedOver, ApplicationTakenOver, HandoverDeclined
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.ids import derived_id
from essaim.kit.store.errors import DuplicateError


@dataclass(frozen=True)
class ReceiveHandover:
    """What was handed over, and by whom: the envelope says so."""

    data: ApplicationHandedOver
    from_partner: str


async def receive_handover(command: ReceiveHandover, deps: Deps, cause: Cause) -> None:
    """Safe to repeat: one draft, one answer."""
    programme = await _programme(command.data.to_programme_id, deps)
    data = command.data
    reason = why_not(programme, data.scheme.value, data.school_year, deps.settings.partner)
    if reason is not None or programme is None:
        return await _answer(
            command, Handover(data.application_id, command.from_partner, reason=reason), "", deps, cause
        )
    person_id = await _person(command, deps, cause)
    new_id = derived_id(data.to_programme_id, f"application {person_id}")
    made = await _make(command, programme, person_id, new_id, deps, cause)
    if made:
        handover = Handover(data.application_id, command.from_partner, new_application_id=new_id)
    else:
        handover = Handover(data.application_id, command.from_partner, reason="one-dossier-a-year")
    await _answer(command, handover, person_id, deps, cause)


async def _programme(programme_id: str, deps: Deps) -> Programme | None:
    try:
        return (await deps.programmes.get(programme_id)).state
    except NotFoundError:
        return None


async def _person(command: ReceiveHandover, deps: Deps, cause: Cause) -> str:
    """Whoever is registered here already, else under the id that they have where they come from: their login names it."""
    data = command.data
    given = Person(
        Kind.STUDENT,
        data.given_name,
        data.family_name,
        data.email,
        deps.settings.partner,
        birth_date=data.birth_date,
        phone=data.phone,
        gender=Gender(data.gender) if data.gender in tuple(Gender) else None,
        birth_place=data.birth_place,
        nationality=data.nationality,
        ine=data.ine,
        address=data.address,
    )
    found = await find_person(given, deps)
    person_id = found.id if found.stored is not None else data.person_id
    await register_person(RegisterPerson(person_id, given, deps.settings.partner), deps, cause)
    return person_id


async def _make(
    command: ReceiveHandover, programme: Programme, person_id: str, new_id: str, deps: Deps, cause: Cause
) -> bool:
    """Whether the draft is here; False when the person has another dossier of this scheme and year."""
    data = command.data
    moment = Moment(deps.clock.now(), command.from_partner, deps.clock.today())
    members = tuple(
        TeamMember("", one.given_name, one.family_name, one.email, one.role, one.situation) for one in data.members
    )
    new = take_over(
        data.steps,
        members,
        programme=programme,
        programme_id=data.to_programme_id,
        person_id=person_id,
        old_id=data.application_id,
        form=form_on(programme.scheme, moment.on),
        moment=moment,
    )

    def begin(known: Application | None) -> Change[Application] | None:
        there = known is not None and (known.status in WITHDRAWABLE or known.transferred_from == data.application_id)
        return None if there else Change(new)

    try:
        stored = await deps.applications.put(new_id, begin, cause)
    except DuplicateError:
        return False
    return (stored or await deps.applications.get(new_id)).state.transferred_from == data.application_id


async def _answer(command: ReceiveHandover, handover: Handover, person_id: str, deps: Deps, cause: Cause) -> None:
    data = command.data
    event: ApplicationTakenOver | HandoverDeclined
    if handover.new_application_id is not None:
        event = ApplicationTakenOver(
            application_id=data.application_id,
            from_partner=command.from_partner,
            new_application_id=handover.new_application_id,
            person_id=person_id,
            programme_id=data.to_programme_id,
            scheme=data.scheme,
            documents_to_attach=sorted({one.kind for one in data.documents}),
        )
    else:
        event = HandoverDeclined(
            application_id=data.application_id, from_partner=command.from_partner, reason=str(handover.reason)
        )
    id_ = derived_id(f"{command.from_partner} {data.application_id}", f"handover {cause.command_id}")
    await deps.handovers.put(id_, lambda known: Change(handover, (event,)) if known is None else None, cause)
