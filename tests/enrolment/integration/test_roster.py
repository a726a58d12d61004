"""The roster through HTTP: what is created, what is unchanged, what is reported."""

import asyncio

from tests.enrolment.office import (
    COORDINATOR,
    FOREIGN_COORDINATOR,
    HEADER,
    OFFICER,
    ROWS,
    Office,
    events,
    problem,
    types,
)

BAD = "Jade;Loriquet;jade@example.org;31/02/2008;1;none;;;"
EMPLOYEE = "Camille;Pernochet;camille@example.org;2005-06-15;2;full_time;;;"


async def test_good_rows_are_taken_and_bad_ones_reported_by_row_and_field(office: Office) -> None:
    programme_id = await office.programme()
    report = (await office.roster(programme_id, ROWS[0], BAD, ROWS[2], EMPLOYEE)).json()
    assert [(one["row"], one["status"]) for one in report["created"]] == [
        (2, "ELIGIBLE"),
        (4, "CONSENT_PENDING"),
        (5, "REFUSED"),
    ]
    assert report["unchanged"] == []
    assert report["errors"] == [
        {
            "row": 3,
            "field": "birth_date",
            "message": "is not a date",
            "accepted": "AAAA-MM-JJ or JJ/MM/AAAA, a day that exists",
            "value": "31/02/2008",
        }
    ]


async def test_a_cell_that_a_spreadsheet_would_run_is_told_and_registers_nobody(office: Office) -> None:
    programme_id = await office.programme()
    formula = "=1+1;Loriquet;jade@example.org;2008-02-01;1;none;;;"
    report = (await office.roster(programme_id, formula, ROWS[0])).json()
    assert [(one["row"], one["field"], one["message"]) for one in report["errors"]] == [
        (2, "given_name", "is a formula")
    ]
    assert [one["row"] for one in report["created"]] == [3]


async def test_a_dry_run_reports_the_same_and_writes_nothing(office: Office) -> None:
    programme_id = await office.programme()
    dry = (await office.roster(programme_id, *ROWS, BAD, dry_run=True)).json()
    assert (await office.get(COORDINATOR, "/v1/applications"))["items"] == []
    assert await office.deps.persons.count() == 0
    assert (await office.roster(programme_id, *ROWS, BAD)).json() == dry | {"dry_run": False}
    assert dry["dry_run"] is True


async def test_running_it_again_changes_nothing(office: Office) -> None:
    programme_id = await office.programme()
    first = (await office.roster(programme_id, *ROWS)).json()
    again = (await office.roster(programme_id, *ROWS, EMPLOYEE)).json()
    assert again["unchanged"] == first["created"]
    assert [one["row"] for one in again["created"]] == [5]
    assert await office.deps.applications.count() == 4
    person = await office.deps.persons.get(first["created"][0]["person_id"])
    assert types(person) == ["personal enrolment.person_registered.v1"]


async def test_a_file_sent_twice_at_once_registers_everybody_once(office: Office) -> None:
    programme_id = await office.programme()
    answers = await asyncio.gather(*(office.roster(programme_id, *ROWS) for _ in range(3)))
    reports = [answer.json() for answer in answers]
    assert sum(len(report["created"]) for report in reports) == len(ROWS)
    for application in await office.deps.applications.all():
        assert len([name for name in types(application) if "submitted" in name]) == 1


async def test_a_row_that_contradicts_what_is_registered_is_reported_and_overwrites_nothing(office: Office) -> None:
    programme_id = await office.programme()
    await office.roster(programme_id, *ROWS)
    changed = (
        ROWS[0].replace("2007-11-23", "2007-11-24"),
        ROWS[1].replace("part_time", "full_time"),
        ROWS[2].replace("Hélène", "Ada"),
    )
    report = (await office.roster(programme_id, *changed)).json()
    assert [(one["row"], one["field"], one["accepted"]) for one in report["errors"]] == [
        (2, "birth_date", "2007-11-23"),
        (3, "employment", "part_time"),
        (4, "guardian_given_name", "Hélène"),
    ]
    assert report["created"] == report["unchanged"] == []


async def test_events_name_the_person_on_the_personal_exchange_only(office: Office) -> None:
    programme_id = await office.programme()
    created = (await office.roster(programme_id, *ROWS, EMPLOYEE)).json()["created"]
    applications = [await office.deps.applications.get(one["application_id"]) for one in created]
    submitted = "events enrolment.application_submitted.v1"
    assert types(applications[0]) == [submitted]
    assert types(applications[2]) == [submitted, "events enrolment.guardian_consent_requested.v1"]
    assert types(applications[3]) == [submitted, "events enrolment.application_refused.v1"]
    refusal = events(applications[3])[1][1]
    assert (refusal["rule"], refusal["reason"]) == ("CAPE-04", "full-time-employee")
    assert all("example.org" not in str(events(one)) for one in applications)
    guardian = await office.deps.persons.get(str(applications[2].state.guardian_id))
    (_, data) = events(guardian)[0]
    assert (data["kind"], data["email"]) == ("guardian", "helene@example.org")
    assert data["guardian_of"] == created[2]["person_id"]


async def test_a_body_that_is_not_utf_8_is_invalid(office: Office) -> None:
    programme_id = await office.programme()
    path = f"/v1/programmes/{programme_id}/roster"
    content = f"{HEADER}\n{ROWS[1]}".encode("latin-1")
    answer = await office.send(COORDINATOR, "POST", path, content=content, headers={"Content-Type": "text/csv"})
    assert problem(answer, "invalid-request", 422)["errors"][0]["field"] == "body"
    empty = await office.send(COORDINATOR, "POST", path, content=b"")
    assert problem(empty, "invalid-request", 422)["errors"][0]["message"] == "is empty"


async def test_only_the_coordinators_own_people_import(office: Office) -> None:
    programme_id = await office.programme()
    problem(await office.roster(programme_id, *ROWS, actor=FOREIGN_COORDINATOR), "not-found", 404)
    problem(await office.roster(programme_id, *ROWS, actor=OFFICER), "forbidden", 403)
    problem(await office.roster("unknown", *ROWS), "not-found", 404)


async def test_two_thousand_rows_go_through_in_one_call(office: Office) -> None:
    programme_id = await office.programme()
    # Names differ as they do in a school: two thousand of one name would be as many pairs of doubles to write down.
    rows = [f"Lou;Vaucheret{number};p{number}@example.org;2007-11-23;1;none;;;" for number in range(2000)]
    assert len((await office.roster(programme_id, *rows)).json()["created"]) == 2000
    page = await office.get(COORDINATOR, "/v1/applications", limit="200", programme_id=programme_id)
    assert len(page["items"]) == 200
    assert page["next"]
