"""The general ledger and the journal: a page of lines as JSON, all of them as CSV while they are read, few of them as PDF."""

from typing import Annotated

from fastapi import Query, Response

from accounting.documents.reports.ledger import journal_csv, journal_sheet, ledger_csv, ledger_sheet
from accounting.documents.reports.pdf_file import MOST_ROWS
from accounting.domain.entry import Journal
from accounting.domain.period import month_starting, parse_month
from accounting.domain.reports.ledger_line import Selection, check_account_prefix
from accounting.http.dependencies import Use
from accounting.http.schemas.ledger_statements import JournalOut, LedgerOut
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
    stream,
)
from accounting.usecases.ledger.walk_lines import WalkLines, walk_lines
from accounting.usecases.reports.list_lines import ListLines, list_lines
from accounting.usecases.reports.read_ledger_page import ReadLedgerPage, read_ledger_page
from accounting.usecases.reports.stream_general_ledger import StreamGeneralLedger, stream_general_ledger
from essaim.kit.http import PageQuery

STATEMENTS = Statements()
ROUTERS = (STATEMENTS.entity, STATEMENTS.activity)


@STATEMENTS.offer("/general-ledger", "General ledger (grand livre)", LedgerOut)
async def get_general_ledger(
    books: WhoseBooks,
    days: WhichDays,
    wanted: WhichFormat,
    page: PageQuery,
    deps: Use,
    account: Annotated[str, Query(max_length=12, description="What the account begins with: 411, 6")] = "",
    third_party: Annotated[str, Query(max_length=40, description="A third party's account: C00001")] = "",
) -> LedgerOut | Response:
    """JSON: lines by day with the balance of all that was asked for. CSV and PDF: account by account, each with its own."""
    reporting = await reporting_of(books, days, deps)
    selection = Selection(
        check_account_prefix(account), third_party, books.analytic_code, people_named=books.people_named
    )
    if wanted is Format.JSON:
        command = ReadLedgerPage(books.siren, reporting.span, selection, page.limit, page.cursor)
        return LedgerOut.of(books.siren, books.analytic_code, reporting.span, await read_ledger_page(command, deps))
    most = MOST_ROWS if wanted is Format.PDF else None
    blocks = stream_general_ledger(
        StreamGeneralLedger(books.siren, reporting.span, selection, reporting.labels, most), deps
    )
    if wanted is Format.CSV:
        name = f"grand_livre_{books.analytic_code or books.siren}_{reporting.span.ends_on:%Y%m%d}"
        return stream(name, ledger_csv(blocks))
    owner = owner_of(books, reporting, deps)
    return await document(wanted, ledger_sheet(owner, reporting.span, [one async for one in blocks]), deps)


@STATEMENTS.offer("/journal", "Journal (livre-journal)", JournalOut)
async def get_journal(
    books: WhoseBooks,
    days: WhichDays,
    wanted: WhichFormat,
    page: PageQuery,
    deps: Use,
    journal: Annotated[Journal | None, Query(description="One journal; all of them by default")] = None,
    month: Annotated[str | None, Query(max_length=7, description="2026-12, instead of days")] = None,
) -> JournalOut | Response:
    """Every line in the order of the days and of the entries."""
    chosen = Days(None, *month_starting(parse_month(month))) if month is not None else days
    reporting = await reporting_of(books, chosen, deps)
    span, code = reporting.span, journal.value if journal else ""
    selection = Selection(analytic_code=books.analytic_code, journal=code, people_named=books.people_named)
    if wanted is Format.JSON:
        command = ReadLedgerPage(books.siren, span, selection, page.limit, page.cursor)
        return JournalOut.of(books.siren, books.analytic_code, span, await read_ledger_page(command, deps))
    walk = WalkLines(books.siren, span.starts_on, span.ends_on, selection)
    if wanted is Format.CSV:
        name = f"journal_{code or 'general'}_{books.analytic_code or books.siren}_{span.ends_on:%Y%m%d}"
        return stream(name, journal_csv(walk_lines(walk, deps)))
    lines = await list_lines(ListLines(walk, MOST_ROWS), deps)
    return await document(wanted, journal_sheet(owner_of(books, reporting, deps), span, code, lines), deps)
