"""All receipts of a granted request are there: what was not spent goes back to the budget."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.ici.funding import Budget, FundingRequest, close, give_back
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CloseFunding:
    """Which."""

    request_id: str
    expected_version: int | None = None


async def close_funding(command: CloseFunding, deps: Deps, cause: Cause) -> Stored[FundingRequest]:
    """SPENT. Calling it again completes what a crash interrupted; until then the budget shows less than there is."""
    today = deps.clock.today()
    stored = await deps.ici_funding.change(
        command.request_id,
        lambda state: Change(close(state, today)),
        cause,
        expected_version=command.expected_version,
    )
    spent = stored.state.spent_cents

    def settle(known: Budget) -> Change[Budget] | None:
        after = give_back(known, command.request_id, spent)
        return None if after == known else Change(after)

    await deps.ici_budgets.change(stored.state.programme_id, settle, cause)
    return stored
