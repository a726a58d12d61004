"""What a mentoring means for the team: who sees it, until when, and who may look for a mentor."""

from dataclasses import replace

import pytest

from enrolment.usecases.network.choose_mentor import ChooseMentor, choose_mentor
from essaim.contracts.enrolment_network import MentoringEnded
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.network.desk import (
    EPA,
    NEED,
    SCHOOL_TEACHER,
    chosen,
    mentor,
    mentor_actor,
    need,
    put,
    suggestions,
    team,
)
from tests.enrolment.office import COORDINATOR, Office, problem
from tests.enrolment.snee.pepite import deliver


async def following(office: Office) -> tuple[str, str, str]:
    """A team that m1 follows: the team, the path of its choices, and the choice."""
    await mentor(office, "m1")
    wanted = await need(office)
    choice_id = await chosen(office, wanted["id"], "m1")
    path = f"/v1/mentor-needs/{wanted['id']}/choices"
    await office.post(mentor_actor("m1"), f"{path}/{choice_id}/answer", {"accepts": True})
    await office.post(EPA, f"{path}/{choice_id}/confirmation")
    return wanted["subject_id"], path, choice_id


async def test_a_mentor_sees_the_team_and_its_members_until_the_mentoring_ends(office: Office) -> None:
    team_id, path, choice_id = await following(office)
    members = f"/v1/mini-enterprises/{team_id}/members"
    await office.get(mentor_actor("m1"), members)
    for _ in range(2):
        await office.post(EPA, f"{path}/{choice_id}/ending", {"code": "disagreement", "words": "Emploi du temps"})
    await office.get(mentor_actor("m1"), members, 404)
    assert (await office.get(mentor_actor("m1"), "/v1/mini-enterprises"))["items"] == []
    assert (await office.get(EPA, f"/v1/mini-enterprises/{team_id}"))["mentor_id"] is None


async def test_an_erased_mentor_sees_the_team_no_more(office: Office) -> None:
    """GDPR-02: the id of somebody who is forgotten opens nothing."""
    team_id, _, _ = await following(office)
    await office.post(COORDINATOR, "/v1/mentors/m1/erasure")
    await office.get(mentor_actor("m1"), f"/v1/mini-enterprises/{team_id}/members", 404)
    assert (await office.deps.mini_enterprises.get(team_id)).state.mentor_id is None


async def test_an_end_that_stopped_before_the_team_is_completed_by_its_own_event(office: Office) -> None:
    team_id, path, choice_id = await following(office)
    await office.post(EPA, f"{path}/{choice_id}/ending", {"code": "other", "reopen": True})
    need_id = path.split("/")[3]
    await office.deps.mini_enterprises.change(
        team_id, lambda state: Change(replace(state, mentor_id="m1")), fresh_cause("tests")
    )
    ids = {"need_id": need_id, "choice_id": choice_id, "mentor_id": "m1", "subject_id": team_id}
    await deliver(
        office, MentoringEnded(**ids, programme_id="p", kind="mini_enterprise", outcome="ENDED", reason="other")
    )
    assert (await office.deps.mini_enterprises.get(team_id)).state.mentor_id is None


async def test_a_choice_that_stopped_after_the_place_is_completed_by_its_repetition(office: Office) -> None:
    """The last place is held by this very choice: it is not full for it."""
    await mentor(office, "m1", maximum_teams=1)
    wanted = await need(office)
    cause = fresh_cause("tests")

    class DiesError(Exception):
        """The process dies here."""

    class Dying:
        """The needs of a deployment that dies before it writes one."""

        async def get(self, id_: str) -> object:
            return await office.deps.mentor_needs.get(id_)

        async def change(self, *_: object, **__: object) -> None:
            raise DiesError

    command = ChooseMentor(wanted["id"], "m1")
    with pytest.raises(DiesError):
        await choose_mentor(command, replace(office.deps, mentor_needs=Dying()), cause)  # type: ignore[arg-type]
    assert (await office.deps.mentors.get("m1")).state.load == 1
    for _ in range(2):
        stored = await choose_mentor(command, office.deps, cause)
        assert (stored.state.status, len(stored.state.choices)) == ("PROPOSED", 1)
    assert (await office.deps.mentors.get("m1")).state.load == 1


async def test_a_teacher_of_another_partner_begins_no_need_and_learns_of_no_mentor(office: Office) -> None:
    await mentor(office, "m1")
    team_id = await team(office)
    asked = NEED | {"subject_id": team_id}
    problem(await office.send(SCHOOL_TEACHER, "PUT", "/v1/mentor-needs", asked), "invalid-request", 422)
    assert await office.deps.mentor_needs.count() == 0
    given = await need(office, team_id=team_id, teacher_id=SCHOOL_TEACHER.sub)
    assert (await suggestions(office, given["id"], SCHOOL_TEACHER))["suggestions"][0]["mentor_id"] == "m1"
    changed = await put(office, SCHOOL_TEACHER, "/v1/mentor-needs", asked | {"skills": ["vente"]})
    assert (changed["id"], changed["skills"]) == (given["id"], ["vente"])
    await need(office, team_id=team_id, teacher_id="somebody-else")
    problem(await office.send(SCHOOL_TEACHER, "PUT", "/v1/mentor-needs", asked), "invalid-request", 422)


async def test_a_teacher_is_not_told_what_a_mentor_said_or_lacks(office: Office) -> None:
    team_id = await team(office)
    await mentor(office, "m1", refusals=[team_id])
    await mentor(office, "m2", radius_km=5, city="Dijon")
    wanted = await need(office, team_id=team_id, teacher_id=SCHOOL_TEACHER.sub)
    told = {one["mentor_id"]: one["code"] for one in (await suggestions(office, wanted["id"]))["excluded"]}
    assert told == {"m1": "refused-by-mentor", "m2": "too-far"}
    shown = {one["mentor_id"]: one for one in (await suggestions(office, wanted["id"], SCHOOL_TEACHER))["excluded"]}
    assert (shown["m1"]["code"], shown["m2"]["code"]) == ("unavailable", "too-far")
    assert "souhaite" not in shown["m1"]["words"]
