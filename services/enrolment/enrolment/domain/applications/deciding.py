"""What a coordinator who decides alone makes of a dossier: accepted, refused, or on the programme's waiting list for a place."""

from dataclasses import replace

from enrolment.domain.applications.application import Application, Decision, Status, decide
from enrolment.domain.errors import RuleError, require_status


def decided(application: Application, decision: Decision, rank: int | None = None) -> Application:
    """``rank`` is the next one on the waiting list. Who waits there can be accepted or refused like anybody else."""
    if decision.decision == "wait":
        return _waiting(application, decision, rank)
    if application.status is not Status.WAITING_LIST:
        return decide(application, decision)
    taken = decision.decision == "accept"
    offered = None if taken else application.offered_until
    off = replace(application, status=Status.ELIGIBLE, waiting_rank=None, waits_for_place=False, offered_until=offered)
    return decide(off, decision)


def _waiting(application: Application, decision: Decision, rank: int | None) -> Application:
    """Only a place is wanting: the list gives it when there is one, without another decision. The same again changes nothing."""
    if application.status is Status.WAITING_LIST:
        return application
    if application.status is Status.CONSENT_PENDING:
        detail = "a minor waits for a place only after a guardian's consent is recorded"
        raise RuleError("YOUTH-01", "guardian-consent-missing", detail)
    require_status("application", application.status, (Status.ELIGIBLE,), "put it on the waiting list")
    return replace(application, status=Status.WAITING_LIST, decision=decision, waiting_rank=rank, waits_for_place=True)
