"""Sessions over HTTP: from planned to sealed, what is said no to, and how it is said."""

from typing import Any

import pytest

from essaim.contracts.coaching import AttendanceSealed, ReportPublished, SessionHeld, SessionScheduled
from tests.coaching.integration.api import COACH, COLLEAGUE, REPORT, Api, student
from tests.coaching.integration.deployment import GROUP, STUDENTS, paris

ADA, BEN, CLEO = (student(person) for person in STUDENTS)
EXTRA = {
    "group_id": GROUP,
    "kind": "group_coaching",
    "starts_at": "2026-10-08T14:00:00+02:00",
    "ends_at": "2026-10-08T16:00:00+02:00",
    "place": "Salle 12",
}

ENDED = paris(2026, 9, 30, 16)


async def test_the_plan_and_the_sessions_can_be_read(api: Api) -> None:
    plan = await api.good(COACH, "GET", f"/v1/groups/{GROUP}/plan")
    assert plan["session_minutes"] == 120
    assert plan["skipped"] == ["2026-11-11"]
    assert plan["session_starts"][0] == "2026-09-30T12:00:00Z"
    page = await api.good(COACH, "GET", f"/v1/sessions?group_id={GROUP}&status=PLANNED&limit=5")
    assert len(page["items"]) == 5
    rest = await api.good(COACH, "GET", f"/v1/sessions?group_id={GROUP}&limit=200&cursor={page['next']}")
    starts = [one["starts_at"] for one in page["items"] + rest["items"]]
    assert starts == plan["session_starts"]
    assert (await api.good(COACH, "GET", f"/v1/sessions?group_id={GROUP}&status=SEALED"))["items"] == []


async def test_a_session_from_planned_to_sealed(api: Api) -> None:
    path = await api.held_session()
    await api.good(COACH, "POST", f"{path}/absences", {"person_id": "p-cleo", "reason": "medical"})
    reported = await api.good(COACH, "PUT", f"{path}/report", REPORT)
    assert (reported["status"], reported["report"], reported["report_version"]) == ("REPORTED", REPORT, 1)
    await api.refused(COACH, "POST", f"{path}/seal", status=409, slug="att-02-before-end")
    api.move_to(ENDED)
    sealed = await api.good(COACH, "POST", f"{path}/seal")
    assert sealed["status"] == "SEALED"
    assert len(await api.outbox(SessionHeld)) == 1
    assert [one["report_version"] for one in await api.outbox(ReportPublished)] == [1]
    (event,) = await api.outbox(AttendanceSealed)
    assert event["seal"] == sealed["seal"]["sha256"]
    assert event["held_on"] == "2026-09-30"
    assert event["attendance"] == [
        {"person_id": "p-ada", "minutes": 120},
        {"person_id": "p-ben", "minutes": 120},
        {"person_id": "p-cleo", "minutes": 0, "absence": "excused"},
    ]


async def test_att_02_a_sealed_sheet_does_not_change_over_http_either(api: Api) -> None:
    path = await api.held_session()
    await api.good(COACH, "POST", f"{path}/absences", {"person_id": "p-cleo", "reason": "exam"})
    await api.good(COACH, "PUT", f"{path}/report", REPORT)
    api.move_to(ENDED)
    await api.good(COACH, "POST", f"{path}/seal")
    attempts: list[tuple[dict[str, Any], str, str, Any]] = [
        (CLEO, "POST", "signatures", {"half_day": "PM"}),
        (COACH, "POST", "absences", {"person_id": "p-ada", "reason": "other"}),
        (COACH, "PUT", "report", REPORT | {"done": "Autre chose."}),
        (COACH, "POST", "cancellation", {"reason": "mistake"}),
        (COACH, "POST", "holding", None),
        (COACH, "POST", "seal", None),
    ]
    before = (await api.call(COACH, "GET", path)).json()
    for who, method, part, body in attempts:
        await api.refused(who, method, f"{path}/{part}", body, status=409, slug="att-02-sealed")
    assert (await api.call(COACH, "GET", path)).json() == before


async def test_att_02_who_is_missing_is_named(api: Api) -> None:
    path = await api.held_session()
    await api.refused(COACH, "POST", f"{path}/seal", status=409, slug="att-02-not-ready")
    await api.good(COACH, "PUT", f"{path}/report", REPORT)
    api.move_to(ENDED)
    problem = await api.refused(COACH, "POST", f"{path}/seal", status=409, slug="att-02-incomplete")
    assert "p-cleo/PM" in problem["detail"]


