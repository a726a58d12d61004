"""A learner begins a request for money."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import require_status
from enrolment.domain.ici.enrolment import LEARNING
from enrolment.domain.ici.funding import FundingRequest
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class OpenFunding:
    """What for, and how much."""

    enrolment_id: str
    purpose: str
    amount_cents: int


async def open_funding(command: OpenFunding, deps: Deps, cause: Cause) -> Stored[FundingRequest]:
    """OPEN; only a learner who is enrolled asks."""
    learner = (await deps.ici_learners.get(command.enrolment_id)).state
    require_status("enrolment", learner.status, LEARNING, "ask for money")
    opened = FundingRequest(
        enrolment_id=command.enrolment_id,
        person_id=learner.person_id,
        programme_id=learner.programme_id,
        coordinator=learner.coordinator,
        purpose=command.purpose,
        amount_cents=command.amount_cents,
        opened_on=deps.clock.today(),
    )
    return await deps.ici_funding.add(cause.new_id("funding"), opened, cause)
