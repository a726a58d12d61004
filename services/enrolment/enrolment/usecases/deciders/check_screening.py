"""CAE-10: a carrier does not accept a dossier whose planned activity the lists exclude."""

from enrolment.deps import Deps
from enrolment.domain.deciders.review import Review
from enrolment.domain.errors import Problem, RuleError
from enrolment.domain.programmes.decider import Answer
from enrolment.domain.screening.screening import Outcome

CARRIERS = "cae_officer"


async def check_screening(review: Review, answer: Answer, deps: Deps) -> None:
    """Return unless the carrier would accept an activity that was refused; another activity is screened first."""
    if answer is not Answer.ACCEPT or review.role != CARRIERS:
        return
    for stored in await deps.screenings.all({"application_id": review.application_id}):
        last = stored.state.last
        if last is not None and last.outcome is Outcome.REFUSED:
            detail = f"the planned activity {last.activity.code} was refused by its screening of {last.on}"
            problem = Problem("answer", "is accept", "refuse, or accept once another activity has been screened")
            raise RuleError("CAE-10", "excluded-activity", detail, problem)
