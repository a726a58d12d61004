"""What this service does with events of the status (SNEE) and of #ICI. Which events they are stands in ``events.py``.

Its own events are heard once more, so that what a crash left undone after the first of several writes is done then.
"""

from enrolment.deps import Deps
from enrolment.usecases.ici.admit_learner import AdmitLearner, admit_learner
from enrolment.usecases.ici.apply_results import apply_results
from enrolment.usecases.ici.copy_attendance import CopyAttendance, copy_attendance
from enrolment.usecases.ici.follow_dossier import (
    FollowDossier as FollowIciDossier,
    follow_dossier as follow_ici_dossier,
)
from enrolment.usecases.ici.follow_funding import follow_funding
from enrolment.usecases.snee.end_tutorings import end_tutorings
from enrolment.usecases.snee.follow_dossier import (
    FollowDossier as FollowSneeDossier,
    follow_dossier as follow_snee_dossier,
)
from enrolment.usecases.snee.open_status import OpenStatus, open_status
from essaim.contracts.coaching import AttendanceSealed
from essaim.contracts.enrolment import ApplicationAccepted, ApplicationRefused, ApplicationWithdrawn
from essaim.contracts.enrolment_cursus import FundingDecided, JuryClosed, StatusEnded, StatusExpired
from essaim.contracts.types import Scheme
from essaim.kit.cause import Cause
from essaim.kit.listens import Received


async def on_application_accepted(received: Received[ApplicationAccepted], deps: Deps, cause: Cause) -> None:
    """Our own: a status, or a learner of #ICI."""
    if received.envelope.partner != deps.settings.partner:
        return
    application_id = received.data.application_id
    if received.data.scheme is Scheme.SNEE:
        await open_status(OpenStatus(application_id), deps, cause)
    if received.data.scheme is Scheme.ICI:
        await admit_learner(AdmitLearner(application_id), deps, cause)


async def on_application_undone(
    received: Received[ApplicationRefused] | Received[ApplicationWithdrawn], deps: Deps, cause: Cause
) -> None:
    """Our own: what rests on an acceptance that was taken back ends."""
    if received.envelope.partner != deps.settings.partner:
        return
    application_id = received.data.application_id
    await follow_snee_dossier(FollowSneeDossier(application_id), deps, cause)
    await follow_ici_dossier(FollowIciDossier(application_id), deps, cause)


async def on_status_over(received: Received[StatusEnded] | Received[StatusExpired], deps: Deps, cause: Cause) -> None:
    """Our own: its tutors are free."""
    if received.envelope.partner == deps.settings.partner:
        await end_tutorings(received.data.status_id, deps, cause)


async def on_jury_closed(received: Received[JuryClosed], deps: Deps, cause: Cause) -> None:
    """Our own: its results reach every learner."""
    if received.envelope.partner == deps.settings.partner:
        await apply_results(received.data.jury_id, deps, cause)


async def on_funding_decided(received: Received[FundingDecided], deps: Deps, cause: Cause) -> None:
    """Our own: the request follows its budget."""
    if received.envelope.partner == deps.settings.partner:
        await follow_funding(received.data.request_id, deps, cause)


async def on_attendance_sealed(received: Received[AttendanceSealed], deps: Deps, cause: Cause) -> None:
    """Of whichever coaching deployment: the group is ours or nothing happens."""
    data = received.data
    attendance = {one.person_id: (one.minutes, one.absence) for one in data.attendance}
    await copy_attendance(CopyAttendance(data.session_id, data.group_id, data.held_on, attendance), deps, cause)
