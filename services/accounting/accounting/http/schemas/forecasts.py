"""Forecasts as they are set, and against what came."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.management.comparison import ComparedLine, Gap
from accounting.domain.management.forecast import MOST_LINES, Forecast, ForecastLine, Kind
from accounting.domain.management.sheet import ManagementSheet
from accounting.http.schemas.management_examples import COMPARISON
from accounting.http.schemas.texts import Line
from essaim.contracts.types import Amount, AmountIn, format_amount
from essaim.kit.aggregate import Stored


class ForecastLineModel(BaseModel):
    """One line: a ``kind`` or an ``account_prefix`` of class 6 or 7, and amounts by month; a month left out is nothing.

    ``cashed`` includes VAT, the other kinds do not.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"label": "Vente de sacs", "kind": "turnover", "amounts": {"2026-10": "400.00", "2026-11": "600.00"}},
                {"label": "Stand du marché", "account_prefix": "6233", "amounts": {"2026-12": "45.00"}},
            ]
        },
    )
    label: Line
    kind: Kind | None = None
    account_prefix: str | None = Field(default=None, max_length=12)
    amounts: dict[str, AmountIn] = Field(max_length=12)

    def to_domain(self) -> ForecastLine:
        """As the domain has it."""
        return ForecastLine(self.label, self.kind, self.account_prefix, dict(self.amounts))

    @classmethod
    def of(cls, line: ForecastLine) -> "ForecastLineModel":
        """From the domain."""
        return cls.model_validate(
            {
                "label": line.label,
                "kind": line.kind,
                "account_prefix": line.account_prefix,
                "amounts": {month: format_amount(cents) for month, cents in line.amounts.items()},
            }
        )


class ForecastIn(BaseModel):
    """All lines of a year, in place of what was there."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "lines": [
                        {"label": "Ventes de sacs", "kind": "turnover", "amounts": {"2026-11": "600.00"}},
                        {"label": "Stand du marché", "account_prefix": "6233", "amounts": {"2026-12": "45.00"}},
                    ]
                }
            ]
        },
    )
    lines: list[ForecastLineModel] = Field(max_length=MOST_LINES)


class ForecastOut(ForecastIn):
    """A forecast as it stands."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "lines": [
                        {
                            "label": "Ventes de sacs",
                            "kind": "turnover",
                            "account_prefix": None,
                            "amounts": {"2026-11": "600.00"},
                        }
                    ],
                    "activity_id": "01a20000-0000-7000-8000-000000000000",
                    "year": 2027,
                    "set_on": "2026-10-02",
                    "version": 1,
                }
            ]
        }
    )
    activity_id: str
    year: int
    set_on: date
    version: int

    @classmethod
    def of(cls, stored: Stored[Forecast]) -> "ForecastOut":
        """From the stored one."""
        one = stored.state
        return cls(
            activity_id=one.activity_id,
            year=one.year,
            lines=[ForecastLineModel.of(line) for line in one.lines],
            set_on=one.set_on,
            version=stored.version,
        )


class GapOut(BaseModel):
    """Expected and come. ``percent`` is of what was expected, null where nothing was."""

    forecast: Amount
    actual: Amount
    difference: Amount
    percent: str | None

    @classmethod
    def of(cls, gap: Gap) -> "GapOut":
        """From the domain."""
        thousandths = gap.per_mille
        percent = None
        if thousandths is not None:
            percent = f"{'-' if thousandths < 0 else ''}{abs(thousandths) // 10}.{abs(thousandths) % 10}"
        return cls(
            forecast=gap.forecast_cents, actual=gap.actual_cents, difference=gap.difference_cents, percent=percent
        )


class ComparedLineOut(BaseModel):
    """A line of the forecast, month by month and cumulated."""

    label: str
    target: str
    is_cost: bool
    year_forecast: Amount
    months: dict[str, GapOut]
    cumulated: dict[str, GapOut]

    @classmethod
    def of(cls, line: ComparedLine) -> "ComparedLineOut":
        """From the domain."""
        return cls(
            label=line.label,
            target=line.target,
            is_cost=line.is_cost,
            year_forecast=line.year_forecast_cents,
            months={month: GapOut.of(gap) for month, gap in line.months.items()},
            cumulated={month: GapOut.of(gap) for month, gap in line.cumulated.items()},
        )


class ComparisonOut(BaseModel):
    """Forecast against actual until a day."""

    model_config = ConfigDict(json_schema_extra={"examples": [COMPARISON]})
    activity_code: str | None
    year: int
    on: date
    lines: list[ComparedLineOut]

    @classmethod
    def of(cls, sheet: ManagementSheet) -> "ComparisonOut":
        """From a sheet."""
        lines = [ComparedLineOut.of(one) for one in sheet.comparison]
        return cls(activity_code=sheet.scope.code, year=sheet.calendar.year, on=sheet.calendar.on, lines=lines)
