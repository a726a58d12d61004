"""A trainer is in one place at a time (domain §6.1), also when two sessions are confirmed at the same moment."""

import asyncio

import pytest

from coaching.domain.errors import RuleError
from coaching.domain.session import Status, cancelled
from coaching.usecases.cancel_session import CancelSession, cancel_session
from coaching.usecases.confirm_session import ConfirmSession, confirm_session
from coaching.usecases.hold_session import HoldSession, hold_session
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.errors import PreconditionError
from essaim.kit.store.port import Order
from tests.coaching.integration.deployment import GROUP, STARTED, Deployment, paris

OTHER = STARTED.model_copy(update={"group_id": "group-2", "group_code": "ATELIER-TISSAGE"})


async def _firsts(deployment: Deployment) -> tuple[str, str]:
    """The first sessions of two groups: at the same time."""
    ids = []
    for started in (STARTED, OTHER):
        await deployment.deliver(started)
        found = await deployment.deps.sessions.find(
            {"group_id": started.group_id}, order_by=(Order("starts_at"),), limit=1
        )
        ids.append(found.items[0].id)
    return ids[0], ids[1]


async def _confirm(
    deployment: Deployment, session_id: str, trainer: str = "coach-1", version: int | None = None
) -> None:
    command = ConfirmSession(session_id, "Salle 204", trainer, version)
    await confirm_session(command, deployment.deps, fresh_cause(trainer))


async def test_of_two_confirmations_at_once_one_is_refused(deployment: Deployment) -> None:
    first, second = await _firsts(deployment)
    results = await asyncio.gather(_confirm(deployment, first), _confirm(deployment, second), return_exceptions=True)
    refused = [one for one in results if one is not None]
    assert len(refused) == 1
    assert isinstance(refused[0], RuleError)
    assert refused[0].slug == "att-trainer-overlap"
    states = [(await deployment.deps.sessions.get(one)).state.status for one in (first, second)]
    assert sorted(states) == [Status.CONFIRMED, Status.PLANNED]


async def test_a_cancelled_session_gives_the_time_back(deployment: Deployment) -> None:
    first, second = await _firsts(deployment)
    await _confirm(deployment, first)
    with pytest.raises(RuleError, match="att-trainer-overlap"):
        await _confirm(deployment, second)
    await cancel_session(CancelSession(first, "coach-ill"), deployment.deps, fresh_cause("coach-1"))
    await _confirm(deployment, second)


async def test_a_confirmation_that_came_too_late_gives_the_time_back(deployment: Deployment) -> None:
    first, second = await _firsts(deployment)
    with pytest.raises(PreconditionError):
        await _confirm(deployment, first, version=7)
    await _confirm(deployment, second)


async def test_a_colleague_may_stand_in_and_is_the_one_who_signs(deployment: Deployment) -> None:
    first, second = await _firsts(deployment)
    await _confirm(deployment, first, "coach-1")
    await _confirm(deployment, second, "coach-2")
    deployment.clock.move_to(paris(2026, 9, 30, 14, 5))
    with pytest.raises(RuleError, match="att-trainer-overlap"):
        await hold_session(HoldSession(first, "coach-2"), deployment.deps, fresh_cause("coach-2"))
    held = await hold_session(HoldSession(first, "coach-3"), deployment.deps, fresh_cause("coach-3"))
    assert (held.state.trainer_id, held.state.group_id) == ("coach-3", GROUP)
    await hold_session(HoldSession(second, "coach-1"), deployment.deps, fresh_cause("coach-1"))


async def test_a_booking_that_a_crash_left_behind_is_dropped(deployment: Deployment) -> None:
    first, second = await _firsts(deployment)
    await _confirm(deployment, first)
    stored = await deployment.deps.sessions.get(first)
    # What a crash right after the cancellation leaves: the session is cancelled, the time is still taken.
    await deployment.deps.sessions.change(
        first, lambda session: Change(cancelled(session, "coach-ill")), fresh_cause("coach-1")
    )
    assert stored.state.trainer_id == "coach-1"
    await _confirm(deployment, second)
