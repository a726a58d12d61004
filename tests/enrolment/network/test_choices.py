"""A choice from the asking to the end; places under concurrency; who sees what."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from enrolment.domain.network.mentor import Place, take_place
from enrolment.usecases.network.settle_places import settle_places
from essaim.contracts.enrolment_network import MentorAssigned
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.network.desk import EPA, FOREIGN, TEACHER, YEAR, chosen, mentor, mentor_actor, need, team
from tests.enrolment.office import COORDINATOR, Office, events, student, types
from tests.enrolment.snee.pepite import deliver

RELEASED = "personal enrolment.mentor_released.v1"


async def step(office: Office, need_id: str, choice_id: str, what: str, actor: Any = EPA, **body: Any) -> Any:
    return await office.post(actor, f"/v1/mentor-needs/{need_id}/choices/{choice_id}/{what}", body)


async def accepted(office: Office, **changes: Any) -> tuple[str, str]:
    """A need whose mentor said yes, and the choice."""
    await mentor(office, "m1")
    wanted = await need(office, **changes)
    choice_id = await chosen(office, wanted["id"], "m1")
    await step(office, wanted["id"], choice_id, "answer", mentor_actor("m1"), accepts=True)
    return wanted["id"], choice_id


async def test_chosen_by_a_person_accepted_by_the_mentor_confirmed_and_ended(office: Office) -> None:
    need_id, choice_id = await accepted(office)
    for _ in range(2):
        confirmed = await step(office, need_id, choice_id, "confirmation")
    assert (confirmed["status"], confirmed["mentor_id"]) == ("CONFIRMED", "m1")
    subject = confirmed["subject_id"]
    assert (await office.deps.mini_enterprises.get(subject)).state.mentor_id == "m1"
    assert (await office.get(EPA, "/v1/mentors/m1"))["load"] == 1
    for _ in range(2):
        ended = await step(office, need_id, choice_id, "ending", code="finished", words="Merci")
    assert (ended["status"], ended["mentor_id"], ended["choices"][0]["reason_code"]) == ("CLOSED", None, "finished")
    assert (await office.get(EPA, "/v1/mentors/m1"))["load"] == 0
    assert types(await office.deps.mentor_needs.get(need_id)) == [
        "personal enrolment.mentor_asked.v1",
        "events enrolment.mentor_answered.v1",
        "events enrolment.mentor_assigned.v1",
        "personal enrolment.mentor_introduced.v1",
        "events enrolment.mentoring_ended.v1",
        "personal enrolment.mentor_released.v1",
    ]


@pytest.mark.parametrize("answers", [True, False])
async def test_a_mentor_who_said_yes_hears_that_nobody_counts_on_them(office: Office, answers: bool) -> None:
    """Once, on ``personal`` only. Who has not answered yet has a link that says it."""
    if answers:
        need_id, choice_id = await accepted(office)
    else:
        await mentor(office, "m1")
        need_id = (await need(office))["id"]
        choice_id = await chosen(office, need_id, "m1")
    for _ in range(2):
        await step(office, need_id, choice_id, "withdrawal", reason="Autre idée")
    told = [data for name, data in events(await office.deps.mentor_needs.get(need_id)) if name == RELEASED]
    assert [(one["email"], one["outcome"], one["reason"], one["subject_label"]) for one in told] == (
        [("m1@example.org", "WITHDRAWN", "withdrawn", "Les Lampions")] if answers else []
    )
    assert "Autre idée" not in str(told)


async def test_nobody_writes_to_a_mentor_who_is_forgotten(office: Office) -> None:
    need_id, choice_id = await accepted(office)
    await step(office, need_id, choice_id, "confirmation")
    await office.post(mentor_actor("m1"), "/v1/mentors/m1/erasure")
    told = types(await office.deps.mentor_needs.get(need_id))
    assert ("events enrolment.mentoring_ended.v1" in told, RELEASED in told) == (True, False)


async def test_names_and_addresses_are_on_personal_only_and_introduce_both_sides(office: Office) -> None:
    need_id, choice_id = await accepted(office)
    await step(office, need_id, choice_id, "confirmation")
    told = events(await office.deps.mentor_needs.get(need_id))
    public = str([data for name, data in told if name.startswith("events ")])
    assert "example.org" not in public
    assert "Dubrisay" not in public
    assert "Lampions" not in public
    introduced = dict(told)["personal enrolment.mentor_introduced.v1"]
    assert (introduced["mentor_name"], introduced["mentor_email"]) == ("Florent Dubrisay", "m1@example.org")
    assert (introduced["teacher_name"], introduced["teacher_email"]) == ("Maëlle Tranchevent", "maelle@example.org")
    asked = dict(told)["personal enrolment.mentor_asked.v1"]
    assert (asked["email"], asked["slot_text"]) == ("m1@example.org", "le mercredi de 14 h à 16 h")


async def test_a_no_needs_a_reason_frees_the_place_and_is_not_asked_again(office: Office) -> None:
    await mentor(office, "m1")
    wanted = await need(office)
    choice_id = await chosen(office, wanted["id"], "m1")
    path = f"/v1/mentor-needs/{wanted['id']}/choices"
    await office.refused(mentor_actor("m1"), f"{path}/{choice_id}/answer", {"accepts": False}, "invalid-request", 422)
    declined = await step(
        office, wanted["id"], choice_id, "answer", mentor_actor("m1"), accepts=False, reason="Trop de travail"
    )
    assert declined["status"] == "OPEN"
    assert (await office.get(EPA, "/v1/mentors/m1"))["load"] == 0
    office_view = await office.get(EPA, f"/v1/mentor-needs/{wanted['id']}")
    assert [(one["status"], one["reason"]) for one in office_view["choices"]] == [("DECLINED", "Trop de travail")]
    await office.refused(EPA, path, {"mentor_id": "m1"}, "mentor-declined")


async def test_only_the_mentor_answers_and_only_an_office_confirms_and_in_this_order(office: Office) -> None:
    await mentor(office, "m1")
    wanted = await need(office, TEACHER)
    choice_id = await chosen(office, wanted["id"], "m1")
    path = f"/v1/mentor-needs/{wanted['id']}/choices/{choice_id}"
    await office.refused(EPA, f"{path}/confirmation", {}, "choice-status")
    for actor, status in ((EPA, 403), (TEACHER, 403), (mentor_actor("m2"), 404), (student("x"), 404), (FOREIGN, 404)):
        answer = await office.send(actor, "POST", f"{path}/answer", {"accepts": True})
        assert answer.status_code == status, actor
    assert (await office.send(mentor_actor("m1"), "POST", f"{path}/confirmation", {})).status_code == 403
    await office.refused(EPA, f"/v1/mentor-needs/{wanted['id']}/choices", {"mentor_id": "m1"}, "mentor-full")


async def test_a_mentor_sees_their_needs_and_the_teachers_address_once_confirmed(office: Office) -> None:
    await mentor(office, "m2")
    need_id, choice_id = await accepted(office, wished=["m2"])
    own = mentor_actor("m1")
    (seen,) = (await office.get(own, "/v1/mentor-needs"))["items"]
    assert (seen["teacher_email"], seen["wished"], seen["choices"][0]["score"]) == ("", [], None)
    await office.get(mentor_actor("m2"), f"/v1/mentor-needs/{need_id}", 404)
    await step(office, need_id, choice_id, "confirmation")
    assert (await office.get(own, f"/v1/mentor-needs/{need_id}"))["teacher_email"] == "maelle@example.org"


async def test_a_withdrawn_choice_frees_the_place(office: Office) -> None:
    need_id, choice_id = await accepted(office)
    back = await step(office, need_id, choice_id, "withdrawal", reason="Erreur")
    assert (back["status"], back["choices"][0]["status"]) == ("OPEN", "WITHDRAWN")
    assert (await office.get(EPA, "/v1/mentors/m1"))["load"] == 0
    closed = await office.post(EPA, f"/v1/mentor-needs/{need_id}/closing")
    assert closed["status"] == "CLOSED"
    await office.refused(EPA, f"/v1/mentor-needs/{need_id}/choices", {"mentor_id": "m1"}, "need-status")


async def test_two_offices_at_once_never_overload_a_mentor(office: Office) -> None:
    """Six choose the same mentor, who has two places, in the same instant: two are first."""
    programme_id = await office.programme(**YEAR)
    await mentor(office, "m1", maximum_teams=2)
    wanted = [
        await need(office, team_id=await team(office, programme_id, name=f"Équipe {number}")) for number in range(6)
    ]
    answers = await asyncio.gather(
        *(
            office.send(actor, "POST", f"/v1/mentor-needs/{one['id']}/choices", {"mentor_id": "m1"})
            for one, actor in zip(wanted, [EPA, COORDINATOR] * 3, strict=True)
        )
    )
    assert sorted(one.status_code for one in answers) == [201, 201, 409, 409, 409, 409]
    assert {one.json()["type"] for one in answers if one.status_code == 409} == {"urn:essaim:problem:mentor-full"}
    stored = (await office.deps.mentors.get("m1")).state
    assert stored.load == 2
    open_ = await office.get(EPA, "/v1/mentor-needs", status="OPEN")
    assert len(open_["items"]) == 4
    held = {one["id"] for one in (await office.get(EPA, "/v1/mentor-needs", status="PROPOSED"))["items"]}
    assert held == {one.need_id for one in stored.places}


async def test_two_mentors_chosen_at_once_for_one_need_leave_one_place_taken(office: Office) -> None:
    await mentor(office, "m1")
    await mentor(office, "m2")
    wanted = await need(office)
    path = f"/v1/mentor-needs/{wanted['id']}/choices"
    answers = await asyncio.gather(*(office.send(EPA, "POST", path, {"mentor_id": one}) for one in ("m1", "m2")))
    assert sorted(one.status_code for one in answers) == [201, 409]
    loads = [(await office.deps.mentors.get(one)).state.load for one in ("m1", "m2")]
    assert sorted(loads) == [0, 1]


async def test_the_same_request_again_asks_once(office: Office) -> None:
    await mentor(office, "m1")
    wanted = await need(office)
    path, headers = f"/v1/mentor-needs/{wanted['id']}/choices", {"Idempotency-Key": "the-same-key-0001"}
    for _ in range(2):
        answer = await office.send(EPA, "POST", path, {"mentor_id": "m1"}, headers=headers)
        assert answer.status_code == 201, answer.text
    assert types(await office.deps.mentor_needs.get(wanted["id"])) == ["personal enrolment.mentor_asked.v1"]


@pytest.mark.parametrize("held", [True, False])
async def test_a_place_that_a_crash_left_is_given_back_and_one_that_counts_is_not(office: Office, held: bool) -> None:
    await mentor(office, "m1", maximum_teams=2)
    wanted = await need(office)
    if held:
        await chosen(office, wanted["id"], "m1")
    else:
        place = Place(wanted["id"], "never-made", office.deps.clock.now())
        await office.deps.mentors.change("m1", lambda known: Change(take_place(known, place)), fresh_cause("crash"))
    await settle_places(office.deps)
    assert (await office.deps.mentors.get("m1")).state.load == 1
    await office.move_clock(datetime(2026, 9, 1, 8, tzinfo=UTC))
    await settle_places(office.deps)
    assert (await office.deps.mentors.get("m1")).state.load == int(held)


async def test_our_own_event_completes_what_a_crash_left_undone(office: Office) -> None:
    need_id, choice_id = await accepted(office)
    confirmed = await step(office, need_id, choice_id, "confirmation")
    subject = confirmed["subject_id"]

    def undo(team: Any) -> Change[Any]:
        return Change(type(team)(**{**vars(team), "mentor_id": None}))

    await office.deps.mini_enterprises.change(subject, undo, fresh_cause("crash"))
    ids = {"need_id": need_id, "choice_id": choice_id, "mentor_id": "m1", "subject_id": subject}
    event = MentorAssigned(**ids, programme_id=confirmed["programme_id"], kind="mini_enterprise")
    await deliver(office, event, partner="ubfc")
    assert (await office.deps.mini_enterprises.get(subject)).state.mentor_id is None
    await deliver(office, event)
    assert (await office.deps.mini_enterprises.get(subject)).state.mentor_id == "m1"
