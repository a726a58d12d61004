"""Workshops with their places, the sheet as PDF, and the assembly's vote."""

import asyncio
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from essaim.contracts.coaching import AttendanceSealed, PlaceConfirmed, ResolutionAdopted, WorkshopOpened
from essaim.contracts.enrolment import PersonKind, PersonRegistered
from tests.coaching.integration.api import ACCOUNTANT, COACH, COORDINATOR, REPORT, Api, student
from tests.coaching.integration.deployment import CLOSED, GROUP, STUDENTS, paris

WORKSHOP = {
    "group_id": GROUP,
    "topic_code": "PRICING",
    "title": "Fixer ses prix",
    "starts_at": "2026-11-19T10:00:00+01:00",
    "ends_at": "2026-11-19T11:30:00+01:00",
    "places": 2,
    "place": "Salle 204",
}


def _ballots(*votes: str) -> list[dict[str, str]]:
    return [{"person_id": person, "vote": vote} for person, vote in zip(STUDENTS, votes, strict=False)]


def _resolution(*votes: str, **more: Any) -> dict[str, Any]:
    return {"rule": "HOURS", "ballots": _ballots(*votes), "held_on": "2026-09-28"} | more


async def test_a_workshop_from_its_opening_to_the_seal(api: Api) -> None:
    opened = await api.good(COACH, "POST", "/v1/workshops", WORKSHOP)
    assert (opened["kind"], opened["status"], opened["workshop"]["places_left"]) == ("workshop", "CONFIRMED", 2)
    (event,) = await api.outbox(WorkshopOpened)
    assert "title" not in event
    path = f"/v1/sessions/{opened['id']}"
    for person in STUDENTS[:2]:
        await api.good(student(person), "POST", f"/v1/workshops/{opened['id']}/registrations")
    api.move_to(paris(2026, 11, 19, 10, 5))
    for person in STUDENTS[:2]:
        await api.good(student(person), "POST", f"{path}/signatures", {"half_day": "AM"})
    await api.good(COACH, "POST", f"{path}/holding")
    api.move_to(paris(2026, 11, 19, 11, 30))
    assert (await api.good(COACH, "POST", f"{path}/seal"))["status"] == "SEALED"
    (sealed,) = await api.outbox(AttendanceSealed)
    assert [one["minutes"] for one in sealed["attendance"]] == [90, 90]


async def test_the_last_place_is_given_once_however_many_ask_at_once(api: Api) -> None:
    opened = await api.good(COACH, "POST", "/v1/workshops", WORKSHOP)
    path = f"/v1/workshops/{opened['id']}/registrations"
    answers = await asyncio.gather(*(api.call(student(person), "POST", path) for person in STUDENTS))
    assert sorted(one.status_code for one in answers) == [200, 200, 409]
    full = next(one.json() for one in answers if one.status_code == 409)
    assert full["type"] == "urn:essaim:problem:workshop-full"
    confirmed = await api.outbox(PlaceConfirmed)
    session = await api.good(COACH, "GET", f"/v1/sessions/{opened['id']}")
    assert {one["person_id"] for one in confirmed} == set(session["workshop"]["registered"])
    again = student(session["workshop"]["registered"][0])
    await api.good(again, "POST", path)
    assert len(await api.outbox(PlaceConfirmed)) == 2


async def test_places_are_for_students_and_in_workshops_only(api: Api) -> None:
    opened = await api.good(COACH, "POST", "/v1/workshops", WORKSHOP)
    path = f"/v1/workshops/{opened['id']}/registrations"
    await api.refused(COACH, "POST", path, status=403, slug="forbidden")
    await api.refused(student("p-claims-to-be-one"), "POST", path, status=409, slug="not-a-member")
    session_id = (await api.first_session()).rsplit("/", 1)[1]
    missing = f"/v1/workshops/{session_id}/registrations"
    await api.refused(student("p-ada"), "POST", missing, status=404, slug="not-found")
    body = WORKSHOP | {"places": 0}
    assert (await api.call(COACH, "POST", "/v1/workshops", body)).status_code == 422


