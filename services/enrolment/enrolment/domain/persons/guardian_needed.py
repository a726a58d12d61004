"""Which dossiers cannot stand without a guardian's consent when their person turns out to be a minor (YOUTH-01).

A dossier that is sent by an adult has no guardian. When its person is merged with a registration that says they are a minor, the
rule counts as if they had sent it themselves: a minor at the beginning of the programme, who still is one today.
"""

from dataclasses import replace
from datetime import date

from enrolment.domain.applications.application import Application, Consent, Happening, Status
from enrolment.domain.dates import is_minor

BEYOND_CONSENT = (Status.ELIGIBLE, Status.WAITING_LIST, Status.ACCEPTED)
"""Where a minor's dossier only comes after a guardian's consent: a draft asks for it when it is sent, a pending one waits."""


def needs_guardian(application: Application, birth_date: date | None, starts_on: date, today: date) -> bool:
    """Whether it stands where only a guardian's consent leads, and has none."""
    if application.status not in BEYOND_CONSENT or application.consent is not None:
        return False
    if application.emptied or application.transferred_to is not None or birth_date is None:
        return False
    return is_minor(birth_date, max(starts_on, today))


def with_guardian(application: Application, guardian_id: str, consent: Consent, line: Happening) -> Application:
    """The dossier with the guardian who consented, and a line of history."""
    return replace(application, guardian_id=guardian_id, consent=consent, history=(*application.history, line))
