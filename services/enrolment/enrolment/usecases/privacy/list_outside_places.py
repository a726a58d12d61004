"""Where people are named who are no persons of the programmes: each place finds them by their address, and forgets them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.applications.team import Invitation
from enrolment.domain.network.company import Company, without_address
from enrolment.domain.network.mentor import Mentor
from enrolment.domain.network.need import Need
from enrolment.domain.privacy.holding import Record
from enrolment.domain.privacy.outsider import names_outsider, steps_naming, without_outsider, without_tutor
from enrolment.domain.snee import contact
from enrolment.domain.snee.tutoring import Tutoring
from enrolment.usecases.deciders.refresh_reviews import RefreshReviews, refresh_reviews
from enrolment.usecases.network.erase_mentor import erase_mentor
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.repository import Repository, T

Find = Callable[[str, str, Deps], Awaitable[list[Record]]]
Erase = Callable[[str, str, Deps, Cause], Awaitable[None]]


@dataclass(frozen=True)
class OutsidePlace:
    """``find`` gives what is held of an address (in lower case) at a coordinating partner; ``erase`` takes one record of it."""

    name: str
    label: str
    find: Find
    erase: Erase


def list_outside_places() -> tuple[OutsidePlace, ...]:
    """All of them."""
    return (
        OutsidePlace("tutors", "Tuteur ou tutrice d’un statut d’étudiant-entrepreneur", _tutors, _forget_tutor),
        OutsidePlace("contacts", "Contact dans une entreprise", _contacts, _forget_contact),
        OutsidePlace("mentors", "Mentor", _mentors, _forget_mentor),
        OutsidePlace("teachers", "Enseignant·e qui suit la recherche d’un mentor", _teachers, _forget_teacher),
        OutsidePlace("questions", "Question posée au référent", _questions, _forget_question),
        OutsidePlace(
            "dossiers", "Nommé·e dans un dossier (tuteur, équipe, responsable légal)", _dossiers, _forget_in_dossier
        ),
        OutsidePlace("invitations", "Invitation à une équipe", _invitations, _forget_invitation),
    )


def _record(stored: Stored[Any], data: dict[str, Any]) -> Record:
    return Record(stored.id, stored.document["created_at"], data)


async def _named(repository: Repository[T], partner: str, says: Callable[[T], bool], deps: Deps) -> list[Stored[T]]:
    """Everything of a partner is looked at, where an address has no index: people who are no persons ask seldom."""
    del deps
    return [one for one in await repository.all({"coordinator": partner}) if says(one.state)]


async def _tutors(partner: str, email: str, deps: Deps) -> list[Record]:
    def says(one: Tutoring) -> bool:
        return email in (one.email.lower(), *(former.tutor.email.lower() for former in one.past))

    found = []
    for one in await _named(deps.snee_tutorings, partner, says, deps):
        names = [one.state.tutor, *(former.tutor for former in one.state.past)]
        own = [vars(name) for name in names if name.email.lower() == email]
        found.append(_record(one, {"role": one.state.role.value, "status": one.state.status.value, "tutor": own}))
    return found


async def _forget_tutor(id_: str, email: str, deps: Deps, cause: Cause) -> None:
    await deps.snee_tutorings.change(id_, lambda one: Change(without_tutor(one, email)), cause)


async def _contacts(partner: str, email: str, deps: Deps) -> list[Record]:
    def own(one: Company) -> list[dict[str, Any]]:
        return [vars(person) for person in one.contacts if person.email.lower() == email]

    found = await _named(deps.companies, partner, lambda one: bool(own(one)), deps)
    return [_record(one, {"company": one.state.name, "contacts": own(one.state)}) for one in found]


async def _forget_contact(id_: str, email: str, deps: Deps, cause: Cause) -> None:
    def decide(company: Company) -> Change[Company]:
        written = {one.email for one in company.contacts if one.email.lower() == email}
        for address in written:
            company = without_address(company, address)
        return Change(company)

    await deps.companies.change(id_, decide, cause)


async def _mentors(partner: str, email: str, deps: Deps) -> list[Record]:
    def says(one: Mentor) -> bool:
        return (one.email or "").lower() == email

    return [_record(one, one.document["state"]) for one in await _named(deps.mentors, partner, says, deps)]


async def _forget_mentor(id_: str, email: str, deps: Deps, cause: Cause) -> None:
    del email
    await erase_mentor(id_, deps, cause)


async def _teachers(partner: str, email: str, deps: Deps) -> list[Record]:
    found = await _named(deps.mentor_needs, partner, lambda one: one.teacher_email.lower() == email, deps)
    return [
        _record(one, {"label": one.state.label, "teacher_name": one.state.teacher_name, "teacher_email": email})
        for one in found
    ]


async def _forget_teacher(id_: str, email: str, deps: Deps, cause: Cause) -> None:
    def decide(need: Need) -> Change[Need]:
        same = need.teacher_email.lower() == email
        return Change(replace(need, teacher_id=None, teacher_name="", teacher_email="") if same else need)

    await deps.mentor_needs.change(id_, decide, cause)


async def _questions(partner: str, email: str, deps: Deps) -> list[Record]:
    found = await _named(deps.snee_contacts, partner, lambda one: one.email.lower() == email, deps)
    return [_record(one, one.document["state"]) for one in found]


async def _forget_question(id_: str, email: str, deps: Deps, cause: Cause) -> None:
    del email
    await deps.snee_contacts.change(id_, lambda one: Change(contact.forgotten(one)), cause)


async def _dossiers(partner: str, email: str, deps: Deps) -> list[Record]:
    found = []
    async for documents in deps.applications.scan({"coordinator": partner}):
        for document in documents:
            # Most dossiers name nobody with this address: only those that may are made of their JSON.
            if email in str(document["state"]).lower():
                stored = await deps.applications.get(document["id"])
                if names_outsider(stored.state, email):
                    found.append(_record(stored, _in_dossier(stored.state, email)))
    return found


def _in_dossier(application: Application, email: str) -> dict[str, Any]:
    steps = {key: application.steps[key] for key in steps_naming(application, email)}
    team = [
        {"given_name": one.given_name, "family_name": one.family_name, "email": one.email, "role": one.role}
        for one in application.team
        if one.email.lower() == email
    ]
    return {"steps": steps, "team": team, "tutor_told": application.tutor_told == email}


async def _forget_in_dossier(id_: str, email: str, deps: Deps, cause: Cause) -> None:
    stored = await deps.applications.change(id_, lambda one: Change(without_outsider(one, email)), cause)
    if any(not one.closed for one in stored.state.asked):
        # Whoever decides on it sees what it says now.
        await refresh_reviews(RefreshReviews(id_), deps, cause)


async def _invitations(partner: str, email: str, deps: Deps) -> list[Record]:
    found = []
    for one in await deps.invitations.all({"email": email}):
        programme = await deps.programmes.get(one.state.programme_id)
        if programme.state.coordinator == partner:
            data = {"given_name": one.state.given_name, "family_name": one.state.family_name, "email": one.state.email}
            found.append(_record(one, data))
    return found


async def _forget_invitation(id_: str, email: str, deps: Deps, cause: Cause) -> None:
    del email
    nameless = partial(replace, email="", given_name="", family_name="", open=False, digest=None)

    def decide(invitation: Invitation) -> Change[Invitation]:
        return Change(nameless(invitation))

    await deps.invitations.change(id_, decide, cause)
