"""Who sees what: CVs are read by their member, the interviewers, the teacher and EPA; erasure leaves nothing of them."""

import json
from datetime import date

from enrolment.domain.privacy.holding import Erasing
from enrolment.usecases.privacy.hold_mini import hold_mini
from essaim.kit.cause import fresh_cause
from tests.enrolment.mini.desk import EPA, JUROR, STRANGER, TEACHER, TEAMS, built, created, interviewed, seat, self_of
from tests.enrolment.mini.test_agreement import PNG
from tests.enrolment.office import COORDINATOR, Actor, Office

MENTOR = Actor("mentor", "cmq-mma", "a-mentor")


async def test_a_candidacy_is_read_by_nobody_else(office: Office) -> None:
    team_id, found = await created(office)
    await interviewed(office, team_id, found[0])
    path = f"{TEAMS}/{team_id}/members/{seat(found[0])}"
    cv = await office.send(
        self_of(found[0]),
        "POST",
        f"{path}/files",
        params={"name": "cv.png", "kind": "cv"},
        content=PNG,
        headers={"Content-Type": "image/png"},
    )
    assert cv.status_code == 201, cv.text
    file = cv.json()["files"][0]["sha256"]
    for url in (f"{path}/candidacy", f"{path}/files/{file}"):
        for allowed in (self_of(found[0]), TEACHER, EPA, JUROR):
            assert (await office.send(allowed, "GET", url)).status_code == 200, allowed
        for stranger in (
            self_of(found[1]),
            COORDINATOR,
            MENTOR,
            STRANGER,
            Actor("jury", "cmq-mma", "another"),
            Actor("student", "cmq-mma", "juror"),
        ):
            assert (await office.send(stranger, "GET", url)).status_code == 404, stranger
    assert (await office.send(JUROR, "PUT", f"{path}/candidacy", {"cv": "x"})).status_code == 403
    team = await office.send(self_of(found[1]), "GET", f"{TEAMS}/{team_id}")
    members = await office.send(self_of(found[1]), "GET", f"{TEAMS}/{team_id}/members")
    assert "fleuriste" not in team.text + members.text


async def test_a_student_reaches_their_own_team_and_a_jury_no_names(office: Office) -> None:
    team_id, found = await built(office)
    mine = (await office.get(self_of(found[0]), TEAMS))["items"]
    assert [one["id"] for one in mine] == [team_id]
    outsider = Actor("student", "cmq-mma", "nobody")
    assert (await office.get(outsider, TEAMS))["items"] == []
    for url in ("", "/members", "/organigramme.pdf"):
        assert (await office.send(outsider, "GET", f"{TEAMS}/{team_id}{url}")).status_code == 404
        assert (await office.send(STRANGER, "GET", f"{TEAMS}/{team_id}{url}")).status_code == 404
        assert (await office.send(self_of(found[0]), "GET", f"{TEAMS}/{team_id}{url}")).status_code == 200
    programme_id = found[0]["programme_id"]
    for query, count in (({"status": "TEAM_BUILT"}, 1), ({"status": "CREATED"}, 0), ({"format": "M"}, 0)):
        listed = await office.send(EPA, "GET", TEAMS, params={"programme_id": programme_id, **query})
        assert [one["id"] for one in listed.json()["items"]] == [team_id] * count
    seen = await office.send(JUROR, "GET", f"{TEAMS}/{team_id}")
    assert "Vaucheret" not in seen.text
    assert (await office.send(JUROR, "GET", f"{TEAMS}/{team_id}/members")).status_code == 403


async def test_gdpr_nothing_that_was_written_of_a_member_outlives_their_erasure(office: Office) -> None:
    team_id, found = await built(office)
    member = f"{TEAMS}/{team_id}/members/{seat(found[1])}"
    sent = await office.send(
        self_of(found[1]),
        "POST",
        f"{member}/files",
        params={"name": "cv.png", "kind": "cv"},
        content=PNG,
        headers={"Content-Type": "image/png"},
    )
    file = sent.json()["files"][0]["sha256"]
    person_id = found[1]["person_id"]
    records = await hold_mini().export(person_id, office.deps)
    assert "fleuriste" in json.dumps([one.data for one in records], default=str)
    assert "Bon entretien" in json.dumps([one.data for one in records], default=str)
    for _ in range(2):
        erasing = Erasing(person_id, "e1", date(2026, 9, 21))
        assert await hold_mini().erase(erasing, office.deps, fresh_cause("privacy")) == ()
    left = await hold_mini().export(person_id, office.deps)
    text = json.dumps([one.data for one in left], default=str)
    assert "fleuriste" not in text
    assert "entretien" not in text
    state = (await office.deps.mini_members.get(seat(found[1]))).state
    assert (state.active, state.interviews, state.files) == (False, (), ())
    team = (await office.deps.mini_enterprises.get(team_id)).state
    assert [one.reason for one in team.appointments if one.member_id == seat(found[1])] == [""]
    assert (await office.send(EPA, "GET", f"{member}/files/{file}")).status_code == 404
    assert await office.deps.attachments._store.count(office.deps.attachments._collection, {}) == 0
