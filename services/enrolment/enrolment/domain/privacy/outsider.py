"""People who are no persons of the programmes and whose address is held all the same: tutors, contacts of companies, mentors,
teachers who asked something, whoever a dossier names. They have the same rights (GDPR art. 15 and 17), and are found by address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from enrolment.domain.applications.application import Application
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.privacy.forgetting import without_team_member
from enrolment.domain.snee.tutoring import FormerTutor, Tutoring, TutorName, forgotten

_NOBODY = TutorName("", "", "")


@dataclass(frozen=True)
class OutsiderErasure:
    """One line of the log: that somebody was erased, when they asked, how it was checked that it was them, and from how many
    documents of which places. Neither name nor address; ``digest`` finds the line again for whoever has the address."""

    coordinator: str
    digest: str
    received_on: date
    erased_on: date
    identity: str
    by: str
    places: Mapping[str, int]


def check_received(received_on: date, today: date) -> None:
    """InputError for a request of tomorrow."""
    if received_on > today:
        raise InputError(Problem("received_on", "is in the future", f"{today} or before"))


def steps_naming(application: Application, email: str) -> tuple[str, ...]:
    """The steps of a dossier that are about somebody with this address: the tutor, or the guardian of a draft."""
    return tuple(key for key, values in application.steps.items() if str(values.get("email") or "").lower() == email)


def names_outsider(application: Application, email: str) -> bool:
    """Whether a dossier names somebody with this address."""
    in_team = any(one.email.lower() == email for one in application.team)
    return in_team or application.tutor_told == email or bool(steps_naming(application, email))


def without_outsider(application: Application, email: str) -> Application:
    """A dossier without them. A step that was about them is empty: before it is sent, somebody else has to be named."""
    steps = {**application.steps, **{key: {} for key in steps_naming(application, email)}}
    left = without_team_member(application, "", frozenset({email}))
    told = None if left.tutor_told == email else left.tutor_told
    return replace(left, steps=steps, tutor_told=told)


def without_tutor(tutoring: Tutoring, email: str) -> Tutoring:
    """A place of a tutor without them, who have it now or had it before: another one can be named. Whoever else had it stays."""
    past = tuple(_nameless(one) if one.tutor.email.lower() == email else one for one in tutoring.past)
    if tutoring.email.lower() != email:
        return replace(tutoring, past=past)
    named = any(one.tutor != _NOBODY for one in past)
    return replace(forgotten(tutoring), past=past if named else (), emptied=not named)


def _nameless(former: FormerTutor) -> FormerTutor:
    return replace(former, tutor=_NOBODY, reason="")
