"""The life of a team (domain §8.8), its mentor, and members who come and go with their dossiers."""

from enrolment.domain.mini.enterprise import WITH_SALE, WITHOUT_SALE
from enrolment.usecases.mini.assign_mentor import AssignMentor, assign_mentor
from essaim.contracts.enrolment import ApplicationWithdrawn
from essaim.kit.cause import fresh_cause
from tests.enrolment.mini.desk import (
    EPA,
    ROWS,
    TEACHER,
    TEAM,
    TEAMS,
    YEAR,
    accept_event,
    built,
    dossiers,
    seat,
    self_of,
)
from tests.enrolment.office import COORDINATOR, Actor, Office, types
from tests.enrolment.snee.pepite import deliver


async def test_a_mini_l_goes_through_every_step_of_a_sale(office: Office) -> None:
    """Those about money are recorded by EPA, with a note."""
    team_id, found = await built(office)
    path = f"{TEAMS}/{team_id}/steps"
    told = await office.refused(EPA, path, {"status": "FUNDED", "note": "  "}, "invalid-request", 422)
    assert told["errors"][0]["field"] == "note"
    for somebody in (TEACHER, COORDINATOR, self_of(found[0])):
        await office.refused(somebody, path, {"status": "FUNDED", "note": "Avances"}, "forbidden", 403)
    await office.refused(EPA, path, {"status": "SELLING", "note": "x"}, "step-order")
    assert [one.value for one in WITH_SALE[3:]] == [
        "FUNDED",
        "PRODUCING",
        "SELLING",
        "FESTIVAL",
        "CLOSING",
        "DISSOLVED",
    ]
    for step in WITH_SALE[3:]:
        after = await office.post(EPA, path, {"status": step.value, "note": "Vu avec l’équipe"})
    again = await office.post(EPA, path, {"status": "DISSOLVED", "note": "Vu avec l’équipe"})
    assert after["version"] == again["version"]
    assert after["next_step"] is None
    assert [one["status"] for one in after["steps"]] == [one.value for one in WITH_SALE[1:]]
    published = types(await office.deps.mini_enterprises.get(team_id))
    assert published.count("events enrolment.mini_enterprise_advanced.v1") == 8
    await office.refused(EPA, f"{TEAMS}/{team_id}/members", {"application_ids": ["x"]}, "mini-enterprise-status")


async def test_mini_02_a_mini_m_is_held_and_closed_and_has_no_step_about_money(office: Office) -> None:
    team_id, _ = await built(office, format="M", planned_hours=38)
    path = f"{TEAMS}/{team_id}/steps"
    told = await office.refused(EPA, path, {"status": "FUNDED", "note": "x"}, "mini-02-no-real-money")
    assert told["errors"][0]["accepted"] == "CREATED, AGREEMENT_SIGNED, TEAM_BUILT, HELD, CLOSED"
    for step in WITHOUT_SALE[3:]:
        after = await office.post(TEACHER, path, {"status": step.value})
    assert (after["status"], after["sells"], after["next_step"]) == ("CLOSED", False, None)


async def test_a_mentor_is_assigned_once_and_sees_their_team(office: Office) -> None:
    team_id, _ = await built(office)
    first = await assign_mentor(AssignMentor(team_id, "mentor-1"), office.deps, fresh_cause("network"))
    again = await assign_mentor(AssignMentor(team_id, "mentor-1"), office.deps, fresh_cause("network"))
    assert (first.state.mentor_id, again.version) == ("mentor-1", first.version)
    await assign_mentor(AssignMentor(team_id, "mentor-2"), office.deps, fresh_cause("network"))
    shown = await office.get(EPA, f"{TEAMS}/{team_id}")
    lines = [one["detail"] for one in shown["history"] if one["action"] == "mentor-assigned"]
    assert lines == ["mentor-1", "mentor-2"]
    mentor = Actor("mentor", "somewhere", "mentor-2")
    assert [one["id"] for one in (await office.get(mentor, TEAMS))["items"]] == [team_id]
    assert (await office.send(Actor("mentor", "cmq-mma", "mentor-1"), "GET", f"{TEAMS}/{team_id}")).status_code == 404


async def test_mini_01_an_accepted_dossier_that_fits_joins_the_only_team_by_itself(office: Office) -> None:
    programme_id = await office.programme(**YEAR)
    team = await office.post(EPA, TEAMS, TEAM | {"programme_id": programme_id})
    elder = "Ode;Farrel;ode@example.org;1999-01-01;1;none;;;"
    first, second, unfit = await dossiers(office, programme_id, *ROWS[:2], elder)
    for one in (first, first, unfit):
        await accept_event(office, one)
    members = (await office.get(self_of(first), f"{TEAMS}/{team['id']}/members"))["items"]
    assert [one["id"] for one in members] == [seat(first)]
    await office.post(EPA, TEAMS, TEAM | {"programme_id": programme_id, "name": "Autre"})
    await accept_event(office, second)
    assert await office.deps.mini_members.count() == 1


async def test_a_withdrawn_dossier_leaves_its_team(office: Office) -> None:
    team_id, found = await built(office)
    application_id = found[1]["id"]
    reason = {"reason": "Déménagement"}
    await office.post(self_of(found[1]), f"/v1/applications/{application_id}/withdrawal", reason)
    told = ApplicationWithdrawn(
        application_id=application_id, person_id=found[1]["person_id"], programme_id=found[1]["programme_id"]
    )
    for _ in range(2):
        await deliver(office, told)
    member = (await office.deps.mini_members.get(seat(found[1]))).state
    assert (member.active, member.left_code) == (False, "withdrawn")
    team = (await office.deps.mini_enterprises.get(team_id)).state
    assert [(one.post, one.end_code) for one in team.appointments if not one.current] == [
        ("sales-director", "withdrawn")
    ]
