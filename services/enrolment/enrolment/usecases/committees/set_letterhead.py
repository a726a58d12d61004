"""Set what a partner's letters begin and end with."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.committees.letterhead import Letterhead
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SetLetterhead:
    """The letterhead; there is one per partner."""

    letterhead: Letterhead


async def set_letterhead(command: SetLetterhead, deps: Deps, cause: Cause) -> Stored[Letterhead]:
    """It holds for every letter that is drawn from now on."""
    head = command.letterhead
    stored = await deps.letterheads.put(head.partner, lambda known: Change(head), cause)
    return stored or await deps.letterheads.get(head.partner)
