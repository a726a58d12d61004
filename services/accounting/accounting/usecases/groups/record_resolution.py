"""An assembly adopted a share rule (YOUTH-04)."""

from accounting.deps import Deps
from accounting.usecases.groups.copy_resolution import CopyResolution, copy_resolution
from accounting.usecases.sharing.compute_share import ComputeShare, compute_share
from essaim.kit.cause import Cause


async def record_resolution(command: CopyResolution, deps: Deps, cause: Cause) -> None:
    """Write it down; when the group was closed before this came, the share is computed now."""
    stored = await copy_resolution(command, deps, cause)
    if stored is not None and stored.state.closed_on is not None and stored.state.carried_here:
        await compute_share(ComputeShare(command.group_id), deps, cause)
