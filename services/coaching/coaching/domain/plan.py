"""The year's plan: a two-hour group session every second Wednesday afternoon, from the group's start to its end.

A Wednesday that is a public holiday is skipped, not moved: the fortnight's rhythm is what schools plan rooms by, and a
session that is missed this way can be added by hand.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coaching.domain.errors import InputError
from coaching.domain.school_time import at_paris

WEDNESDAY = 2
FORTNIGHT = timedelta(days=14)
SESSION_MINUTES = 120
STARTS = time(14)
LONGEST_PERIOD = timedelta(days=731)


@dataclass(frozen=True)
class Plan:
    """A group's plan. ``skipped`` are the Wednesdays on which nothing takes place because they are public holidays."""

    group_id: str
    partner: str
    coordinator: str
    scheme: str | None
    session_minutes: int
    session_starts: tuple[datetime, ...]
    skipped: tuple[date, ...]


def fortnightly(starts_on: date, ends_on: date, closed_days: Collection[date]) -> tuple[list[date], list[date]]:
    """The days with a session and the days skipped: every second Wednesday of the period, both ends included."""
    if ends_on < starts_on:
        raise InputError("ends_on", "lies before the start", f"{starts_on} or later")
    if ends_on - starts_on > LONGEST_PERIOD:
        raise InputError("ends_on", "lies more than two years after the start", f"at most {starts_on + LONGEST_PERIOD}")
    day = starts_on + timedelta(days=(WEDNESDAY - starts_on.weekday()) % 7)
    kept: list[date] = []
    skipped: list[date] = []
    while day <= ends_on:
        (skipped if day in closed_days else kept).append(day)
        day += FORTNIGHT
    return kept, skipped


def plan_year(
    *,
    group_id: str,
    partner: str,
    coordinator: str,
    scheme: str | None,
    starts_on: date,
    ends_on: date,
    closed_days: Collection[date],
) -> Plan:
    """The plan of a period. Each session starts at 14:00 on the wall clock, in summer and in winter."""
    kept, skipped = fortnightly(starts_on, ends_on, closed_days)
    return Plan(
        group_id=group_id,
        partner=partner,
        coordinator=coordinator,
        scheme=scheme,
        session_minutes=SESSION_MINUTES,
        session_starts=tuple(at_paris(day, STARTS) for day in kept),
        skipped=tuple(skipped),
    )
