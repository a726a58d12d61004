"""Set what a partner's letters begin and end with."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.committees.letterhead import Letterhead
from enrolment.usecases.committees.issue_letters import IssueLetters, issue_letters
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SetLetterhead:
    """The letterhead; there is one per partner."""

    letterhead: Letterhead


async def set_letterhead(command: SetLetterhead, deps: Deps, cause: Cause) -> Stored[Letterhead]:
    """It holds for every letter that is issued from now on; those that waited for one are issued with it."""
    head = command.letterhead
    stored = await deps.letterheads.put(head.partner, lambda known: Change(head), cause)
    for one in await deps.committees.all({"partner": head.partner, "letters_due": True}):
        await issue_letters(IssueLetters(one.id), deps, cause)
    return stored or await deps.letterheads.get(head.partner)
