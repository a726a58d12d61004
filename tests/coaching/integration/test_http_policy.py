"""Who sees and does what (domain §6.3, §7): 404 for what one may not see, 403 for what one may only see."""

from typing import Any

import pytest

from tests.coaching.integration.api import (
    ACCOUNTANT,
    COACH,
    COORDINATOR,
    FOREIGN_COACH,
    FOREIGN_COORDINATOR,
    REPORT,
    STRANGER,
    Api,
    student,
)
from tests.coaching.integration.deployment import GROUP

ADA = student("p-ada")
TEACHER = {"sub": "teacher-1", "partner": "lycee", "roles": ["teacher"], "groups": [GROUP]}
NOTES = pytest.mark.parametrize(
    ("who", "reads_notes", "reads_reasons"),
    [
        (COACH, True, True),
        (ADA, True, False),
        (student("p-cleo"), True, True),
        (TEACHER, True, False),
        (COORDINATOR, False, False),
        (ACCOUNTANT, False, False),
    ],
    ids=["coach", "student", "the absent student", "teacher", "coordinator", "accountant"],
)


@NOTES
async def test_notes_and_reasons_are_for_those_whom_they_concern(
    api: Api, who: dict[str, Any], reads_notes: bool, reads_reasons: bool
) -> None:
    path = await api.held_session()
    await api.good(COACH, "POST", f"{path}/absences", {"person_id": "p-cleo", "reason": "medical"})
    await api.good(COACH, "PUT", f"{path}/report", REPORT)
    for session in (await api.good(who, "GET", path), (await api.good(who, "GET", "/v1/sessions?limit=1"))["items"][0]):
        assert (session["report"] == REPORT) is reads_notes
        assert session["report_version"] == 1
        absences = [mark["absence"] for mark in session["attendance"] if mark["absence"]]
        assert absences == ["medical" if reads_reasons else "excused"]


@pytest.mark.parametrize("who", [STRANGER, FOREIGN_COACH, FOREIGN_COORDINATOR], ids=lambda who: str(who["sub"]))
async def test_strangers_find_nothing(api: Api, who: dict[str, Any]) -> None:
    path = await api.first_session()
    for looked_for in (path, f"{path}/attendance.pdf", f"/v1/groups/{GROUP}/plan", f"/v1/groups/{GROUP}/resolutions"):
        await api.refused(who, "GET", looked_for, status=404, slug="not-found")
    await api.refused(who, "POST", f"{path}/holding", status=404, slug="not-found")
    assert (await api.good(who, "GET", "/v1/sessions"))["items"] == []
    assert (await api.good(who, "GET", f"/v1/sessions?group_id={GROUP}"))["items"] == []


@pytest.mark.parametrize("who", [ADA, COORDINATOR, ACCOUNTANT, TEACHER], ids=lambda who: str(who["sub"]))
async def test_who_may_read_a_session_may_not_lead_it(api: Api, who: dict[str, Any]) -> None:
    path = await api.first_session()
    calls: list[tuple[str, str, Any]] = [
        ("POST", "confirmation", {"place": "Salle 1"}),
        ("POST", "cancellation", {"reason": "whim"}),
        ("POST", "holding", None),
        ("POST", "absences", {"person_id": "p-ben", "reason": "other"}),
        ("PUT", "report", REPORT),
        ("POST", "seal", None),
    ]
    for method, part, body in calls:
        await api.refused(who, method, f"{path}/{part}", body, status=403, slug="forbidden")


async def test_nobody_but_the_student_signs(api: Api) -> None:
    path = await api.first_session()
    for who in (COACH, COORDINATOR):
        await api.refused(who, "POST", f"{path}/signatures", {"half_day": "PM"}, status=403, slug="forbidden")
    body = {"half_day": "PM", "person_id": "p-ben"}
    assert (await api.call(ADA, "POST", f"{path}/signatures", body)).status_code == 422


async def test_a_role_without_any_right_is_told_so(api: Api) -> None:
    nobody = {"sub": "x", "partner": "coopilote", "roles": ["ops"]}
    await api.refused(nobody, "GET", "/v1/sessions", status=403, slug="forbidden")
    answer = await api.client.get("/v1/sessions")
    assert answer.status_code == 401


async def test_a_coach_of_another_partner_creates_nothing_here(api: Api) -> None:
    body = {
        "group_id": GROUP,
        "starts_at": "2026-10-08T14:00:00+02:00",
        "ends_at": "2026-10-08T16:00:00+02:00",
        "place": "X",
    }
    await api.refused(FOREIGN_COACH, "POST", "/v1/sessions", body, status=404, slug="not-found")
    await api.refused(ADA, "POST", "/v1/sessions", body, status=403, slug="forbidden")
    unknown = body | {"group_id": "group-unknown"}
    await api.refused(COACH, "POST", "/v1/sessions", unknown, status=404, slug="not-found")
