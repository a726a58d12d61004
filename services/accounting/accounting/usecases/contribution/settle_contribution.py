"""Bring an activity's contribution up to date: months and years that are over, and changes of terms made good (CAE-09)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.activity import Activity
from accounting.domain.contribution.settling import posted, settle
from accounting.usecases.contribution.post_contribution import PostContribution, post_contribution
from accounting.usecases.contribution.read_agreed import ReadAgreed, read_agreed
from accounting.usecases.periods.find_closing_day import find_closing_day
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class SettleContribution:
    """Which activity."""

    activity_id: str


async def settle_contribution(command: SettleContribution, deps: Deps, cause: Cause) -> None:
    """Count what is missing and post it. Repeated, it posts nothing twice, and completes what a crash cut off.

    Nothing is due, nor could be issued, while its legal entity is not registered.
    """
    id_ = command.activity_id
    known = (await deps.activities.get(id_)).state
    try:
        agreed = await read_agreed(ReadAgreed(known.siren), deps)
    except MissingError:
        return
    closed_on, today = await find_closing_day(known.group_id, deps), deps.clock.today()

    def decide(activity: Activity) -> Change[Activity] | None:
        settled = settle(id_, activity, agreed, closed_on, today)
        return None if settled == activity else Change(settled)

    activity = (await deps.activities.change(id_, decide, cause, effect="settle")).state
    for key in activity.contributions_to_post:
        reference = f"CC-{activity.analytic_code}-{key.removeprefix(f'{id_}:').replace(':', '-')}"
        await post_contribution(PostContribution(id_, activity, agreed, key, reference), deps, cause)
        await _mark(id_, key, deps, cause)


async def _mark(activity_id: str, key: str, deps: Deps, cause: Cause) -> None:
    """Its entry is in the books."""
    await deps.activities.change(
        activity_id, lambda activity: Change(posted(activity, key)), cause, effect=f"posted:{key}"
    )
