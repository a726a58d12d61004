"""A request becomes what its budget says of it, at once or after a crash."""

from enrolment.deps import Deps
from enrolment.domain.ici.funding import FundingRequest, follow
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


async def follow_funding(request_id: str, deps: Deps, cause: Cause) -> Stored[FundingRequest]:
    """Safe to repeat."""
    request = await deps.ici_funding.get(request_id)
    decision = (await deps.ici_budgets.get(request.state.programme_id)).state.decisions[request_id]

    def decide(state: FundingRequest) -> Change[FundingRequest] | None:
        after = follow(state, decision)
        return None if after == state else Change(after)

    return await deps.ici_funding.change(request_id, decide, cause, effect="follow")
