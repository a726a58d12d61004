"""What the rules made of all answers, for the reviews of the same dossier at this deployment."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.deciders.review import Review
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReceiveOutcome:
    """The outcome, or None when no rule holds any more. ``home`` is whose deployment says so."""

    application_id: str
    outcome: str | None
    home: str


async def receive_outcome(command: ReceiveOutcome, deps: Deps, cause: Cause) -> None:
    """Every review of that home's dossier knows it; after a final outcome an answer changes only when it is reopened."""

    def change(state: Review) -> Change[Review] | None:
        return None if state.outcome == command.outcome else Change(replace(state, outcome=command.outcome))

    for review in await deps.reviews.all({"application_id": command.application_id}):
        if review.state.home == command.home:
            await deps.reviews.change(review.id, change, cause, effect="outcome", latest="outcome")
