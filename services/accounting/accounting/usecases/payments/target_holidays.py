"""The days on which TARGET is closed beside weekends, by a library's calendar of the European Central Bank."""

from collections.abc import Callable
from datetime import date
from functools import cache

import holidays


@cache
def target_holidays() -> Callable[[date], bool]:
    """Whether a day is one of them. The calendar fills its years when they are asked for."""
    calendar = holidays.financial_holidays("XECB")
    return lambda day: day in calendar
