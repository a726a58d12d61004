"""What this service does with events of the network. Which events they are stands in ``events.py``."""

from enrolment.deps import Deps
from enrolment.usecases.network.follow_assignment import FollowAssignment, follow_assignment
from essaim.contracts.enrolment_network import MentorAssigned, MentoringEnded
from essaim.kit.cause import Cause
from essaim.kit.listens import Received


async def on_mentor_assigned(received: Received[MentorAssigned], deps: Deps, cause: Cause) -> None:
    """Our own: what a crash left undone after the confirmation."""
    if received.envelope.partner == deps.settings.partner:
        await follow_assignment(FollowAssignment(received.data.need_id, received.data.choice_id), deps, cause)


async def on_mentoring_ended(received: Received[MentoringEnded], deps: Deps, cause: Cause) -> None:
    """Our own: what a crash left undone after the end."""
    if received.envelope.partner == deps.settings.partner:
        await follow_assignment(FollowAssignment(received.data.need_id, received.data.choice_id), deps, cause)
