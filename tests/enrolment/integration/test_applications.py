"""Applications through HTTP: submitting, consent, decision, withdrawal, and who sees what."""

from typing import Any

import pytest

from tests.enrolment.office import (
    COORDINATOR,
    FOREIGN_COORDINATOR,
    OFFICER,
    PROGRAMME,
    ROWS,
    Actor,
    Office,
    events,
    problem,
    student,
    types,
)

PERSON = {
    "given_name": "Lou-Anne",
    "family_name": "Vaucheret",
    "email": "lou-anne@example.org",
    "birth_date": "2007-11-23",
    "year": 1,
    "employment": "none",
}
CONSENT = {
    "guardian_name": "Hélène Tavardin",
    "text_version": "2026-09",
    "given_on": "2026-09-01",
    "evidence": "Formulaire signé",
}
ACCEPT = {"decision": "accept", "reason": "Dossier complet"}


async def submitted(office: Office, **changes: Any) -> dict[str, Any]:
    body = {"programme_id": await office.programme(), "person": PERSON | changes}
    application: dict[str, Any] = await office.post(COORDINATOR, "/v1/applications", body, 201)
    return application


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"scheme": "hobby"}, "scheme"),
        ({"school_year": "2026"}, "school_year"),
        ({"school_year": "2026-2028"}, "school_year"),
        ({"starts_on": "31/02/2026"}, "starts_on"),
        ({"coordinator": "CMQ MMA"}, "coordinator"),
        ({"maximum_members": 1}, "maximum_members"),
        ({"colour": "red"}, "colour"),
    ],
)
async def test_a_bad_programme_names_its_field(office: Office, changes: dict[str, Any], field: str) -> None:
    refused = await office.refused(COORDINATOR, "/v1/programmes", PROGRAMME | changes, "invalid-request", 422)
    assert [one["field"] for one in refused["errors"]] == [field]


async def test_programmes_are_opened_by_coordinators_for_their_own_partner(office: Office) -> None:
    await office.refused(FOREIGN_COORDINATOR, "/v1/programmes", PROGRAMME, "forbidden", 403)
    await office.refused(OFFICER, "/v1/programmes", PROGRAMME, "forbidden", 403)
    programme_id = await office.programme()
    for actor in (COORDINATOR, OFFICER, student("anybody")):
        assert (await office.get(actor, f"/v1/programmes/{programme_id}"))["id"] == programme_id
    assert [one["id"] for one in (await office.get(OFFICER, "/v1/programmes"))["items"]] == [programme_id]
    assert (await office.get(FOREIGN_COORDINATOR, "/v1/programmes"))["items"] == []
    await office.get(FOREIGN_COORDINATOR, f"/v1/programmes/{programme_id}", 404)


async def test_one_application_follows_the_rules_of_the_roster(office: Office) -> None:
    programme_id = await office.programme()
    body = {"programme_id": programme_id, "person": PERSON | {"email": "nowhere", "year": 9}}
    refused = await office.refused(COORDINATOR, "/v1/applications", body, "invalid-request", 422)
    assert {one["field"] for one in refused["errors"]} == {"person.email", "person.year"}
    good = {"programme_id": programme_id, "person": PERSON}
    first = await office.post(COORDINATOR, "/v1/applications", good, 201)
    assert first["status"] == "ELIGIBLE"
    assert await office.post(COORDINATOR, "/v1/applications", good, 200) == first
    report = (await office.roster(programme_id, ROWS[0])).json()
    assert [one["application_id"] for one in report["unchanged"]] == [first["id"]]


async def test_students_apply_for_themselves_only(office: Office) -> None:
    known = await submitted(office)
    programme_id = await office.programme(starts_on="2026-09-02")
    body = {"programme_id": programme_id, "person": PERSON}
    await office.refused(student("somebody-else"), "/v1/applications", body, "forbidden", 403)
    own = await office.post(student(known["person_id"]), "/v1/applications", body, 201)
    assert (own["person_id"], own["programme_id"]) == (known["person_id"], programme_id)


async def test_the_carriers_coordinator_is_not_the_programmes_coordinator(office: Office) -> None:
    both = Actor("coordinator cae_officer", "coopilote")
    body = {"programme_id": await office.programme(), "person": PERSON}
    await office.refused(both, "/v1/applications", body, "forbidden", 403)
    application = await office.post(COORDINATOR, "/v1/applications", body)
    await office.refused(both, f"/v1/applications/{application['id']}/decision", ACCEPT, "not-found", 404)


