"""Beginning a dossier: the same one however often, one per scheme and year (SNEE-03), begun again after a withdrawal."""

import asyncio
from datetime import date

from enrolment.domain.applications.application import Status
from tests.enrolment.applications.desk import (
    OFFICER,
    draft,
    filled,
    person,
    save,
    sent,
    snee,
    state_of,
    student,
    told,
)
from tests.enrolment.office import COORDINATOR, FOREIGN_COORDINATOR, Actor, Office, problem

DRAFTS = "/v1/applications/drafts"


async def test_clicking_twice_gives_the_same_draft(office: Office) -> None:
    lou, programme_id = await person(office, "lou"), await snee(office)
    body = {"programme_id": programme_id}
    first = await office.post(lou, DRAFTS, body, 201)
    assert first["status"] == "DRAFT"
    assert await office.post(lou, DRAFTS, body, 200) == first
    answers = await asyncio.gather(*(office.send(lou, "POST", DRAFTS, body) for _ in range(8)))
    assert {one.json()["id"] for one in answers} == {first["id"]}
    assert (await office.deps.applications.get(first["id"])).document["outbox"] == []


async def test_snee_03_one_person_has_one_dossier_per_year(office: Office) -> None:
    lou, programme_id = await person(office, "lou"), await snee(office)
    other, next_year = (
        await snee(office),
        await snee(office, school_year="2027-2028", starts_on="2027-09-01", ends_on="2028-07-02"),
    )
    await draft(office, lou, programme_id)
    refused = await office.refused(lou, DRAFTS, {"programme_id": other}, "snee-03-one-dossier-a-year")
    assert refused["errors"][0]["field"] == "programme_id"
    await draft(office, lou, next_year)
    await draft(office, lou, await office.programme(scheme="ici"))


async def test_snee_03_holds_when_two_are_begun_in_the_same_instant(office: Office) -> None:
    lou = await person(office, "lou")
    programmes = [await snee(office, establishment=f"Campus {place}") for place in range(6)]
    answers = await asyncio.gather(*(office.send(lou, "POST", DRAFTS, {"programme_id": one}) for one in programmes))
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409, 409, 409]
    assert len((await office.get(lou, "/v1/applications"))["items"]) == 1


async def test_a_withdrawn_dossier_frees_the_year_and_can_be_begun_again(office: Office) -> None:
    lou, programme_id, other = await person(office, "lou"), await snee(office), await snee(office)
    application_id = await sent(office, lou, programme_id)
    withdrawal = {"code": "other-programme", "reason": "Besançon est plus près"}
    await office.post(lou, f"/v1/applications/{application_id}/withdrawal", withdrawal)
    elsewhere = await draft(office, lou, other)
    await office.refused(lou, DRAFTS, {"programme_id": programme_id}, "snee-03-one-dossier-a-year")
    await office.post(lou, f"/v1/applications/{elsewhere}/withdrawal", {"reason": "finalement non"})
    again = await office.post(lou, DRAFTS, {"programme_id": programme_id}, 200)
    assert (again["id"], again["status"], again["withdrawal_code"]) == (application_id, "DRAFT", None)
    assert (await state_of(office, application_id)).steps["project"]["name"] == "Fil Rouge"


async def test_a_refused_dossier_is_begun_again_by_the_office_only(office: Office) -> None:
    lou, programme_id = await person(office, "lou"), await snee(office)
    application_id = await sent(office, lou, programme_id)
    decision = {"decision": "refuse", "reason": "Projet à mûrir"}
    await office.post(COORDINATOR, f"/v1/applications/{application_id}/decision", decision)
    await office.refused(lou, DRAFTS, {"programme_id": programme_id}, "application-refused")
    body = {"programme_id": programme_id, "person_id": "lou"}
    assert (await office.post(COORDINATOR, DRAFTS, body))["status"] == "DRAFT"


async def test_somebody_has_to_be_registered_first(office: Office) -> None:
    body = {"programme_id": await snee(office)}
    refused = await office.refused(student("nobody"), DRAFTS, body, "person-unknown")
    assert refused["errors"][0]["field"] == "person_id"


