"""Change a request for money before it is submitted."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.ici.funding import FundingRequest, edit
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class EditFunding:
    """What for, and how much."""

    request_id: str
    purpose: str
    amount_cents: int
    expected_version: int | None = None


async def edit_funding(command: EditFunding, deps: Deps, cause: Cause) -> Stored[FundingRequest]:
    """Still OPEN."""
    return await deps.ici_funding.change(
        command.request_id,
        lambda state: Change(edit(state, command.purpose, command.amount_cents)),
        cause,
        expected_version=command.expected_version,
    )
