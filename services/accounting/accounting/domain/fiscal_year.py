"""Financial years, named after the civil year in which they close: the one from September 2026 is 2027."""

from calendar import monthrange
from datetime import date


def fiscal_year_of(day: date, start_month: int) -> int:
    """The financial year that a day belongs to."""
    return day.year + 1 if start_month > 1 and day.month >= start_month else day.year


def first_day(year: int, start_month: int) -> date:
    """The day on which a financial year opens."""
    return date(year if start_month == 1 else year - 1, start_month, 1)


def earliest_day(today: date, start_month: int) -> date:
    """The first day of the year before this one. What somebody dates before it would open the books there, and every month
    since then would have to be closed one by one: a year with a wrong digit."""
    return first_day(fiscal_year_of(today, start_month) - 1, start_month)


def last_day(year: int, start_month: int) -> date:
    """The day on which a financial year closes."""
    month = 12 if start_month == 1 else start_month - 1
    return date(year, month, monthrange(year, month)[1])
