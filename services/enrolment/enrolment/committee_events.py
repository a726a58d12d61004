"""What committees do with events. Which events they are stands in the table of ``events.py``."""

from enrolment.deps import Deps
from enrolment.usecases.committees.free_place import FreePlace, free_place
from enrolment.usecases.committees.receive_letter import ReceiveLetter, receive_letter
from essaim.contracts.enrolment import ApplicationRefused, ApplicationWithdrawn
from essaim.contracts.enrolment_committees import DecisionLetterSent
from essaim.kit.cause import Cause
from essaim.kit.listens import Received


async def on_application_undone(
    received: Received[ApplicationWithdrawn] | Received[ApplicationRefused], deps: Deps, cause: Cause
) -> None:
    """Our own: a place that was given is free for the next of the waiting list."""
    if received.envelope.partner == deps.settings.partner:
        await free_place(FreePlace(received.data.application_id), deps, cause)


async def on_letter_sent(received: Received[DecisionLetterSent], deps: Deps, cause: Cause) -> None:
    """A letter about a dossier that is kept here."""
    await receive_letter(ReceiveLetter(received.data, received.envelope.partner), deps, cause)
