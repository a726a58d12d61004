"""What this service does with the events of deciders. Which events they are stands in the table of ``events.py``.

A dossier's home hears its deciders, and its own events once more: what a crash left undone after the first of several writes is
done then. The deployment of a decider hears the home. Who speaks is told by the envelope, which the broker's user vouches for.
"""

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.usecases.committees.free_place import FreePlace, free_place
from enrolment.usecases.deciders.close_review import CloseReview, close_review
from enrolment.usecases.deciders.close_reviews import CloseReviews, close_reviews
from enrolment.usecases.deciders.complete_request import CompleteRequest, complete_request
from enrolment.usecases.deciders.receive_decision import ReceiveDecision, receive_decision
from enrolment.usecases.deciders.receive_dossier import ReceiveDossier, receive_dossier
from enrolment.usecases.deciders.receive_outcome import ReceiveOutcome, receive_outcome
from enrolment.usecases.deciders.receive_reopening import ReceiveReopening, receive_reopening
from enrolment.usecases.deciders.receive_request import ReceiveRequest, receive_request
from enrolment.usecases.deciders.refresh_person_reviews import RefreshPersonReviews, refresh_person_reviews
from enrolment.usecases.deciders.request_reviews import RequestReviews, request_reviews
from essaim.contracts.enrolment import ApplicationWithdrawn, GuardianConsentGiven
from essaim.contracts.enrolment_deciders import (
    DecisionRecorded,
    DecisionReopened,
    DecisionRequested,
    DossierShared,
    OpinionGiven,
    OutcomeDerived,
    ReviewsClosed,
)
from essaim.kit.cause import Cause
from essaim.kit.listens import Received


async def on_dossier_sent(received: Received[GuardianConsentGiven], deps: Deps, cause: Cause) -> None:
    """Our own dossier is eligible now: put it to its deciders, if that was not done yet."""
    if received.envelope.partner == deps.settings.partner:
        await request_reviews(RequestReviews(received.data.application_id), deps, cause)


async def on_application_withdrawn(received: Received[ApplicationWithdrawn], deps: Deps, cause: Cause) -> None:
    """Our own: nobody has to answer any more, if its deciders were not told so yet."""
    if received.envelope.partner != deps.settings.partner:
        return
    application_id = received.data.application_id
    # It may have been begun and sent again since.
    if (await deps.applications.get(application_id)).state.status is Status.WITHDRAWN:
        await close_reviews(CloseReviews(application_id, "withdrawn"), deps, cause)


async def on_decision_requested(received: Received[DecisionRequested], deps: Deps, cause: Cause) -> None:
    """A decider who works here is asked: make the review, or complete it when the dossier is ours."""
    data, home = received.data, received.envelope.partner
    if data.deployment != deps.settings.partner:
        return
    if home == deps.settings.partner:
        await complete_request(CompleteRequest(data.application_id, data.review_id, data.decider), deps, cause)
    else:
        await receive_request(ReceiveRequest(data, home), deps, cause)


async def on_dossier_shared(received: Received[DossierShared], deps: Deps, cause: Cause) -> None:
    """What a decider who works here sees."""
    home = received.envelope.partner
    if received.data.deployment == deps.settings.partner and home != deps.settings.partner:
        await receive_dossier(ReceiveDossier(received.data, home), deps, cause)


async def on_decision(received: Received[DecisionRecorded] | Received[OpinionGiven], deps: Deps, cause: Cause) -> None:
    """An answer to a dossier that is kept here."""
    await receive_decision(ReceiveDecision(received.data, received.envelope.partner), deps, cause)


async def on_decision_reopened(received: Received[DecisionReopened], deps: Deps, cause: Cause) -> None:
    """A decider who works here may answer again."""
    data = received.data
    if data.deployment == deps.settings.partner:
        command = ReceiveReopening(data.review_id, data.number, received.envelope.partner)
        await receive_reopening(command, deps, cause)


async def on_reviews_closed(received: Received[ReviewsClosed], deps: Deps, cause: Cause) -> None:
    """Nobody here has to answer any more."""
    data, home = received.data, received.envelope.partner
    for closed in data.reviews:
        if closed.deployment == deps.settings.partner:
            command = CloseReview(
                data.application_id, home, closed.review_id, closed.decider, closed.round, data.reason
            )
            await close_review(command, deps, cause)


async def on_outcome_derived(received: Received[OutcomeDerived], deps: Deps, cause: Cause) -> None:
    """The reviews of the dossier at this deployment learn the outcome, and those of the person's other dossiers where it is
    shown. What was accepted and is not any more leaves its place to the next who waits."""
    data, home = received.data, received.envelope.partner
    await receive_outcome(ReceiveOutcome(data.application_id, data.outcome, home), deps, cause)
    if home == deps.settings.partner:
        if data.outcome != Status.ACCEPTED:
            await free_place(FreePlace(data.application_id, by_deciders=True), deps, cause)
        person_id = (await deps.applications.get(data.application_id)).state.person_id
        await refresh_person_reviews(RefreshPersonReviews(person_id), deps, cause)
