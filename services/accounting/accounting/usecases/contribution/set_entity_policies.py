"""The accountant sets the contribution policies of a legal entity (CAE-09)."""

from dataclasses import dataclass, replace
from datetime import date

from accounting.deps import Deps
from accounting.domain.activity import Activity
from accounting.domain.contribution.counting import agreed_for
from accounting.domain.contribution.policy import (
    Agreed,
    ContributionPolicy,
    PolicySchedule,
    first_changed_on,
    schedule_of,
)
from accounting.domain.contribution.settling import check_closed, check_reach, owed_by_year
from accounting.usecases.contribution.contribute_periodically import contribute_periodically
from accounting.usecases.contribution.read_agreed import ReadAgreed, read_agreed
from accounting.usecases.periods.find_closing_day import find_closing_day
from accounting.usecases.periods.read_closed_until import read_closed_until
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import PreconditionError


@dataclass(frozen=True)
class SetEntityPolicies:
    """All of them, in place of those before. ``regularise`` accepts that what was counted in an open period changes."""

    siren: str
    policies: tuple[ContributionPolicy, ...]
    regularise: bool = False


async def set_entity_policies(
    command: SetEntityPolicies, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[PolicySchedule]:
    """The policies as kept. RuleError for what reaches into a closed period, or back without ``regularise``; differences
    that it accepts are posted at once."""
    schedule = schedule_of(command.policies)
    before = await read_agreed(ReadAgreed(command.siren), deps)
    after = replace(before, cae=schedule.policies)
    activities = await deps.activities.all({"siren": command.siren})
    changed_on = _first_changed_on(before, after, activities)
    if changed_on is not None:
        check_closed(changed_on, await read_closed_until(command.siren, deps))
        if not command.regularise:
            check_reach(changed_on, await _owing_other(before, after, activities, deps))
    await _keep(command.siren, schedule, deps, cause, expected_version)
    if changed_on is not None and changed_on <= deps.clock.today():
        await contribute_periodically(deps, siren=command.siren)
    return await deps.contribution_schedules.get(command.siren)


def _first_changed_on(before: Agreed, after: Agreed, activities: list[Stored[Activity]]) -> date | None:
    """For the legal entity, or for one of its activities sooner: each has kept the default rate of its beginning."""
    sides = [(before, after), *((agreed_for(one.state, before), agreed_for(one.state, after)) for one in activities)]
    days = (first_changed_on(now, then) for now, then in sides)
    return min((day for day in days if day is not None), default=None)


async def _owing_other(before: Agreed, after: Agreed, activities: list[Stored[Activity]], deps: Deps) -> list[str]:
    """The analytic codes of activities that would owe something else as of today."""
    today, codes = deps.clock.today(), []
    for stored in activities:
        closed_on = await find_closing_day(stored.state.group_id, deps)
        now, then = (owed_by_year(stored.id, stored.state, one, closed_on, today) for one in (before, after))
        if now != then:
            codes.append(stored.state.analytic_code)
    return codes


async def _keep(siren: str, schedule: PolicySchedule, deps: Deps, cause: Cause, expected: int | None) -> None:
    def decide(known: PolicySchedule | None) -> Change[PolicySchedule]:
        if known is None and expected is not None:
            raise PreconditionError("version-mismatch", "there are no policies yet: leave If-Match out")
        return Change(schedule)

    stored = await deps.contribution_schedules.put(siren, lambda known: None if known else decide(known), cause)
    if stored is not None and stored.state != schedule:
        await deps.contribution_schedules.change(siren, decide, cause, expected_version=expected)
