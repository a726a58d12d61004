"""The management sheet: everything that a month of an activity, or of a legal entity, is told with. Nothing is decided
after it: page, table, chart and JSON show what is here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from accounting.domain.management.ageing import Ageing
from accounting.domain.management.break_even import BreakEven
from accounting.domain.management.comparison import ComparedLine
from accounting.domain.management.months import Calendar
from accounting.domain.management.pipeline import Pipeline
from accounting.domain.management.results import Result, total_of
from accounting.domain.management.treasury import Point, Treasury


@dataclass(frozen=True)
class Scope:
    """What the sheet is about. ``code`` is None for a whole legal entity, whose name is then ``name`` as well."""

    name: str
    label: str
    code: str | None
    siren: str
    entity_name: str
    opened_on: date | None = None


@dataclass(frozen=True)
class Named:
    """A name or an account, and its amount."""

    key: str
    label: str
    cents: int


@dataclass(frozen=True)
class MemberBalance:
    """What an account says of a member: ``owed_cents`` is what the cooperative owes them, negative when they owe."""

    auxiliary: str
    name: str
    account: str
    owed_cents: int


@dataclass(frozen=True)
class ActivityRow:
    """One activity in the sheet of its legal entity, for the year so far. ``forecast_cents`` is of the turnover."""

    code: str
    name: str
    turnover_cents: int
    forecast_cents: int | None
    margin_cents: int
    contribution_cents: int
    cash_cents: int
    overdue_cents: int


@dataclass(frozen=True)
class ManagementSheet:
    """The whole. ``results`` and ``month_ends`` have the months of the year that have begun; ``before`` is the month
    before, None for something that did not exist then."""

    scope: Scope
    calendar: Calendar
    results: Mapping[str, Result]
    before: Result | None
    cashed: Mapping[str, int]
    treasury: Treasury
    treasury_before: Treasury | None
    curve: tuple[Point, ...]
    month_ends: Mapping[str, int]
    receivables: Ageing
    payables: Ageing
    pipeline: Pipeline
    comparison: tuple[ComparedLine, ...]
    break_even: BreakEven | None
    customers: tuple[Named, ...]
    purchases: tuple[Named, ...]
    members: tuple[MemberBalance, ...] = ()
    activities: tuple[ActivityRow, ...] = ()

    @property
    def month(self) -> Result:
        """The month that the sheet is about."""
        return self.results[self.calendar.month]

    @property
    def year(self) -> Result:
        """The financial year so far."""
        return total_of(self.results.values())

    @property
    def is_entity(self) -> bool:
        """Whether it is about a whole legal entity."""
        return self.scope.code is None


@dataclass(frozen=True)
class Figure:
    """A figure that is shown large: now, and at the same place of the month before."""

    key: str
    cents: int
    before_cents: int | None

    @property
    def change_cents(self) -> int | None:
        """The change, where there is a month before."""
        return None if self.before_cents is None else self.cents - self.before_cents


def figures_of(sheet: ManagementSheet) -> tuple[Figure, ...]:
    """The four: cash, turnover and margin of the month, and what customers owe."""
    before, treasury = sheet.before, sheet.treasury_before
    return (
        Figure("cash", sheet.treasury.cash_cents, treasury.cash_cents if treasury else None),
        Figure("turnover", sheet.month.turnover_cents, before.turnover_cents if before else None),
        Figure("margin", sheet.month.margin_cents, before.margin_cents if before else None),
        Figure("receivables", sheet.treasury.amounts["customers"], treasury.amounts["customers"] if treasury else None),
    )


def without_names(sheet: ManagementSheet) -> ManagementSheet:
    """The figures alone, for those who may not know who buys, who sells and who is a member."""
    return replace(
        sheet,
        receivables=_nameless(sheet.receivables),
        payables=_nameless(sheet.payables),
        customers=(),
        members=(),
    )


def _nameless(ageing: Ageing) -> Ageing:
    items = tuple(
        replace(one, name="", voucher_ref="", document="", party=replace(one.party, auxiliary=""))
        for one in ageing.items
    )
    return replace(ageing, items=items)
