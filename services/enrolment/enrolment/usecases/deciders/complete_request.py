"""Make a review that a crash left unmade: the dossier says that its decider was asked."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.deciders.asking import asked_of
from enrolment.usecases.deciders.gather_dossier import gather_dossier
from enrolment.usecases.deciders.open_review import open_review
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CompleteRequest:
    """Which review of which decider."""

    application_id: str
    review_id: str
    decider: str


async def complete_request(command: CompleteRequest, deps: Deps, cause: Cause) -> None:
    """Nothing when it was made, or when it is not asked for any more."""
    dossier = await gather_dossier(command.application_id, deps)
    decider, asked = dossier.decider(command.decider), asked_of(dossier.application.state, command.decider)
    here = deps.settings.partner
    if decider is None or asked is None or asked.review_id != command.review_id or asked.deployment != here:
        return
    await open_review(dossier, decider, asked, deps, cause)
