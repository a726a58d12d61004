"""What the service does by event: the plan, the copies, the answer to a closing, and the end."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from coaching.deps import french_public_holidays
from coaching.domain.group import Standing
from coaching.domain.resolution import Ballot, ShareRule, Vote
from coaching.domain.session import Status
from coaching.usecases.adopt_resolution import AdoptResolution, adopt_resolution
from coaching.usecases.confirm_session import ConfirmSession, confirm_session
from essaim.contracts.coaching import (
    CoachingClosingChecked,
    PlanCreated,
    SessionCancelled,
    SessionScheduled,
)
from essaim.contracts.enrolment import ClosingRequested, MemberActivated, PersonKind, PersonRegistered, PersonUpdated
from essaim.contracts.types import Scheme
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import PARIS
from essaim.kit.errors import NotFoundError
from essaim.kit.store.port import Order
from tests.coaching.integration.deployment import CLOSED, GROUP, STARTED, STUDENTS, Deployment, event_cause, paris

CLOSING = ClosingRequested(closing_id="closing-1", group_id=GROUP, scheme=Scheme.STUDENT_COOPERATIVE)


async def _first_session(deployment: Deployment) -> str:
    found = await deployment.deps.sessions.find({"group_id": GROUP}, order_by=(Order("starts_at"),), limit=1)
    return found.items[0].id


async def _vote(deployment: Deployment) -> None:
    deployment.clock.move_to(paris(2027, 6, 10))
    command = AdoptResolution(
        group_id=GROUP,
        rule=ShareRule.HOURS,
        weights={},
        ballots=tuple(Ballot(person, Vote.FOR) for person in STUDENTS),
        held_on=date(2027, 6, 9),
        recorded_by="coach-1",
    )
    await adopt_resolution(command, deployment.deps, fresh_cause("coach-1"))


async def test_the_start_of_a_group_makes_its_plan_and_its_sessions(deployment: Deployment) -> None:
    await deployment.deliver(STARTED)
    sessions = await deployment.deps.sessions.all({"group_id": GROUP}, order_by=(Order("starts_at"),))
    days = [one.state.starts_at.astimezone(PARIS) for one in sessions]
    assert len(sessions) >= 15
    assert {(day.weekday(), day.hour) for day in days} == {(2, 14)}
    assert not {day.date() for day in days} & french_public_holidays(date(2026, 9, 1), date(2027, 6, 30))
    assert {(one.state.status, one.state.minutes) for one in sessions} == {(Status.PLANNED, 120)}
    (plan,) = await deployment.outbox(PlanCreated)
    assert len(plan["session_starts"]) == len(sessions)
    assert plan["session_minutes"] == 120
    assert len(await deployment.outbox(SessionScheduled)) == len(sessions)


async def test_armistice_day_is_a_wednesday_in_2026_and_is_skipped(deployment: Deployment) -> None:
    await deployment.deliver(STARTED)
    plan = await deployment.deps.plans.find_one({"group_id": GROUP})
    assert plan is not None
    assert plan.state.skipped == (date(2026, 11, 11),)


async def test_a_redelivery_and_a_second_start_repeat_nothing(deployment: Deployment) -> None:
    cause = await deployment.deliver(STARTED)
    scheduled = len(await deployment.outbox(SessionScheduled))
    await deployment.deliver(STARTED, cause)
    await deployment.deliver(STARTED)
    assert len(await deployment.outbox(SessionScheduled)) == scheduled
    assert len(await deployment.outbox(PlanCreated)) == 1
    assert await deployment.deps.sessions.count({"group_id": GROUP}) == scheduled


async def test_a_redelivery_completes_what_a_crash_interrupted(deployment: Deployment) -> None:
    cause = await deployment.deliver(STARTED)
    expected = await deployment.deps.sessions.count()
    lost = (await deployment.store.find(deployment.deps.sessions.collection, limit=5)).documents
    for one in lost:
        await deployment.store.delete(deployment.deps.sessions.collection, one["id"], expected_revision=one["revision"])
    await deployment.deliver(STARTED, cause)
    assert await deployment.deps.sessions.count() == expected


async def test_a_group_of_another_carrier_is_left_to_its_own_deployment(deployment: Deployment) -> None:
    await deployment.deliver(STARTED.model_copy(update={"carrier": "other-cae"}))
    assert (await deployment.deps.groups.get(GROUP)).state.standing is Standing.FOREIGN
    assert await deployment.deps.sessions.count() == 0
    await deployment.deliver(MemberActivated(group_id=GROUP, person_id="p-late", member_number=4))
    await deployment.deliver(CLOSING)
    await deployment.deliver(CLOSED)
    assert await deployment.outbox(CoachingClosingChecked) == []
    assert (await deployment.deps.groups.get(GROUP)).state.members == ()


async def test_members_may_be_activated_before_and_after_the_start(deployment: Deployment) -> None:
    await deployment.deliver(MemberActivated(group_id=GROUP, person_id="p-ben", member_number=2))
    await deployment.deliver(STARTED)
    await deployment.deliver(MemberActivated(group_id=GROUP, person_id="p-late", member_number=4))
    group = (await deployment.deps.groups.get(GROUP)).state
    assert group.standing is Standing.RUNNING
    assert group.person_ids == (*STUDENTS, "p-late")


async def test_a_corrected_name_replaces_the_one_that_was_kept(deployment: Deployment) -> None:
    name = {"kind": PersonKind.STUDENT, "family_name": "Exemple", "email": "ada@example.org"}
    await deployment.deliver(PersonRegistered(person_id="p-ada", given_name="Ade", **name))
    await deployment.deliver(PersonUpdated(person_id="p-ada", given_name="Ada", **name))
    assert (await deployment.deps.people.get("p-ada")).state.display_name == "EXEMPLE Ada"


async def test_the_names_of_students_are_kept_and_nothing_of_guardians(deployment: Deployment) -> None:
    student = PersonRegistered(
        person_id="p-ada",
        kind=PersonKind.STUDENT,
        given_name="Ada",
        family_name="Exemple",
        email="ada@example.org",
    )
    await deployment.deliver(student)
    guardian = {"person_id": "p-guardian", "kind": PersonKind.GUARDIAN, "guardian_of": "p-ada"}
    await deployment.deliver(student.model_copy(update=guardian))
    stored = await deployment.deps.people.get("p-ada")
    assert stored.state.display_name == "EXEMPLE Ada"
    assert "example.org" not in str(stored.document)
    assert await deployment.deps.people.count() == 1


async def test_a_closing_is_answered_once_with_what_is_open(deployment: Deployment) -> None:
    await deployment.deliver(STARTED)
    session_id = await _first_session(deployment)
    await confirm_session(ConfirmSession(session_id, "Salle 204", "coach-1"), deployment.deps, fresh_cause("coach-1"))
    await deployment.deliver(CLOSING)
    await deployment.deliver(CLOSING)
    assert await deployment.outbox(CoachingClosingChecked) == [
        {
            "closing_id": "closing-1",
            "group_id": GROUP,
            "clear": False,
            "open_items": [f"coaching.session-not-sealed:{session_id}", "coaching.no-share-rule"],
        }
    ]


async def test_a_later_closing_has_an_answer_of_its_own(deployment: Deployment) -> None:
    await deployment.deliver(STARTED)
    await deployment.deliver(CLOSING)
    await _vote(deployment)
    await deployment.deliver(CLOSING.model_copy(update={"closing_id": "closing-2"}))
    answers = await deployment.outbox(CoachingClosingChecked)
    assert [(one["closing_id"], one["clear"]) for one in answers] == [("closing-1", False), ("closing-2", True)]


async def test_two_deliveries_of_one_closing_at_once_give_one_answer(deployment: Deployment) -> None:
    await deployment.deliver(STARTED)
    await asyncio.gather(*(deployment.deliver(CLOSING, event_cause()) for _ in range(5)))
    assert len(await deployment.outbox(CoachingClosingChecked)) == 1


@pytest.mark.parametrize("event", [CLOSING, CLOSED], ids=["closing", "closed"])
async def test_what_comes_before_the_start_comes_again(deployment: Deployment, event: ClosingRequested) -> None:
    with pytest.raises(NotFoundError):
        await deployment.deliver(event)
    await deployment.deliver(MemberActivated(group_id=GROUP, person_id="p-ada", member_number=1))
    with pytest.raises(NotFoundError):
        await deployment.deliver(event)


async def test_the_end_cancels_what_was_only_planned(deployment: Deployment) -> None:
    await deployment.deliver(STARTED)
    session_id = await _first_session(deployment)
    await confirm_session(ConfirmSession(session_id, "Salle 204", "coach-1"), deployment.deps, fresh_cause("coach-1"))
    cause = await deployment.deliver(CLOSED)
    await deployment.deliver(CLOSED, cause)
    sessions = await deployment.deps.sessions.all({"group_id": GROUP})
    assert {one.state.status for one in sessions if one.id != session_id} == {Status.CANCELLED}
    assert (await deployment.deps.sessions.get(session_id)).state.status is Status.CONFIRMED
    cancelled = await deployment.outbox(SessionCancelled)
    assert {one["reason"] for one in cancelled} == {"group-closed"}
    assert len(cancelled) == len(sessions) - 1
    group = (await deployment.deps.groups.get(GROUP)).state
    assert group == replace(group, standing=Standing.CLOSED, closed_on=date(2027, 6, 30))
