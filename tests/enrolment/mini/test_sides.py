"""EPA's two sides, and the teachers of a team: who reaches what where a school coordinates the programme and EPA carries it."""

from dataclasses import replace

import pytest

from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.mini.desk import (
    AGREEMENT,
    EPA,
    POINTS,
    TEACHER,
    TEAM,
    TEAMS,
    YEAR,
    built,
    created,
    interviewed,
    seat,
    self_of,
    signature,
    slot,
)
from tests.enrolment.network.desk import SCHOOL_TEACHER
from tests.enrolment.office import COORDINATOR, Actor, Office

CARRIER = Actor("epa_facilitator", "epa", "epa-facilitator")
ELSEWHERE = Actor("epa_facilitator", "epa-normandie", "somebody-else")
OTHER_TEACHER = Actor("teacher", "cmq-mma", "other-teacher")


async def test_the_facilitator_of_the_carrier_has_the_agreement_the_steps_and_the_money(office: Office) -> None:
    team_id, _ = await built(office)
    path = f"{TEAMS}/{team_id}"
    assert (await office.get(CARRIER, path))["carrier"] == "epa"
    assert (await office.get(CARRIER, TEAMS, carried="true"))["items"][0]["id"] == team_id
    assert (await office.get(CARRIER, TEAMS))["items"] == []
    assert (await office.get(EPA, TEAMS, carried="true"))["items"] == []
    for url in ("/members", "/organigramme.pdf", "/agreement.pdf", "/books"):
        assert (await office.send(CARRIER, "GET", f"{path}{url}")).status_code == 200, url
    after = await office.post(CARRIER, f"{path}/steps", {"status": "FUNDED", "note": "40 avances de 4 €"})
    assert after["status"] == "FUNDED"
    for method, url, body in (
        ("PUT", "/posts/deputy", {"number": 1}),
        ("POST", "/elections", {"post": "chief", "candidates": ["x"]}),
        ("POST", "/members", {"application_ids": ["x"]}),
    ):
        assert (await office.send(CARRIER, method, f"{path}{url}", body)).status_code == 403, url
    for url in ("", "/members", "/books"):
        assert (await office.send(ELSEWHERE, "GET", f"{path}{url}")).status_code == 404, url
    await office.post(CARRIER, f"{path}/abandonment", {"reason": "no-money"})


async def test_the_carrier_signs_and_the_school_is_coordinated_by_somebody_else(office: Office) -> None:
    """The whole agreement without EPA's people at the coordinator."""
    team_id, _ = await created(office, rows=())
    path = f"{TEAMS}/{team_id}/agreement"
    assert (await office.send(CARRIER, "PUT", path, AGREEMENT)).status_code == 200
    for party, name in (("school", "Odile Marquerie"), ("epa", "Rémi Vasseron")):
        given = signature(party, name) | {"signed_on": "2026-09-01"}
        after = await office.post(CARRIER, f"{path}/signatures", given)
    assert after["status"] == "AGREEMENT_SIGNED"


async def test_the_carriers_facilitator_does_nothing_else_with_the_programme(office: Office) -> None:
    """Carrying a programme is not coordinating it."""
    programme_id = await office.programme(**YEAR)
    assert (await office.send(CARRIER, "POST", TEAMS, TEAM | {"programme_id": programme_id})).status_code in (403, 404)
    assert (await office.send(CARRIER, "GET", f"/v1/programmes/{programme_id}/roster")).status_code in (403, 404, 405)


async def test_of_the_teachers_only_the_teams_own_read_candidacies(office: Office) -> None:
    team_id, found = await created(office)
    await interviewed(office, team_id, found[0])
    path = f"{TEAMS}/{team_id}"
    member = f"{path}/members/{seat(found[0])}"
    assert (await office.send(OTHER_TEACHER, "GET", path)).status_code == 200
    for method, url, body in (
        ("GET", "/candidacy", None),
        ("PUT", "/candidacy", {"cv": "x"}),
        ("POST", "/interviews", slot(18)),
        ("POST", "/refusals", {"post": "chief", "reason": "x"}),
    ):
        assert (await office.send(OTHER_TEACHER, method, f"{member}{url}", body)).status_code == 404, url
    assert (await office.send(CARRIER, "GET", f"{member}/candidacy")).status_code == 200
    assert (await office.send(CARRIER, "PUT", f"{member}/candidacy", {"cv": "x"})).status_code == 403
    named = {"teachers": [OTHER_TEACHER.sub]}
    assert (await office.send(TEACHER, "PUT", f"{path}/teachers", named)).status_code == 403
    for actor in (COORDINATOR, EPA, CARRIER):
        after = await office.send(actor, "PUT", f"{path}/teachers", named)
        assert (after.status_code, after.json()["teachers"]) == (200, [OTHER_TEACHER.sub])
    assert (await office.send(OTHER_TEACHER, "GET", f"{member}/candidacy")).status_code == 200
    assert (await office.send(TEACHER, "GET", f"{member}/candidacy")).status_code == 404


