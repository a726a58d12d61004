"""Take up the erasures that a crash left half done. A job calls it."""

from enrolment.deps import Deps
from enrolment.domain.privacy.erasure import Status
from enrolment.usecases.privacy.run_erasure import RunErasure, run_erasure


async def complete_erasures(deps: Deps) -> None:
    """All that are ERASING."""
    for stored in await deps.erasures.all({"status": Status.ERASING.value}):
        await run_erasure(RunErasure(stored.id), deps)
