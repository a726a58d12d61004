"""The dossier that is written online: begun, saved step by step, sent once, taken back, begun again.

DRAFT ──send──► CONSENT_PENDING (minor, YOUTH-01) or ELIGIBLE ──recall──► DRAFT
WITHDRAWN ──begun again by the applicant──► DRAFT      REFUSED ──by the office──► DRAFT

Every change adds a line to the history; field names are told there, and never what was written in them.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from enrolment.domain.applications.application import Application, Happening, Status
from enrolment.domain.applications.candidate import Employment
from enrolment.domain.applications.form import Step
from enrolment.domain.applications.form_values import Saved
from enrolment.domain.applications.team import named
from enrolment.domain.errors import Problem, RuleError, require_status
from enrolment.domain.programmes.programme import Programme

SENT = (Status.CONSENT_PENDING, Status.ELIGIBLE)
"""Sent, and still to be changed by the applicant while the last day is not over."""
EDITABLE = (Status.DRAFT, *SENT)
MOST_LINES = 500
"""Lines that a history keeps; the oldest go first."""


@dataclass(frozen=True)
class Moment:
    """When something happens, and who does it."""

    at: datetime
    actor: str
    on: date


def draft(
    programme: Programme, *, programme_id: str, person_id: str, form_version: date, moment: Moment
) -> Application:
    """An empty dossier. Year and employment are those of its steps, once they are saved."""
    application = Application(
        programme_id=programme_id,
        person_id=person_id,
        scheme=programme.scheme,
        school_year=programme.school_year,
        coordinator=programme.coordinator,
        year=0,
        employment=Employment.NONE,
        status=Status.DRAFT,
        submitted_on=moment.on,
        drafted_at=moment.at,
        form_version=form_version,
    )
    return with_line(application, moment, "begun")


def begin_again(application: Application, moment: Moment, *, by_office: bool) -> Application:
    """A withdrawn dossier is a draft again with all it says; a refused one only when the office allows it."""
    if application.status is Status.REFUSED and not by_office:
        raise RuleError(
            "",
            "application-refused",
            "this dossier was refused; the programme's office can open it again, or choose another programme",
            Problem("status", "is REFUSED", "another programme, or the office"),
        )
    require_status("application", application.status, (Status.WITHDRAWN, Status.REFUSED), "begin it again")
    if application.transferred_to is not None:
        raise RuleError("", "application-transferred", f"it goes on as {application.transferred_to}")
    begun = replace(
        application,
        status=Status.DRAFT,
        drafted_at=application.drafted_at or moment.at,
        sent_at=None,
        withdrawal_reason=None,
        withdrawal_code=None,
        refused_rule=None,
        decision=None,
        answers=(),
        waiting_rank=None,
        offered_until=None,
        promoted_on=None,
        transfer=None,
    )
    return with_line(begun, moment, "begun-again")


def save_step(application: Application, step: Step, saved: Saved, moment: Moment) -> Application:
    """The dossier with what a step says now; the same again changes nothing."""
    require_status("application", application.status, EDITABLE, "change it")
    changed = changed_fields(application, step, saved)
    if not changed:
        return application
    steps = {**application.steps, step.key: dict(saved.values)}
    revisions = {**application.step_revisions, step.key: application.step_revisions.get(step.key, 0) + 1}
    team = application.team if saved.members is None else named(application.team, saved.members)
    next_ = _with_studies(replace(application, steps=steps, step_revisions=revisions, team=team))
    if application.status is Status.DRAFT:
        return next_
    return with_line(next_, moment, "changed", ", ".join(f"{step.key}.{one}" for one in changed))


def changed_fields(application: Application, step: Step, saved: Saved) -> tuple[str, ...]:
    """The names of the fields that say something else than before."""
    before = application.steps.get(step.key, {})
    changed = [one for one in {**before, **saved.values} if before.get(one) != saved.values.get(one)]
    if saved.members is not None and named(application.team, saved.members) != application.team:
        changed.append("members")
    return tuple(changed)


def send(application: Application, *, guardian_id: str | None, moment: Moment) -> Application:
    """CONSENT_PENDING for a minor (YOUTH-01) unless the same guardian has consented before, else ELIGIBLE."""
    require_status("application", application.status, (Status.DRAFT,), "send it")
    given = application.consent
    consented = given is not None and given.withdrawn_on is None and application.guardian_id == guardian_id
    awaited = guardian_id is not None and not consented
    sent = replace(
        application,
        status=Status.CONSENT_PENDING if awaited else Status.ELIGIBLE,
        guardian_id=guardian_id,
        consent=application.consent if consented else None,
        sent_at=moment.at,
        submitted_on=moment.on,
    )
    return with_line(_with_d2e(sent), moment, "sent")


def recall(application: Application, moment: Moment) -> Application:
    """A sent dossier is a draft again, as long as nobody has answered on it."""
    require_status("application", application.status, SENT, "take it back")
    if application.sent_at is None:
        raise RuleError("", "application-not-online", "it did not come online; the office can withdraw it")
    if application.answers:
        raise RuleError("", "application-answered", "somebody has answered on it already; it can only be withdrawn")
    if application.transfer is not None:
        raise RuleError("", "transfer-proposed", "its transfer waits for an answer")
    return with_line(replace(application, status=Status.DRAFT, sent_at=None), moment, "recalled")


def with_line(application: Application, moment: Moment, action: str, detail: str = "") -> Application:
    """The dossier with one more line of history."""
    line = Happening(moment.at, moment.actor, action, detail)
    return replace(application, history=(*application.history, line)[-MOST_LINES:])


def _with_d2e(application: Application) -> Application:
    """SNEE-04: the diploma is what makes a graduate a student again, so a graduate's dossier always asks for it."""
    contact = application.steps.get("contact", {})
    if application.scheme != "snee" or contact.get("situation") != "graduate":
        return application
    motivation = {**application.steps.get("motivation", {}), "ask_d2e": True}
    return replace(application, steps={**application.steps, "motivation": motivation})


def _with_studies(application: Application) -> Application:
    """Year and employment have fields of their own, because groups and contracts ask for them."""
    studies = application.steps.get("studies", {})
    year, employment = studies.get("year"), studies.get("employment")
    next_ = replace(
        application,
        year=year if isinstance(year, int) else application.year,
        employment=Employment(employment) if isinstance(employment, str) else application.employment,
    )
    return next_ if application.status is Status.DRAFT else _with_d2e(next_)
