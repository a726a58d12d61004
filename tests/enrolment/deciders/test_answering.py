"""One dossier, several deciders at the same deployment: what each is asked and sees, and what all answers make of it."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from enrolment.usecases.deciders.request_reviews import RequestReviews, request_reviews
from essaim.kit.cause import fresh_cause
from tests.enrolment.deciders.desk import (
    ACCEPT,
    CMQ,
    COOPILOTE,
    COORDINATOR,
    OFFICER,
    REFUSE,
    TEACHER,
    answer,
    hear_own,
    review_of,
    sent,
    with_deciders,
)
from tests.enrolment.office import FOREIGN_COORDINATOR, Actor, Office, student, types

CORRUPT = {"answer": "refuse", "opinion": " ", "answers": {"activity": "perhaps", "insured": "yes", "other": True}}


async def test_each_decider_gets_a_review_with_their_own_questions_and_only_what_they_may_see(office: Office) -> None:
    application = await sent(office, await with_deciders(office))
    listed = await office.get(OFFICER, "/v1/reviews")
    assert [(one["decider"], one["status"], one["due_on"]) for one in listed["items"]] == [
        ("coopilote", "OPEN", "2026-09-15")
    ]
    review = await office.get(OFFICER, f"/v1/reviews/{listed['items'][0]['id']}")
    assert [(one["step"], one["name"], one["value"]) for one in review["shown"]] == [
        ("identity", "given_name", "Lou-Anne"),
        ("identity", "family_name", "Vaucheret"),
    ]
    assert [one["key"] for one in review["questions"]] == ["activity", "insured", "remarks"]
    assert "person_id" not in review
    own = await office.get(COORDINATOR, f"/v1/reviews/{await review_of(office, application, 'cmq')}")
    assert {one["name"]: one["value"] for one in own["shown"]}["birth_date"] == "23/11/2007"
    assert {one["label"] for one in own["shown"]} >= {"Prénom", "Date de naissance", "Année d’études"}


async def test_nobody_sees_the_reviews_of_others(office: Office) -> None:
    application = await sent(office, await with_deciders(office))
    review = await review_of(office, application, "coopilote")
    strangers = (
        COORDINATOR,
        TEACHER,
        FOREIGN_COORDINATOR,
        student(application["person_id"]),
        Actor("coordinator", "coopilote"),
        Actor("committee_member", "coopilote"),
        Actor("ops", "coopilote"),
    )
    for stranger in strangers:
        await office.get(stranger, f"/v1/reviews/{review}", 404)
        await office.refused(stranger, f"/v1/reviews/{review}/answer", ACCEPT, "not-found", 404)
        answered = await office.send(stranger, "GET", "/v1/reviews")
        assert answered.status_code == 403 or review not in answered.text
    await office.refused(OFFICER, f"/v1/reviews/{review}/reopening", {"reason": "x"}, "not-found", 404)


async def test_asking_again_asks_nobody_twice(office: Office) -> None:
    application = await sent(office, await with_deciders(office))
    before = await office.deps.applications.get(application["id"])
    for _ in range(2):
        await request_reviews(RequestReviews(application["id"]), office.deps, fresh_cause("tests"))
    await hear_own(office.deps)
    assert (await office.deps.applications.get(application["id"])).state == before.state
    assert types(before).count("events enrolment.decision_requested.v1") == 3
    assert "personal enrolment.dossier_shared.v1" not in types(before)
    assert await office.deps.reviews.count({"application_id": application["id"]}) == 3


async def test_a_programme_without_deciders_asks_nobody_and_keeps_its_one_decision(office: Office) -> None:
    application = await sent(office, await office.programme())
    assert await office.deps.reviews.count() == 0
    decided = await office.post(
        COORDINATOR, f"/v1/applications/{application['id']}/decision", {"decision": "accept", "reason": "Complet"}
    )
    assert decided["status"] == "ACCEPTED"


async def test_every_wrong_field_of_an_answer_is_told_at_once(office: Office) -> None:
    application = await sent(office, await with_deciders(office))
    review = await review_of(office, application, "coopilote")
    problem = await office.refused(OFFICER, f"/v1/reviews/{review}/answer", CORRUPT, "invalid-request", 422)
    assert [one["field"] for one in problem["errors"]] == [
        "opinion",
        "answers.other",
        "answers.activity",
        "answers.insured",
    ]
    missing = await office.refused(
        OFFICER, f"/v1/reviews/{review}/answer", {"answer": "accept"}, "invalid-request", 422
    )
    assert [(one["field"], one["accepted"]) for one in missing["errors"]] == [("answers.activity", "yes, no, review")]


async def test_the_state_follows_from_all_answers_and_an_opinion_never_counts(office: Office) -> None:
    application = await sent(office, await with_deciders(office))
    path = f"/v1/applications/{application['id']}"
    refused_by_school = {"answer": "refuse", "opinion": "Trop d’absences"}
    await answer(office, TEACHER, await review_of(office, application, "school"), refused_by_school)
    await answer(office, COORDINATOR, await review_of(office, application, "cmq"), {"answer": "accept"})
    assert (await office.get(COORDINATOR, path))["status"] == "ELIGIBLE"
    await answer(office, OFFICER, await review_of(office, application, "coopilote"), ACCEPT)
    assert (await office.get(COORDINATOR, path))["status"] == "ACCEPTED"
    found = types(await office.deps.applications.get(application["id"]))
    assert found.count("events enrolment.application_accepted.v1") == 1
    assert "personal enrolment.opinion_given.v1" not in types(
        await office.deps.reviews.get(await review_of(office, application, "coopilote"))
    )


async def test_an_answer_changes_until_the_outcome_is_final_and_then_only_when_it_is_reopened(office: Office) -> None:
    application = await sent(office, await with_deciders(office))
    review, path = await review_of(office, application, "coopilote"), f"/v1/applications/{application['id']}"
    wait = {"answer": "wait", "answers": {"activity": "review"}}
    await answer(office, OFFICER, review, wait)
    waiting = await office.get(COORDINATOR, f"{path}/deciders")
    assert (waiting["status"], waiting["waiting_rank"]) == ("WAITING_LIST", 1)
    await answer(office, OFFICER, review, REFUSE)
    assert (await office.get(COORDINATOR, path))["status"] == "REFUSED"
    await office.refused(OFFICER, f"/v1/reviews/{review}/answer", ACCEPT, "outcome-final")
    reason = {"reason": "Pièce nouvelle"}
    await office.refused(OFFICER, f"{path}/deciders/coopilote/reopening", reason, "not-found", 404)
    reopened = await office.post(COORDINATOR, f"{path}/deciders/coopilote/reopening", reason)
    assert reopened["status"] == "REFUSED"
    await answer(office, OFFICER, review, ACCEPT)
    await answer(office, COORDINATOR, await review_of(office, application, "cmq"), {"answer": "accept"})
    assert (await office.get(COORDINATOR, path))["status"] == "ACCEPTED"
    history = (await office.get(OFFICER, f"/v1/reviews/{review}"))["history"]
    assert [(one["action"], one["detail"]) for one in history] == [
        ("requested", ""),
        ("answered", "wait"),
        ("answered", "refuse"),
        ("reopened", ""),
        ("answered", "accept"),
    ]
    lines = (await office.deps.applications.get(application["id"])).state.history
    assert [(one.action, one.detail) for one in lines] == [("review_reopened", "coopilote: Pièce nouvelle")]


async def test_the_ranks_of_a_waiting_list_follow_each_other(office: Office) -> None:
    programme = await with_deciders(office)
    ranks = []
    for number in range(3):
        application = await sent(office, programme, email=f"w{number}@example.org", family_name=f"W{'abc'[number]}")
        review = await review_of(office, application, "cmq")
        await answer(office, COORDINATOR, review, {"answer": "wait"})
        ranks.append((await office.get(COORDINATOR, f"/v1/applications/{application['id']}/deciders"))["waiting_rank"])
    assert ranks == [1, 2, 3]


async def test_what_a_group_counts_on_cannot_be_changed_by_an_answer(office: Office) -> None:
    programme = await with_deciders(office)
    applications = []
    for number in range(2):
        application = await sent(office, programme, email=f"g{number}@example.org", family_name=f"G{'ab'[number]}")
        await answer(office, COORDINATOR, await review_of(office, application, "cmq"), {"answer": "accept"})
        await answer(office, OFFICER, await review_of(office, application, "coopilote"), ACCEPT)
        applications.append(application)
    await office.group(programme, applications)
    path = f"/v1/applications/{applications[0]['id']}/deciders/coopilote/reopening"
    await office.refused(COORDINATOR, path, {"reason": "Erreur"}, "application-in-group")
    review = await review_of(office, applications[0], "coopilote")
    await office.refused(OFFICER, f"/v1/reviews/{review}/answer", REFUSE, "application-in-group")


async def test_the_one_decision_route_answers_for_the_callers_decider(office: Office) -> None:
    application = await sent(office, await with_deciders(office))
    path = f"/v1/applications/{application['id']}"
    await office.post(COORDINATOR, f"{path}/decision", {"decision": "accept", "reason": "Complet"})
    places = (await office.get(COORDINATOR, f"{path}/deciders"))["deciders"]
    assert [(one["decider"], one["standing"], one["answer"]) for one in places] == [
        ("cmq", "answered", "accept"),
        ("coopilote", "asked", None),
        ("school", "asked", None),
    ]
    other = await sent(office, await with_deciders(office, (COOPILOTE,), ()), email="b@example.org")
    decision = {"decision": "accept", "reason": "Complet"}
    await office.refused(COORDINATOR, f"/v1/applications/{other['id']}/decision", decision, "no-such-decider")


async def test_who_has_not_answered_is_visible_and_each_reads_what_they_may(office: Office) -> None:
    application = await sent(office, await with_deciders(office))
    path = f"/v1/applications/{application['id']}/deciders"
    shared = {"answer": "accept", "opinion": "Très beau projet", "shareable": True}
    await answer(office, COORDINATOR, await review_of(office, application, "cmq"), shared)
    internal = {"answer": "abstain", "opinion": "À surveiller"}
    await answer(office, TEACHER, await review_of(office, application, "school"), internal)
    await office.move_clock(datetime(2026, 9, 20, 7, tzinfo=UTC))

    def seen(answered: dict[str, Any]) -> list[tuple[Any, ...]]:
        return [(one["decider"], one["standing"], one["answer"], one["opinion"]) for one in answered["deciders"]]

    assert seen(await office.get(COORDINATOR, path)) == [
        ("cmq", "answered", "accept", "Très beau projet"),
        ("coopilote", "overdue", None, None),
        ("school", "answered", "abstain", "À surveiller"),
    ]
    assert seen(await office.get(student(application["person_id"]), path)) == [
        ("cmq", "answered", "accept", "Très beau projet"),
        ("coopilote", "overdue", None, None),
        ("school", "answered", None, None),
    ]
    assert seen(await office.get(OFFICER, path)) == [
        ("cmq", "answered", None, None),
        ("coopilote", "overdue", None, None),
        ("school", "answered", None, None),
    ]
    await office.get(Actor("cae_officer", "elsewhere"), path, 404)
    await office.get(student("somebody-else"), path, 404)
    counts = await office.get(OFFICER, "/v1/reviews/pending-counts")
    assert (counts["waiting"], counts["overdue"]) == (1, 1)
    assert counts["deciders"][0]["decider"] == "coopilote"
    late = await office.get(OFFICER, "/v1/reviews", due_before="2026-09-20", status="OPEN", decider="coopilote")
    assert [one["overdue"] for one in late["items"]] == [True]
    assert (await office.get(OFFICER, "/v1/reviews", due_before="2026-09-15"))["items"] == []


async def test_a_refusal_of_the_status_does_not_stop_the_contract(office: Office) -> None:
    """Two dossiers of one person, for the SNEE and for the student cooperative, are independent."""
    snee = await with_deciders(office, (CMQ,), scheme="snee", rules=())
    cooperative = await with_deciders(office, (CMQ, COOPILOTE))
    first, second = await sent(office, snee), await sent(office, cooperative)
    assert first["person_id"] == second["person_id"]
    shown = (await office.get(COORDINATOR, f"/v1/reviews/{await review_of(office, second, 'cmq')}"))["shown"]
    others = [(one["name"], one["value"]) for one in shown if one["step"] == "other_applications"]
    assert others == [("snee", "ELIGIBLE")]
    await office.post(
        COORDINATOR,
        f"/v1/reviews/{await review_of(office, first, 'cmq')}/answer",
        {"answer": "refuse", "opinion": "Projet trop vague"},
    )
    await answer(office, COORDINATOR, await review_of(office, second, "cmq"), {"answer": "accept"})
    await answer(office, OFFICER, await review_of(office, second, "coopilote"), ACCEPT)
    assert (await office.get(COORDINATOR, f"/v1/applications/{second['id']}"))["status"] == "ACCEPTED"


async def test_youth_01_the_deciders_of_a_minor_are_asked_when_a_guardian_has_consented(office: Office) -> None:
    guardian = {"guardian_given_name": "Hélène", "guardian_family_name": "Tavardin", "guardian_email": "h@example.org"}
    programme = await with_deciders(office)
    minor = await sent(office, programme, birth_date="2009-04-18", email="nolwenn@example.org", **guardian)
    assert await office.deps.reviews.count() == 0
    path = f"/v1/applications/{minor['id']}"
    places = (await office.get(COORDINATOR, f"{path}/deciders"))["deciders"]
    assert {one["standing"] for one in places} == {"not_asked"}
    decision = {"decision": "accept", "reason": "Complet"}
    await office.refused(COORDINATOR, f"{path}/decision", decision, "youth-01-guardian-consent-missing")
    consent = {"guardian_name": "Hélène Tavardin", "text_version": "2026-09", "given_on": "2026-09-01"}
    await office.post(COORDINATOR, f"{path}/guardian-consent", consent | {"evidence": "Papier"})
    await hear_own(office.deps)
    places = (await office.get(COORDINATOR, f"{path}/deciders"))["deciders"]
    assert {one["standing"] for one in places} == {"asked"}


async def test_deciders_who_answer_at_the_same_instant_lose_nothing(office: Office) -> None:
    application = await sent(office, await with_deciders(office))
    cmq, coopilote = [await review_of(office, application, one) for one in ("cmq", "coopilote")]
    await asyncio.gather(
        answer(office, COORDINATOR, cmq, {"answer": "accept"}),
        answer(office, OFFICER, coopilote, ACCEPT),
        answer(office, TEACHER, await review_of(office, application, "school"), {"answer": "accept"}),
    )
    stored = await office.deps.applications.get(application["id"])
    assert (stored.state.status, len(stored.state.answers)) == ("ACCEPTED", 3)
    assert types(stored).count("events enrolment.application_accepted.v1") == 1


async def test_an_answer_repeated_changes_nothing_and_another_version_is_refused(office: Office) -> None:
    application = await sent(office, await with_deciders(office))
    review = await review_of(office, application, "coopilote")
    first = await answer(office, OFFICER, review, ACCEPT)
    assert (await answer(office, OFFICER, review, ACCEPT))["version"] == first["version"]
    path, stale = f"/v1/reviews/{review}/answer", {"If-Match": '"1"'}
    assert (await office.send(OFFICER, "POST", path, REFUSE, headers=stale)).status_code == 412
