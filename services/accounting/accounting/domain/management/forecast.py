"""A forecast of an activity for one financial year: lines with an amount per month, set by the group or for it.

A line says what it is compared with: a kind of figure, or the accounts of class 6 or 7 with a prefix. Two lines of one
forecast are never about the same figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accounting.domain.accounts import LONGEST
from accounting.domain.errors import InputError
from accounting.domain.period import months_between

MOST_LINES = 30
LARGEST_CENTS = 100_000_000_000


class Kind(StrEnum):
    """The figures that can be forecast as such. ``CASHED`` includes VAT, the others do not."""

    TURNOVER = "turnover"
    CASHED = "cashed"
    PURCHASES = "purchases"
    MARGIN = "margin"
    CONTRIBUTION = "contribution"


COSTS = (Kind.PURCHASES, Kind.CONTRIBUTION)
"""More of these is worse than expected."""


@dataclass(frozen=True)
class ForecastLine:
    """One line: exactly one of ``kind`` and ``account_prefix``; months that are not named are nothing."""

    label: str
    kind: Kind | None
    account_prefix: str | None
    amounts: Mapping[str, int]

    @property
    def target(self) -> str:
        """What it is compared with: ``turnover`` or ``606``."""
        return self.kind or self.account_prefix or ""

    @property
    def is_cost(self) -> bool:
        """Whether more than expected is bad news."""
        return self.kind in COSTS or (self.account_prefix or "").startswith("6")


@dataclass(frozen=True)
class Forecast:
    """The forecast of an activity for a financial year, and who set it last."""

    activity_id: str
    group_id: str
    siren: str
    year: int
    lines: tuple[ForecastLine, ...]
    set_on: date
    set_by: str


def forecast_id(activity_id: str, year: int) -> str:
    """One per activity and year."""
    return f"{activity_id}:{year}"


def check_forecast(lines: tuple[ForecastLine, ...], starts_on: date, ends_on: date) -> None:
    """InputError for the first line that cannot be kept, naming its field."""
    if len(lines) > MOST_LINES:
        raise InputError("lines", f"has {len(lines)} lines", f"at most {MOST_LINES}")
    months = months_between(starts_on, ends_on)
    seen: set[str] = set()
    for place, line in enumerate(lines):
        _check_target(line, place)
        if line.target in seen:
            raise InputError(f"lines.{place}", f"is the second line for {line.target}", "one line per figure")
        seen.add(line.target)
        _check_amounts(line, place, months)


def _check_target(line: ForecastLine, place: int) -> None:
    if not line.label.strip():
        raise InputError(f"lines.{place}.label", "is empty", "what is expected")
    if (line.kind is None) == (line.account_prefix is None):
        raise InputError(
            f"lines.{place}", "needs either a kind or an account_prefix", f"a kind ({', '.join(Kind)}), or accounts"
        )
    prefix = line.account_prefix
    if prefix is None:
        return
    if not prefix.isascii() or not prefix.isdecimal() or prefix[0] not in "67" or not 2 <= len(prefix) <= LONGEST:
        accepted = f"2 to {LONGEST} digits of class 6 or 7, such as 606"
        raise InputError(f"lines.{place}.account_prefix", f"{prefix} is no beginning of an account", accepted)


def _check_amounts(line: ForecastLine, place: int, months: tuple[str, ...]) -> None:
    for month, cents in line.amounts.items():
        field = f"lines.{place}.amounts.{month}"
        if month not in months:
            raise InputError(field, "is not in the financial year", f"months from {months[0]} to {months[-1]}")
        if abs(cents) > LARGEST_CENTS:
            raise InputError(field, "is out of bounds", f"at most {LARGEST_CENTS // 100} euros")
