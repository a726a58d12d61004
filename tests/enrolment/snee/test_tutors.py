"""The two tutors: named, asked, confirmed, changed."""

from datetime import UTC, datetime
from typing import Any

from enrolment.domain.snee.tutoring import TutorRole, missing_roles
from enrolment.usecases.snee.tutoring_id import tutoring_id
from essaim.contracts.enrolment_cursus import StatusEnded
from tests.enrolment.office import Actor, Office, student, types
from tests.enrolment.snee.pepite import PEPITE, REFERENT, ROWS, TUTOR, active, deliver, opened, tutor_link

TEACHER = Actor("teacher", "lycee", "teacher-login")
MENTOR = Actor("mentor", "entreprise", "mentor-login")
NAMED: dict[str, Any] = {"contact": {"situation": "student"}, "tutor": {**TUTOR, "replace_internship": True}}
OTHER = {"given_name": "Ange", "family_name": "Quillard", "email": "ange@example.org", "reason": "Sans réponse"}


async def answered(office: Office, token: str, answer: str) -> int:
    path = f"/tutoring/{token}"
    return (await office.client.post(path, content=f"answer={answer}")).status_code


async def test_the_tutor_of_the_dossier_is_asked_and_counts_only_when_they_say_yes(office: Office) -> None:
    """SNEE-05: a name alone is nobody's promise."""
    id_, owner = await opened(office, steps=NAMED)
    place = tutoring_id(id_, TutorRole.TEACHER)
    before = await office.get(owner, f"/v1/snee-statuses/{id_}/tutors")
    assert [one["status"] for one in before["tutors"]] == ["INVITED"]
    assert before["missing"] == ["teacher", "professional"]
    token = await tutor_link(office, place)
    page = await office.client.get(f"/tutoring/{token}")
    assert page.status_code == 200
    assert "Lou-Anne Vaucheret" in page.text
    # Whoever reads the database cannot answer for a tutor.
    assert token not in str((await office.deps.snee_tutorings.get(place)).document["state"])
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "private, no-store"
    assert [await answered(office, token, "yes") for _ in range(2)] == [303, 303]
    after = await office.get(owner, f"/v1/snee-statuses/{id_}/tutors")
    assert after["missing"] == ["professional"]
    told = [one for one in types(await office.deps.snee_tutorings.get(place)) if "confirmed" in one]
    assert told == ["events enrolment.tutor_confirmed.v1"]
    assert await answered(office, token, "no") == 409


def test_a_graduate_needs_no_teacher() -> None:
    """SNEE-05."""
    assert missing_roles((), student=False) == (TutorRole.PROFESSIONAL,)


async def test_naming_somebody_else_ends_the_former_link_and_keeps_the_history(office: Office) -> None:
    id_, owner = await active(office)
    path = f"/v1/snee-statuses/{id_}/tutors/professional"
    await office.send(owner, "PUT", path, TUTOR)
    place = tutoring_id(id_, TutorRole.PROFESSIONAL)
    first = await tutor_link(office, place)
    assert await answered(office, first, "no") == 303
    changed = (await office.send(owner, "PUT", path, OTHER)).json()
    assert (changed["family_name"], changed["status"]) == ("Quillard", "INVITED")
    (former,) = changed["past"]
    assert (former["family_name"], former["status"], former["reason"]) == ("Marquerie", "DECLINED", "Sans réponse")
    assert (await office.client.get(f"/tutoring/{first}")).status_code == 404
    assert await answered(office, await tutor_link(office, place), "yes") == 303
    same = await office.send(owner, "PUT", path, OTHER)
    assert same.json()["type"] == "urn:essaim:problem:tutor-confirmed"


async def test_a_link_ends_with_its_time_and_with_the_status(office: Office) -> None:
    id_, owner = await active(office)
    path = f"/v1/snee-statuses/{id_}/tutors"
    for role in TutorRole:
        await office.send(owner, "PUT", f"{path}/{role}", TUTOR)
    token = await tutor_link(office, tutoring_id(id_, TutorRole.TEACHER))
    await office.move_clock(datetime(2026, 11, 1, 12, tzinfo=UTC))
    assert (await office.client.get(f"/tutoring/{token}")).status_code == 410
    await office.send(owner, "PUT", f"{path}/teacher", TUTOR)
    token = await tutor_link(office, tutoring_id(id_, TutorRole.TEACHER))
    await office.post(owner, f"/v1/snee-statuses/{id_}/renunciation", {"reason": "job-found"})
    assert (await office.client.get(f"/tutoring/{token}")).status_code == 404
    told = StatusEnded(
        status_id=id_, person_id=owner.sub, outcome="RENOUNCED", reason="x", ended_on=datetime.now(UTC).date()
    )
    await deliver(office, told)
    assert {one["status"] for one in (await office.get(owner, path))["tutors"]} == {"ENDED"}


async def test_wrong_links_are_limited_and_right_ones_still_open(office: Office) -> None:
    id_, _ = await opened(office, steps=NAMED)
    token = await tutor_link(office, tutoring_id(id_, TutorRole.TEACHER))
    answers = [(await office.client.get(f"/tutoring/{'x' * 43}")).status_code for _ in range(32)]
    assert (answers[0], answers[-1]) == (404, 429)
    assert (await office.client.get(f"/tutoring/{token}")).status_code == 200


