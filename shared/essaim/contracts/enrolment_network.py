"""Events of the network: a mentor is asked, perhaps reminded, answers or lets it lapse, is assigned, introduced, and released.

Ids and codes only on ``events``. Names, addresses and links of mentors and teachers are on ``personal``; a reason that somebody
wrote is on neither.
"""

from datetime import date

from essaim.contracts.event import PERSONAL, EventData, event
from essaim.contracts.types import Code, Id


@event("enrolment.mentor_asked.v1", exchange=PERSONAL)
class MentorAsked(EventData):
    """Somebody chose a mentor, who is asked by mail. ``kind`` is ``mini_enterprise`` or ``snee_status``, ``subject_id`` the
    team or the status; ``slot_text`` is when they would meet, ``note`` what the office adds. ``url`` is where the mentor
    answers without a login, ``answer_by`` the last day on which the place is held for them."""

    need_id: Id
    choice_id: Id
    mentor_id: Id
    programme_id: Id
    kind: Code
    subject_id: Id
    email: str
    given_name: str
    family_name: str
    subject_label: str
    establishment_name: str
    city: str
    slot_text: str
    note: str
    url: str | None = None
    answer_by: date | None = None


@event("enrolment.mentor_reminded.v1", exchange=PERSONAL)
class MentorReminded(EventData):
    """A mentor has not answered, and is reminded once; ``url`` is a new link, beside that of ``mentor_asked``."""

    need_id: Id
    choice_id: Id
    mentor_id: Id
    programme_id: Id
    kind: Code
    subject_id: Id
    email: str
    given_name: str
    family_name: str
    subject_label: str
    establishment_name: str
    city: str
    slot_text: str
    note: str
    url: str
    answer_by: date


@event("enrolment.mentor_choice_lapsed.v1")
class MentorChoiceLapsed(EventData):
    """A mentor never answered: the choice is over, their place is free and the office looks for somebody else."""

    need_id: Id
    choice_id: Id
    mentor_id: Id
    programme_id: Id
    kind: Code
    subject_id: Id


@event("enrolment.mentor_answered.v1")
class MentorAnswered(EventData):
    """A mentor answered, and the office is told by mail; nothing is settled before it confirms."""

    need_id: Id
    choice_id: Id
    mentor_id: Id
    programme_id: Id
    kind: Code
    subject_id: Id
    accepted: bool


@event("enrolment.mentor_assigned.v1")
class MentorAssigned(EventData):
    """An office confirmed: the mentor follows the team or the student."""

    need_id: Id
    choice_id: Id
    mentor_id: Id
    programme_id: Id
    kind: Code
    subject_id: Id


@event("enrolment.mentor_introduced.v1", exchange=PERSONAL)
class MentorIntroduced(EventData):
    """Both sides of a mentoring, so that they can write to each other. The teacher's are empty where the need names none."""

    need_id: Id
    choice_id: Id
    mentor_id: Id
    programme_id: Id
    kind: Code
    subject_id: Id
    subject_label: str
    establishment_name: str
    slot_text: str
    mentor_name: str
    mentor_email: str
    mentor_phone: str
    teacher_name: str
    teacher_email: str


@event("enrolment.mentoring_ended.v1")
class MentoringEnded(EventData):
    """A choice is over: ``outcome`` is WITHDRAWN (before it was confirmed) or ENDED, ``reason`` a code. Declined ones are told
    by ``mentor_answered``."""

    need_id: Id
    choice_id: Id
    mentor_id: Id
    programme_id: Id
    kind: Code
    subject_id: Id
    outcome: Code
    reason: Code


@event("enrolment.mentor_released.v1", exchange=PERSONAL)
class MentorReleased(EventData):
    """A mentor who had said yes is told that it is over, beside ``mentoring_ended``: ``outcome`` is ENDED for one who followed
    the team or the student, WITHDRAWN for one whom nobody had confirmed yet. ``reason`` is a code."""

    need_id: Id
    choice_id: Id
    mentor_id: Id
    programme_id: Id
    kind: Code
    subject_id: Id
    outcome: Code
    reason: Code
    email: str
    given_name: str
    family_name: str
    subject_label: str
    establishment_name: str
