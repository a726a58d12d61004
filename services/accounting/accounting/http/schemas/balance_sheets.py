"""The balance sheet and the centralisation of the journals as JSON."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from accounting.domain.accounts import padded
from accounting.domain.reports.balance_sheet import BalanceSheet, SheetLine
from accounting.domain.reports.centralisation import CentralJournal
from accounting.domain.reports.span import Span
from accounting.http.schemas import report_examples as examples
from accounting.http.schemas.reports import AccountAmountOut, StatementOut, statement
from essaim.contracts.types import Amount


class SheetLineOut(BaseModel):
    """A row of the balance sheet: ``net`` counts."""

    id: str
    heading: str
    label: str
    gross: Amount
    depreciation: Amount
    net: Amount
    accounts: list[AccountAmountOut]

    @classmethod
    def of(cls, one: SheetLine) -> "SheetLineOut":
        """From the domain."""
        return cls(
            id=one.id,
            heading=one.heading,
            label=one.label,
            gross=one.gross_cents,
            depreciation=one.reduction_cents,
            net=one.net_cents,
            accounts=[AccountAmountOut.of(account) for account in one.accounts],
        )


class BalanceSheetOut(BaseModel):
    """Assets and liabilities at the end of a day, of the same total.

    ``liaison`` is what an activity's own lines lack to agree by themselves: the cooperative holds it (negative) or paid it.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [examples.BALANCE_SHEET]})
    siren: str
    analytic_code: str | None
    on: date
    fiscal_year: int
    assets: list[SheetLineOut]
    liabilities: list[SheetLineOut]
    total_assets: Amount
    total_liabilities: Amount
    result: Amount
    earlier_result: Amount
    liaison: Amount

    @classmethod
    def of(cls, siren: str, code: str | None, span: Span, one: BalanceSheet) -> "BalanceSheetOut":
        """From the domain."""
        return cls(
            siren=siren,
            analytic_code=code,
            on=span.ends_on,
            fiscal_year=span.fiscal_year,
            assets=[SheetLineOut.of(line) for line in one.assets],
            liabilities=[SheetLineOut.of(line) for line in one.liabilities],
            total_assets=one.assets_cents,
            total_liabilities=one.liabilities_cents,
            result=one.result_cents,
            earlier_result=one.earlier_result_cents,
            liaison=one.unexplained_cents,
        )


class CentralAccountOut(BaseModel):
    """An account in a journal and a month."""

    account: str
    label: str
    debit: Amount
    credit: Amount


class CentralJournalOut(BaseModel):
    """A journal in a month."""

    month: str
    journal: str
    label: str
    entry_count: int
    debit: Amount
    credit: Amount
    accounts: list[CentralAccountOut]

    @classmethod
    def of(cls, one: CentralJournal) -> "CentralJournalOut":
        """From the domain."""
        accounts = [
            CentralAccountOut(
                account=padded(row.account),
                label=row.label,
                debit=row.moved.debit_cents,
                credit=row.moved.credit_cents,
            )
            for row in one.accounts
        ]
        return cls(
            month=one.month,
            journal=one.journal,
            label=one.label,
            entry_count=one.entry_count,
            debit=one.total.debit_cents,
            credit=one.total.credit_cents,
            accounts=accounts,
        )


class CentralisationOut(StatementOut):
    """Month by month, journal by journal, account by account (PCG 1021-2)."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.CENTRALISATION]})
    journals: list[CentralJournalOut]

    @classmethod
    def of(cls, siren: str, code: str | None, span: Span, found: tuple[CentralJournal, ...]) -> "CentralisationOut":
        """From the domain."""
        return cls(**statement(siren, code, span), journals=[CentralJournalOut.of(one) for one in found])