async def test_a_teacher_of_a_lycee_that_is_no_partner_here_reaches_the_team_that_names_them(office: Office) -> None:
    """The campus coordinates, the school is another partner; who is not named there sees nothing, here gives nothing up."""
    team_id, found = await created(office)
    path = f"{TEAMS}/{team_id}"
    urls = (path, f"{path}/members", f"{path}/members/{seat(found[0])}/candidacy")
    assert {(await office.send(SCHOOL_TEACHER, "GET", url)).status_code for url in urls} == {404}
    given_up = await office.send(OTHER_TEACHER, "POST", f"{path}/abandonment", {"reason": "no-idea"})
    assert given_up.status_code == 403
    named = {"teachers": [SCHOOL_TEACHER.sub]}
    assert (await office.send(COORDINATOR, "PUT", f"{path}/teachers", named)).status_code == 200
    assert {(await office.send(SCHOOL_TEACHER, "GET", url)).status_code for url in urls} == {200}
    assert (await office.send(SCHOOL_TEACHER, "POST", f"{path}/steps", {"status": "TEAM_BUILT"})).status_code == 403
    await office.post(SCHOOL_TEACHER, f"{path}/abandonment", {"reason": "no-idea"})


@pytest.mark.parametrize("role", ["mentor", "student"])
async def test_who_teaches_elsewhere_is_no_teacher_of_the_team_that_they_follow(office: Office, role: str) -> None:
    """Each role stands for itself: a mentor, or a member, gives nothing up and keeps what a mentor or a member has."""
    team_id, found = await created(office)
    path = f"{TEAMS}/{team_id}"
    somebody = Actor(f"{role} teacher", "lycee", "m1" if role == "mentor" else found[0]["person_id"])
    await office.deps.mini_enterprises.change(
        team_id, lambda state: Change(replace(state, mentor_id="m1")), fresh_cause("tests")
    )
    assert (await office.send(somebody, "GET", f"{path}/members")).status_code == 200
    given_up = await office.send(somebody, "POST", f"{path}/abandonment", {"reason": "no-idea"})
    assert given_up.status_code == 403
    # A teacher of the partner has as a teacher what they have without being a mentor.
    of_partner = Actor(f"{role} teacher", "cmq-mma", somebody.sub)
    assert (await office.send(of_partner, "GET", f"{path}/joinable")).status_code == 200
    assert (await office.send(of_partner, "POST", f"{path}/abandonment", {"reason": "no-idea"})).status_code == 403
    named = {"teachers": [somebody.sub]}
    assert (await office.send(COORDINATOR, "PUT", f"{path}/teachers", named)).status_code == 200
    await office.post(somebody, f"{path}/abandonment", {"reason": "no-idea"})


async def test_a_teacher_of_another_team_in_a_jury_reads_and_scores_and_no_more(office: Office) -> None:
    team_id, found = await created(office)
    member = f"{TEAMS}/{team_id}/members/{seat(found[0])}"
    await office.send(self_of(found[0]), "PUT", f"{member}/candidacy", {"cv": "Bafa"})
    asked = await office.post(TEACHER, f"{member}/interviews", slot(14, OTHER_TEACHER.sub))
    grid = f"{member}/interviews/{asked['interviews'][0]['id']}/grid"
    assert (await office.send(OTHER_TEACHER, "GET", f"{member}/candidacy")).status_code == 200
    filled = await office.send(OTHER_TEACHER, "PUT", grid, {"points": POINTS})
    assert (filled.status_code, filled.json()["interviews"][0]["result"]) == (200, None)
    refused = await office.send(OTHER_TEACHER, "POST", f"{member}/refusals", {"post": "chief", "reason": "x"})
    assert refused.status_code in (403, 404)
    assert (await office.send(OTHER_TEACHER, "PUT", f"{member}/candidacy", {"cv": "x"})).status_code in (403, 404)


async def test_reasons_are_shown_to_those_who_lead_this_team(office: Office) -> None:
    team_id, _ = await built(office)
    for actor, shown in ((TEACHER, True), (EPA, True), (CARRIER, True), (OTHER_TEACHER, False), (COORDINATOR, False)):
        team = await office.get(actor, f"{TEAMS}/{team_id}")
        assert ("Bon entretien" in [one["reason"] for one in team["appointments"]]) is shown, actor


async def test_whoever_creates_a_team_as_a_teacher_looks_after_it(office: Office) -> None:
    programme_id = await office.programme(**YEAR)
    both = Actor("coordinator teacher", "cmq-mma", "head-teacher")
    body = TEAM | {"programme_id": programme_id, "teachers": []}
    assert (await office.post(both, TEAMS, body))["teachers"] == ["head-teacher"]
    assert (await office.post(EPA, TEAMS, body))["teachers"] == []
    assert (await office.send(SCHOOL_TEACHER, "POST", TEAMS, body)).status_code == 404
