"""The network: the need of a student for a mentor; and mentors, teachers and people at companies with the person's address.

Mentors are no persons of the programmes and have logins of their own: who was a student once and is a mentor now is found by the
address. Whoever never was a student is erased with ``POST /v1/mentors/{id}/erasure``, or taken off their company.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from enrolment.deps import Deps
from enrolment.domain.network.company import Company, without_address
from enrolment.domain.network.mentor import Mentor
from enrolment.domain.network.need import Need, without_people
from enrolment.domain.privacy.holding import STILL_NEEDED, Erasing, Holding, Kept, Record
from enrolment.usecases.network.erase_mentor import erase_mentor
from enrolment.usecases.privacy.forget_each import forget_each
from enrolment.usecases.privacy.goes_along import goes_along
from enrolment.usecases.privacy.read_records import read_records
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause

_SECRET = ("link_digest", "reminder_digest")


def hold_network() -> Holding[Deps, Cause]:
    """Needs, mentors, contacts of companies."""
    return Holding(
        name="network",
        label="Réseau : mentors, contacts en entreprise, recherche d’un mentor",
        purpose="Mettre en relation des équipes et des entreprises (mission d’intérêt public ; accord pour les contacts).",
        recipients="La coordination du réseau ; après confirmation, le mentor et l’enseignant concernés.",
        duration="Tant que la personne fait partie du réseau ; ensuite la règle « personnes sans activité ».",
        collections=("companies", "mentors", "mentor_needs"),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    email = await _address(person_id, deps)
    records = {
        one.id: Record(one.id, one.since, _without_links(one.data))
        for one in await read_records(deps.mentor_needs, {"person_id": person_id})
    }
    if email:
        for need in await deps.mentor_needs.all({"teacher_email": email}):
            named = {"teacher_name": need.state.teacher_name, "teacher_email": email, "label": need.state.label}
            records.setdefault(need.id, Record(need.id, need.document["created_at"], named))
        records |= {one.id: one for one in await read_records(deps.mentors, {"email": email})}
        records |= {one.id: _contact_record(one, email) for one in await _companies(email, deps)}
    return list(records.values())


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    email = await _address(erasing.person_id, deps)
    if erasing.needed:
        found = await deps.mentor_needs.count({"person_id": erasing.person_id})
        return (Kept("mentor-need", STILL_NEEDED),) if found else ()
    await forget_each(deps.mentor_needs, {"person_id": erasing.person_id}, without_people, cause)
    if email and not await goes_along(erasing, deps):
        await forget_each(deps.mentor_needs, {"teacher_email": email}, _without_teacher, cause)
        mentors: list[Stored[Mentor]] = await deps.mentors.all({"email": email})
        for mentor in mentors:
            await erase_mentor(mentor.id, deps, cause)
        for company in await _companies(email, deps):
            await forget_each(
                deps.companies, {"name": company.state.name}, lambda one: without_address(one, email), cause
            )
    return ()


async def _address(person_id: str, deps: Deps) -> str:
    return (await deps.persons.get(person_id)).state.email


async def _companies(email: str, deps: Deps) -> list[Stored[Company]]:
    """A network has hundreds of companies: their people are looked through rather than indexed."""
    return [one for one in await deps.companies.all() if any(person.email == email for person in one.state.contacts)]


def _contact_record(stored: Stored[Company], email: str) -> Record:
    own = [one for one in stored.document["state"]["contacts"] if one["email"] == email]
    return Record(stored.id, stored.document["created_at"], {"company": stored.state.name, "contacts": own})


def _without_links(data: Mapping[str, Any]) -> dict[str, Any]:
    """What opens a mentor's page is nobody's to read."""
    choices = [{key: value for key, value in one.items() if key not in _SECRET} for one in data.get("choices", ())]
    return {key: value for key, value in data.items() if key not in _SECRET} | {"choices": choices}


def _without_teacher(need: Need) -> Need:
    return replace(need, teacher_id=None, teacher_name="", teacher_email="")
