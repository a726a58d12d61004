"""What this service does for mini-entreprises with its own events and accounting's. Which they are stands in ``events.py``."""

from enrolment.deps import Deps
from enrolment.usecases.mini.follow_dossier import FollowDossier, follow_dossier
from enrolment.usecases.mini.hear_of_books import HearOfBooks, hear_of_books
from enrolment.usecases.mini.join_by_acceptance import JoinByAcceptance, join_by_acceptance
from enrolment.usecases.mini.release_team import ReleaseTeam, release_team
from essaim.contracts.accounting import ActivityOpened, SharePaid
from essaim.contracts.enrolment import ApplicationAccepted, ApplicationRefused, ApplicationWithdrawn
from essaim.contracts.enrolment_mini import MiniEnterpriseAbandoned
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


async def on_mini_enterprise_abandoned(received: Received[MiniEnterpriseAbandoned], deps: Deps, cause: Cause) -> None:
    """Our own: what a crash left of members, mentors and needs."""
    if received.envelope.partner == deps.settings.partner:
        await release_team(ReleaseTeam(received.data.mini_enterprise_id), deps, cause)


async def on_activity_opened(received: Received[ActivityOpened], deps: Deps, cause: Cause) -> None:
    """A team's group has books from now on."""
    data, partner = received.data, received.envelope.partner
    await hear_of_books(HearOfBooks(data.group_id, partner, data.activity_id, opened_on=data.opened_on), deps, cause)


async def on_share_paid(received: Received[SharePaid], deps: Deps, cause: Cause) -> None:
    """Nothing is left to do in a group's books."""
    data, partner = received.data, received.envelope.partner
    await hear_of_books(HearOfBooks(data.group_id, partner, data.activity_id, settled_on=data.paid_on), deps, cause)
