"""A team that gives up, and a team that ends as planned: what has to be over first, and what ends with it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from enrolment.domain.applications.dossier import Moment
from enrolment.domain.errors import RuleError
from enrolment.domain.mini.abandoning import Reason, abandon, has_money
from enrolment.domain.mini.enterprise import MiniEnterprise, Status
from enrolment.domain.mini.formats import Format
from enrolment.domain.mini.member import Member
from enrolment.usecases.mini.join_team import JoinTeam, join_team
from enrolment.usecases.mini.release_team import ReleaseTeam, release_team
from essaim.contracts.enrolment_mini import MiniEnterpriseAbandoned
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.mini.desk import (
    AGREEMENT,
    EPA,
    STRANGER,
    TEACHER,
    TEAM,
    TEAMS,
    built,
    created,
    interviewed,
    joining,
    seat,
    self_of,
    signature,
    signed,
    slot,
)
from tests.enrolment.network.desk import chosen, mentor, mentor_actor, need
from tests.enrolment.office import COORDINATOR, Office, events, types
from tests.enrolment.snee.pepite import deliver

GIVEN_UP = {"reason": "members-left", "words": "Il ne reste que deux élèves"}
EVENT = "events enrolment.mini_enterprise_abandoned.v1"


async def test_a_team_that_gives_up_ends_what_is_open_in_it(office: Office) -> None:
    """Posts, ballots, interviews, the agreement; its members may join another team. Told once, by ids and codes."""
    team_id, found = await created(office)
    await signed(office, team_id)
    path = f"{TEAMS}/{team_id}"
    given = {"member_id": await interviewed(office, team_id, found[1]), "reason": "Bon entretien"}
    await office.post(TEACHER, f"{path}/posts/sales-director/appointments", given)
    await office.post(TEACHER, f"{path}/elections", {"post": "chief", "candidates": [seat(found[2])]})
    ballot = (await office.get(EPA, path))["elections"][-1]["number"]
    await office.post(self_of(found[0]), f"{path}/elections/{ballot}/votes", {"choice": seat(found[2])})
    member = f"{path}/members/{seat(found[2])}"
    await office.send(self_of(found[2]), "PUT", f"{member}/candidacy", {"cv": "Bafa"})
    await office.post(TEACHER, f"{member}/interviews", slot(17))
    after = await office.post(TEACHER, f"{path}/abandonment", GIVEN_UP)
    again = await office.post(TEACHER, f"{path}/abandonment", GIVEN_UP)
    assert (after["status"], after["next_step"], after["version"]) == ("ABANDONED", None, again["version"])
    assert after["abandonment"] == {
        "reason": "members-left",
        "words": GIVEN_UP["words"],
        "on": "2026-09-21",
        "status": "AGREEMENT_SIGNED",
    }
    assert {one["end_code"] for one in after["appointments"]} == {"team-abandoned"}
    assert not [one for one in after["appointments"] if one["until"] is None]
    stopped = after["elections"][-1]
    assert (stopped["stopped"], stopped["tied"], stopped["voters"], stopped["counts"]) == (True, False, [], {})
    assert after["agreement"]["ended_on"] == "2026-09-21"
    members = [(await office.deps.mini_members.get(seat(one))).state for one in found]
    assert {(one.active, one.left_code) for one in members} == {(False, "team-abandoned")}
    assert [one.cancelled for one in members[2].interviews] == [True]
    assert [one.cancelled for one in members[1].interviews] == [False]
    published = types(await office.deps.mini_enterprises.get(team_id))
    assert published.count(EVENT) == 1
    other = await office.post(EPA, TEAMS, TEAM | {"programme_id": found[0]["programme_id"], "name": "Autre"})
    await office.post(TEACHER, f"{TEAMS}/{other['id']}/members", joining(found))
    await release_team(ReleaseTeam(team_id), office.deps, fresh_cause("again"))
    assert (await office.deps.mini_members.get(seat(found[0]))).state.active


async def test_nothing_begins_any_more_in_a_team_that_gave_up(office: Office) -> None:
    team_id, found = await created(office)
    path = f"{TEAMS}/{team_id}"
    assert (await office.send(EPA, "PUT", f"{path}/agreement", AGREEMENT)).status_code == 200
    await office.post(COORDINATOR, f"{path}/abandonment", {"reason": "no-teacher"})
    status = "mini-enterprise-status"
    today = signature("epa", "Rémi Vasseron") | {"signed_on": "2026-09-01"}
    await office.refused(EPA, f"{path}/agreement/signatures", today, status)
    await office.refused(TEACHER, f"{path}/members", joining(found), status)
    await office.refused(EPA, f"{path}/steps", {"status": "AGREEMENT_SIGNED"}, status)
    await office.refused(TEACHER, f"{path}/abandonment", {"reason": "no-idea"}, status)
    looks = {"subject_kind": "mini_enterprise", "subject_id": team_id}
    assert (await office.send(EPA, "PUT", "/v1/mentor-needs", looks)).status_code == 409


async def test_a_day_and_a_reason_have_to_make_sense(office: Office) -> None:
    team_id, found = await created(office)
    await signed(office, team_id)
    path = f"{TEAMS}/{team_id}/abandonment"
    for body, field in (
        ({"reason": "no-idea", "abandoned_on": "2026-09-22"}, "abandoned_on"),
        ({"reason": "no-idea", "abandoned_on": "2026-09-01"}, "abandoned_on"),
        ({"reason": "other"}, "words"),
        ({"reason": "boredom"}, "reason"),
    ):
        told = await office.refused(TEACHER, path, body, "invalid-request", 422)
        assert told["errors"][0]["field"].endswith(field), body
    assert (await office.send(self_of(found[0]), "POST", path, GIVEN_UP)).status_code == 403
    assert (await office.send(STRANGER, "POST", path, GIVEN_UP)).status_code == 404
    await office.move_clock(datetime(2026, 10, 2, 7, tzinfo=UTC))
    after = await office.post(TEACHER, path, GIVEN_UP | {"abandoned_on": "2026-09-30"})
    assert after["steps"][-1] == {"status": "ABANDONED", "on": "2026-09-30", "note": ""}


async def test_mini_02_with_real_money_epa_ends_it_and_the_books_are_not_forgotten(office: Office) -> None:
    team_id, found = await built(office)
    path = f"{TEAMS}/{team_id}"
    await office.post(EPA, f"{path}/steps", {"status": "FUNDED", "note": "Avances"})
    for somebody in (TEACHER, COORDINATOR):
        await office.refused(somebody, f"{path}/abandonment", GIVEN_UP, "forbidden", 403)
    await office.post(EPA, f"{path}/abandonment", GIVEN_UP)
    (event,) = await _told(office, team_id)
    assert (event["has_money"], event["status"], event["carrier"]) == (True, "FUNDED", "epa")
    assert sorted(event["person_ids"]) == sorted(one["person_id"] for one in found)
    assert "deux élèves" not in str(event)
    seen = await office.get(COORDINATOR, path)
    assert (seen["abandonment"]["reason"], seen["abandonment"]["words"]) == ("members-left", None)


@pytest.mark.parametrize("status", list(Status))
def test_a_team_gives_up_from_every_step_but_the_last(status: Status) -> None:
    moment = Moment(datetime(2027, 2, 1, 9, tzinfo=UTC), "somebody", date(2027, 2, 1))
    known = MiniEnterprise(
        programme_id="p",
        coordinator="cmq-mma",
        school_year="2026-2027",
        name="Les Lampions",
        format=Format.L,
        sells=True,
        starts_on=date(2026, 10, 1),
        ends_on=date(2027, 5, 31),
        planned_hours=None,
        status=status,
    )
    if status in (Status.DISSOLVED, Status.CLOSED, Status.ABANDONED):
        with pytest.raises(RuleError):
            abandon(known, Reason.NO_IDEA, "", moment.on, moment)
        return
    after = abandon(known, Reason.NO_IDEA, "", moment.on, moment)
    assert after.abandonment is not None
    assert (after.status, after.abandonment.status) == (Status.ABANDONED, status)
    assert has_money(after) == (status not in (Status.CREATED, Status.AGREEMENT_SIGNED, Status.TEAM_BUILT, Status.HELD))
    assert abandon(after, Reason.NO_IDEA, "again", moment.on, moment) is after


@pytest.mark.parametrize("confirmed", [True, False])
async def test_the_mentor_of_a_team_that_gave_up_is_free_again(office: Office, confirmed: bool) -> None:
    team_id, _ = await created(office, rows=())
    mentor_id = await mentor(office, "m1")
    made = await need(office, team_id=team_id)
    choice = await chosen(office, made["id"], mentor_id)
    if confirmed:
        await office.post(mentor_actor(mentor_id), f"{_choice(made, choice)}/answer", {"accepts": True})
        await office.post(EPA, f"{_choice(made, choice)}/confirmation")
    await office.post(EPA, f"{TEAMS}/{team_id}/abandonment", GIVEN_UP)
    after = await office.get(EPA, f"/v1/mentor-needs/{made['id']}")
    assert (after["status"], after["mentor_id"]) == ("CLOSED", None)
    over = after["choices"][-1]
    assert (over["status"], over["reason_code"]) == ("ENDED" if confirmed else "WITHDRAWN", "team-ended")
    assert (await office.deps.mentors.get(mentor_id)).state.places == ()
    assert (await office.deps.mini_enterprises.get(team_id)).state.mentor_id is None
    told = events(await office.deps.mentor_needs.get(made["id"]))
    assert [name for name, _ in told].count("events enrolment.mentoring_ended.v1") == 1
    released = [data for name, data in told if name == "personal enrolment.mentor_released.v1"]
    assert [(one["email"], one["outcome"], one["reason"]) for one in released] == (
        [("m1@example.org", "ENDED", "team-ended")] if confirmed else []
    )


async def test_what_a_crash_left_is_done_from_our_own_event(office: Office) -> None:
    """The team's write is there, and nothing after it."""
    team_id, found = await built(office)
    await office.post(TEACHER, f"{TEAMS}/{team_id}/abandonment", GIVEN_UP)
    kept = (await office.deps.mini_members.get(seat(found[0]))).state
    team = (await office.deps.mini_enterprises.get(team_id)).state
    assert not kept.active
    data = MiniEnterpriseAbandoned.model_validate((await _told(office, team_id))[0])
    await _active_again(office, found[0])
    await deliver(office, data, partner="ubfc")
    assert (await office.deps.mini_members.get(seat(found[0]))).state.active
    await deliver(office, data)
    assert not (await office.deps.mini_members.get(seat(found[0]))).state.active
    assert team.status == "ABANDONED"


