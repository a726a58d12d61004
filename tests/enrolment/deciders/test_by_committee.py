"""What a committee answers: read by its members, answered by nobody alone."""

from tests.enrolment.deciders.desk import BOARD, review_of, sent, with_deciders
from tests.enrolment.office import Actor, Office


async def test_what_a_committee_answers_is_not_answered_by_one_person(office: Office) -> None:
    application = await sent(office, await with_deciders(office, (BOARD,), ()))
    review = await review_of(office, application, "board")
    pepite, member = Actor("pepite_officer", "cmq-mma"), Actor("committee_member", "cmq-mma", "member")
    body = {"answer": "accept"}
    await office.refused(pepite, f"/v1/reviews/{review}/answer", body, "answered-by-committee")
    await office.get(member, f"/v1/reviews/{review}", 404)
    planned = {
        "partner": "cmq-mma",
        "decider": "board",
        "scheme": "student_cooperative",
        "held_at": "2026-09-20T12:00:00Z",
        "place": "Salle",
        "last_application_on": "2026-09-15",
        "members": [{"sub": "member", "name": "Membre", "organisation": "Campus"}],
    }
    committee = await office.post(pepite, "/v1/committees", planned)
    await office.post(pepite, f"/v1/committees/{committee['id']}/agenda")
    assert (await office.get(member, f"/v1/reviews/{review}"))["by_committee"] is True
    assert len((await office.get(member, "/v1/reviews"))["items"]) == 1
    other = Actor("committee_member", "cmq-mma", "another-committee")
    await office.get(other, f"/v1/reviews/{review}", 404)
    assert (await office.get(other, "/v1/reviews"))["items"] == []
    await office.refused(member, f"/v1/reviews/{review}/answer", body, "forbidden", 403)