async def test_the_sheet_as_pdf_has_names_seal_and_for_the_coach_the_report(api: Api) -> None:
    await api.deliver(
        PersonRegistered(
            person_id="p-ada",
            kind=PersonKind.STUDENT,
            given_name="Ada",
            family_name="Exemple",
            email="ada@example.org",
        )
    )
    path = await api.held_session()
    await api.good(COACH, "POST", f"{path}/absences", {"person_id": "p-cleo", "reason": "exam"})
    await api.good(COACH, "PUT", f"{path}/report", REPORT)
    api.move_to(paris(2026, 9, 30, 16))
    sealed = await api.good(COACH, "POST", f"{path}/seal")
    texts = []
    for who in (COACH, COORDINATOR):
        answer = await api.call(who, "GET", f"{path}/attendance.pdf")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        texts.append(_text(answer.content))
    for text in texts:
        assert "EXEMPLE" in text
        assert "Camille" in text
        assert sealed["seal"]["sha256"][:16] in "".join(text.split())
    assert "modèles" in texts[0]
    assert "modèles" not in texts[1]
    for who in (ACCOUNTANT, student("p-ada")):
        await api.refused(who, "GET", f"{path}/attendance.pdf", status=403, slug="forbidden")


def _text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


async def test_youth_04_an_adopted_rule_is_recorded_and_published(api: Api) -> None:
    path = f"/v1/groups/{GROUP}/resolutions"
    api.move_to(paris(2026, 10, 1))
    adopted = await api.good(COACH, "POST", path, _resolution("for", "for", "against"))
    assert (adopted["status"], adopted["votes_for"], adopted["votes_against"]) == ("adopted", 2, 1)
    (event,) = await api.outbox(ResolutionAdopted)
    assert (event["rule"], event["adopted_on"]) == ("HOURS", "2026-09-28")
    for who in (student("p-ada"), ACCOUNTANT, COORDINATOR):
        (read,) = (await api.good(who, "GET", path))["items"]
        assert read == adopted
        assert "ballots" not in read


async def test_youth_04_what_is_not_adopted_is_refused_and_not_recorded(api: Api) -> None:
    path = f"/v1/groups/{GROUP}/resolutions"
    api.move_to(paris(2026, 10, 1))
    double = _resolution() | {"ballots": _ballots("for", "for") + _ballots("for")}
    cases = {
        "youth-04-no-quorum": _resolution("for"),
        "youth-04-no-majority": _resolution("for", "against", "abstain"),
        "youth-04-double-ballot": double,
        "youth-04-not-a-member": _resolution() | {"ballots": [{"person_id": "p-zoe", "vote": "for"}]},
    }
    for slug, body in cases.items():
        await api.refused(COACH, "POST", path, body, status=409, slug=slug)
    weighted = _resolution("for", "for", rule="POINTS")
    await api.refused(COACH, "POST", path, weighted, status=422, slug="invalid-weights")
    future = _resolution("for", "for", held_on="2026-10-02")
    await api.refused(COACH, "POST", path, future, status=422, slug="invalid-held-on")
    await api.refused(student("p-ada"), "POST", path, _resolution("for", "for"), status=403, slug="forbidden")
    assert (await api.good(COACH, "GET", path))["items"] == []


async def test_a_closed_group_gets_nothing_new(api: Api) -> None:
    await api.deliver(CLOSED)
    api.move_to(paris(2026, 10, 1))
    await api.refused(COACH, "POST", "/v1/workshops", WORKSHOP, status=409, slug="group-not-running")
    path = f"/v1/groups/{GROUP}/resolutions"
    await api.refused(COACH, "POST", path, _resolution("for", "for"), status=409, slug="group-not-running")
    assert (await api.good(COACH, "GET", "/v1/sessions?status=PLANNED"))["items"] == []
