"""What this service does for mini-entreprises with its own events. Which events they are stands in ``events.py``."""

from enrolment.deps import Deps
from enrolment.usecases.mini.follow_dossier import FollowDossier, follow_dossier
from enrolment.usecases.mini.join_by_acceptance import JoinByAcceptance, join_by_acceptance
from essaim.contracts.enrolment import ApplicationAccepted, ApplicationRefused, ApplicationWithdrawn
from essaim.contracts.types import Scheme
from essaim.kit.cause import Cause
from essaim.kit.listens import Received


async def on_application_accepted(received: Received[ApplicationAccepted], deps: Deps, cause: Cause) -> None:
    """Our own: a member of the programme's team."""
    ours = received.envelope.partner == deps.settings.partner
    if ours and received.data.scheme is Scheme.MINI_ENTREPRISE:
        await join_by_acceptance(JoinByAcceptance(received.data.application_id), deps, cause)


async def on_application_undone(
    received: Received[ApplicationRefused] | Received[ApplicationWithdrawn], deps: Deps, cause: Cause
) -> None:
    """Our own: a dossier that is not accepted any more has no place in a team."""
    if received.envelope.partner == deps.settings.partner:
        await follow_dossier(FollowDossier(received.data.application_id), deps, cause)
