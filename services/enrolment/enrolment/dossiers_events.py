"""What this service does with its own events of dossiers. Which events they are stands in the table of ``events.py``.

Each repeats what followed the first of several writes, so that what a crash left undone is done then.
"""

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.usecases.applications.complete_transfer import CompleteTransfer, complete_transfer
from enrolment.usecases.applications.finish_handover import FinishHandover, finish_handover
from enrolment.usecases.applications.follow_sending import FollowSending, follow_sending
from enrolment.usecases.applications.receive_handover import ReceiveHandover, receive_handover
from enrolment.usecases.deciders.close_reviews import CloseReviews, close_reviews
from essaim.contracts.enrolment import (
    ApplicationHandedOver,
    ApplicationRecalled,
    ApplicationSubmitted,
    ApplicationTakenOver,
    ApplicationTransferred,
    HandoverDeclined,
)
from essaim.kit.cause import Cause
from essaim.kit.listens import Received


async def on_application_submitted(received: Received[ApplicationSubmitted], deps: Deps, cause: Cause) -> None:
    """Our own: its team is invited and its deciders are asked, if that was not done yet."""
    if received.envelope.partner == deps.settings.partner:
        await follow_sending(FollowSending(received.data.application_id), deps, cause)


async def on_application_recalled(received: Received[ApplicationRecalled], deps: Deps, cause: Cause) -> None:
    """Our own: nobody has to answer on a draft. It may have been sent again since."""
    if received.envelope.partner != deps.settings.partner:
        return
    application_id = received.data.application_id
    if (await deps.applications.get(application_id)).state.status is Status.DRAFT:
        await close_reviews(CloseReviews(application_id, "withdrawn"), deps, cause)


async def on_application_transferred(received: Received[ApplicationTransferred], deps: Deps, cause: Cause) -> None:
    """Our own: the dossier goes on at the new programme, if it was not made yet. It may have come back since, or be erased."""
    if received.envelope.partner != deps.settings.partner:
        return
    data = received.data
    state = (await deps.applications.get(data.application_id)).state
    if state.transfer is not None and state.transferred_to == data.new_application_id:
        await complete_transfer(CompleteTransfer(data.application_id), deps, cause)


async def on_application_handed_over(received: Received[ApplicationHandedOver], deps: Deps, cause: Cause) -> None:
    """Another deployment's dossier for one of our programmes."""
    partner = received.envelope.partner
    if received.data.to_partner == deps.settings.partner and partner != deps.settings.partner:
        await receive_handover(ReceiveHandover(received.data, partner), deps, cause)


async def on_application_taken_over(received: Received[ApplicationTakenOver], deps: Deps, cause: Cause) -> None:
    """Another deployment took our dossier."""
    data = received.data
    if data.from_partner == deps.settings.partner:
        command = FinishHandover(data.application_id, received.envelope.partner, data.new_application_id)
        await finish_handover(command, deps, cause)


async def on_handover_declined(received: Received[HandoverDeclined], deps: Deps, cause: Cause) -> None:
    """Another deployment cannot take our dossier."""
    data = received.data
    if data.from_partner == deps.settings.partner:
        command = FinishHandover(data.application_id, received.envelope.partner, reason=data.reason)
        await finish_handover(command, deps, cause)
