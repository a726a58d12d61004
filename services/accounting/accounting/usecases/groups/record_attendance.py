"""Minutes of a session were sealed: keep them, for a share-out by hours."""

from accounting.deps import Deps
from accounting.usecases.groups.copy_attendance import CopyAttendance, copy_attendance
from accounting.usecases.sharing.compute_share import ComputeShare, compute_share
from essaim.kit.cause import Cause


async def record_attendance(command: CopyAttendance, deps: Deps, cause: Cause) -> None:
    """Write it down. What comes after the group was closed still counts until the approval."""
    stored = await copy_attendance(command, deps, cause)
    if stored is not None and stored.state.closed_on and stored.state.carried_here and stored.state.resolution:
        await compute_share(ComputeShare(command.group_id), deps, cause)
