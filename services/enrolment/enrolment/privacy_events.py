"""What the service does with the answers of the others when a person asks what is held of them, or is erased.

Beside ``enrolment.events``, whose table has all of it. Who answers is told by the envelope, which the broker's user vouches for.
"""

from enrolment.deps import Deps
from enrolment.domain.privacy.answering import Answerer
from enrolment.usecases.privacy.hear_partner_erasure import hear_partner_erasure
from enrolment.usecases.privacy.receive_access_piece import ReceiveAccessPiece, receive_access_piece
from enrolment.usecases.privacy.receive_erasure_answer import ReceiveErasureAnswer, receive_erasure_answer
from essaim.contracts.accounting import AccountingAccessAnswered, AccountingErasureApplied
from essaim.contracts.coaching import CoachingAccessAnswered, CoachingErasureApplied
from essaim.contracts.enrolment import PersonErased
from essaim.contracts.notifications import NotificationsAccessAnswered, NotificationsErasureApplied
from essaim.kit.cause import Cause
from essaim.kit.listens import Received

AccessAnswer = (
    Received[AccountingAccessAnswered] | Received[CoachingAccessAnswered] | Received[NotificationsAccessAnswered]
)
ErasureAnswer = (
    Received[AccountingErasureApplied] | Received[CoachingErasureApplied] | Received[NotificationsErasureApplied]
)


async def on_person_erased(received: Received[PersonErased], deps: Deps, cause: Cause) -> None:
    """Another deployment erased somebody whom this one knows as well, such as by a dossier that was handed over: an officer here
    decides on it, for what is done here may still need them."""
    if received.envelope.partner != deps.settings.partner:
        await hear_partner_erasure(received.data.person_id, deps, cause)


async def on_access_answered(received: AccessAnswer, deps: Deps, cause: Cause) -> None:
    """A piece of what another service holds of a person who asked."""
    data, envelope = received.data, received.envelope
    answerer = Answerer(envelope.partner, envelope.service, data.person_id)
    command = ReceiveAccessPiece(data.request_id, answerer, data.part, data.parts, data.piece)
    await receive_access_piece(command, deps, cause)


async def on_erasure_applied(received: ErasureAnswer, deps: Deps, cause: Cause) -> None:
    """Another service has erased its part."""
    data, envelope = received.data, received.envelope
    answerer = Answerer(envelope.partner, envelope.service, data.person_id)
    command = ReceiveErasureAnswer(data.erasure_id, answerer, tuple(data.kept), data.kept_until)
    await receive_erasure_answer(command, deps, cause)
