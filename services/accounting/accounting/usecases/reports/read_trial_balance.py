"""The trial balance of a legal entity or of one activity, from the kept sums (PCG 1021-1, CAE-07)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.reports.labels import Labels
from accounting.domain.reports.span import Span
from accounting.domain.reports.trial_balance import TrialBalance, trial_balance
from accounting.usecases.ledger.read_year_sums import ReadYearSums, read_year_sums


@dataclass(frozen=True)
class ReadTrialBalance:
    """Whose books, which days, which activity's."""

    siren: str
    span: Span
    labels: Labels
    analytic_code: str | None = None


async def read_trial_balance(command: ReadTrialBalance, deps: Deps) -> TrialBalance:
    """Opening, movements and closing of every account that has any of them."""
    sums = await read_year_sums(ReadYearSums(command.siren, command.span, command.analytic_code), deps)
    return trial_balance(sums.before, sums.moved, command.labels, opening=sums.opening, earlier=sums.earlier)
