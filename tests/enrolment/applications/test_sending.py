"""Sending: complete, in time, once; the rules of each scheme; taken back while there is time."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from enrolment.domain.applications.application import Status
from enrolment.domain.applications.closing_date import closes_at
from enrolment.domain.persons.person import Standing
from enrolment.domain.programmes.decider import Decider
from enrolment.domain.programmes.parameters import Parameters
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.applications.desk import (
    CERTIFICATE,
    COOPERATIVE_STEPS,
    SNEE_STEPS,
    attach,
    filled,
    parametrise,
    person,
    save,
    sent,
    snee,
    state_of,
    told,
)
from tests.enrolment.office import COORDINATOR, Office, problem

LAST_DAY = date(2026, 10, 24)
GUARDIAN = {"given_name": "Hélène", "family_name": "Tavardin", "email": "helene@example.org"}
COMMITTEE = Decider("committee", "cmq-mma", "committee_member", "Comité d’engagement", visible=("project.summary",))


PAPER = {
    "given_name": "Sacha",
    "family_name": "Montbéliou",
    "email": "sacha@example.org",
    "birth_date": "2007-01-12",
    "year": 1,
    "employment": "none",
}


def until(day: date, **more: object) -> Parameters:
    return Parameters(date(2026, 1, 1), last_application_on=day, **more)  # type: ignore[arg-type]


async def test_a_complete_dossier_is_sent_once(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await filled(office, lou, await snee(office))
    path = f"/v1/applications/{application_id}/sending"
    first = await office.post(lou, path)
    assert first["status"] == "ELIGIBLE"
    assert first["sent_at"].startswith("2026-09-01T07:00")
    assert await office.post(lou, path) == first
    assert len(await told(office, application_id, "application_submitted")) == 1
    (submitted,) = await told(office, application_id, "application_submitted")
    assert datetime.fromisoformat(submitted["sent_at"]) == datetime.fromisoformat(first["sent_at"])


async def test_eight_clicks_at_once_send_once(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await filled(office, lou, await snee(office))
    clicks = (office.post(lou, f"/v1/applications/{application_id}/sending") for _ in range(8))
    answers = await asyncio.gather(*clicks)
    assert {one["status"] for one in answers} == {"ELIGIBLE"}
    assert len({one["sent_at"] for one in answers}) == 1
    assert len(await told(office, application_id, "application_submitted")) == 1
    assert len(await told(office, application_id, "tutor_named")) == 1


async def test_what_is_incomplete_cannot_be_sent_by_accident(office: Office) -> None:
    lou = await person(office, "lou")
    programme_id = await snee(office, Parameters(date(2026, 1, 1), documents=(CERTIFICATE,)))
    application_id = await filled(office, lou, programme_id, motivation={})
    path = f"/v1/applications/{application_id}/sending"
    refused = await office.refused(lou, path, {}, "invalid-request", 422)
    assert [one["field"] for one in refused["errors"]] == ["career.enrolment-certificate", "motivation.motivation"]
    await save(office, lou, application_id, "motivation", SNEE_STEPS["motivation"])
    assert (await attach(office, lou, application_id)).status_code == 201
    assert (await office.post(lou, path))["status"] == "ELIGIBLE"


@pytest.mark.parametrize(("offset", "in_time"), [(timedelta(milliseconds=-400), True), (timedelta(0), False)])
async def test_the_last_instant_of_the_last_day_in_paris_counts(
    office: Office, offset: timedelta, in_time: bool
) -> None:
    lou = await person(office, "lou")
    application_id = await filled(office, lou, await snee(office, until(LAST_DAY)))
    await office.move_clock((closes_at(LAST_DAY) + offset).astimezone(UTC))
    answer = await office.send(lou, "POST", f"/v1/applications/{application_id}/sending", {})
    if in_time:
        assert answer.json()["status"] == "ELIGIBLE"
    else:
        assert "2026-10-24" in problem(answer, "application-period-over", 409)["detail"]
        assert (await state_of(office, application_id)).status is Status.DRAFT


async def test_a_dossier_is_written_before_the_first_day_and_sent_from_it_on(office: Office) -> None:
    lou = await person(office, "lou")
    programme_id = await snee(office, Parameters(date(2026, 1, 1), opens_on=date(2026, 9, 15)))
    application_id = await filled(office, lou, programme_id)
    path = f"/v1/applications/{application_id}/sending"
    await office.refused(lou, path, {}, "application-period-not-open")
    await office.move_clock(datetime(2026, 9, 14, 22, 0, tzinfo=UTC))
    assert (await office.post(lou, path))["status"] == "ELIGIBLE"


async def test_snee_01_the_status_is_open_from_the_baccalaureate_on(office: Office) -> None:
    lou = await person(office, "lou")
    career = SNEE_STEPS["career"] | {"baccalaureate": "none"}
    application_id = await filled(office, lou, await snee(office), career=career)
    path = f"/v1/applications/{application_id}/sending"
    await office.refused(lou, path, {}, "snee-01-baccalaureate")
    await save(office, lou, application_id, "career", career | {"baccalaureate": "equivalence"}, 1)
    assert (await office.post(lou, path))["status"] == "ELIGIBLE"


async def test_snee_02_no_age_is_too_high_whatever_the_parameters_say(office: Office) -> None:
    old = await person(office, "old", birth_date=date(1950, 1, 1))
    programme_id = await snee(office, Parameters(date(2026, 1, 1), minimum_age=18, maximum_age=27))
    assert (await state_of(office, await sent(office, old, programme_id))).status is Status.ELIGIBLE


async def test_snee_04_a_graduate_asks_for_the_diploma(office: Office) -> None:
    lou = await person(office, "lou", ine="")
    application_id = await sent(office, lou, await snee(office), contact={"situation": "graduate"}, tutor={})
    assert (await state_of(office, application_id)).steps["motivation"]["ask_d2e"] is True
    answer = await save(office, lou, application_id, "motivation", SNEE_STEPS["motivation"], 1)
    assert answer.json()["values"]["ask_d2e"] is True
    assert await told(office, application_id, "tutor_named") == []


async def test_snee_05_the_tutor_is_told_once_and_of_students_only(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await sent(office, lou, await snee(office))
    (named,) = await told(office, application_id, "tutor_named")
    assert (named["email"], named["applicant_name"], named["asks"]) == (
        "odile@example.org",
        "Lou Vaucheret",
        ["replace-internship"],
    )
    await office.post(lou, f"/v1/applications/{application_id}/recall")
    await office.post(lou, f"/v1/applications/{application_id}/sending")
    assert len(await told(office, application_id, "tutor_named")) == 1
    other = SNEE_STEPS["tutor"] | {"email": "autre@example.org"}
    assert (await save(office, lou, application_id, "tutor", other, 1)).status_code == 200
    assert [one["email"] for one in await told(office, application_id, "tutor_named")] == [
        "odile@example.org",
        "autre@example.org",
    ]


async def test_snee_05_nobody_is_their_own_tutor(office: Office) -> None:
    lou = await person(office, "lou")
    tutor = SNEE_STEPS["tutor"] | {"email": "lou@example.org"}
    application_id = await filled(office, lou, await snee(office), tutor=tutor)
    await office.refused(lou, f"/v1/applications/{application_id}/sending", {}, "snee-05-tutor-is-applicant")


async def test_what_a_later_day_asks_for_is_not_asked_of_a_dossier_that_was_sent(office: Office) -> None:
    lou = await person(office, "lou")
    programme_id = await snee(office)
    application_id = await sent(office, lou, programme_id)
    early, late = Parameters(date(2026, 1, 1)), Parameters(date(2026, 9, 10), documents=(CERTIFICATE,))
    await office.deps.programmes.change(
        programme_id, lambda state: Change(replace(state, parameters=(early, late))), fresh_cause("test")
    )
    await office.move_clock(datetime(2026, 9, 11, 7, 0, tzinfo=UTC))
    changed = await save(office, lou, application_id, "pepite", {"ask_coworking": True})
    assert changed.status_code == 200, changed.text


async def test_cape_04_a_full_time_employee_is_told_before_anybody_refuses(office: Office) -> None:
    lou = await person(office, "lou")
    steps = COOPERATIVE_STEPS | {"studies": {"year": 2, "employment": "full_time"}}
    application_id = await filled(office, lou, await office.programme(), steps)
    path = f"/v1/applications/{application_id}/sending"
    await office.refused(lou, path, {}, "cape-04-full-time-employee")
    await save(office, lou, application_id, "studies", {"year": 2, "employment": "part_time"}, 1)
    answer = await office.post(lou, path)
    assert (answer["status"], answer["year"], answer["employment"]) == ("ELIGIBLE", 2, "part_time")


async def test_youth_01_a_minors_dossier_waits_for_the_guardian(office: Office) -> None:
    nolwenn = await person(office, "nolwenn", birth_date=date(2009, 4, 18))
    programme_id = await office.programme()
    application_id = await filled(office, nolwenn, programme_id, COOPERATIVE_STEPS)
    path = f"/v1/applications/{application_id}"
    refused = await office.refused(nolwenn, f"{path}/sending", {}, "invalid-request", 422)
    assert {one["field"] for one in refused["errors"]} == {f"guardian.{one}" for one in GUARDIAN}
    own = GUARDIAN | {"email": "nolwenn@example.org"}
    await save(office, nolwenn, application_id, "guardian", own)
    await office.refused(nolwenn, f"{path}/sending", {}, "youth-01-guardian-is-applicant")
    await save(office, nolwenn, application_id, "guardian", GUARDIAN, 1)
    waiting = await office.post(nolwenn, f"{path}/sending")
    assert waiting["status"] == "CONSENT_PENDING"
    (requested,) = await told(office, application_id, "guardian_consent_requested")
    guardian = (await office.deps.persons.get(requested["guardian_id"])).state
    assert (guardian.email, guardian.guardian_of) == ("helene@example.org", "nolwenn")
    other = await save(office, nolwenn, application_id, "guardian", GUARDIAN | {"email": "autre@example.org"}, 2)
    problem(other, "youth-01-guardian-asked", 409)
    consent = {"guardian_name": "Hélène Tavardin", "text_version": "2026-09", "given_on": "2026-09-01"}
    await office.post(COORDINATOR, f"{path}/guardian-consent", consent | {"evidence": "Papier"})
    await office.post(nolwenn, f"{path}/recall")
    assert (await office.post(nolwenn, f"{path}/sending"))["status"] == "ELIGIBLE"


@pytest.mark.parametrize(("born_on", "accepted"), [(date(2011, 9, 1), True), (date(2011, 9, 2), False)])
async def test_ages_are_those_of_the_programmes_parameters(office: Office, born_on: date, accepted: bool) -> None:
    young = await person(office, "young", birth_date=born_on)
    programme_id = await office.programme(scheme="mini_entreprise")
    await parametrise(office, programme_id, Parameters(date(2026, 1, 1), minimum_age=15, maximum_age=25))
    steps = {"wishes": {"class_name": "3e B"}, "motivation": {"motivation": "Vendre."}, "guardian": GUARDIAN}
    application_id = await filled(office, young, programme_id, steps)
    answer = await office.send(young, "POST", f"/v1/applications/{application_id}/sending", {})
    assert answer.status_code == 200 if accepted else problem(answer, "applicant-age", 409)


async def test_a_dossier_sent_too_early_is_taken_back_until_the_last_day(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await sent(office, lou, await snee(office, until(LAST_DAY)))
    path = f"/v1/applications/{application_id}"
    back = await office.post(lou, f"{path}/recall")
    assert (back["status"], back["sent_at"]) == ("DRAFT", None)
    assert (await office.post(lou, f"{path}/recall"))["status"] == "DRAFT"
    assert len(await told(office, application_id, "application_recalled")) == 1
    await office.post(lou, f"{path}/sending")
    await office.move_clock(closes_at(LAST_DAY).astimezone(UTC))
    await office.refused(lou, f"{path}/recall", {}, "application-period-over")


async def test_deciders_are_asked_when_it_is_sent_and_left_alone_when_it_is_taken_back(office: Office) -> None:
    lou = await person(office, "lou")
    programme_id = await snee(office, until(LAST_DAY, deciders=(COMMITTEE,)))
    application_id = await sent(office, lou, programme_id)
    (review,) = (await office.deps.reviews.find({"application_id": application_id})).items
    assert (review.state.status, [one.value for one in review.state.shown]) == ("OPEN", ["Des vêtements réparables."])
    project = SNEE_STEPS["project"] | {"summary": "Autre chose."}
    await save(office, lou, application_id, "project", project, 1)
    assert [one.value for one in (await office.deps.reviews.get(review.id)).state.shown] == ["Autre chose."]
    await office.post(lou, f"/v1/applications/{application_id}/recall")
    assert (await office.deps.reviews.get(review.id)).state.status == "CLOSED"
    await office.post(lou, f"/v1/applications/{application_id}/sending")
    again = (await office.deps.reviews.find({"application_id": application_id, "status": "OPEN"})).items
    assert len(again) == 1


async def test_deciders_are_asked_about_a_dossier_from_paper_as_well(office: Office) -> None:
    programme_id = await snee(office, until(LAST_DAY, deciders=(COMMITTEE,)))
    made = await office.post(COORDINATOR, "/v1/applications", {"programme_id": programme_id, "person": PAPER})
    (review,) = (await office.deps.reviews.find({"application_id": made["id"]})).items
    assert review.state.status == "OPEN"


async def test_nothing_of_a_restricted_person_is_sent(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await filled(office, lou, await snee(office))
    await office.deps.persons.change(
        "lou", lambda state: Change(replace(state, standing=Standing.RESTRICTED)), fresh_cause("test")
    )
    await office.refused(lou, f"/v1/applications/{application_id}/sending", {}, "person-standing")


async def test_a_dossier_from_paper_is_neither_sent_nor_taken_back(office: Office) -> None:
    programme_id = await office.programme()
    made = await office.post(COORDINATOR, "/v1/applications", {"programme_id": programme_id, "person": PAPER})
    await office.refused(COORDINATOR, f"/v1/applications/{made['id']}/sending", {}, "application-status")
    await office.refused(COORDINATOR, f"/v1/applications/{made['id']}/recall", {}, "application-not-online")


async def test_snee_03_counts_dossiers_from_paper(office: Office) -> None:
    first, second = await snee(office), await snee(office)
    made = await office.post(COORDINATOR, "/v1/applications", {"programme_id": first, "person": PAPER})
    refused = await office.refused(
        COORDINATOR, "/v1/applications", {"programme_id": second, "person": PAPER}, "invalid-request", 422
    )
    assert [one["field"] for one in refused["errors"]] == ["email"]
    body = {"programme_id": second, "person_id": made["person_id"]}
    await office.refused(COORDINATOR, "/v1/applications/drafts", body, "snee-03-one-dossier-a-year")
