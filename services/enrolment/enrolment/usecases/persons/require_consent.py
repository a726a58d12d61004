"""Refuse to accept a minor's dossier without a guardian's consent that stands, and say which route asks for it (YOUTH-01)."""

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.errors import Problem, RuleError
from enrolment.domain.persons.consent import Status as ConsentStatus
from enrolment.domain.persons.consent_text import Kind
from enrolment.usecases.persons.find_consent import find_consent
from enrolment.usecases.persons.lost_consent import lost_consent

MISSING = "youth-01-guardian-consent-missing"


async def require_consent(application_id: str, deps: Deps, *, field: str = "decision") -> None:
    """RuleError for a dossier that waits for the consent, or rests on one that was withdrawn. What is accepted stays so."""
    state = (await deps.applications.get(application_id)).state
    if state.status is Status.ACCEPTED:
        return
    lost = await lost_consent(state, deps)
    if lost or state.status is Status.CONSENT_PENDING:
        raise await _missing(application_id, state, field, deps)


async def _missing(application_id: str, state: Application, field: str, deps: Deps) -> RuleError:
    version = state.consent.text_version if state.consent else await _version(state, deps)
    known = await find_consent(state.person_id, Kind.CONTRACT, version, deps)
    withdrawn = known is not None and known.state.status is ConsentStatus.WITHDRAWN
    ask = f'POST /v1/persons/{state.person_id}/consents {{"kind": "CONTRACT", "text_version": "{version}"}}'
    link = f"POST /v1/consents/{known.id if known else '{id}'}/links sends the guardian a link"
    way = link if known is not None and known.state.status is ConsentStatus.REQUESTED else f"{ask}, then {link}"
    detail = (
        f"the guardian's consent to the contract ({version}) {'was withdrawn' if withdrawn else 'is missing'}, and a minor is "
        f"accepted only with it: {way}; a signed paper is recorded with POST /v1/applications/{application_id}/guardian-consent"
    )
    problem = Problem(field, "cannot be given before the guardian's consent", way)
    return RuleError("YOUTH-01", "guardian-consent-missing", detail, problem)


async def _version(state: Application, deps: Deps) -> str:
    return (await deps.programmes.get(state.programme_id)).state.consent_text_version
