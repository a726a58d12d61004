"""On which day a bank executes an order: a business day of TARGET, not in the past, within sixty days."""

from collections.abc import Callable
from datetime import date, timedelta

from accounting.domain.errors import InputError

LONGEST_AHEAD = timedelta(days=60)
_SATURDAY = 5


def is_open(day: date, is_holiday: Callable[[date], bool]) -> bool:
    """Whether payments are settled on a day."""
    return day.weekday() < _SATURDAY and not is_holiday(day)


def next_open(day: date, is_holiday: Callable[[date], bool]) -> date:
    """The day, or the first one after it on which payments are settled."""
    while not is_open(day, is_holiday):
        day += timedelta(days=1)
    return day


def check_execution_day(
    day: date, today: date, is_holiday: Callable[[date], bool], field: str = "execution_on"
) -> None:
    """InputError for a day on which nothing is executed, naming the next possible one."""
    last = today + LONGEST_AHEAD
    if day < today:
        raise InputError(field, f"{day} is in the past", f"{next_open(today, is_holiday)} is the first possible day")
    if day > last:
        raise InputError(field, f"{day} is more than {LONGEST_AHEAD.days} days ahead", f"a business day until {last}")
    if not is_open(day, is_holiday):
        message = f"{day} is no business day of TARGET: banks do not settle on it"
        raise InputError(field, message, f"{next_open(day, is_holiday)} is the next possible day")
