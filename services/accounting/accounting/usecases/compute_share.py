"""Compute the share-out of a closed group by the rule that its assembly adopted (domain §8.12, YOUTH-04)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.share import Share, ShareStatus, divide, pool_of
from essaim.contracts.accounting import ShareComputed
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class ComputeShare:
    """Share what this group earned."""

    group_id: str


async def compute_share(command: ComputeShare, deps: Deps, cause: Cause) -> Stored[Share]:
    """The share-out; computed again when something that counts came late, until it is approved."""
    group = (await deps.groups.get(command.group_id)).state
    if group.resolution is None:
        raise RuleError("youth-04-no-resolution", "no assembly has adopted a share rule")
    activity_id = derived_id(command.group_id, "activity")
    activity = (await deps.activities.get(activity_id)).state
    invoices = [one.state for one in await deps.invoices.all({"activity_id": activity_id})]
    pool = pool_of(activity, invoices)
    share = Share(
        group_id=command.group_id,
        activity_id=activity_id,
        scheme=activity.scheme,
        rule=group.resolution.rule,
        resolution_id=group.resolution.id,
        pool=pool,
        members=divide(pool.pool_cents, group.resolution, group, activity.person_ids),
        computed_on=deps.clock.today(),
    )
    id_ = derived_id(command.group_id, "share")
    computed = ShareComputed(
        share_id=id_,
        activity_id=activity_id,
        group_id=command.group_id,
        rule=share.rule.value,
        resolution_id=share.resolution_id,
        pool=pool.pool_cents,
        shares={one.person_id: one.amount_cents for one in share.members},
    )

    def decide(known: Share | None) -> Change[Share] | None:
        settled = known is not None and (known.status is not ShareStatus.COMPUTED or known.members == share.members)
        return None if settled else Change(share, (computed,))

    await deps.shares.put(id_, decide, cause, effect="share")
    return await deps.shares.get(id_)
