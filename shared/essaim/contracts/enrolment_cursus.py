"""Events of the student-entrepreneur status (SNEE) and of #ICI, after an application was accepted.

Ids, codes and dates only; who a tutor is, and the secret link by which they answer, is on ``personal``.
"""

from datetime import date

from essaim.contracts.event import PERSONAL, EventData, event
from essaim.contracts.types import Amount, Code, Id, PartnerId, Scheme, SchoolYear


@event("enrolment.status_opened.v1")
class StatusOpened(EventData):
    """A person was given the student-entrepreneur status for an academic year; it begins when they accept the charter, to
    which a mail asks them. ``renewal_of`` is the status of the year before."""

    status_id: Id
    person_id: Id
    application_id: Id
    programme_id: Id
    school_year: SchoolYear
    ends_on: date
    renewal_of: Id | None = None


@event("enrolment.charter_accepted.v1")
class CharterAccepted(EventData):
    """The person ticked the charter with their own login (SNEE-07). ``charter_version`` names the text."""

    status_id: Id
    person_id: Id
    charter_version: Code


@event("enrolment.attestation_issued.v1")
class AttestationIssued(EventData):
    """There is an attestation that its person can print and anybody can check. ``kind`` is ``snee``, ``DU_ICI`` or ``LP_SIP``;
    ``subject_id`` is the status or the enrolment. ``valid_until`` is absent for a diploma."""

    subject_id: Id
    person_id: Id
    scheme: Scheme
    kind: Code
    school_year: SchoolYear
    issued_on: date
    valid_until: date | None = None


@event("enrolment.status_expired.v1")
class StatusExpired(EventData):
    """The academic year of a status is over (SNEE-08)."""

    status_id: Id
    person_id: Id
    ended_on: date


@event("enrolment.status_ended.v1")
class StatusEnded(EventData):
    """A status ended before its time. ``outcome`` is ``RENOUNCED`` or ``REVOKED``, ``reason`` a code."""

    status_id: Id
    person_id: Id
    outcome: Code
    reason: Code
    ended_on: date


@event("enrolment.tutor_invited.v1", exchange=PERSONAL)
class TutorInvited(EventData):
    """Somebody was named a tutor and is asked by mail. Who has the ``url`` may answer as them: it is a secret. ``person_id``
    is the student; ``role`` is ``teacher`` or ``professional``."""

    tutoring_id: Id
    status_id: Id
    person_id: Id
    role: Code
    email: str
    given_name: str
    family_name: str
    student_name: str
    school_year: SchoolYear
    url: str
    expires_on: date


@event("enrolment.tutor_confirmed.v1")
class TutorConfirmed(EventData):
    """A tutor accepted; the student, who is ``person_id``, is told. ``role`` is ``teacher`` or ``professional``."""

    tutoring_id: Id
    status_id: Id
    person_id: Id
    role: Code


@event("enrolment.tutor_declined.v1")
class TutorDeclined(EventData):
    """A tutor declined: the student, who is ``person_id``, names somebody else. ``role`` as in ``tutor_confirmed``."""

    tutoring_id: Id
    status_id: Id
    person_id: Id
    role: Code


@event("enrolment.diploma_changed.v1")
class DiplomaChanged(EventData):
    """The diploma of a status stands elsewhere: ``d2e`` is one of REQUESTED, AUTHORISED, REFUSED, ENROLLED, PASSED, FAILED,
    WITHDRAWN."""

    status_id: Id
    person_id: Id
    d2e: Code


@event("enrolment.arrangement_decided.v1")
class ArrangementDecided(EventData):
    """The establishment answered what a student asked for because of the status; ``granted`` says how. ``kind`` is
    ``internship``, ``module``, ``year-off`` or ``timetable``."""

    status_id: Id
    person_id: Id
    kind: Code
    granted: bool
    decided_on: date


@event("enrolment.first_contact_requested.v1")
class FirstContactRequested(EventData):
    """Somebody whose establishment is no partner asks about the status. ``partner`` is whose referent follows it; ``asker`` is
    ``student`` or ``teacher``; ``referent_id`` is absent where nobody answers for the place."""

    contact_id: Id
    partner: PartnerId
    asker: Code
    referent_id: Id | None = None


@event("enrolment.learner_enrolled.v1")
class LearnerEnrolled(EventData):
    """A learner is enrolled in a track of #ICI, ``DU_ICI`` or ``LP_SIP``. Levels are years after the baccalauréat (ICI-01)."""

    enrolment_id: Id
    person_id: Id
    programme_id: Id
    track: Code
    entry_level: int
    exit_level: int
    enrolled_on: date


@event("enrolment.learner_abandoned.v1")
class LearnerAbandoned(EventData):
    """A learner left #ICI before its end. ``reason`` is a code."""

    enrolment_id: Id
    person_id: Id
    programme_id: Id
    reason: Code


@event("enrolment.jury_closed.v1")
class JuryClosed(EventData):
    """A jury of #ICI said its last word on its learners; each result follows in ``award_decided``."""

    jury_id: Id
    programme_id: Id
    held_on: date
    candidate_count: int


@event("enrolment.award_decided.v1")
class AwardDecided(EventData):
    """The result of a learner, who is told by mail. Marks and mention stay with the enrolment service; ``ects`` is absent
    where the programme says none."""

    enrolment_id: Id
    person_id: Id
    programme_id: Id
    track: Code
    awarded: bool
    ects: int | None = None
    decided_on: date


@event("enrolment.funding_decided.v1")
class FundingDecided(EventData):
    """A request for money out of a programme's budget was decided; ``amount`` is what is granted, 0.00 for a refusal."""

    request_id: Id
    enrolment_id: Id
    person_id: Id
    programme_id: Id
    granted: bool
    amount: Amount
    decided_on: date
