"""The status that an accepted dossier gives: what its form says of the person, and the committee's answer about the diploma."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from enrolment.domain.applications.application import Application
from enrolment.domain.applications.dossier import Moment
from enrolment.domain.programmes.programme import Programme
from enrolment.domain.snee.arrangement import Arrangement, ArrangementKind
from enrolment.domain.snee.d2e import D2eStatus, begun
from enrolment.domain.snee.status import DECISION_CHANGED, Situation, SneeStatus, Status, with_line

_WISHES = {
    "replace_internship": ArrangementKind.INTERNSHIP,
    "replace_module": ArrangementKind.MODULE,
    "ask_year_off": ArrangementKind.YEAR_OFF,
}


def open_status(
    application_id: str,
    application: Application,
    programme: Programme,
    moment: Moment,
    *,
    renewal_of: str | None,
) -> SneeStatus:
    """CHARTER_PENDING, for the programme's academic year (SNEE-08)."""
    situation = _situation(application)
    alternant = application.steps.get("profile", {}).get("is_part_time") is True
    opened = SneeStatus(
        application_id=application_id,
        person_id=application.person_id,
        programme_id=application.programme_id,
        coordinator=application.coordinator,
        carrier=programme.carrier,
        school_year=programme.school_year,
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        opened_on=moment.on,
        situation=situation,
        alternant=alternant,
        d2e=begun(
            graduate=situation is Situation.GRADUATE,
            asked=application.steps.get("motivation", {}).get("ask_d2e") is True,
            answers=committee_answers(application),
            on=moment.on,
        ),
        arrangements=_wishes(application_id, application, alternant=alternant, on=moment.on),
        renewal_of=renewal_of,
    )
    return with_line(opened, moment, "opened")


def follow_dossier(known: SneeStatus, application: Application, moment: Moment) -> SneeStatus:
    """An acceptance that comes again: a status that was revoked because the decision changed opens again, and what the
    committee says of the diploma is taken as long as nobody has acted on it."""
    current = known
    if known.status is Status.REVOKED and known.ending is not None and known.ending.reason == DECISION_CHANGED:
        reopened = Status.ACTIVE if known.charter is not None else Status.CHARTER_PENDING
        current = with_line(replace(known, status=reopened, ending=None), moment, "opened-again")
    told = begun(
        graduate=current.situation is Situation.GRADUATE,
        asked=application.steps.get("motivation", {}).get("ask_d2e") is True,
        answers=committee_answers(application),
        on=moment.on,
    )
    d2e = current.d2e
    untouched = d2e is None or d2e.status in (D2eStatus.REQUESTED, D2eStatus.AUTHORISED, D2eStatus.REFUSED)
    withdrawn_with_status = d2e is not None and d2e.withdrawal_reason == DECISION_CHANGED
    if told is None or not (untouched or withdrawn_with_status) or (d2e is not None and d2e.status == told.status):
        return current
    return replace(current, d2e=told)


def committee_answers(application: Application) -> Mapping[str, str | bool]:
    """What the deciders said to their own questions, the last word of each question."""
    found: dict[str, str | bool] = {}
    for recorded in sorted(application.answers, key=lambda one: (one.answered_on, one.number)):
        found |= recorded.answers
    return found


def _situation(application: Application) -> Situation:
    said = application.steps.get("contact", {}).get("situation")
    return Situation(said) if said in ("student", "graduate") else Situation.UNKNOWN


def _wishes(application_id: str, application: Application, *, alternant: bool, on: date) -> tuple[Arrangement, ...]:
    """The wishes that were ticked in the form. What an alternant cannot have is not even asked for."""
    tutor = application.steps.get("tutor", {})
    wishes = []
    for field, kind in _WISHES.items():
        if tutor.get(field) is not True or (alternant and kind is ArrangementKind.INTERNSHIP):
            continue
        wishes.append(Arrangement(f"{application_id}.{kind}", kind, on))
    return tuple(wishes)
