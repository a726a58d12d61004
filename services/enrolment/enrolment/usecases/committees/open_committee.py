"""Let members vote, on an agenda that is filled once more; what still comes in time is added until its last application date."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Happening
from enrolment.domain.committees.committee import Committee, open_votes, with_line
from enrolment.usecases.committees.fill_agenda import FillAgenda, fill_agenda
from essaim.kit.aggregate import Change, Stored, check_version
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class OpenCommittee:
    """Which one."""

    committee_id: str
    expected_version: int | None = None


async def open_committee(command: OpenCommittee, deps: Deps, cause: Cause) -> Stored[Committee]:
    """OPEN, with every review that came by the last application date on the agenda."""
    check_version(await deps.committees.get(command.committee_id), command.expected_version)
    await fill_agenda(FillAgenda(command.committee_id), deps, cause)

    def decide(state: Committee) -> Change[Committee]:
        return Change(with_line(open_votes(state), Happening(deps.clock.now(), cause.actor, "opened")))

    return await deps.committees.change(command.committee_id, decide, cause)
