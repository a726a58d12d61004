"""A mentor who was asked answers behind a secret link, is reminded once, and after that the choice lapses.

A silent mentor would hold the place for ever, and the team would wait with it. Only digests of the links are kept: that of the
first mail and that of the reminder, so that either of them opens the page.
"""

from dataclasses import replace
from datetime import date, datetime

from enrolment.domain.applications.closing_date import PARIS
from enrolment.domain.network.need import Choice, ChoiceStatus, Need, NeedStatus


def remind_on(choice: Choice, days: int) -> date:
    """The day on which the mentor is reminded."""
    return date.fromordinal(choice.proposed_at.astimezone(PARIS).date().toordinal() + days)


def is_due_to_remind(choice: Choice, days: int, today: date) -> bool:
    """Whether the one reminder is due."""
    return choice.status is ChoiceStatus.PROPOSED and choice.reminded_at is None and remind_on(choice, days) <= today


def is_due_to_lapse(choice: Choice, today: date) -> bool:
    """Whether nobody waits any more: after the reminder, and after the last day that it named."""
    waited = choice.answer_by is not None and choice.answer_by < today
    return choice.status is ChoiceStatus.PROPOSED and choice.reminded_at is not None and waited


def remind(known: Need, choice: Choice, digest: str, at: datetime, answer_by: date) -> Need:
    """With the reminder's link, and a last day that leaves time to answer it."""
    latest = max(answer_by, choice.answer_by or answer_by)
    return _with(known, replace(choice, reminder_digest=digest, reminded_at=at, answer_by=latest))


def lapse(known: Need, choice: Choice, at: datetime) -> Need:
    """LAPSED: the need is open again."""
    over = _with(known, replace(choice, status=ChoiceStatus.LAPSED, over_at=at))
    return replace(over, status=NeedStatus.OPEN, mentor_id=None)


def _with(known: Need, choice: Choice) -> Need:
    return replace(known, choices=tuple(choice if one.id == choice.id else one for one in known.choices))