async def test_youth_01_a_minor_is_eligible_by_a_guardians_consent(office: Office) -> None:
    guardian = {"guardian_given_name": "Hélène", "guardian_family_name": "Tavardin", "guardian_email": "h@example.org"}
    application = await submitted(office, birth_date="2009-04-18", **guardian)
    path = f"/v1/applications/{application['id']}"
    assert application["status"] == "CONSENT_PENDING"
    await office.refused(COORDINATOR, f"{path}/decision", ACCEPT, "youth-01-guardian-consent-missing")
    other = CONSENT | {"text_version": "2025-09"}
    await office.refused(COORDINATOR, f"{path}/guardian-consent", other, "youth-01-other-consent-text")
    assert (await office.post(COORDINATOR, f"{path}/guardian-consent", CONSENT))["status"] == "ELIGIBLE"
    stored = await office.deps.applications.get(application["id"])
    assert events(stored)[-1][0] == "events enrolment.guardian_consent_given.v1"
    assert events(stored)[-1][1]["guardian_id"] == application["guardian_id"]


async def test_a_decision_is_made_once_and_says_what_is_allowed(office: Office) -> None:
    application = await submitted(office)
    path = f"/v1/applications/{application['id']}/decision"
    assert (await office.post(COORDINATOR, path, ACCEPT))["status"] == "ACCEPTED"
    refused = await office.refused(COORDINATOR, path, ACCEPT, "application-status")
    assert refused["errors"] == [{"field": "status", "message": "is ACCEPTED", "accepted": "ELIGIBLE"}]
    stored = await office.deps.applications.get(application["id"])
    assert types(stored)[-1] == "events enrolment.application_accepted.v1"


async def test_the_reason_of_a_refusal_stays_here(office: Office) -> None:
    application = await submitted(office)
    path = f"/v1/applications/{application['id']}/decision"
    refusal = {"decision": "refuse", "reason": "Emploi du temps"}
    assert (await office.post(COORDINATOR, path, refusal))["decision"]["reason"] == "Emploi du temps"
    (name, data) = events(await office.deps.applications.get(application["id"]))[-1]
    assert name == "events enrolment.application_refused.v1"
    assert "Emploi" not in str(data)


async def test_applicants_withdraw_themselves(office: Office) -> None:
    application = await submitted(office)
    path = f"/v1/applications/{application['id']}/withdrawal"
    await office.refused(student("another"), path, {"reason": "non"}, "not-found", 404)
    own = student(application["person_id"])
    assert (await office.post(own, path, {"reason": "Autre projet"}))["status"] == "WITHDRAWN"
    await office.refused(COORDINATOR, path, {"reason": "encore"}, "application-status")


async def test_if_match_guards_a_decision(office: Office) -> None:
    application = await submitted(office)
    path = f"/v1/applications/{application['id']}/decision"
    stale = await office.send(COORDINATOR, "POST", path, ACCEPT, headers={"If-Match": '"7"'})
    problem(stale, "version-mismatch", 412)
    current = {"If-Match": f'"{application["version"]}"'}
    answer = await office.send(COORDINATOR, "POST", path, ACCEPT, headers=current)
    assert answer.headers["etag"] == f'"{answer.json()["version"]}"'


async def test_a_refusal_can_be_repeated_under_the_same_idempotency_key(office: Office) -> None:
    application = await submitted(office)
    path = f"/v1/applications/{application['id']}/guardian-consent"
    for _ in range(2):
        answer = await office.send(COORDINATOR, "POST", path, CONSENT, headers={"Idempotency-Key": "consent-0001"})
        problem(answer, "application-status", 409)
        assert answer.headers["x-correlation-id"]


async def test_another_partners_people_see_nothing(office: Office) -> None:
    application = await submitted(office)
    for path in (f"/v1/applications/{application['id']}", f"/v1/persons/{application['person_id']}"):
        await office.get(FOREIGN_COORDINATOR, path, 404)
        await office.get(Actor("coordinator", "coopilote"), path, 404)
        await office.get(student("another"), path, 404)
        await office.get(student(application["person_id"]), path)
    await office.get(OFFICER, f"/v1/applications/{application['id']}", 404)
    await office.get(OFFICER, f"/v1/persons/{application['person_id']}", 404)
    assert (await office.get(FOREIGN_COORDINATOR, "/v1/applications"))["items"] == []
    assert (await office.get(student("another"), "/v1/applications"))["items"] == []
    await office.get(OFFICER, "/v1/applications", 403)
    decision = f"/v1/applications/{application['id']}/decision"
    await office.refused(FOREIGN_COORDINATOR, decision, ACCEPT, "not-found", 404)
    await office.refused(student(application["person_id"]), decision, ACCEPT, "forbidden", 403)


async def test_lists_are_filtered_by_programme_and_status(office: Office) -> None:
    programme_id = await office.programme()
    await office.roster(programme_id, *ROWS)
    await submitted(office)
    found = await office.get(COORDINATOR, "/v1/applications", programme_id=programme_id, status="CONSENT_PENDING")
    assert [one["status"] for one in found["items"]] == ["CONSENT_PENDING"]
    assert len((await office.get(COORDINATOR, "/v1/applications", programme_id=programme_id))["items"]) == 3
    await office.get(COORDINATOR, "/v1/applications", 422, status="MAYBE")
