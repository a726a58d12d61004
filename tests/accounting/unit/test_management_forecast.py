"""Forecast against actual: what can be forecast, and the differences in cents and in percent, by hand."""

from datetime import date

import pytest

from accounting.domain.errors import InputError
from accounting.domain.management.comparison import Gap
from accounting.domain.management.forecast import MOST_LINES, ForecastLine, Kind, check_forecast
from tests.accounting.unit.management_samples import autumn, forecast

YEAR = (date(2026, 9, 1), date(2027, 8, 31))
SALES = ForecastLine("Ventes", Kind.TURNOVER, None, {"2026-10": 40_000})


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ((ForecastLine(" ", Kind.TURNOVER, None, {}),), "lines.0.label"),
        ((ForecastLine("Ventes", None, None, {}),), "lines.0"),
        ((ForecastLine("Ventes", Kind.TURNOVER, "706", {}),), "lines.0"),
        ((ForecastLine("Banque", None, "512", {}),), "lines.0.account_prefix"),
        ((ForecastLine("Achats", None, "6", {}),), "lines.0.account_prefix"),
        ((ForecastLine("Achats", None, "60x", {}),), "lines.0.account_prefix"),
        ((SALES, SALES), "lines.1"),
        ((ForecastLine("Ventes", Kind.TURNOVER, None, {"2027-09": 1}),), "lines.0.amounts.2027-09"),
        ((ForecastLine("Ventes", Kind.TURNOVER, None, {"octobre": 1}),), "lines.0.amounts.octobre"),
        ((ForecastLine("Ventes", Kind.TURNOVER, None, {"2026-10": 10**12}),), "lines.0.amounts.2026-10"),
        ((SALES,) * (MOST_LINES + 1), "lines"),
    ],
)
def test_what_cannot_be_forecast_is_named(lines: tuple[ForecastLine, ...], field: str) -> None:
    with pytest.raises(InputError) as caught:
        check_forecast(lines, *YEAR)
    assert caught.value.fields[0].field == field
    assert caught.value.fields[0].accepted


def test_what_can_be_forecast() -> None:
    check_forecast((), *YEAR)
    check_forecast((SALES, ForecastLine("Foire", None, "6233", {"2027-08": 4_500, "2026-09": 0})), *YEAR)


def test_month_by_month_and_cumulated() -> None:
    """Expected sales 300, 800, 1 200; sold 400, 900, 1 000: +100, +100, -200, so level at the end of November.

    Expected purchases 400 in October and 200 in November, bought 300 and 310: +10 in all, 1.7 % of 600.
    """
    expected = {
        Kind.TURNOVER: {"2026-09": 30_000, "2026-10": 80_000, "2026-11": 120_000, "2027-03": 50_000},
        Kind.PURCHASES: {"2026-10": 40_000, "2026-11": 20_000},
        Kind.CASHED: {"2026-11": 50_000},
        Kind.CONTRIBUTION: {"2026-11": 20_000},
        Kind.MARGIN: {"2026-11": 60_000},
        "6233": {"2026-11": 5_000},
    }
    lines = {one.target: one for one in autumn().sheet(date(2026, 11, 30), forecast=forecast(expected)).comparison}
    sales = lines["turnover"]
    assert [gap.difference_cents for gap in sales.months.values()] == [10_000, 10_000, -20_000]
    assert [gap.difference_cents for gap in sales.cumulated.values()] == [10_000, 20_000, 0]
    assert (sales.so_far, sales.year_forecast_cents, sales.is_cost) == (Gap(230_000, 230_000), 280_000, False)
    bought = lines["purchases"].so_far
    assert (bought.difference_cents, bought.per_mille, lines["purchases"].is_cost) == (1_000, 17, True)
    assert lines["cashed"].so_far == Gap(50_000, 108_000)
    assert lines["contribution"].so_far == Gap(20_000, 17_900)
    assert lines["margin"].so_far == Gap(60_000, 169_000)
    assert (lines["6233"].so_far, lines["6233"].is_cost) == (Gap(5_000, 6_000), True)


def test_percent_of_what_was_expected() -> None:
    """Half of it is -50 %, one and a half times is +50 %; of nothing there is no percent; of -100, -50 is better by 50 %."""
    gaps = (Gap(200, 100), Gap(200, 300), Gap(0, 300), Gap(-100, -50))
    assert [gap.per_mille for gap in gaps] == [-500, 500, None, 500]
