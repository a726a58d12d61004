"""What is told when the rules make something else of a dossier's answers than before."""

from enrolment.domain.applications.application import Application, Status
from essaim.contracts.enrolment import ApplicationAccepted, ApplicationRefused
from essaim.contracts.enrolment_deciders import ApplicationWaitlisted, OutcomeDerived
from essaim.contracts.event import EventData
from essaim.contracts.types import Scheme

REFUSED_BY_DECIDERS = "deciders"
"""The reason code on the bus: the reasons' own words are in the opinions."""


def tell_outcome(application_id: str, before: Application, after: Application) -> tuple[EventData, ...]:
    """Nothing when the status is the same."""
    if before.status is after.status:
        return ()
    scheme = Scheme(after.scheme)
    outcome = None if after.status in (Status.ELIGIBLE, Status.CONSENT_PENDING) else after.status.value
    derived = OutcomeDerived(
        application_id=application_id, programme_id=after.programme_id, scheme=scheme, outcome=outcome
    )
    ids = {"application_id": application_id, "person_id": after.person_id, "programme_id": after.programme_id}
    if after.status is Status.ACCEPTED:
        return ApplicationAccepted(**ids, scheme=scheme), derived
    if after.status is Status.REFUSED:
        return ApplicationRefused(**ids, scheme=scheme, reason=REFUSED_BY_DECIDERS), derived
    if after.status is Status.WAITING_LIST:
        return ApplicationWaitlisted(**ids, scheme=scheme, rank=after.waiting_rank), derived
    return (derived,)
