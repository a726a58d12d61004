"""The claim is over: the retention rules hold again for the person."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.privacy.hold import LegalHold
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReleaseHold:
    """Whom."""

    person_id: str


async def release_hold(command: ReleaseHold, deps: Deps, cause: Cause) -> Stored[LegalHold]:
    """NotFoundError when there never was one; the same again changes nothing."""
    today = deps.clock.today()

    def decide(hold: LegalHold) -> Change[LegalHold] | None:
        return Change(replace(hold, released_on=today)) if hold.stands else None

    return await deps.legal_holds.change(command.person_id, decide, cause)
