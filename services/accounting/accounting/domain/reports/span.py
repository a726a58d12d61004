"""The days that a statement is about. They lie in one financial year, because opening balances repeat what came before it.

A span over the first day of a year would count twice what the à-nouveaux carry into it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from accounting.domain.errors import InputError
from accounting.domain.fiscal_year import first_day, fiscal_year_of, last_day

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True)
class Span:
    """From a day to a day, both included. ``year_starts_on`` is the first day of their financial year."""

    starts_on: date
    ends_on: date
    year_starts_on: date
    fiscal_year: int

    @property
    def day_before(self) -> date:
        """The last day that is not in it yet."""
        return self.starts_on - timedelta(days=1)


def check_day(field: str, day: date | None) -> None:
    """InputError for a day that no books reach."""
    if day is not None and not EARLIEST <= day <= LATEST:
        raise InputError(field, f"{day} is out of bounds", f"a day from {EARLIEST} to {LATEST}")


def span_of(
    today: date, start_month: int, *, year: int | None = None, from_on: date | None = None, to_on: date | None = None
) -> Span:
    """The days asked for: a financial year, or two days; what is left out is the beginning or the end of the year.

    Without anything it is the financial year of today. InputError for days in the wrong order or in two financial years.
    """
    check_day("from", from_on)
    check_day("to", to_on)
    year = year if year is not None else fiscal_year_of(from_on or to_on or today, start_month)
    opens_on, closes_on = first_day(year, start_month), last_day(year, start_month)
    starts_on, ends_on = from_on or opens_on, to_on or closes_on
    if starts_on > ends_on:
        raise InputError("to", f"{ends_on} is before {starts_on}", f"a day from {starts_on} to {closes_on}")
    accepted = f"a day of the financial year {year}, from {opens_on} to {closes_on}"
    if not opens_on <= starts_on <= closes_on:
        raise InputError("from", f"{starts_on} is not in the financial year {year}", accepted)
    if ends_on > closes_on:
        raise InputError("to", f"{ends_on} is in another financial year than {starts_on}", accepted)
    return Span(starts_on, ends_on, opens_on, year)