async def test_att_01_a_student_signs_inside_the_window_only(api: Api) -> None:
    path = await api.first_session()
    await api.refused(ADA, "POST", f"{path}/signatures", {"half_day": "PM"}, status=409, slug="att-01-not-open")
    await api.good(COACH, "POST", f"{path}/confirmation", {"place": "Salle 204"})
    await api.refused(ADA, "POST", f"{path}/signatures", {"half_day": "PM"}, status=409, slug="att-01-outside-window")
    api.move_to(paris(2026, 9, 30, 13, 46))
    problem = await api.refused(
        ADA, "POST", f"{path}/signatures", {"half_day": "AM"}, status=422, slug="invalid-half-day"
    )
    assert problem["errors"] == [{"field": "half_day", "message": "is not one of this session", "accepted": "PM"}]
    signed = await api.good(ADA, "POST", f"{path}/signatures", {"half_day": "PM"})
    again = await api.good(ADA, "POST", f"{path}/signatures", {"half_day": "PM"})
    assert signed == again
    assert [mark["person_id"] for mark in again["attendance"]] == ["p-ada"]


async def test_a_session_is_added_by_hand(api: Api) -> None:
    answer = await api.call(COACH, "POST", "/v1/sessions", EXTRA)
    assert answer.status_code == 201
    body = answer.json()
    assert (body["status"], body["starts_at"], body["half_days"]) == ("PLANNED", "2026-10-08T12:00:00Z", ["PM"])
    assert answer.headers["etag"] == f'"{body["version"]}"'
    assert body["id"] in {one["session_id"] for one in await api.outbox(SessionScheduled)}


async def test_on_a_public_holiday_there_is_a_warning(api: Api) -> None:
    times = {"starts_at": "2026-11-11T14:00:00+01:00", "ends_at": "2026-11-11T16:00:00+01:00"}
    assert (await api.good(COACH, "POST", "/v1/sessions", EXTRA | times))["warnings"] == ["public-holiday"]


async def test_the_same_command_twice_makes_one_session(api: Api) -> None:
    answers = [await api.call(COACH, "POST", "/v1/sessions", EXTRA, idempotency_key="add-one-0001") for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["idempotency-replayed"] == "true"
    other = await api.call(COACH, "POST", "/v1/sessions", EXTRA | {"place": "X"}, idempotency_key="add-one-0001")
    assert other.status_code == 422


async def test_a_refused_command_can_be_tried_again_with_its_key(api: Api) -> None:
    path = await api.first_session()
    body = {"half_day": "PM"}
    for _ in range(2):
        answer = await api.call(ADA, "POST", f"{path}/signatures", body, idempotency_key="sign-0001")
        assert (answer.status_code, answer.json()["type"]) == (409, "urn:essaim:problem:att-01-not-open")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "workshop"}, "kind"),
        ({"starts_at": "2026-10-08T14:00:00"}, "starts_at"),
        ({"starts_at": "2026-09-01T14:00:00+02:00", "ends_at": "2026-09-01T16:00:00+02:00"}, "starts_at"),
        ({"ends_at": "2026-10-09T16:00:00+02:00"}, "ends_at"),
        ({"place": "   "}, "place"),
        ({"room": "204"}, "room"),
        ({"group_id": "no spaces"}, "group_id"),
    ],
)
async def test_bad_input_is_told_by_field(api: Api, change: dict[str, str], field: str) -> None:
    answer = await api.call(COACH, "POST", "/v1/sessions", EXTRA | change)
    assert answer.status_code == 422
    assert field in {one["field"] for one in answer.json()["errors"]}


async def test_an_update_may_insist_on_the_version_it_was_made_for(api: Api) -> None:
    path = await api.first_session()
    body = {"place": "Salle 204"}
    stale = await api.call(COACH, "POST", f"{path}/confirmation", body, if_match='"7"')
    assert (stale.status_code, stale.json()["type"]) == (412, "urn:essaim:problem:version-mismatch")
    etag = (await api.call(COACH, "GET", path)).headers["etag"]
    assert (await api.call(COACH, "POST", f"{path}/confirmation", body, if_match=etag)).status_code == 200


async def test_a_trainer_is_not_confirmed_in_two_places(api: Api) -> None:
    path = await api.first_session()
    await api.good(COACH, "POST", f"{path}/confirmation", {"place": "Salle 204"})
    times = {"starts_at": "2026-09-30T15:00:00+02:00", "ends_at": "2026-09-30T17:00:00+02:00"}
    other = f"/v1/sessions/{(await api.good(COACH, 'POST', '/v1/sessions', EXTRA | times))['id']}"
    body = {"place": "Salle 12"}
    await api.refused(COACH, "POST", f"{other}/confirmation", body, status=409, slug="att-trainer-overlap")
    assert (await api.good(COLLEAGUE, "POST", f"{other}/confirmation", body))["trainer_id"] == "coach-2"


async def test_a_cancelled_session_says_why(api: Api) -> None:
    path = await api.first_session()
    cancelled = await api.good(COACH, "POST", f"{path}/cancellation", {"reason": "coach-ill"})
    assert (cancelled["status"], cancelled["cancelled_because"]) == ("CANCELLED", "coach-ill")
    body = {"reason": "two words"}
    assert (await api.call(COACH, "POST", f"{path}/cancellation", body)).status_code == 422
