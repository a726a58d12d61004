"""A member votes: who has voted is written, what they voted only counts. Nothing of it goes to the history or the log."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.mini.election import vote
from enrolment.domain.mini.enterprise import MiniEnterprise, require_running, with_election
from enrolment.usecases.mini.find_election import find_election
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CastVote:
    """``choice`` is a candidate, or None for a blank vote."""

    enterprise_id: str
    number: int
    voter: str
    choice: str | None


async def cast_vote(command: CastVote, deps: Deps, cause: Cause) -> Stored[MiniEnterprise]:
    """Once each."""

    def decide(state: MiniEnterprise) -> Change[MiniEnterprise]:
        require_running(state, "vote")
        ballot = vote(find_election(state, command.number), command.voter, command.choice)
        return Change(with_election(state, ballot))

    return await deps.mini_enterprises.change(command.enterprise_id, decide, cause)
