"""The general ledger (grand livre) and the journal (livre-journal), line by line: rows of a CSV, or sheets of a bounded PDF."""

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Sequence

from accounting.documents.reports.csv_file import MARK, csv_row, text_row
from accounting.documents.reports.sheet import Col, Kind, Owner, Row, Sheet, Table, Weight, amount_columns, between
from accounting.domain.accounts import padded
from accounting.domain.entry import JOURNAL_LABELS, Journal
from accounting.domain.reports.ledger_line import LedgerLine
from accounting.domain.reports.running import AccountBlock, Running
from accounting.domain.reports.span import Span

OPENING = "Solde à l’ouverture"
PIECE = 500
"""Rows of a CSV that are sent together."""
CSV_COLUMNS = (
    Col("Compte", 1),
    Col("Intitulé du compte", 1),
    Col("Date", 1),
    Col("Journal", 1),
    Col("Numéro", 1),
    Col("Pièce", 1),
    Col("Date de la pièce", 1),
    Col("Libellé", 1),
    Col("Tiers", 1),
    Col("Nom du tiers", 1),
    Col("Code analytique", 1),
    Col("Lettrage", 1),
    *amount_columns("Débit", "Crédit"),
)
LEDGER_COLUMNS = (*CSV_COLUMNS, Col("Solde", 1, Kind.BALANCE))
LEDGER_PAPER = (
    Col("Date", 19.5),
    Col("Numéro", 19.5),
    Col("Pièce", 21),
    Col("Libellé", 46),
    Col("Code", 12),
    Col("Let.", 9.5),
    *amount_columns("Débit", "Crédit", share=19),
    Col("Solde", 19, Kind.BALANCE),
)
JOURNAL_PAPER = (
    Col("Date", 20),
    Col("Numéro", 20),
    Col("Compte", 15.5),
    Col("Intitulé ou tiers", 40),
    Col("Libellé et pièce", 46),
    *amount_columns("Débit", "Crédit", share=18.5),
)


async def ledger_csv(blocks: AsyncIterable[AccountBlock | Running]) -> AsyncIterator[bytes]:
    """The general ledger in pieces: for each account its opening balance, then its lines with the balance after each."""
    rows = [MARK + text_row([one.title for one in LEDGER_COLUMNS])]
    async for one in blocks:
        if isinstance(one, AccountBlock):
            shown = (padded(one.account), one.label, one.starts_on, "", "", "", None, OPENING, "", "", "", "")
            row = Row((*shown, max(0, one.opening_cents), max(0, -one.opening_cents), one.opening_cents))
        else:
            row = Row((*_values(one.line), one.balance_cents))
        rows.append(csv_row(LEDGER_COLUMNS, row))
        if len(rows) >= PIECE:
            yield _piece(rows)
    yield _piece(rows)


async def journal_csv(lines: AsyncIterable[LedgerLine]) -> AsyncIterator[bytes]:
    """The journal in pieces: lines in the order of their entries."""
    rows = [MARK + text_row([one.title for one in CSV_COLUMNS])]
    async for line in lines:
        rows.append(csv_row(CSV_COLUMNS, Row(_values(line))))
        if len(rows) >= PIECE:
            yield _piece(rows)
    yield _piece(rows)


def _piece(rows: list[str]) -> bytes:
    content = "".join(rows).encode()
    rows.clear()
    return content


def ledger_sheet(owner: Owner, span: Span, blocks: Iterable[AccountBlock | Running]) -> Sheet:
    """The general ledger on paper: a table per account."""
    tables: list[Table] = []
    rows: list[Row] = []
    block: AccountBlock | None = None
    for one in blocks:
        if isinstance(one, AccountBlock):
            _finish(tables, block, rows)
            block, rows = one, [Row((None, "", "", OPENING, "", "", None, None, one.opening_cents), Weight.DETAIL)]
        else:
            rows.append(_paper(one))
    _finish(tables, block, rows)
    return Sheet(
        title="Grand livre",
        period=between(span.starts_on, span.ends_on),
        owner=owner,
        tables=tables or (Table("", LEDGER_PAPER, ()),),
        file_name=f"grand_livre_{owner.analytic_code or owner.siren}_{span.ends_on:%Y%m%d}",
    )


def journal_sheet(owner: Owner, span: Span, journal: str, lines: Sequence[LedgerLine]) -> Sheet:
    """The journal on paper, with its two sums."""
    rows = [
        Row(
            (
                line.posted_on,
                line.number,
                padded(line.account),
                line.third_party_label or line.account_label,
                line.label if line.voucher_ref in line.label else f"{line.label} · {line.voucher_ref}",
                line.debit_cents,
                line.credit_cents,
            )
        )
        for line in lines
    ]
    debit, credit = sum(one.debit_cents for one in lines), sum(one.credit_cents for one in lines)
    rows.append(Row((None, "", "", "Total", "", debit, credit), Weight.TOTAL))
    return Sheet(
        title=f"Journal {journal} – {JOURNAL_LABELS[Journal(journal)]}" if journal else "Livre-journal",
        period=between(span.starts_on, span.ends_on),
        owner=owner,
        tables=(Table("", JOURNAL_PAPER, rows),),
        file_name=f"journal_{journal or 'general'}_{owner.analytic_code or owner.siren}_{span.ends_on:%Y%m%d}",
    )


def _values(line: LedgerLine) -> tuple[str | int, ...]:
    return (
        padded(line.account),
        line.account_label,
        f"{line.posted_on:%d/%m/%Y}",
        line.journal,
        line.number,
        line.voucher_ref,
        f"{line.voucher_on:%d/%m/%Y}",
        line.label,
        line.third_party,
        line.third_party_label,
        line.analytic_code,
        line.letters,
        line.debit_cents,
        line.credit_cents,
    )


def _paper(one: Running) -> Row:
    line = one.line
    known = not line.third_party_label or line.third_party_label in line.label
    label = line.label if known else f"{line.label} · {line.third_party_label}"
    amounts = (line.debit_cents, line.credit_cents, one.balance_cents)
    return Row((line.posted_on, line.number, line.voucher_ref, label, line.analytic_code, line.letters, *amounts))


def _finish(tables: list[Table], block: AccountBlock | None, rows: list[Row]) -> None:
    if block is None:
        return
    sums = (block.debit_cents, block.credit_cents, block.closing_cents)
    rows.append(Row((None, "", "", "Total du compte", "", "", *sums), Weight.TOTAL))
    tables.append(Table(f"{padded(block.account)} – {block.label}", LEDGER_PAPER, rows))
