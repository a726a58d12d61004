"""The months of a financial year, and the one before a day's: the columns of every table of the follow-up."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounting.domain.errors import InputError
from accounting.domain.fiscal_year import first_day, fiscal_year_of, last_day
from accounting.domain.period import month_starting, months_between
from accounting.domain.reports.span import check_day as check_bounds


@dataclass(frozen=True)
class Calendar:
    """A day in its financial year. ``on`` is the last day that counts."""

    on: date
    year: int
    starts_on: date
    ends_on: date

    @property
    def months(self) -> tuple[str, ...]:
        """The twelve months of the year: ``2026-09`` and so on."""
        return months_between(self.starts_on, self.ends_on)

    @property
    def months_so_far(self) -> tuple[str, ...]:
        """Those that have begun."""
        return months_between(self.starts_on, self.on)

    @property
    def month(self) -> str:
        """The month of the day."""
        return f"{self.on:%Y-%m}"

    @property
    def previous_end_on(self) -> date:
        """The last day of the month before."""
        return self.on.replace(day=1) - timedelta(days=1)

    @property
    def month_is_over(self) -> bool:
        """Whether the day is the last one of its month."""
        return month_starting(self.on)[1] == self.on


def calendar_of(on: date, start_month: int) -> Calendar:
    """The financial year around a day. InputError for a day that no books reach."""
    check_bounds("on", on)
    year = fiscal_year_of(on, start_month)
    return Calendar(on, year, first_day(year, start_month), last_day(year, start_month))


def span_of(month: str, until: date) -> tuple[date, date]:
    """First and last day of a month, the last one not after ``until``."""
    starts_on, ends_on = month_starting(date.fromisoformat(f"{month}-01"))
    return starts_on, min(ends_on, until)


def last_known_day(month_on: date, today: date) -> date:
    """The day until which a month is told: its last, or today while it runs. InputError for a month to come."""
    check_bounds("month", month_on)
    starts_on, ends_on = month_starting(month_on)
    if starts_on > today:
        raise InputError("month", f"{starts_on:%Y-%m} has not begun", f"a month until {today:%Y-%m}")
    return min(ends_on, today)


def check_day(on: date, today: date) -> date:
    """The day. InputError when it is still to come: the ledger knows nothing of it."""
    if on > today:
        raise InputError("on", f"{on} is in the future", f"a day until {today}")
    return on
