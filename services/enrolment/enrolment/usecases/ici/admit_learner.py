"""An accepted dossier admits a learner, once; whoever is promoted from the waiting list is accepted by the same event."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status as ApplicationStatus
from enrolment.domain.ici.enrolment import DECISION_CHANGED, IciEnrolment, Status, admit, with_line
from enrolment.usecases.ici.learner_id import learner_id
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AdmitLearner:
    """Of which dossier."""

    application_id: str


async def admit_learner(command: AdmitLearner, deps: Deps, cause: Cause) -> Stored[IciEnrolment] | None:
    """ADMITTED; None for a dossier of another scheme, or one that is not accepted any more. Somebody whose acceptance was taken
    back is admitted again when they are accepted again."""
    application = (await deps.applications.get(command.application_id)).state
    if application.scheme != "ici" or application.status is not ApplicationStatus.ACCEPTED:
        return None
    programme = (await deps.programmes.get(application.programme_id)).state
    moment = moment_of(deps, cause)

    def decide(known: IciEnrolment | None) -> Change[IciEnrolment] | None:
        if known is None:
            return Change(admit(application, programme, moment, command.application_id))
        if known.status is not Status.ABANDONED or known.abandon_reason != DECISION_CHANGED:
            return None
        again = replace(known, status=Status.ADMITTED, abandon_reason="", enrolled_on=None, exit_level=None)
        return Change(with_line(again, moment, "admitted-again"))

    return await deps.ici_learners.put(learner_id(command.application_id), decide, cause, effect="admit")
