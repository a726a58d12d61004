"""From what was read to a management sheet: which sums go where, for one activity or for all of a legal entity."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from accounting.domain.balances import Cell
from accounting.domain.management.ageing import ageing_of
from accounting.domain.management.break_even import break_even_of
from accounting.domain.management.comparison import ComparedLine, compare, merged
from accounting.domain.management.forecast import Forecast, Kind
from accounting.domain.management.months import Calendar
from accounting.domain.management.pipeline import DatedQuote, pipeline_of
from accounting.domain.management.reading import PAYABLE, RECEIVABLE, Reading
from accounting.domain.management.results import PURCHASES, Result, largest, result_of, total_of
from accounting.domain.management.sheet import ActivityRow, ManagementSheet, MemberBalance, Named, Scope
from accounting.domain.management.treasury import balance_of, curve_of, treasury_of

Cells = tuple[Cell, ...]


@dataclass(frozen=True)
class Known:
    """An activity of the legal entity: its code, the name of its group, and its forecast."""

    code: str
    name: str
    forecast: Forecast | None = None


@dataclass(frozen=True)
class Material:
    """What was read. ``by_month`` has the sums of each month of the year that has begun, ``month_before`` those of the
    month before, ``position`` and ``position_before`` everything since the books start, until the day and until the end
    of the month before."""

    scope: Scope
    calendar: Calendar
    by_month: Mapping[str, Cells]
    month_before: Cells
    position: Cells
    position_before: Cells
    reading: Reading
    activities: tuple[Known, ...]
    quotes: tuple[DatedQuote, ...] = ()


def build_sheet(material: Material) -> ManagementSheet:
    """The sheet."""
    scope, calendar, reading = material.scope, material.calendar, material.reading
    code = scope.code
    results = {month: _result(material, cells, month) for month, cells in material.by_month.items()}
    year = total_of(results.values())
    existed = scope.opened_on is None or scope.opened_on <= calendar.previous_end_on
    month_before = f"{calendar.previous_end_on:%Y-%m}"
    bought = {account: cents for account, cents in year.accounts.items() if account.startswith(PURCHASES)}
    return ManagementSheet(
        scope=scope,
        calendar=calendar,
        results=results,
        before=_result(material, material.month_before, month_before) if existed else None,
        cashed={month: reading.cashed.get(month, 0) for month in results},
        treasury=treasury_of(material.position, code),
        treasury_before=treasury_of(material.position_before, code) if existed else None,
        curve=curve_of(reading.cash, calendar.starts_on, calendar.on),
        month_ends=_month_ends(material),
        receivables=ageing_of(reading.parties, RECEIVABLE, calendar.on),
        payables=ageing_of(reading.parties, PAYABLE, calendar.on, sign=-1),
        pipeline=pipeline_of(material.quotes, calendar.on),
        comparison=_comparison(material, results),
        break_even=break_even_of(year),
        customers=tuple(Named(key, reading.names.get(key, key), cents) for key, cents in largest(reading.customers)),
        purchases=tuple(Named(key, reading.labels.get(key, ""), cents) for key, cents in largest(bought)),
        members=_members(reading),
        activities=_rows(material) if code is None else (),
    )


def _result(material: Material, cells: Cells, month: str) -> Result:
    code = material.scope.code
    return result_of(cells, code, material.reading.given_in((month,), None if code is None else (code,)))


def _month_ends(material: Material) -> dict[str, int]:
    code = material.scope.code
    moves = {month: treasury_of(cells, code).cash_cents for month, cells in material.by_month.items()}
    level = treasury_of(material.position, code).cash_cents - sum(moves.values())
    ends: dict[str, int] = {}
    for month, cents in moves.items():
        level += cents
        ends[month] = level
    return ends


def _comparison(material: Material, results: Mapping[str, Result]) -> tuple[ComparedLine, ...]:
    """For one activity its own lines. For a legal entity those of all activities that have a forecast, added up."""
    if material.scope.code is not None:
        [only] = material.activities
        return compare(only.forecast, results, material.reading.cashed)
    lines: list[ComparedLine] = []
    for one in material.activities:
        if one.forecast is not None:
            own = {month: _own(material, one.code, month) for month in material.by_month}
            lines += compare(one.forecast, own, {})
    return merged([line for line in lines if line.target != Kind.CASHED])


def _own(material: Material, code: str, month: str) -> Result:
    return result_of(material.by_month[month], code, material.reading.given_in((month,), (code,)))


def _members(reading: Reading) -> tuple[MemberBalance, ...]:
    return tuple(
        MemberBalance(auxiliary, reading.names[auxiliary], account, -cents)
        for (auxiliary, account), cents in sorted(reading.members.items())
        if cents
    )


def _rows(material: Material) -> tuple[ActivityRow, ...]:
    """One row per activity, and one for what belongs to none: the cooperative's own."""
    year = tuple(chain.from_iterable(material.by_month.values()))
    overdue: dict[str, int] = {}
    for item in ageing_of(material.reading.parties, RECEIVABLE, material.calendar.on).overdue:
        overdue[item.party.code] = overdue.get(item.party.code, 0) + item.open_cents
    known = {one.code for one in material.activities}
    rest = sorted({cell.analytic_code for cell in (*year, *material.position)} - known)
    rows = [_row(material, one, (one.code,), year, overdue) for one in material.activities]
    if rest:
        rows.append(_row(material, Known("", "", None), tuple(rest), year, overdue))
    return tuple(rows)


def _row(
    material: Material,
    known: Known,
    codes: tuple[str, ...],
    year: Cells,
    overdue: Mapping[str, int],
) -> ActivityRow:
    own = tuple(cell for cell in year if cell.analytic_code in codes)
    months = material.calendar.months_so_far
    result = result_of(own, None, material.reading.given_in(months, codes))
    held = [cell for cell in material.position if cell.analytic_code in codes]
    return ActivityRow(
        code=known.code,
        name=known.name,
        turnover_cents=result.turnover_cents,
        forecast_cents=_expected(known.forecast, months),
        margin_cents=result.margin_cents,
        contribution_cents=result.contribution_cents,
        cash_cents=balance_of(held, ("5",)),
        overdue_cents=sum(overdue.get(code, 0) for code in codes),
    )


def _expected(forecast: Forecast | None, months: tuple[str, ...]) -> int | None:
    """The turnover that was expected so far."""
    for line in forecast.lines if forecast else ():
        if line.kind is Kind.TURNOVER:
            return sum(line.amounts.get(month, 0) for month in months)
    return None
