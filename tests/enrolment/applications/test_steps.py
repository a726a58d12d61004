"""Saving step by step: any part of a step, all problems at once, and no window overwrites another one in silence."""

import asyncio
from datetime import UTC, date, datetime

from enrolment.domain.programmes.parameters import Parameters
from tests.enrolment.applications.desk import (
    CERTIFICATE,
    SNEE_STEPS,
    attach,
    draft,
    filled,
    person,
    save,
    sent,
    snee,
    state_of,
)
from tests.enrolment.office import COORDINATOR, Office, problem


async def test_a_step_is_saved_in_parts_and_shown_again(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await draft(office, lou, await snee(office))
    first = await save(office, lou, application_id, "project", {"name": " Fil  Rouge "})
    assert first.json()["values"] == {"name": "Fil Rouge"}
    assert first.headers["etag"] == '"1"'
    shown = await office.send(lou, "GET", f"/v1/applications/{application_id}/steps/project")
    assert (shown.json()["values"], shown.headers["etag"]) == ({"name": "Fil Rouge"}, '"1"')
    second = await save(office, lou, application_id, "project", {"name": "Fil Rouge", "sector": 8}, 1)
    assert second.json()["revision"] == 2
    assert (await state_of(office, application_id)).history[-1].action == "begun"


async def test_two_windows_never_overwrite_each_other_in_silence(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await draft(office, lou, await snee(office))
    await save(office, lou, application_id, "project", {"name": "Un"})
    stale = await save(office, lou, application_id, "project", {"name": "Deux"})
    problem(stale, "if-match-missing", 412)
    assert (await save(office, lou, application_id, "project", {"name": "Un"})).status_code == 200
    await save(office, lou, application_id, "project", {"name": "Deux"}, 1)
    problem(await save(office, lou, application_id, "project", {"name": "Trois"}, 1), "step-changed", 412)
    # Another step of the same dossier is nobody's rival.
    assert (await save(office, lou, application_id, "pepite", {"ask_coworking": True})).status_code == 200
    values = [{"name": f"Fenêtre {place}"} for place in range(6)]
    answers = await asyncio.gather(*(save(office, lou, application_id, "project", one, 2) for one in values))
    assert sorted(one.status_code for one in answers) == [200, 412, 412, 412, 412, 412]


async def test_nothing_but_the_fields_of_the_step_is_taken(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await draft(office, lou, await snee(office))
    bodies: tuple[dict[str, object], ...] = (
        {"values": {}, "status": "ACCEPTED"},
        {"values": {}, "person_id": "x"},
        {"steps": {}},
    )
    for body in bodies:
        answer = await office.send(lou, "PUT", f"/v1/applications/{application_id}/steps/project", body)
        problem(answer, "invalid-request", 422)
    inside = await save(office, lou, application_id, "project", {"status": "ACCEPTED", "person_id": "x"})
    assert {one["field"] for one in problem(inside, "invalid-request", 422)["errors"]} == {
        "values.status",
        "values.person_id",
    }
    problem(await save(office, lou, application_id, "hobbies", {}), "invalid-request", 422)


async def test_what_is_missing_is_told_step_by_step(office: Office) -> None:
    lou = await person(office, "lou", phone="", ine="")
    programme_id = await snee(office, Parameters(date(2026, 1, 1), documents=(CERTIFICATE,)))
    application_id = await filled(office, lou, programme_id, project={"name": "Fil Rouge", "stage": "created"})
    found = await office.get(lou, f"/v1/applications/{application_id}/completeness")
    missing = {(step["step"], one["name"], one["source"]) for step in found["steps"] for one in step["missing"]}
    assert not found["complete"]
    assert missing >= {
        ("contact", "phone", "person"),
        ("profile", "ine", "person"),
        ("project", "summary", "form"),
        ("project", "siret", "form"),
        ("career", "enrolment-certificate", "document"),
    }
    states = {step["step"]: step["complete"] for step in found["steps"]}
    assert (states["tutor"], states["motivation"], states["project"]) == (True, True, False)
    assert "guardian" not in states


async def test_snee_05_a_tutor_is_asked_of_students_only(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await filled(office, lou, await snee(office), tutor={})
    path = f"/v1/applications/{application_id}/completeness"
    tutor = next(one for one in (await office.get(lou, path))["steps"] if one["step"] == "tutor")
    assert {one["name"] for one in tutor["missing"]} == {"given_name", "family_name", "email"}
    await save(office, lou, application_id, "contact", {"situation": "graduate"}, 1)
    assert all(one["step"] != "tutor" for one in (await office.get(lou, path))["steps"])


async def test_a_sent_dossier_is_changed_until_its_last_day_and_stays_complete(office: Office) -> None:
    lou = await person(office, "lou")
    programme_id = await snee(office, Parameters(date(2026, 1, 1), last_application_on=date(2026, 9, 30)))
    application_id = await sent(office, lou, programme_id)
    project = SNEE_STEPS["project"]
    broken = await save(office, lou, application_id, "project", project | {"summary": ""}, 1)
    assert [one["field"] for one in problem(broken, "invalid-request", 422)["errors"]] == ["project.summary"]
    changed = await save(office, lou, application_id, "project", project | {"summary": "Mieux.", "sector": 9}, 1)
    assert changed.json()["status"] == "ELIGIBLE"
    line = (await state_of(office, application_id)).history[-1]
    assert (line.actor, line.action, line.detail) == ("lou", "changed", "project.summary, project.sector")
    assert "Mieux" not in line.detail
    await office.move_clock(datetime(2026, 9, 30, 22, 0, tzinfo=UTC))
    late = await save(office, lou, application_id, "project", project, 2)
    assert "2026-09-30" in problem(late, "application-period-over", 409)["detail"]


async def test_nothing_is_changed_once_it_is_decided(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await sent(office, lou, await snee(office))
    decision = {"decision": "accept", "reason": "Beau projet"}
    await office.post(COORDINATOR, f"/v1/applications/{application_id}/decision", decision)
    problem(await save(office, lou, application_id, "pepite", {"ask_coworking": True}), "application-status", 409)
    assert (await attach(office, lou, application_id)).status_code == 409
