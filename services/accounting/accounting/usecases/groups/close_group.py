"""The group is closed: nothing is added to its activity any more, and what it earned is shared."""

from dataclasses import replace

from accounting.deps import Deps
from accounting.domain.activity import ActivityStatus
from accounting.usecases.contribution.settle_contribution import SettleContribution, settle_contribution
from accounting.usecases.groups.copy_group_closing import CopyGroupClosing, copy_group_closing
from accounting.usecases.sharing.compute_share import ComputeShare, compute_share
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.ids import derived_id


async def close_group(command: CopyGroupClosing, deps: Deps, cause: Cause) -> None:
    """Close the books of a group that is carried here; the share waits for a resolution if there is none.

    NotFoundError while the start of the group has not come: the event comes back.
    """
    stored = await copy_group_closing(command, deps, cause)
    if stored is None or stored.state.carried_here is None:
        raise NotFoundError("group-not-started", f"the start of group {command.group_id} has not come yet")
    if not stored.state.carried_here:
        return
    await deps.activities.change(
        derived_id(command.group_id, "activity"),
        lambda activity: Change(replace(activity, status=ActivityStatus.CLOSED)),
        cause,
    )
    await settle_contribution(SettleContribution(derived_id(command.group_id, "activity")), deps, cause)
    if stored.state.resolution is not None:
        await compute_share(ComputeShare(command.group_id), deps, cause)
