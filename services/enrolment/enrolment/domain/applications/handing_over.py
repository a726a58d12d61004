"""A dossier goes on at the deployment of another partner: closed here at once, and open again here if it is not taken."""

from dataclasses import dataclass, replace

from enrolment.domain.applications.application import TRANSFERABLE, Application, Status, Steps, TeamMember, Transfer
from enrolment.domain.applications.dossier import Moment, draft, with_line
from enrolment.domain.applications.form import Form
from enrolment.domain.applications.form_values import checked
from enrolment.domain.applications.withdrawing import TRANSFERRED
from enrolment.domain.errors import InputError, RuleError, require_status
from enrolment.domain.programmes.programme import Programme


@dataclass(frozen=True)
class Handover:
    """What became of a dossier that another deployment handed over: remembered, so that it is answered once."""

    application_id: str
    from_partner: str
    new_application_id: str | None = None
    reason: str | None = None


def hand_over(application: Application, transfer: Transfer, new_id: str, moment: Moment) -> Application:
    """Closed here. ``new_id`` is what the other deployment is expected to call it."""
    require_status("application", application.status, TRANSFERABLE, "transfer it")
    if application.transfer is not None:
        raise RuleError("", "transfer-proposed", f"its transfer to {application.transfer.programme_id} waits")
    handed = replace(
        application,
        status=Status.WITHDRAWN,
        withdrawal_code=TRANSFERRED,
        withdrawal_reason=transfer.reason,
        waiting_rank=None,
        transfer=transfer,
        transferred_to=new_id,
    )
    return with_line(handed, moment, "handed-over", f"{transfer.coordinator} {transfer.programme_id}")


def taken(application: Application, new_id: str, moment: Moment) -> Application:
    """The other deployment has it, under this id. Told twice, nothing changes."""
    if application.history and application.history[-1].action == "taken-over":
        return application
    return with_line(replace(application, transferred_to=new_id), moment, "taken-over", new_id)


def come_back(application: Application, reason: str, moment: Moment) -> Application:
    """The other deployment cannot take it: it is as it was, and its deciders are asked anew."""
    if application.transferred_to is None:
        return application
    awaited = application.guardian_id is not None and application.consent is None
    back = replace(
        application,
        status=Status.CONSENT_PENDING if awaited else Status.ELIGIBLE,
        withdrawal_code=None,
        withdrawal_reason=None,
        transfer=None,
        transferred_to=None,
        answers=(),
    )
    return with_line(back, moment, "transfer-declined", reason)


def take_over(
    given: Steps,
    members: tuple[TeamMember, ...],
    *,
    programme: Programme,
    programme_id: str,
    person_id: str,
    old_id: str,
    form: Form,
    moment: Moment,
) -> Application:
    """A draft of what was handed over, as far as this deployment's form takes it; the applicant completes and sends it."""
    begun = draft(
        programme, programme_id=programme_id, person_id=person_id, form_version=form.valid_from, moment=moment
    )
    steps = _accepted(given, form)
    filled = replace(begun, steps=steps, step_revisions=dict.fromkeys(steps, 1), team=members, transferred_from=old_id)
    return with_line(filled, moment, "arrived", old_id)


def _accepted(given: Steps, form: Form) -> Steps:
    """Field by field: one that the form here does not know must not cost the others."""
    steps: Steps = {}
    for step in form.steps:
        for key, value in given.get(step.key, {}).items():
            try:
                kept = checked(step, {key: value}).values
            except InputError:
                continue
            steps[step.key] = {**steps.get(step.key, {}), **kept}
    return steps


def why_not(programme: Programme | None, scheme: str, school_year: str, partner: str) -> str | None:
    """The code of what stands against taking a dossier into a programme; None when nothing does."""
    if programme is None or programme.coordinator != partner:
        return "programme-unknown"
    if programme.scheme != scheme:
        return "other-scheme"
    return None if programme.school_year == school_year else "other-school-year"
