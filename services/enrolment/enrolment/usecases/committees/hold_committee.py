"""Hold a committee: every dossier on its agenda gets its result, and the results go to their reviews."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Happening
from enrolment.domain.committees.committee import Committee, with_line
from enrolment.domain.committees.voting import hold
from enrolment.domain.programmes.decider import Answer
from enrolment.usecases.committees.deliver_results import DeliverResults, deliver_results
from essaim.contracts.enrolment_committees import CommitteeHeld
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class HoldCommittee:
    """Who was there, the reasons that applicants are given (by review), and the order of the waiting list; it may name those who
    were accepted too: in that order they get the places that are left."""

    committee_id: str
    present: Sequence[str]
    opinions: Mapping[str, str]
    ranking: Sequence[str]
    expected_version: int | None = None


async def hold_committee(command: HoldCommittee, deps: Deps, cause: Cause) -> Stored[Committee]:
    """HELD. InputError with everything that is missing: reasons of refusals, the order of those who wait."""
    now = deps.clock.now()

    def decide(state: Committee) -> Change[Committee]:
        held = hold(state, present=command.present, opinions=command.opinions, ranking=command.ranking, now=now)
        line = Happening(now, cause.actor, "held")
        return Change(with_line(held, line), (_event(command.committee_id, held),))

    await deps.committees.change(command.committee_id, decide, cause, expected_version=command.expected_version)
    return await deliver_results(DeliverResults(command.committee_id), deps, cause)


def _event(committee_id: str, held: Committee) -> CommitteeHeld:
    answers = [one.result.answer if one.result else None for one in held.items]
    return CommitteeHeld(
        committee_id=committee_id,
        partner=held.partner,
        decider=held.decider,
        scheme=Scheme(held.scheme),
        held_at=held.held_at,
        accepted=answers.count(Answer.ACCEPT),
        refused=answers.count(Answer.REFUSE),
        waiting=answers.count(Answer.WAIT),
        carried_over=answers.count(None),
    )
