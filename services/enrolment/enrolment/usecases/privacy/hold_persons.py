"""Who the person is. It comes last in an erasure: what others are told in its history ends with ``person_erased``."""

from enrolment.deps import Deps
from enrolment.domain.groups.contract import Status as ContractStatus
from enrolment.domain.persons.person import Person, Standing
from enrolment.domain.privacy.forgetting import erased_person, restricted_person, unneeded_of_person
from enrolment.domain.privacy.holding import LEGAL_OBLIGATION, STILL_NEEDED, Erasing, Holding, Kept, Record
from enrolment.domain.privacy.retention import kept_until
from enrolment.usecases.privacy.read_records import read_records
from essaim.contracts.enrolment import PersonErased
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


def hold_persons() -> Holding[Deps, Cause]:
    """The person, and for a student the guardians who are known because of them."""
    return Holding(
        name="persons",
        label="Identité et coordonnées",
        purpose="Savoir qui participe aux programmes et pouvoir vous écrire (mission d’intérêt public, contrat).",
        recipients="La coordination du programme ; le porteur juridique à partir du contrat ; les services d’accompagnement, de"
        " comptabilité et de courrier pour votre nom et votre adresse.",
        duration="Le temps de votre participation, puis la règle « personnes sans activité ».",
        collections=("persons",),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    own = await read_records(deps.persons, person_id)
    guardians = await read_records(deps.persons, {"guardian_of": person_id})
    return own + guardians


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    kept = await _contracts(erasing, deps)

    def decide(person: Person) -> Change[Person] | None:
        if erasing.needed:
            return Change(unneeded_of_person(person))
        restricted = bool(kept) and person.standing is not Standing.ERASED
        after = (restricted_person if restricted else erased_person)(person, erasing.erasure_id)
        if person.erasure_id == erasing.erasure_id:
            # A repetition; or what the law kept is over: others were told by this request already.
            return Change(after)
        return Change(after, (PersonErased(erasure_id=erasing.erasure_id, person_id=erasing.person_id),))

    await deps.persons.change(erasing.person_id, decide, cause)
    if erasing.needed:
        return (Kept("identity", STILL_NEEDED),)
    return kept


async def _contracts(erasing: Erasing, deps: Deps) -> tuple[Kept, ...]:
    """The name stays as long as a signed contract has to say whose it is."""
    found = await deps.contracts.all({"person_id": erasing.person_id})
    signed = [one.state for one in found if one.state.status is not ContractStatus.DRAFT]
    standing = [one for one in signed if any(each.name for each in one.signatories)]
    days = [kept_until(erasing.months, "contracts", one.ends_on) for one in standing]
    if not standing or all(day is not None and day < erasing.today for day in days):
        return ()
    known = [day for day in days if day is not None]
    return (Kept("identity-of-contract", LEGAL_OBLIGATION, max(known) if len(known) == len(days) else None),)
