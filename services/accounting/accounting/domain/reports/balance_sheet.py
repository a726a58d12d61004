"""The balance sheet of a legal entity or of one activity: assets and liabilities at a date, always of the same total.

In a legal entity debits equal credits, so assets minus liabilities is the result. One activity is a part of an entity: it
has no bank account and no capital of its own. Its « bank » is money that the cooperative holds for it, 181 is what it and
the cooperative owe each other, and where its own lines do not agree by themselves (somebody posted one side of an entry
without the activity's code) the difference is shown as one more line of liaison, not hidden in another figure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accounting.domain.balances import Cell
from accounting.domain.reports.balance_sheet_rows import BY_ID, ROWS, SheetRow, Side, place_of
from accounting.domain.reports.labels import Labels, is_result, label_in
from accounting.domain.reports.profit_and_loss import AccountAmount, result_of


@dataclass(frozen=True)
class SheetLine:
    """One row. ``net_cents`` is ``gross_cents`` minus ``reduction_cents`` (depreciation), which only assets have."""

    id: str
    heading: str
    label: str
    gross_cents: int
    reduction_cents: int
    accounts: tuple[AccountAmount, ...]

    @property
    def net_cents(self) -> int:
        """What counts in the total."""
        return self.gross_cents - self.reduction_cents


@dataclass(frozen=True)
class BalanceSheet:
    """Both sides. ``unexplained_cents`` is what the lines of an activity lack to agree by themselves: 0 in an entity."""

    assets: tuple[SheetLine, ...]
    liabilities: tuple[SheetLine, ...]
    result_cents: int
    earlier_result_cents: int
    unexplained_cents: int

    @property
    def assets_cents(self) -> int:
        """The total of the assets, net."""
        return sum(line.net_cents for line in self.assets)

    @property
    def liabilities_cents(self) -> int:
        """The total of the liabilities, which is the same."""
        return sum(line.net_cents for line in self.liabilities)


def balance_sheet(
    cells: Iterable[Cell], earlier: Iterable[Cell], labels: Labels, *, of_activity: bool = False
) -> BalanceSheet:
    """From all sums since the start of the books, and those among them that are of financial years before this one."""
    cells, earlier = tuple(cells), tuple(earlier)
    gross: dict[str, int] = {}
    reductions: dict[str, int] = {}
    accounts: dict[str, list[AccountAmount]] = {}
    for account, balance in _balances(cells).items():
        place = place_of(account, balance)
        sign = 1 if place.row.side is Side.ASSETS else -1
        sums = reductions if place.reduction else gross
        amount = -balance if place.reduction else sign * balance
        sums[place.row.id] = sums.get(place.row.id, 0) + amount
        shown = -amount if place.reduction else amount
        accounts.setdefault(place.row.id, []).append(AccountAmount(account, label_in(account, labels), shown))
    before = result_of(earlier)
    result = result_of(cells) - before
    rest = sum(cell.balance_cents for cell in cells)
    for id_, amount in (
        ("result", result),
        ("earlier_result", before),
        ("held_elsewhere", max(0, -rest)),
        ("paid_elsewhere", max(0, rest)),
    ):
        if amount or id_ == "result":
            gross[id_] = amount
    lines = {
        row.id: _line(row, gross, reductions, accounts, of_activity)
        for row in ROWS
        if row.id in gross or row.id in reductions
    }
    return BalanceSheet(
        assets=tuple(line for id_, line in lines.items() if BY_ID[id_].side is Side.ASSETS),
        liabilities=tuple(line for id_, line in lines.items() if BY_ID[id_].side is Side.LIABILITIES),
        result_cents=result,
        earlier_result_cents=before,
        unexplained_cents=rest,
    )


def _balances(cells: Iterable[Cell]) -> dict[str, int]:
    """Account to debit minus credit, of the balance sheet's accounts that are not even."""
    sums: dict[str, int] = {}
    for cell in cells:
        if not is_result(cell.account):
            sums[cell.account] = sums.get(cell.account, 0) + cell.balance_cents
    return {account: balance for account, balance in sorted(sums.items()) if balance}


def _line(
    row: SheetRow,
    gross: Mapping[str, int],
    reductions: Mapping[str, int],
    accounts: Mapping[str, list[AccountAmount]],
    of_activity: bool,
) -> SheetLine:
    label = row.activity_label if of_activity and row.activity_label else row.label
    detail = tuple(accounts.get(row.id, ()))
    return SheetLine(row.id, row.heading, label, gross.get(row.id, 0), reductions.get(row.id, 0), detail)