async def test_who_joins_in_the_moment_in_which_the_team_gives_up_is_not_left_in_it(office: Office) -> None:
    """The team was read before, and is over when the member is written."""
    team_id, found = await created(office)
    path = f"{TEAMS}/{team_id}"
    await office.post(TEACHER, f"{path}/members/{seat(found[0])}/departure", {"code": "mistake"})

    class Late:
        """The members of a replica that is overtaken before it writes one."""

        async def put(self, *args: Any, **options: Any) -> Any:
            await office.post(TEACHER, f"{path}/abandonment", GIVEN_UP)
            return await office.deps.mini_members.put(*args, **options)

        def __getattr__(self, name: str) -> Any:
            return getattr(office.deps.mini_members, name)

    overtaken = replace(office.deps, mini_members=Late())  # type: ignore[arg-type]
    with pytest.raises(RuleError):
        await join_team(JoinTeam(team_id, (found[0]["id"],)), overtaken, fresh_cause("t"))
    member = (await office.deps.mini_members.get(seat(found[0]))).state
    assert (member.active, member.left_code) == (False, "team-abandoned")


async def _told(office: Office, team_id: str) -> list[dict[str, Any]]:
    told = events(await office.deps.mini_enterprises.get(team_id))
    return [data for name, data in told if name == EVENT]


async def _active_again(office: Office, application: dict[str, Any]) -> None:
    def decide(state: Member) -> Change[Member]:
        return Change(replace(state, left_on=None, left_code=""))

    await office.deps.mini_members.change(seat(application), decide, fresh_cause("t"))


def _choice(made: dict[str, Any], choice_id: str) -> str:
    return f"/v1/mentor-needs/{made['id']}/choices/{choice_id}"
