"""Posts are given on CV and interview, the chief's by election; who held what stays in the history."""

from tests.enrolment.mini.desk import (
    EPA,
    JUROR,
    POINTS,
    ROWS,
    TEACHER,
    TEAMS,
    built,
    created,
    elected,
    interviewed,
    seat,
    self_of,
    signed,
    slot,
    smaller,
)
from tests.enrolment.office import Office, events, problem


async def test_a_post_asks_for_a_cv_and_an_interview_with_a_grid(office: Office) -> None:
    team_id, found = await created(office)
    await signed(office, team_id)
    path = f"{TEAMS}/{team_id}"
    member = f"{path}/members/{seat(found[0])}"
    given = {"member_id": seat(found[0]), "reason": "Bon entretien"}
    appointments = f"{path}/posts/finance-director/appointments"
    told = await office.refused(TEACHER, appointments, given, "candidacy-incomplete")
    assert [one["field"] for one in told["errors"]] == ["cv", "interview"]
    await office.refused(TEACHER, f"{member}/interviews", slot(14), "cv-missing")
    await interviewed(office, team_id, found[0])
    after = await office.post(TEACHER, appointments, given)
    again = await office.post(TEACHER, appointments, given)
    assert after["version"] == again["version"]
    assert {one["key"]: one["vacant"] for one in after["posts"]}["finance-director"] == 0
    (_, told) = events(await office.deps.mini_enterprises.get(team_id))[-1]
    assert told == {
        "mini_enterprise_id": team_id,
        "programme_id": found[0]["programme_id"],
        "person_id": found[0]["person_id"],
        "post": "finance-director",
        "service": "finance",
        "main": True,
        "elected": False,
        "since": "2026-09-21",
    }


async def test_a_member_has_one_main_post_and_a_post_as_many_holders_as_were_said(office: Office) -> None:
    team_id, found = await built(office)
    path = f"{TEAMS}/{team_id}/posts"
    director = {"member_id": seat(found[1]), "reason": "Aide"}
    assert (await office.send(TEACHER, "PUT", f"{path}/finance-assistant", {"number": 1})).status_code == 200
    await office.refused(TEACHER, f"{path}/finance-assistant/appointments", director, "main-post-held")
    after = await office.post(TEACHER, f"{path}/finance-assistant/appointments", director | {"main": False})
    assert [(one["post"], one["main"]) for one in after["appointments"] if one["member_id"] == seat(found[1])] == [
        ("sales-director", True),
        ("finance-assistant", False),
    ]
    third = {"member_id": await interviewed(office, team_id, found[2], 15), "reason": "Aussi"}
    await office.refused(TEACHER, f"{path}/finance-assistant/appointments", third, "post-filled")
    fewer = await office.send(TEACHER, "PUT", f"{path}/finance-assistant", {"number": 0})
    assert problem(fewer, "invalid-request", 422)["errors"][0]["accepted"] == "1 to 8"
    elected_only = {"member_id": third["member_id"], "reason": "Non"}
    await office.refused(TEACHER, f"{path}/chief/appointments", elected_only, "post-elected")


