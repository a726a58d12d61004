"""Compute the share-out of a closed group by the rule that its assembly adopted (domain §8.12, YOUTH-04)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.pool import pool_of
from accounting.domain.share import Share, ShareStatus, divide
from essaim.contracts.accounting import ShareComputed
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class ComputeShare:
    """Share what this group earned."""

    group_id: str


async def compute_share(command: ComputeShare, deps: Deps, cause: Cause) -> Stored[Share]:
    """The share-out; computed again when something that counts came late, until it is approved.

    RuleError without an adopted resolution, and for one whose weights cannot be applied to this group.
    """
    share = await _computed(command.group_id, deps)
    id_ = derived_id(command.group_id, "share")
    computed = ShareComputed(
        share_id=id_,
        activity_id=share.activity_id,
        group_id=command.group_id,
        rule=share.rule.value,
        resolution_id=share.resolution_id,
        pool=share.pool.pool_cents,
        shares={one.person_id: one.amount_cents for one in share.members},
    )

    def decide(known: Share | None) -> Change[Share] | None:
        stays = known is not None and (known.status is not ShareStatus.COMPUTED or known.same_figures(share))
        return None if stays else Change(share, (computed,))

    await deps.shares.put(id_, decide, cause, effect="share")
    return await deps.shares.get(id_)


async def _computed(group_id: str, deps: Deps) -> Share:
    """The share-out as it is now."""
    group = (await deps.groups.get(group_id)).state
    resolution = group.resolution
    if resolution is None:
        raise RuleError("youth-04-no-resolution", "no assembly has adopted a share rule")
    activity_id = derived_id(group_id, "activity")
    activity = (await deps.activities.get(activity_id)).state
    invoices = [one.state for one in await deps.invoices.all({"activity_id": activity_id})]
    book = await deps.advance_books.find_one({"group_id": group_id})
    pool = pool_of(activity, invoices, book.state if book else None)
    return Share(
        group_id=group_id,
        activity_id=activity_id,
        scheme=activity.scheme,
        rule=resolution.rule,
        resolution_id=resolution.id,
        pool=pool,
        members=divide(pool.pool_cents, resolution, group, activity.person_ids),
        computed_on=deps.clock.today(),
        adopted_on=resolution.adopted_on,
    )
