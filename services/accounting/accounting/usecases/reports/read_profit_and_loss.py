"""The profit and loss account of a legal entity or of one activity over some days of a financial year (CAE-07)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.reports.labels import Labels
from accounting.domain.reports.profit_and_loss import ProfitAndLoss, profit_and_loss
from accounting.domain.reports.span import Span
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances


@dataclass(frozen=True)
class ReadProfitAndLoss:
    """Whose books, which days, which activity's."""

    siren: str
    span: Span
    labels: Labels
    analytic_code: str | None = None


async def read_profit_and_loss(command: ReadProfitAndLoss, deps: Deps) -> ProfitAndLoss:
    """The account of what was posted in these days."""
    span, code = command.span, command.analytic_code
    cells = await read_balances(ReadBalances(command.siren, span.starts_on, span.ends_on), deps)
    own = (cell for cell in cells if code is None or cell.analytic_code == code)
    return profit_and_loss(own, command.labels)
