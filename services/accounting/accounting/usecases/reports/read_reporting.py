"""What every statement needs beside its sums: the legal entity, the labels of its accounts, the days it is about."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.accounts import Chart
from accounting.domain.entry import CENTRAL
from accounting.domain.errors import InputError
from accounting.domain.parties import LegalEntity
from accounting.domain.reports.labels import Labels
from accounting.domain.reports.span import Span, span_of


@dataclass(frozen=True)
class ReadReporting:
    """Whose statement, and of which days: a financial year, or two days in one; of one activity, when it is said."""

    siren: str
    analytic_code: str | None = None
    year: int | None = None
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True)
class Reporting:
    """The legal entity, its labels, its days."""

    entity: LegalEntity
    labels: Labels
    span: Span


async def read_reporting(command: ReadReporting, deps: Deps) -> Reporting:
    """NotFoundError for a legal entity that is not registered; InputError for an activity that is not hers, and for days
    that are not in one financial year."""
    entity = (await deps.legal_entities.get(command.siren)).state
    await _check_code(command.siren, command.analytic_code, deps)
    added = await deps.accounts.all({"siren": command.siren})
    span = span_of(
        deps.clock.today(),
        entity.fiscal_year_start_month,
        year=command.year,
        from_on=command.from_on,
        to_on=command.to_on,
    )
    return Reporting(entity, Chart({one.state.account: one.state.label for one in added}).labels, span)


async def _check_code(siren: str, code: str | None, deps: Deps) -> None:
    if code is None or code == CENTRAL or await deps.activities.find_one({"siren": siren, "analytic_code": code}):
        return
    accepted = f"the code of one of its activities, or {CENTRAL} for the cooperative itself"
    raise InputError("analytic_code", f"{code} is no activity of {siren}", accepted)
