"""Name who presents a dossier to the committee."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.committees.committee import Committee, assign_rapporteur as assign
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AssignRapporteur:
    """The review, and the member."""

    committee_id: str
    review_id: str
    sub: str


async def assign_rapporteur(command: AssignRapporteur, deps: Deps, cause: Cause) -> Stored[Committee]:
    """A member without a conflict of interest in it."""

    def decide(state: Committee) -> Change[Committee]:
        return Change(assign(state, command.review_id, command.sub))

    return await deps.committees.change(command.committee_id, decide, cause)
