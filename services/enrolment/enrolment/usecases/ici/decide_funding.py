"""Grant or refuse money: the decision is written into the budget, where it can only fit once, and the request follows it."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.ici.funding import Budget, FundingDecision, FundingRequest, check_decidable, decide
from enrolment.usecases.ici.follow_funding import follow_funding
from essaim.contracts.enrolment_cursus import FundingDecided
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DecideFunding:
    """How much (None refuses), on which conditions or for which reason."""

    request_id: str
    granted_cents: int | None
    conditions: str


async def decide_funding(command: DecideFunding, deps: Deps, cause: Cause) -> Stored[FundingRequest]:
    """GRANTED or REFUSED. RuleError for more than the budget leaves, however many decide at the same moment."""
    request = (await deps.ici_funding.get(command.request_id)).state
    check_decidable(request, command.granted_cents)
    decision = FundingDecision(
        granted=command.granted_cents is not None,
        amount_cents=command.granted_cents or 0,
        conditions=command.conditions,
        by=cause.actor,
        on=deps.clock.today(),
    )

    def write(known: Budget | None) -> Change[Budget] | None:
        before = known or Budget(request.coordinator)
        after = decide(before, command.request_id, decision)
        return None if after == before else Change(after, (_event(command.request_id, request, decision),))

    await deps.ici_budgets.put(request.programme_id, write, cause)
    return await follow_funding(command.request_id, deps, cause)


def _event(id_: str, request: FundingRequest, decision: FundingDecision) -> FundingDecided:
    return FundingDecided(
        request_id=id_,
        enrolment_id=request.enrolment_id,
        person_id=request.person_id,
        programme_id=request.programme_id,
        granted=decision.granted,
        amount=decision.amount_cents,
        decided_on=decision.on,
    )
