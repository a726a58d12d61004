"""Nobody is looked for any more."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.network.need import Need, close
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CloseNeed:
    """Which one."""

    need_id: str
    expected_version: int | None = None


async def close_need(command: CloseNeed, deps: Deps, cause: Cause) -> Stored[Need]:
    """CLOSED; a choice that is open has to be withdrawn first."""
    return await deps.mentor_needs.change(
        command.need_id, lambda known: Change(close(known)), cause, expected_version=command.expected_version
    )
