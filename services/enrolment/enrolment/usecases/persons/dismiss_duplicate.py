"""Say that two registrations are two humans."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.persons.duplicate import Duplicate, dismissed
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DismissDuplicate:
    """Which pair, and why they are two."""

    duplicate_id: str
    reason: str


async def dismiss_duplicate(command: DismissDuplicate, deps: Deps, cause: Cause) -> Stored[Duplicate]:
    """DISMISSED: the pair is not found again."""
    now = deps.clock.now()

    def decide(state: Duplicate) -> Change[Duplicate]:
        return Change(dismissed(state, command.reason, cause.actor, now))

    return await deps.duplicates.change(command.duplicate_id, decide, cause)
