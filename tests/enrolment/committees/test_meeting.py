"""A committee from its calendar to its letters: agenda, votes, quorum, results, minutes."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.enrolment.committees.board import (
    CHAIR,
    COMMITTEE,
    FOREIGN,
    GUEST,
    HELD_AT,
    OFFICER,
    OUTSIDER,
    SECOND,
    THIRD,
    board_programme,
    dossiers,
    hold,
    opened,
    status_of,
    vote,
)
from tests.enrolment.office import Office, problem, student, types

LETTERHEAD = {
    "organisation": "Pôle d’exemple",
    "address": ["1 rue de l’Exemple", "21000 Dijon"],
    "place": "Dijon",
    "signatory": "La responsable",
    "appeal": "Recours gracieux dans les deux mois.",
}


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


async def test_a_committee_decides_and_each_result_reaches_its_dossier(office: Office) -> None:
    programme_id = await board_programme(office)
    applications = await dossiers(office, programme_id, 3)
    committee = await opened(office)
    assert (await office.send(OFFICER, "PUT", "/v1/committee-letterheads/cmq-mma", LETTERHEAD)).status_code == 200
    assert [one["applicant"] for one in committee["items"]] == [
        "Lou-Anne Vaucheret",
        "Sacha Vaucheret",
        "Camille Vaucheret",
    ]
    await vote(office, committee, 0, "accept", CHAIR, SECOND, answers={"d2e": True})
    await vote(office, committee, 1, "refuse", CHAIR, SECOND)
    await vote(office, committee, 2, "wait", SECOND, THIRD)
    waiting = committee["items"][2]["review_id"]
    held = await hold(office, committee, ranking=[waiting], present=["guest"])
    assert [one["result"]["answer"] for one in held["items"]] == ["accept", "refuse", "wait"]
    assert all(one["delivered"] for one in held["items"])
    assert held["present"] == ["guest", "chair", "second", "third"]
    assert [await status_of(office, one) for one in applications] == ["ACCEPTED", "REFUSED", "WAITING_LIST"]
    told = types(await office.deps.committees.get(committee["id"]))
    assert told.count("events enrolment.decision_letter_issued.v1") == 3
    assert told.count("events enrolment.committee_held.v1") == 1


async def test_minutes_and_letters_say_what_was_decided_and_are_the_same_bytes_again(office: Office) -> None:
    programme_id = await board_programme(office)
    applications = await dossiers(office, programme_id, 2)
    committee = await opened(office)
    await vote(office, committee, 0, "accept", CHAIR, SECOND)
    await vote(office, committee, 1, "refuse", CHAIR, SECOND)
    path = f"/v1/committees/{committee['id']}"
    await hold(office, committee, opinions={committee["items"][1]["review_id"]: "Marché trop incertain"})
    draft = text_of((await office.send(OFFICER, "GET", f"{path}/minutes.pdf")).content)
    assert "PROJET" in draft
    assert "Lou-Anne Vaucheret" in draft
    assert "2 pour" in draft
    await office.post(OFFICER, f"{path}/signature", {"signatory": "La présidence", "minutes": "Séance levée."})
    signed = (await office.send(OFFICER, "GET", f"{path}/minutes.pdf")).content
    assert "Signé par La présidence" in text_of(signed)
    assert "PROJET" not in text_of(signed)
    await office.move_clock(HELD_AT.replace(day=25))
    assert (await office.send(OFFICER, "GET", f"{path}/minutes.pdf")).content == signed
    letter = f"/v1/applications/{applications[1]['id']}/decision-letter.pdf"
    own = student(applications[1]["person_id"])
    problem(await office.send(own, "GET", letter), "letterhead-missing", 409)
    assert (await office.send(OFFICER, "PUT", "/v1/committee-letterheads/cmq-mma", LETTERHEAD)).status_code == 200
    read = await office.send(own, "GET", letter)
    assert read.status_code == 200
    words = text_of(read.content)
    assert "Avis défavorable" in words
    assert "Marché trop incertain" in words
    assert "Recours gracieux" in words
    assert "Sacha Vaucheret" in words
    assert (await office.send(own, "GET", letter)).content == read.content
    other = student(applications[0]["person_id"])
    assert (await office.send(other, "GET", letter)).status_code == 404


async def test_without_quorum_or_majority_a_dossier_is_carried_over_to_the_next_committee(office: Office) -> None:
    programme_id = await board_programme(office)
    applications = await dossiers(office, programme_id, 2)
    committee = await opened(office)
    await vote(office, committee, 0, "accept", CHAIR)
    await vote(office, committee, 1, "abstain", CHAIR, SECOND)
    held = await hold(office, committee)
    assert [one["result"]["why"] for one in held["items"]] == ["no-quorum", "only-abstentions"]
    assert [await status_of(office, one) for one in applications] == ["ELIGIBLE", "ELIGIBLE"]
    later = {"held_at": "2026-10-20T14:00:00+02:00", "last_application_on": "2026-10-10"}
    following = await office.post(OFFICER, "/v1/committees", COMMITTEE | later)
    filled = await office.post(OFFICER, f"/v1/committees/{following['id']}/agenda")
    assert [one["review_id"] for one in filled["items"]] == [one["review_id"] for one in committee["items"]]


async def test_a_conflict_of_interest_takes_the_vote_away_and_lowers_the_quorum(office: Office) -> None:
    programme_id = await board_programme(office)
    await dossiers(office, programme_id, 1)
    committee = await opened(office, rules={"quorum_percent": 100})
    review_id = committee["items"][0]["review_id"]
    await vote(office, committee, 0, "accept", CHAIR, SECOND, THIRD)
    path = f"/v1/committees/{committee['id']}/agenda/{review_id}"
    await office.post(THIRD, f"{path}/conflicts", {"member": "third"})
    again = await office.send(THIRD, "PUT", f"{path}/vote", {"answer": "accept"})
    problem(again, "conflict-of-interest", 409)
    problem(await office.send(SECOND, "POST", f"{path}/conflicts", {"member": "chair"}), "forbidden", 403)
    held = await hold(office, committee)
    apart = await office.get(THIRD, f"/v1/committees/{committee['id']}")
    assert apart["items"][0]["votes"] == [], "who has a conflict of interest reads how the others voted"
    assert len((await office.get(SECOND, f"/v1/committees/{committee['id']}"))["items"][0]["votes"]) == 2
    assert held["items"][0]["result"]["counts"]["accept"] == 2
    assert held["items"][0]["result"]["answer"] == "accept"


async def test_two_committees_never_have_the_same_dossier(office: Office) -> None:
    programme_id = await board_programme(office)
    await dossiers(office, programme_id, 2)
    first = await office.post(OFFICER, "/v1/committees", COMMITTEE)
    second = await office.post(OFFICER, "/v1/committees", COMMITTEE | {"place": "Ailleurs"})
    filled = await office.post(OFFICER, f"/v1/committees/{first['id']}/agenda")
    assert len(filled["items"]) == 2
    assert (await office.post(OFFICER, f"/v1/committees/{second['id']}/agenda"))["items"] == []
    await office.post(OFFICER, f"/v1/committees/{first['id']}/cancellation", {"reason": "Grève"})
    assert len((await office.post(OFFICER, f"/v1/committees/{second['id']}/agenda"))["items"]) == 2


async def test_members_see_what_is_due_and_their_own_votes_only(office: Office) -> None:
    programme_id = await board_programme(office)
    await dossiers(office, programme_id, 2)
    committee = await opened(office)
    await vote(office, committee, 0, "accept", CHAIR)
    counts = await office.get(SECOND, "/v1/committees/pending-counts")
    assert counts["due"] == 2
    assert [(one["member"], one["items"], one["due"]) for one in counts["items"]] == [("second", 2, 2)]
    assert await office.get(OUTSIDER, "/v1/committees/pending-counts") == {"due": 0, "items": []}
    everybody = await office.get(OFFICER, "/v1/committees/pending-counts")
    assert [(one["member"], one["due"]) for one in everybody["items"]] == [("chair", 1), ("second", 2), ("third", 2)]
    seen = await office.get(SECOND, f"/v1/committees/{committee['id']}")
    assert seen["items"][0]["votes"] == []
    assert seen["items"][0]["vote_count"] == 1
    await office.get(OUTSIDER, f"/v1/committees/{committee['id']}", expected=404)
    await office.get(FOREIGN, f"/v1/committees/{committee['id']}", expected=404)


@pytest.mark.parametrize(("actor", "slug", "status"), [(GUEST, "no-vote", 409), (OUTSIDER, "not-found", 404)])
async def test_only_voting_members_vote(office: Office, actor: object, slug: str, status: int) -> None:
    programme_id = await board_programme(office)
    await dossiers(office, programme_id, 1)
    committee = await opened(office)
    path = f"/v1/committees/{committee['id']}/agenda/{committee['items'][0]['review_id']}/vote"
    problem(await office.send(actor, "PUT", path, {"answer": "accept"}), slug, status)  # type: ignore[arg-type]


async def test_a_refusal_without_reasons_and_a_waiting_list_without_order_are_asked_for_together(
    office: Office,
) -> None:
    programme_id = await board_programme(office)
    await dossiers(office, programme_id, 2)
    committee = await opened(office)
    first, second = (one["review_id"] for one in committee["items"])
    path = f"/v1/committees/{committee['id']}"
    for member in (CHAIR, SECOND):
        refused = await office.send(member, "PUT", f"{path}/agenda/{first}/vote", {"answer": "refuse"})
        problem(refused, "invalid-request", 422)
    await vote(office, committee, 1, "wait", CHAIR, SECOND)
    found = await office.refused(OFFICER, f"{path}/holding", {}, "invalid-request", 422)
    assert [one["field"] for one in found["errors"]] == ["ranking"]
    assert second in found["errors"][0]["accepted"]


async def test_before_its_day_a_committee_is_not_held_and_a_past_day_is_not_planned(office: Office) -> None:
    programme_id = await board_programme(office)
    await dossiers(office, programme_id, 1)
    planned = await office.post(OFFICER, "/v1/committees", COMMITTEE)
    await office.refused(OFFICER, f"/v1/committees/{planned['id']}/holding", {}, "committee-status")
    await office.post(OFFICER, f"/v1/committees/{planned['id']}/opening")
    early = await office.refused(OFFICER, f"/v1/committees/{planned['id']}/holding", {}, "committee-not-begun")
    assert "2026-09-20T14:00+02:00 (Europe/Paris)" in early["detail"], "people in France are told another hour"
    wrong = COMMITTEE | {"held_at": "2026-08-01T10:00:00+02:00", "rules": {"quorum_number": 9}}
    found = await office.refused(OFFICER, "/v1/committees", wrong, "invalid-request", 422)
    assert {one["field"] for one in found["errors"]} == {"held_at", "last_application_on"}
    accepted = next(one["accepted"] for one in found["errors"] if one["field"] == "held_at")
    assert accepted.startswith("an instant after 2026-09-01T09:")
    assert accepted.endswith("+02:00 (Europe/Paris)")


async def test_the_next_committee_is_the_first_whose_last_day_is_yesterday_or_later(office: Office) -> None:
    """SNEE-09."""
    programme_id = await board_programme(office)
    early = await office.post(OFFICER, "/v1/committees", COMMITTEE)
    late = {"held_at": "2026-10-20T14:00:00+02:00", "last_application_on": "2026-10-10"}
    second = await office.post(OFFICER, "/v1/committees", COMMITTEE | late)
    path = "/v1/committees/next"
    own = student("somebody")
    await office.move_clock(HELD_AT.replace(day=16))
    assert (await office.get(own, path, programme_id=programme_id))["committee_id"] == early["id"]
    (promised,) = await dossiers(office, programme_id, 1)
    filled = await office.post(OFFICER, f"/v1/committees/{early['id']}/agenda")
    assert [one["application_id"] for one in filled["items"]] == [promised["id"]], "promised, and not read"
    await office.move_clock(HELD_AT.replace(day=17))
    assert (await office.get(own, path, programme_id=programme_id))["committee_id"] == second["id"]


async def test_a_committee_that_has_begun_is_not_the_next_one(office: Office) -> None:
    """SNEE-09: what is sent after its hour is read by the one after it, though its last application date is today."""
    programme_id = await board_programme(office)
    await office.post(OFFICER, "/v1/committees", COMMITTEE | {"last_application_on": "2026-09-20"})
    late = {"held_at": "2026-10-20T14:00:00+02:00", "last_application_on": "2026-10-10"}
    second = await office.post(OFFICER, "/v1/committees", COMMITTEE | late)
    await office.move_clock(HELD_AT)
    found = await office.get(student("somebody"), "/v1/committees/next", programme_id=programme_id)
    assert found["committee_id"] == second["id"]


async def test_a_member_carries_the_committees_in_their_calendar(office: Office) -> None:
    await board_programme(office)
    planned = await office.post(OFFICER, "/v1/committees", COMMITTEE)
    calendar = (await office.send(CHAIR, "GET", "/v1/committees/calendar.ics")).text
    assert f"UID:committee-{planned['id']}@essaim" in calendar
    assert "DTSTART:20260920T120000Z" in calendar
    assert "BEGIN:VEVENT" not in (await office.send(OUTSIDER, "GET", "/v1/committees/calendar.ics")).text
    one = await office.send(CHAIR, "GET", f"/v1/committees/{planned['id']}.ics")
    assert one.headers["content-type"].startswith("text/calendar")
    assert f"UID:committee-{planned['id']}@essaim" in one.text
    problem(await office.send(OUTSIDER, "GET", f"/v1/committees/{planned['id']}.ics"), "not-found", 404)


async def test_a_member_s_list_has_no_empty_page_before_their_own_committee(office: Office) -> None:
    await board_programme(office)
    others = {"members": [{"sub": "else", "name": "Autre", "organisation": "Lycée"}], "rules": {}}
    for day in (20, 21, 22):
        await office.post(OFFICER, "/v1/committees", COMMITTEE | others | {"held_at": f"2026-09-{day}T14:00:00+02:00"})
    own = await office.post(OFFICER, "/v1/committees", COMMITTEE | {"held_at": "2026-09-23T14:00:00+02:00"})
    page = await office.get(CHAIR, "/v1/committees", limit="1")
    assert [one["id"] for one in page["items"]] == [own["id"]]


async def test_what_was_withdrawn_meanwhile_is_told_and_does_not_stop_the_others(office: Office) -> None:
    programme_id = await board_programme(office)
    applications = await dossiers(office, programme_id, 2)
    committee = await opened(office)
    await vote(office, committee, 0, "accept", CHAIR, SECOND)
    await vote(office, committee, 1, "accept", CHAIR, SECOND)
    await office.post(OFFICER, f"/v1/applications/{applications[0]['id']}/withdrawal", {"reason": "Autre projet"})
    held = await hold(office, committee)
    assert [one["delivered"] for one in held["items"]] == [True, True]
    assert held["items"][0]["result"]["why"] == "review-status"
    assert [await status_of(office, one) for one in applications] == ["WITHDRAWN", "ACCEPTED"]