async def test_decisions_have_reasons_and_a_change_leaves_its_history(office: Office) -> None:
    team_id, found = await built(office)
    member = f"{TEAMS}/{team_id}/members/{seat(found[1])}"
    await office.post(TEACHER, f"{member}/refusals", {"post": "finance-director", "reason": "Poste supprimé"})
    await office.refused(TEACHER, f"{member}/refusals", {"post": "sales-director", "reason": "Non"}, "post-held")
    mine = await office.get(self_of(found[1]), f"{member}/candidacy")
    assert {(one["post"], one["given"], one["reason"]) for one in mine["decisions"]} == {
        ("finance-director", False, "Poste supprimé"),
        ("sales-director", True, "Bon entretien"),
    }
    path = f"{TEAMS}/{team_id}/posts/sales-director"
    left = {"member_id": seat(found[1]), "code": "own-wish", "reason": "Veut produire"}
    after = await office.post(TEACHER, f"{path}/departures", left)
    assert {one["key"]: one["vacant"] for one in after["posts"]}["sales-director"] == 1
    await office.refused(TEACHER, f"{path}/departures", left, "post-not-held")
    successor = await interviewed(office, team_id, found[2], 15)
    await office.post(TEACHER, f"{path}/appointments", {"member_id": successor, "reason": "Relève"})
    shown = await office.get(EPA, f"{TEAMS}/{team_id}")
    held = [one for one in shown["appointments"] if one["post"] == "sales-director"]
    assert [(one["member_id"], one["until"], one["reason"], one["end_reason"]) for one in held] == [
        (seat(found[1]), "2026-09-21", "Bon entretien", "Veut produire"),
        (successor, None, "Relève", ""),
    ]
    seen = await office.get(self_of(found[0]), f"{TEAMS}/{team_id}")
    assert {(one["reason"], one["end_reason"]) for one in seen["appointments"]} == {(None, None)}


async def test_an_election_keeps_who_voted_and_never_what(office: Office) -> None:
    team_id, found = await created(office)
    await signed(office, team_id)
    first, second, third = (seat(one) for one in found)
    path = f"{TEAMS}/{team_id}/elections"
    await office.post(TEACHER, path, {"post": "chief", "candidates": [first, second]})
    voted = await office.post(self_of(found[0]), f"{path}/1/votes", {"choice": second})
    assert voted == {"number": 1, "voted": True}
    seen = await office.get(TEACHER, f"{TEAMS}/{team_id}")
    assert (seen["elections"][0]["voters"], seen["elections"][0]["counts"]) == ([first], None)
    await office.refused(self_of(found[0]), f"{path}/1/votes", {"choice": first}, "already-voted")
    await office.refused(self_of(found[1]), f"{path}/1/votes", {"choice": third}, "invalid-request", 422)
    await office.refused(TEACHER, f"{path}/1/votes", {"choice": first}, "forbidden", 403)
    await office.post(self_of(found[2]), f"{path}/1/votes", {"choice": None})
    box = {"voters": [third], "counts": {second: 1}}
    told = await office.refused(TEACHER, f"{path}/1/closing", box, "invalid-request", 422)
    assert told["errors"][0]["field"] == "voters"
    closed = await office.post(TEACHER, f"{path}/1/closing", {"voters": [second], "counts": {second: 1}})
    ballot = closed["elections"][0]
    assert (ballot["counts"], ballot["blank"], ballot["elected"]) == ({first: 0, second: 2}, 1, second)
    assert ballot["voters"] == sorted([first, second, third])
    assert [one["post"] for one in closed["appointments"] if one["member_id"] == second] == ["chief"]
    stored = (await office.deps.mini_enterprises.get(team_id)).state
    assert not any("vote" in one.action for one in stored.history)
    assert set(vars(stored.elections[0])) == {
        "number",
        "post",
        "candidates",
        "electors",
        "opened_on",
        "voters",
        "counts",
        "blank",
        "stopped",
        "closed_on",
        "elected",
    }


async def test_after_a_tie_another_ballot_decides_and_the_winner_gives_up_their_post(office: Office) -> None:
    team_id, found = await created(office)
    await signed(office, team_id)
    first, second = seat(found[0]), seat(found[1])
    await interviewed(office, team_id, found[0])
    given = {"member_id": first, "reason": "Bon entretien"}
    await office.post(TEACHER, f"{TEAMS}/{team_id}/posts/sales-director/appointments", given)
    tied = await elected(office, team_id, [first, second], first, second, None)
    assert tied["elections"][0]["tied"]
    assert tied["elections"][0]["elected"] is None
    after = await elected(office, team_id, [first, second], first, first, second)
    assert [(one["post"], one["end_code"]) for one in after["appointments"]] == [
        ("sales-director", "elected"),
        ("chief", ""),
    ]
    await office.refused(
        TEACHER, f"{TEAMS}/{team_id}/elections", {"post": "chief", "candidates": [second]}, "post-filled"
    )


