"""The same person a year later: a new dossier, filled in with what the accepted one says (SNEE-08: a status lasts a year)."""

from dataclasses import replace

from enrolment.domain.applications.application import Application, Status, Steps, TeamMember
from enrolment.domain.applications.dossier import Moment, draft, with_line
from enrolment.domain.applications.form import FieldType, Form
from enrolment.domain.applications.form_values import Value
from enrolment.domain.errors import InputError, Problem, require_status
from enrolment.domain.programmes.programme import Programme


def renew(
    old: Application, old_id: str, programme_id: str, target: Programme, form: Form, moment: Moment
) -> Application:
    """A draft of the next school year. Documents are asked for anew, and answers that the form no longer has are left out."""
    require_status("application", old.status, (Status.ACCEPTED,), "renew it")
    expected = next_year(old.school_year)
    problems = []
    if target.scheme != old.scheme:
        problems.append(Problem("programme_id", f"is of the scheme {target.scheme}", old.scheme))
    if target.school_year != expected:
        problems.append(Problem("programme_id", f"is of the year {target.school_year}", expected))
    if problems:
        raise InputError(*problems)
    begun = draft(
        target, programme_id=programme_id, person_id=old.person_id, form_version=form.valid_from, moment=moment
    )
    steps = _carried(old.steps, form)
    contact = form.step("contact")
    if contact is not None and contact.field("is_renewal") is not None:
        steps = {**steps, "contact": {**steps.get("contact", {}), "is_renewal": True}}
    revisions = dict.fromkeys(steps, 1)
    team = tuple(
        TeamMember("", one.given_name, one.family_name, one.email, one.role, one.situation) for one in old.team
    )
    filled = replace(begun, steps=steps, step_revisions=revisions, team=team, renewal_of=old_id)
    return with_line(filled, moment, "renewed", old_id)


def next_year(school_year: str) -> str:
    """``2026-2027`` becomes ``2027-2028``."""
    first = int(school_year[:4]) + 1
    return f"{first}-{first + 1}"


def _carried(old: Steps, form: Form) -> Steps:
    """Only what the new form still asks, with an answer that it still knows."""
    steps: Steps = {}
    for step in form.steps:
        kept: dict[str, Value] = {}
        for field in step.fields:
            value = old.get(step.key, {}).get(field.key)
            known = field.type is not FieldType.CHOICE or value in {one.key for one in field.choices}
            if value is not None and known:
                kept[field.key] = value
        if kept:
            steps[step.key] = kept
    return steps
