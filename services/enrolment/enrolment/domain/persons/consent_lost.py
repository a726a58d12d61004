"""What becomes of a dossier when the guardian's consent under it is withdrawn (YOUTH-01): nothing rests on it any more."""

from dataclasses import replace
from datetime import date

from enrolment.domain.applications.application import Application, Happening, Status

UNDECIDED = (Status.ELIGIBLE, Status.WAITING_LIST)
"""These wait for the consent again."""


def lacks_consent(application: Application) -> bool:
    """A guardian is named and their consent does not stand: it is still to come, or was withdrawn."""
    consent = application.consent
    return application.guardian_id is not None and (consent is None or consent.withdrawn_on is not None)


def without_consent(application: Application, on: date, line: Happening) -> Application:
    """An undecided dossier waits for the consent again, and leaves the waiting list; what its deciders said stays said. One that
    was accepted stays so and says that the consent is gone. What is no sent dossier now cannot become one on that consent."""
    if application.consent is None or application.emptied:
        return application
    if application.status is Status.ACCEPTED:
        if application.consent.withdrawn_on is not None:
            return application
        marked = replace(application.consent, withdrawn_on=on)
        return replace(application, consent=marked, history=(*application.history, line))
    pending = application.status in UNDECIDED
    return replace(
        application,
        status=Status.CONSENT_PENDING if pending else application.status,
        consent=None,
        decision=None if pending else application.decision,
        waiting_rank=None if pending else application.waiting_rank,
        waits_for_place=application.waits_for_place and not pending,
        history=(*application.history, line),
    )