async def test_slots_grids_and_results_of_interviews(office: Office) -> None:
    team_id, found = await created(office)
    await interviewed(office, team_id, found[0])
    one, other = (f"{TEAMS}/{team_id}/members/{seat(each)}" for each in found[:2])
    await office.refused(TEACHER, f"{one}/interviews", slot(14, "somebody"), "slot-taken")
    await office.send(TEACHER, "PUT", f"{other}/candidacy", {"cv": "Bafa"})
    await office.refused(TEACHER, f"{other}/interviews", slot(14), "slot-taken")
    own = slot(16, found[1]["person_id"])
    await office.refused(TEACHER, f"{other}/interviews", own, "invalid-request", 422)
    planned = await office.post(TEACHER, f"{other}/interviews", slot(15))
    grid = f"{other}/interviews/{planned['interviews'][0]['id']}/grid"
    wrong = await office.send(JUROR, "PUT", grid, {"points": {"motivation": 6, "charm": 1}})
    fields = [each["field"] for each in problem(wrong, "invalid-request", 422)["errors"]]
    assert fields == ["points.charm", "points.motivation", "points.cv", "points.expression", "points.skills"]
    somebody = await office.send(JUROR, "PUT", grid, {"interviewer": "other", "points": POINTS})
    problem(somebody, "invalid-request", 422)
    await office.post(TEACHER, f"{other}/interviews/{planned['interviews'][0]['id']}/cancellation")
    problem(await office.send(JUROR, "PUT", grid, {"points": POINTS}), "not-found", 404)
    shown = await office.get(EPA, f"{one}/candidacy")
    # (4·3 + 3·2 + 5·2 + 3·3) / (5·10) of 20.
    assert shown["interviews"][0]["result"] == "14.80"
    mine = await office.get(self_of(found[0]), f"{one}/candidacy")
    assert (mine["interviews"][0]["result"], mine["interviews"][0]["grids"]) == (None, {})


async def test_a_team_is_built_once_no_post_is_vacant(office: Office) -> None:
    team_id, found = await created(office)
    await signed(office, team_id)
    path = f"{TEAMS}/{team_id}"
    told = await office.refused(TEACHER, f"{path}/steps", {"status": "TEAM_BUILT"}, "posts-vacant")
    assert len(told["errors"]) == 7
    await smaller(office, team_id)
    told = await office.refused(TEACHER, f"{path}/steps", {"status": "TEAM_BUILT"}, "posts-vacant")
    assert [one["field"] for one in told["errors"]] == ["posts.chief"]
    await elected(office, team_id, [seat(found[0])], seat(found[0]), seat(found[0]), None)
    after = await office.post(TEACHER, f"{path}/steps", {"status": "TEAM_BUILT", "note": "Équipe complète"})
    assert after["steps"][-1]["note"] == "Équipe complète"


async def test_a_member_who_leaves_vacates_their_posts(office: Office) -> None:
    team_id, found = await built(office)
    path = f"{TEAMS}/{team_id}/members/{seat(found[1])}"
    await office.post(TEACHER, f"{path}/departure", {"code": "moved-away"})
    team = await office.get(TEACHER, f"{TEAMS}/{team_id}")
    assert {one["key"]: one["vacant"] for one in team["posts"]}["sales-director"] == 1
    assert team["appointments"][-1]["end_code"] == "moved-away"
    members = (await office.get(TEACHER, f"{TEAMS}/{team_id}/members"))["items"]
    assert [(one["name"], one["main_post"]) for one in members] == [
        (" ".join(ROWS[0].split(";")[:2]), "chief"),
        ("", None),
        (" ".join(ROWS[2].split(";")[:2]), None),
    ]
    assert (await office.send(self_of(found[1]), "GET", f"{TEAMS}/{team_id}")).status_code == 404
