"""Periods: months of a financial year that are closed one after the other, and a year when all of them are (ACC-05).

Closing cannot be undone. What happened in a closed period and comes later goes to the first open day with its real date
(ACC-06, PCG 1031-4).
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from accounting.domain.errors import InputError, RuleError
from accounting.domain.fiscal_year import first_day, fiscal_year_of, last_day


class Kind(StrEnum):
    """What is closed."""

    MONTH = "MONTH"
    YEAR = "YEAR"


@dataclass(frozen=True)
class Closing:
    """The closing of a month or of a year. All sums are of what was posted in it, and ``perpetual_cents`` of everything
    ever posted until its end: whoever keeps a copy can prove that nothing came in between."""

    kind: Kind
    fiscal_year: int
    starts_on: date
    ends_on: date
    closed_on: date
    closed_by: str
    entry_count: int
    debit_cents: int
    perpetual_cents: int
    last_numbers: Mapping[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """``2026-09`` for a month, ``2027`` for a year."""
        return f"{self.starts_on:%Y-%m}" if self.kind is Kind.MONTH else str(self.fiscal_year)


def month_starting(first_on: date) -> tuple[date, date]:
    """The first and the last day of a month."""
    return first_on.replace(day=1), first_on.replace(day=monthrange(first_on.year, first_on.month)[1])


def parse_month(month: str, field: str = "month") -> date:
    """The first day of ``2026-09``. InputError for anything else."""
    try:
        return date.fromisoformat(f"{month}-01") if len(month) == 7 else _refuse(month, field)
    except ValueError:
        return _refuse(month, field)


def check_month(first_on: date, last_closed_on: date | None, first_entry_on: date | None, today: date) -> None:
    """RuleError unless this month is the next to be closed, and over."""
    if first_entry_on is None:
        raise RuleError("acc-05-nothing-posted", "there are no entries yet: there is nothing to close")
    following = last_closed_on + timedelta(days=1) if last_closed_on else month_starting(first_entry_on)[0]
    if last_closed_on is not None and first_on <= last_closed_on:
        raise RuleError("acc-05-closed", f"{first_on:%Y-%m} is closed; a closing cannot be undone")
    if first_on != following:
        raise RuleError("acc-05-order", f"months are closed one after the other: the next is {following:%Y-%m}")
    if month_starting(first_on)[1] >= today:
        raise RuleError("acc-05-not-over", f"{first_on:%Y-%m} is not over; it can be closed from the day after its end")


def check_year(year: int, start_month: int, last_closed_on: date | None, closings: Sequence[Closing]) -> None:
    """RuleError unless all months of this year are closed, and the year before is when there is one."""
    closed_years = tuple(one.fiscal_year for one in closings if one.kind is Kind.YEAR)
    if year in closed_years:
        raise RuleError("acc-05-closed", f"the financial year {year} is closed; a closing cannot be undone")
    if last_closed_on is None or last_closed_on < last_day(year, start_month):
        until = last_day(year, start_month)
        raise RuleError("acc-05-months-open", f"close the months of {year} first, until {until:%Y-%m}")
    if closed_years and year != max(closed_years) + 1:
        raise RuleError("acc-05-order", f"years are closed one after the other: the next is {max(closed_years) + 1}")
    if not any(one.fiscal_year == year for one in closings):
        raise RuleError("acc-05-nothing-posted", f"the financial year {year} is not in these books")


def check_year_before(first_on: date, start_month: int, closings: Sequence[Closing]) -> None:
    """RuleError when this month is the first of a year and the year before has closed months, but is not closed itself."""
    year = fiscal_year_of(first_on, start_month)
    before = {one.kind for one in closings if one.fiscal_year == year - 1}
    if first_day(year, start_month) == first_on and before == {Kind.MONTH}:
        raise RuleError("acc-05-year-open", f"close the financial year {year - 1} before the first month of {year}")


def sums_of_year(closings: Iterable[Closing], year: int) -> tuple[int, int, int, dict[str, int]]:
    """Out of the closings of its months: entries, debit, perpetual total and last numbers of a year."""
    entry_count = debit_cents = perpetual_cents = 0
    last_numbers: dict[str, int] = {}
    for one in closings:
        if one.kind is Kind.MONTH and one.fiscal_year == year:
            entry_count += one.entry_count
            debit_cents += one.debit_cents
            perpetual_cents = one.perpetual_cents
            last_numbers = dict(one.last_numbers)
    return entry_count, debit_cents, perpetual_cents, last_numbers


def year_bounds(year: int, start_month: int) -> tuple[date, date]:
    """The first and the last day of a financial year."""
    return first_day(year, start_month), last_day(year, start_month)


def months_between(starts_on: date, ends_on: date) -> tuple[str, ...]:
    """The months that a span of days touches: ``("2026-09", "2026-10")``."""
    months = []
    first = starts_on.replace(day=1)
    while first <= ends_on:
        months.append(f"{first:%Y-%m}")
        first = month_starting(first)[1] + timedelta(days=1)
    return tuple(months)


def _refuse(month: str, field: str) -> date:
    raise InputError(field, f"{month} is not a month", "a month such as 2026-09")
