"""Hand a dossier over to a programme that another partner's deployment keeps: all that it says, but not the files."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Transfer
from enrolment.domain.applications.dossier import Moment
from enrolment.domain.applications.handing_over import hand_over
from enrolment.domain.persons.person import Person
from enrolment.usecases.deciders.close_reviews import CloseReviews, close_reviews
from essaim.contracts.enrolment import ApplicationHandedOver
from essaim.contracts.enrolment_dossiers import HandedDocument, HandedMember
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class HandOverApplication:
    """Which dossier, to whom, and why in the office's words: they stay here."""

    application_id: str
    partner: str
    programme_id: str
    reason: str
    expected_version: int | None = None


async def hand_over_application(command: HandOverApplication, deps: Deps, cause: Cause) -> Stored[Application]:
    """Closed here until the other deployment answers. The same again changes nothing."""
    state = (await deps.applications.get(command.application_id)).state
    person = (await deps.persons.get(state.person_id)).state
    moment = Moment(deps.clock.now(), cause.actor, deps.clock.today())
    transfer = Transfer(command.programme_id, command.partner, command.reason, moment.at, moment.actor)
    new_id = derived_id(command.programme_id, f"application {state.person_id}")

    def change(current: Application) -> Change[Application] | None:
        known = current.transfer
        if current.transferred_to is not None and known is not None and known.programme_id == command.programme_id:
            return None
        handed = hand_over(current, transfer, new_id, moment)
        return Change(handed, (_event(command, current, person),))

    stored = await deps.applications.change(
        command.application_id, change, cause, expected_version=command.expected_version
    )
    await close_reviews(CloseReviews(command.application_id, "transferred"), deps, cause)
    return await deps.applications.get(stored.id)


def _event(command: HandOverApplication, state: Application, person: Person) -> ApplicationHandedOver:
    return ApplicationHandedOver(
        application_id=command.application_id,
        to_partner=command.partner,
        to_programme_id=command.programme_id,
        scheme=Scheme(state.scheme),
        school_year=state.school_year,
        person_id=state.person_id,
        given_name=person.given_name,
        family_name=person.family_name,
        email=person.email,
        birth_date=person.birth_date,
        phone=person.phone,
        gender=person.gender.value if person.gender else None,
        birth_place=person.birth_place,
        nationality=person.nationality,
        ine=person.ine,
        address=person.address,
        steps=state.steps,
        members=[
            HandedMember(
                given_name=one.given_name,
                family_name=one.family_name,
                email=one.email,
                role=one.role,
                situation=one.situation,
            )
            for one in state.team
        ],
        documents=[HandedDocument(kind=one.kind, sha256=one.sha256, name=one.name) for one in state.attachments],
    )
