"""Forecast against actual, month by month and cumulated, with the difference in cents and in percent of the forecast."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounting.domain.management.forecast import Forecast, ForecastLine, Kind
from accounting.domain.management.results import Result, amount_of
from accounting.domain.money import half_up


@dataclass(frozen=True)
class Gap:
    """What was expected and what came, in cents."""

    forecast_cents: int
    actual_cents: int

    @property
    def difference_cents(self) -> int:
        """Actual minus forecast."""
        return self.actual_cents - self.forecast_cents

    @property
    def per_mille(self) -> int | None:
        """The difference in thousandths of the forecast; None where nothing was expected."""
        if not self.forecast_cents:
            return None
        return half_up(1000 * self.difference_cents, abs(self.forecast_cents))


@dataclass(frozen=True)
class ComparedLine:
    """A line of the forecast against the ledger: each month until now, the same cumulated, and the whole year expected."""

    label: str
    target: str
    is_cost: bool
    months: Mapping[str, Gap]
    cumulated: Mapping[str, Gap]
    year_forecast_cents: int

    @property
    def so_far(self) -> Gap:
        """Cumulated until the last month that is told."""
        return list(self.cumulated.values())[-1] if self.cumulated else Gap(0, 0)


def compare(
    forecast: Forecast | None, results: Mapping[str, Result], cashed: Mapping[str, int]
) -> tuple[ComparedLine, ...]:
    """Every line, for the months that have results."""
    return tuple(_compare_line(line, results, cashed) for line in forecast.lines) if forecast else ()


def merged(lines: Sequence[ComparedLine]) -> tuple[ComparedLine, ...]:
    """Lines of several activities, added up by what they are compared with; the first one's label stays."""
    sums: dict[str, ComparedLine] = {}
    for line in lines:
        known = sums.get(line.target)
        sums[line.target] = _added(known, line) if known else line
    return tuple(sums.values())


def _compare_line(line: ForecastLine, results: Mapping[str, Result], cashed: Mapping[str, int]) -> ComparedLine:
    months: dict[str, Gap] = {}
    cumulated: dict[str, Gap] = {}
    expected = actual = 0
    for month, result in results.items():
        gap = Gap(line.amounts.get(month, 0), _actual(line, result, cashed.get(month, 0)))
        expected, actual = expected + gap.forecast_cents, actual + gap.actual_cents
        months[month], cumulated[month] = gap, Gap(expected, actual)
    return ComparedLine(line.label, line.target, line.is_cost, months, cumulated, sum(line.amounts.values()))


def _actual(line: ForecastLine, result: Result, cashed_cents: int) -> int:
    if line.account_prefix is not None:
        return amount_of(result, line.account_prefix)
    return {
        Kind.TURNOVER: result.turnover_cents,
        Kind.CASHED: cashed_cents,
        Kind.PURCHASES: result.purchases_cents,
        Kind.MARGIN: result.margin_cents,
        Kind.CONTRIBUTION: result.contribution_cents,
    }[Kind(line.target)]


def _added(one: ComparedLine, other: ComparedLine) -> ComparedLine:
    return ComparedLine(
        one.label,
        one.target,
        one.is_cost,
        {month: _sum(gap, other.months.get(month)) for month, gap in one.months.items()},
        {month: _sum(gap, other.cumulated.get(month)) for month, gap in one.cumulated.items()},
        one.year_forecast_cents + other.year_forecast_cents,
    )


def _sum(one: Gap, other: Gap | None) -> Gap:
    if other is None:
        return one
    return Gap(one.forecast_cents + other.forecast_cents, one.actual_cents + other.actual_cents)
