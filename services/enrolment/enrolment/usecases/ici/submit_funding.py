"""Hand a request for money to whoever decides."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.ici.funding import FundingRequest, submit
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SubmitFunding:
    """Which."""

    request_id: str
    expected_version: int | None = None


async def submit_funding(command: SubmitFunding, deps: Deps, cause: Cause) -> Stored[FundingRequest]:
    """SUBMITTED."""
    now = deps.clock.now()
    return await deps.ici_funding.change(
        command.request_id,
        lambda state: Change(submit(state, now)),
        cause,
        expected_version=command.expected_version,
    )