async def test_an_office_begins_a_dossier_for_somebody_it_knows(office: Office) -> None:
    await person(office, "lou")
    await person(office, "stranger", coordinator="ubfc")
    programme_id = await snee(office)
    body = {"programme_id": programme_id}
    begun = await office.post(COORDINATOR, DRAFTS, body | {"person_id": "lou"}, 201)
    assert begun["person_id"] == "lou"
    stranger = await office.send(COORDINATOR, "POST", DRAFTS, body | {"person_id": "stranger"})
    assert stranger.status_code == 404
    await office.refused(student("sacha"), DRAFTS, body | {"person_id": "lou"}, "forbidden", 403)
    await office.refused(Actor("accountant", "coopilote"), DRAFTS, body, "forbidden", 403)


async def test_a_draft_is_withdrawn_without_a_word_to_anybody(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await draft(office, lou, await snee(office))
    await office.post(lou, f"/v1/applications/{application_id}/withdrawal", {"code": "no-time", "reason": "plus tard"})
    state = await state_of(office, application_id)
    assert (state.status, state.withdrawal_code, state.year_key) == (Status.WITHDRAWN, "no-time", None)
    assert await told(office, application_id, "application_withdrawn") == []


async def test_a_place_is_renounced_with_a_reason_in_code(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await sent(office, lou, await snee(office))
    path = f"/v1/applications/{application_id}"
    await office.post(COORDINATOR, f"{path}/decision", {"decision": "accept", "reason": "Beau projet"})
    await office.refused(lou, f"{path}/withdrawal", {"code": "because", "reason": "x"}, "invalid-request", 422)
    withdrawn = await office.post(lou, f"{path}/withdrawal", {"code": "employment", "reason": "CDI à Lyon"})
    assert (withdrawn["status"], withdrawn["withdrawal_code"]) == ("WITHDRAWN", "employment")
    (event,) = await told(office, application_id, "application_withdrawn")
    assert event["reason_code"] == "employment"
    assert "Lyon" not in str(event)
    assert (await state_of(office, application_id)).history[-1].action == "renounced"


async def test_nothing_of_a_dossier_is_seen_by_others(office: Office) -> None:
    lou, sacha = await person(office, "lou"), await person(office, "sacha")
    application_id = await filled(office, lou, await snee(office))
    for path in ("dossier", "completeness", "steps/project", "attachments", "team", "dossier.pdf"):
        for stranger in (sacha, FOREIGN_COORDINATOR, Actor("cae_officer", "coopilote")):
            await office.get(stranger, f"/v1/applications/{application_id}/{path}", 404)
    for path in ("sending", "recall"):
        await office.refused(sacha, f"/v1/applications/{application_id}/{path}", {}, "not-found", 404)
    problem(await save(office, sacha, application_id, "project", {"name": "Volé"}, 1), "not-found", 404)
    dossier = await office.get(OFFICER, f"/v1/applications/{application_id}/dossier")
    assert dossier["steps"]["project"]["name"] == "Fil Rouge"


async def test_all_dossiers_of_a_person_are_independent_of_each_other(office: Office) -> None:
    lou = await person(office, "lou", birth_date=date(2007, 3, 12))
    first = await sent(office, lou, await snee(office))
    second = await draft(office, lou, await office.programme(scheme="ici"))
    await office.post(lou, f"/v1/applications/{first}/withdrawal", {"reason": "un seul suffit"})
    listed = await office.get(lou, "/v1/persons/lou/applications")
    assert [(one["id"], one["status"]) for one in listed["items"]] == [(first, "WITHDRAWN"), (second, "DRAFT")]
    assert len((await office.get(COORDINATOR, "/v1/persons/lou/applications"))["items"]) == 2
    assert (await office.get(FOREIGN_COORDINATOR, "/v1/persons/lou/applications"))["items"] == []
    await office.get(student("sacha"), "/v1/persons/lou/applications", 404)
