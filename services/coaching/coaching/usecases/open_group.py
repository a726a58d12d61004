"""A group has started: keep its copy, make the year's plan, put each session into the calendar.

Every write has an id that follows from the group, so that a redelivery or a second start completes and repeats nothing.
"""

import asyncio
from datetime import datetime, timedelta

from coaching.deps import Deps
from coaching.domain.plan import Plan, plan_year
from coaching.domain.session import Session, SessionKind
from coaching.usecases.copy_group_start import CopyGroupStart, copy_group_start
from essaim.contracts import coaching as wire
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id


async def open_group(command: CopyGroupStart, deps: Deps, cause: Cause) -> None:
    """Open the group here, when this deployment's partner carries it; otherwise remember that somebody else does."""
    if not await copy_group_start(command, deps, cause):
        return
    plan = plan_year(
        group_id=command.group_id,
        partner=command.carrier,
        coordinator=command.coordinator,
        scheme=command.scheme,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        closed_days=deps.closed_days(command.starts_on, command.ends_on),
    )
    # The sessions first: whoever hears of the plan finds them.
    await asyncio.gather(*(_schedule(command, plan, start, deps, cause) for start in plan.session_starts))
    plan_id = derived_id(command.group_id, "plan")
    await deps.plans.put(
        plan_id, lambda known: None if known else Change(plan, (_plan_created(plan_id, plan, command.scheme),)), cause
    )


def _plan_created(plan_id: str, plan: Plan, scheme: Scheme) -> wire.PlanCreated:
    return wire.PlanCreated(
        plan_id=plan_id,
        group_id=plan.group_id,
        scheme=scheme,
        session_minutes=plan.session_minutes,
        session_starts=list(plan.session_starts),
    )


async def _schedule(command: CopyGroupStart, plan: Plan, starts_at: datetime, deps: Deps, cause: Cause) -> None:
    session_id = derived_id(command.group_id, f"session {starts_at.isoformat()}")
    session = Session(
        group_id=command.group_id,
        group_code=command.group_code,
        partner=plan.partner,
        coordinator=plan.coordinator,
        scheme=command.scheme,
        kind=SessionKind.GROUP_COACHING,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=plan.session_minutes),
    )
    event = wire.SessionScheduled(
        session_id=session_id,
        group_id=session.group_id,
        kind=wire.SessionKind.GROUP_COACHING,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
    )
    await deps.sessions.put(session_id, lambda known: None if known else Change(session, (event,)), cause)
