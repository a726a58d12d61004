"""A team gives up before its end: whatever is open in it ends on that day, and nothing begins any more.

Its members, the mentors who were asked and its books are others' documents: they follow (``usecases/mini/release_team``).
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from enrolment.domain.applications.dossier import Moment
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.mini.agreement import Agreement
from enrolment.domain.mini.election import stop
from enrolment.domain.mini.enterprise import (
    SALE_STEPS,
    Abandonment,
    MiniEnterprise,
    Reached,
    Status,
    require_running,
    with_line,
)

LEFT = "team-abandoned"
"""The code under which posts end and members leave."""


class Reason(StrEnum):
    """Why a team gives up."""

    MEMBERS_LEFT = "members-left"
    NO_IDEA = "no-idea"
    NO_TEACHER = "no-teacher"
    SCHOOL_WITHDREW = "school-withdrew"
    NO_MONEY = "no-money"
    OTHER = "other"


def abandon(known: MiniEnterprise, reason: Reason, words: str, on: date, moment: Moment) -> MiniEnterprise:
    """ABANDONED from any step but the last. The same reason again changes nothing.

    InputError for a day that is to come, or before the last step that was reached."""
    if known.abandonment is not None and known.abandonment.reason == reason:
        return known
    require_running(known, "abandon it")
    since = known.steps[-1].on if known.steps else None
    if on > moment.on or (since is not None and on < since):
        accepted = f"{since} to {moment.on}" if since else f"{moment.on} or before"
        raise InputError(Problem("abandoned_on", "is no day on which it could give up", accepted, str(on)))
    if reason is Reason.OTHER and not words:
        raise InputError(Problem("words", "is missing", "why, in a few words"))
    after = replace(
        known,
        status=Status.ABANDONED,
        abandonment=Abandonment(reason.value, words, on, moment.actor, known.status),
        steps=(*known.steps, Reached(Status.ABANDONED, on, moment.actor)),
        appointments=tuple(
            replace(one, until=max(on, one.since), end_code=LEFT) if one.current else one for one in known.appointments
        ),
        elections=tuple(stop(one, on) for one in known.elections),
        agreement=_ended(known.agreement, on),
    )
    return with_line(after, moment, "abandoned", reason.value)


def has_money(known: MiniEnterprise) -> bool:
    """Whether a team got as far as real money, from FUNDED on: EPA alone records what becomes of it."""
    before = known.abandonment.status if known.abandonment else known.status
    return before in SALE_STEPS


def _ended(known: Agreement | None, on: date) -> Agreement | None:
    return replace(known, ended_on=on) if known is not None and on < known.ends_on else known
