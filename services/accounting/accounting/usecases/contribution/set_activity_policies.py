"""The accountant sets the contribution policies of one activity, which go before those of its legal entity (CAE-09)."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.activity import Activity, check_open
from accounting.domain.contribution.counting import agreed_for
from accounting.domain.contribution.policy import ContributionPolicy, first_changed_on, schedule_of
from accounting.domain.contribution.settling import check_closed, check_reach, owed_by_year
from accounting.usecases.contribution.read_agreed import ReadAgreed, read_agreed
from accounting.usecases.contribution.settle_contribution import SettleContribution, settle_contribution
from accounting.usecases.periods.find_closing_day import find_closing_day
from accounting.usecases.periods.read_closed_until import read_closed_until
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SetActivityPolicies:
    """All of them, in place of those before; none for what its legal entity says. ``regularise`` accepts that what was
    counted in an open period changes."""

    activity_id: str
    policies: tuple[ContributionPolicy, ...]
    regularise: bool = False


async def set_activity_policies(
    command: SetActivityPolicies, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Activity]:
    """The activity with its policies. RuleError once it is closed, and for what reaches into a closed period, or back without
    ``regularise``; a difference that it accepts is posted at once."""
    policies = schedule_of(command.policies).policies
    known = (await deps.activities.get(command.activity_id)).state
    check_open(known)
    agreed = await read_agreed(ReadAgreed(known.siren), deps)
    changed = replace(known, contribution_policies=policies)
    changed_on = first_changed_on(agreed_for(known, agreed), agreed_for(changed, agreed))
    if changed_on is not None:
        check_closed(changed_on, await read_closed_until(known.siren, deps))
        closed_on, today = await find_closing_day(known.group_id, deps), deps.clock.today()
        now, then = (owed_by_year(command.activity_id, one, agreed, closed_on, today) for one in (known, changed))
        if not command.regularise and now != then:
            check_reach(changed_on, [known.analytic_code])
    stored = await deps.activities.change(
        command.activity_id,
        lambda activity: Change(replace(activity, contribution_policies=policies)),
        cause,
        expected_version=expected_version,
    )
    if changed_on is None or changed_on > deps.clock.today():
        return stored
    await settle_contribution(SettleContribution(command.activity_id), deps, cause)
    return await deps.activities.get(command.activity_id)
