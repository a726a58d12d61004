"""What the service's own events complete after a crash, and what other deployments' events never do."""

from datetime import date

from enrolment.domain.persons.identity import Changes
from enrolment.domain.persons.person import Kind
from enrolment.domain.persons.rectification import described
from enrolment.usecases.persons.tell_again import tell_again
from enrolment.usecases.persons.tell_person import tell_person
from essaim.contracts.enrolment import GuardianConsentGiven, PersonUpdated
from essaim.kit.cause import fresh_cause
from tests.enrolment.integration.test_listening import deliver
from tests.enrolment.office import COORDINATOR, ROWS, Office, problem, types
from tests.enrolment.persons.people import LOU, login, minor, registered


async def test_duplicates_that_a_crash_left_unsought_are_found_by_the_own_event(office: Office) -> None:
    await registered(office)
    fields: Changes = {"given_name": "Lou Anne", "family_name": "Vaucheret", "email": "lou2@example.org"}
    person = described(Kind.STUDENT, "cmq-mma", fields | {"birth_date": (await _first(office))})
    told = tell_person("p2", person)
    await office.deps.persons.add("p2", person, fresh_cause("crash"), events=(told,))
    await deliver(office, told, partner="ubfc")
    assert await office.deps.duplicates.count() == 0
    await deliver(office, told, partner="cmq-mma")
    await deliver(office, PersonUpdated(**told.model_dump()), partner="cmq-mma")
    assert await office.deps.duplicates.count() == 1


async def test_the_own_event_completes_the_consent_to_the_contract(office: Office) -> None:
    programme_id = await office.programme()
    (row,) = (await office.roster(programme_id, ROWS[2])).json()["created"]
    body = {
        "guardian_name": "Hélène Tavardin",
        "text_version": "2026-09",
        "given_on": "2026-09-01",
        "evidence": "Papier",
    }
    await office.post(COORDINATOR, f"/v1/applications/{row['application_id']}/guardian-consent", body)
    application = await office.deps.applications.get(row["application_id"])
    event = GuardianConsentGiven(
        application_id=application.id,
        person_id=row["person_id"],
        guardian_id=str(application.state.guardian_id),
        text_version="2026-09",
    )
    for _ in range(2):
        await deliver(office, event, partner="cmq-mma")
    (consent,) = await office.deps.consents.all({"person_id": row["person_id"]})
    assert len(consent.state.words) == 1


async def test_merged_persons_are_not_told_again(office: Office) -> None:
    kept, merged = await registered(office), await registered(office, email="lou2@example.org")
    await office.post(COORDINATOR, f"/v1/persons/{kept}/merging", {"merged_id": merged})
    before = {one: types(await office.deps.persons.get(one)) for one in (kept, merged)}
    await tell_again(office.deps, fresh_cause("asked"))
    after = {one: types(await office.deps.persons.get(one)) for one in (kept, merged)}
    assert after[merged] == before[merged]
    assert after[kept] == [*before[kept], "personal enrolment.person_registered.v1"]


async def test_an_ended_guardian_is_told_again_as_nobodys_guardian(office: Office) -> None:
    child_id, guardian_id = await minor(office)
    await office.post(COORDINATOR, f"/v1/persons/{child_id}/guardians/{guardian_id}/end", {"reason": "Fin"})
    await tell_again(office.deps, fresh_cause("asked"))
    told = (await office.deps.persons.get(guardian_id)).document["outbox"][-1]["envelope"]["data"]
    assert told.get("guardian_of") is None


async def test_an_applicant_with_an_address_in_use_applies_as_themself(office: Office) -> None:
    """The pair waits for a coordinator; meanwhile nobody is locked out, and nobody acts for the other."""
    await registered(office)
    me = login("my-login")
    await office.send(me, "PUT", "/v1/persons/me", LOU)
    programme_id = await office.programme()
    body = {"programme_id": programme_id, "person": LOU | {"year": 1, "employment": "none"}}
    assert (await office.post(me, "/v1/applications", body))["person_id"] == "my-login"
    stranger = await office.send(login("stranger"), "POST", "/v1/applications", body)
    problem(stranger, "forbidden", 403)


async def _first(office: Office) -> date | None:
    (person,) = await office.deps.persons.all()
    return person.state.birth_date