async def test_tutors_with_a_login_see_whom_they_follow_and_no_more(office: Office) -> None:
    id_, owner = await active(office, steps={**NAMED, "motivation": {"ask_d2e": True}}, d2e=True)
    other, _ = await active(office, ROWS[1])
    path = f"/v1/snee-statuses/{id_}"
    await office.get(TEACHER, path, 404)
    token = await tutor_link(office, tutoring_id(id_, TutorRole.TEACHER))
    await office.post(TEACHER, "/v1/snee-tutorings/answer", {"token": token})
    seen = await office.get(TEACHER, path)
    assert (seen["status"], seen["d2e"], seen["history"]) == ("ACTIVE", None, [])
    assert [one["status_id"] for one in (await office.get(TEACHER, "/v1/snee-tutorings"))["items"]] == [id_]
    await office.get(TEACHER, f"/v1/snee-statuses/{other}", 404)
    assert (await office.send(TEACHER, "GET", f"{path}/attestation.pdf")).status_code == 403
    await office.send(owner, "PUT", f"{path}/tutors/professional", OTHER)
    token = await tutor_link(office, tutoring_id(id_, TutorRole.PROFESSIONAL))
    await office.post(MENTOR, "/v1/snee-tutorings/answer", {"token": token})
    await office.get(MENTOR, path)
    arrangement = seen["arrangements"][0]["id"]
    answer = {"granted": True, "words": "Accordé"}
    await office.refused(MENTOR, f"{path}/arrangements/{arrangement}/answer", answer, "forbidden", 403)
    await office.refused(owner, f"{path}/arrangements/{arrangement}/answer", answer, "forbidden", 403)
    granted = await office.post(TEACHER, f"{path}/arrangements/{arrangement}/answer", answer)
    assert [(one["kind"], one["status"]) for one in granted["arrangements"]] == [("internship", "GRANTED")]
    await office.post(PEPITE, f"{path}/revocation", {"reason": "abuse", "words": "Confidentiel"})
    assert "Confidentiel" not in (await office.send(TEACHER, "GET", path)).text


async def test_the_workload_of_tutors_is_visible_before_they_are_asked_again(office: Office) -> None:
    for row in ROWS:
        id_, owner = await active(office, row)
        await office.send(owner, "PUT", f"/v1/snee-statuses/{id_}/tutors/professional", TUTOR)
    await office.send(owner, "PUT", f"/v1/snee-statuses/{id_}/tutors/teacher", OTHER)
    await answered(office, await tutor_link(office, tutoring_id(id_, TutorRole.PROFESSIONAL)), "yes")
    loads = await office.get(REFERENT, "/v1/snee/tutor-workloads", school_year="2026-2027")
    assert [(one["family_name"], one["confirmed"], one["invited"]) for one in loads] == [
        ("Marquerie", 1, 1),
        ("Quillard", 0, 1),
    ]
    await office.get(student("x"), "/v1/snee/tutor-workloads", 403, school_year="2026-2027")


async def test_an_alternant_keeps_their_internship_and_has_an_employer_to_inform(office: Office) -> None:
    id_, owner = await active(office, steps={**NAMED, "profile": {"is_part_time": True}})
    path = f"/v1/snee-statuses/{id_}"
    status = await office.get(owner, path)
    assert (status["arrangements"], status["employer_to_inform"]) == ([], True)
    await office.refused(owner, f"{path}/arrangements", {"kind": "internship"}, "alternant-internship")
    informed = {"alternant": True, "employer_informed_on": "2026-09-01"}
    assert (await office.send(owner, "PUT", f"{path}/alternance", informed)).json()["employer_to_inform"] is False
    future = await office.send(owner, "PUT", f"{path}/alternance", informed | {"employer_informed_on": "2026-09-02"})
    assert future.status_code == 422
    asked = await office.post(owner, f"{path}/arrangements", {"kind": "timetable", "words": "Vendredi"})
    await office.refused(owner, f"{path}/arrangements", {"kind": "timetable"}, "request-open")
    listed = await office.get(PEPITE, "/v1/snee-statuses", open_requests="true")
    assert [one["id"] for one in listed["items"]] == [id_]
    arrangement = asked["arrangements"][0]["id"]
    taken = await office.post(owner, f"{path}/arrangements/{arrangement}/withdrawal")
    assert taken["arrangements"][0]["status"] == "WITHDRAWN"
    assert (await office.get(PEPITE, "/v1/snee-statuses", open_requests="true"))["items"] == []


async def test_a_request_of_somebody_who_became_an_alternant_is_not_granted(office: Office) -> None:
    id_, owner = await active(office)
    path = f"/v1/snee-statuses/{id_}"
    asked = await office.post(owner, f"{path}/arrangements", {"kind": "internship"})
    await office.send(owner, "PUT", f"{path}/alternance", {"alternant": True})
    answer = f"{path}/arrangements/{asked['arrangements'][0]['id']}/answer"
    await office.refused(PEPITE, answer, {"granted": True, "words": "Oui"}, "alternant-internship")
    await office.post(PEPITE, answer, {"granted": False, "words": "Contrat d’alternance"})
