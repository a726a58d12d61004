"""Statements from the kept sums: trial balance, profit and loss account, balance sheet; centralisation and VAT from entries."""

from datetime import date
from typing import Annotated

from fastapi import Query, Response

from accounting.documents.reports.balance_sheet import balance_sheet_sheet
from accounting.documents.reports.centralisation import centralisation_sheet
from accounting.documents.reports.profit_and_loss import profit_and_loss_sheet
from accounting.documents.reports.trial_balance import trial_balance_sheet
from accounting.documents.reports.vat_return import vat_return_sheet
from accounting.domain.period import month_starting, parse_month
from accounting.domain.reports.span import check_day
from accounting.http.dependencies import Use
from accounting.http.schemas.balance_sheets import BalanceSheetOut, CentralisationOut
from accounting.http.schemas.ledger_statements import VatReturnOut
from accounting.http.schemas.reports import ProfitAndLossOut, TrialBalanceOut
from accounting.http.statements import (
    Days,
    Format,
    Statements,
    WhichDays,
    WhichFormat,
    WhoseBooks,
    document,
    owner_of,
    reporting_of,
)
from accounting.usecases.reports.read_balance_sheet import ReadBalanceSheet, read_balance_sheet
from accounting.usecases.reports.read_centralisation import ReadCentralisation, read_centralisation
from accounting.usecases.reports.read_profit_and_loss import ReadProfitAndLoss, read_profit_and_loss
from accounting.usecases.reports.read_trial_balance import ReadTrialBalance, read_trial_balance
from accounting.usecases.reports.read_vat_return import ReadVatReturn, read_vat_return

STATEMENTS = Statements()
ROUTERS = (STATEMENTS.entity, STATEMENTS.activity)


@STATEMENTS.offer("/trial-balance", "Trial balance (balance générale)", TrialBalanceOut)
async def get_trial_balance(
    books: WhoseBooks, days: WhichDays, wanted: WhichFormat, deps: Use
) -> TrialBalanceOut | Response:
    """Opening, movements and closing of every account, and the totals by class. The two sums of an entity are equal."""
    reporting = await reporting_of(books, days, deps)
    command = ReadTrialBalance(books.siren, reporting.span, reporting.labels, books.analytic_code)
    balance = await read_trial_balance(command, deps)
    if wanted is Format.JSON:
        return TrialBalanceOut.of(books.siren, books.analytic_code, reporting.span, balance)
    return await document(wanted, trial_balance_sheet(owner_of(books, reporting, deps), reporting.span, balance), deps)


@STATEMENTS.offer("/profit-and-loss", "Profit and loss account (compte de résultat)", ProfitAndLossOut)
async def get_profit_and_loss(
    books: WhoseBooks, days: WhichDays, wanted: WhichFormat, deps: Use
) -> ProfitAndLossOut | Response:
    """The French layout, and the intermediate balances from turnover to result (CAE-07)."""
    reporting = await reporting_of(books, days, deps)
    command = ReadProfitAndLoss(books.siren, reporting.span, reporting.labels, books.analytic_code)
    account = await read_profit_and_loss(command, deps)
    if wanted is Format.JSON:
        return ProfitAndLossOut.of(books.siren, books.analytic_code, reporting.span, account)
    return await document(
        wanted, profit_and_loss_sheet(owner_of(books, reporting, deps), reporting.span, account), deps
    )


@STATEMENTS.offer("/balance-sheet", "Balance sheet (bilan)", BalanceSheetOut)
async def get_balance_sheet(
    books: WhoseBooks,
    wanted: WhichFormat,
    deps: Use,
    on: Annotated[date | None, Query(description="At the end of this day; today by default")] = None,
) -> BalanceSheetOut | Response:
    """Assets and liabilities of the same total. The result of years that are not closed yet stands on its own line."""
    check_day("on", on)
    reporting = await reporting_of(books, Days(None, None, on or deps.clock.today()), deps)
    command = ReadBalanceSheet(books.siren, reporting.span, reporting.labels, books.analytic_code)
    balance = await read_balance_sheet(command, deps)
    if wanted is Format.JSON:
        return BalanceSheetOut.of(books.siren, books.analytic_code, reporting.span, balance)
    return await document(wanted, balance_sheet_sheet(owner_of(books, reporting, deps), command.day, balance), deps)


@STATEMENTS.offer("/centralisation", "Centralisation of the journals", CentralisationOut)
async def get_centralisation(
    books: WhoseBooks, days: WhichDays, wanted: WhichFormat, deps: Use
) -> CentralisationOut | Response:
    """What each journal posted on each account in each month (PCG 1021-2)."""
    reporting = await reporting_of(books, days, deps)
    command = ReadCentralisation(books.siren, reporting.span, reporting.labels, books.analytic_code)
    journals = await read_centralisation(command, deps)
    if wanted is Format.JSON:
        return CentralisationOut.of(books.siren, books.analytic_code, reporting.span, journals)
    return await document(
        wanted, centralisation_sheet(owner_of(books, reporting, deps), reporting.span, journals), deps
    )


@STATEMENTS.offer("/vat-return", "Figures of the VAT return (form 3310-CA3)", VatReturnOut)
async def get_vat_return(
    books: WhoseBooks,
    days: WhichDays,
    wanted: WhichFormat,
    deps: Use,
    month: Annotated[
        str | None, Query(max_length=7, description="2026-12, instead of days; this month by default")
    ] = None,
) -> VatReturnOut | Response:
    """Boxes in whole euros with exact amounts beside them, checks against the accounts, and an entry that is not posted."""
    chosen = days
    if month is not None or days == Days(None, None, None):
        chosen = Days(None, *month_starting(parse_month(month) if month is not None else deps.clock.today()))
    reporting = await reporting_of(books, chosen, deps)
    report = await read_vat_return(ReadVatReturn(books.siren, reporting.span, books.analytic_code), deps)
    if wanted is Format.JSON:
        return VatReturnOut.of(books.siren, books.analytic_code, reporting.span, report, reporting.labels)
    owner = owner_of(books, reporting, deps)
    sheet = vat_return_sheet(owner, report.period, report.made, report.clearing, reporting.labels)
    return await document(wanted, sheet, deps)
