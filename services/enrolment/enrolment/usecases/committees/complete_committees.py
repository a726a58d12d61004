"""Go on where a crash left a committee: held, with results that have not arrived, or letters that are not issued."""

from enrolment.deps import Deps
from enrolment.usecases.committees.deliver_results import DeliverResults, deliver_results
from enrolment.usecases.committees.issue_letters import IssueLetters, issue_letters
from essaim.kit.cause import fresh_cause


async def complete_committees(deps: Deps) -> None:
    """All that are unfinished. Safe to repeat."""
    for one in await deps.committees.all({"unfinished": True}):
        await deliver_results(DeliverResults(one.id), deps, fresh_cause("complete-committees"))
    for one in await deps.committees.all({"letters_due": True}):
        await issue_letters(IssueLetters(one.id), deps, fresh_cause("complete-committees"))
