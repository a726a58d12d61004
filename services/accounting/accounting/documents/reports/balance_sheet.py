"""The balance sheet (bilan) as a sheet: assets, then liabilities, each under its headings."""

from collections.abc import Sequence
from datetime import date

from accounting.documents.reports.sheet import Col, Owner, Row, Sheet, Table, Weight, amount_columns
from accounting.domain.accounts import padded
from accounting.domain.reports.balance_sheet import BalanceSheet, SheetLine

ASSETS = (
    Col("Actif (en euros)", 78),
    Col("Compte", 15),
    *amount_columns("Brut", "Amort. et dépréc.", "Net", share=25),
)
LIABILITIES = (Col("Passif (en euros)", 78), Col("Compte", 15), *amount_columns("Montant", share=25))
ACTIVITY_NOTE = (
    "Une activité n’a ni capital ni compte bancaire à elle : l’argent est sur les comptes de la coopérative, qui le tient pour"
    " elle. Le compte de liaison 181 dit ce que l’activité et la coopérative se doivent. Ce que la coopérative a encaissé ou"
    " payé sans le code de l’activité apparaît à part, pour que les deux côtés soient égaux sans rien cacher."
)
EARLIER_NOTE = (
    "Un exercice antérieur n’est pas encore clos : son résultat est sur une ligne à part,"
    " jusqu’à ce que les associés décident de son affectation."
)


def balance_sheet_sheet(owner: Owner, day: date, balance: BalanceSheet) -> Sheet:
    """Both sides with their totals, which are the same."""
    assets = [*_rows(balance.assets, wide=True), _total("Total de l’actif", balance.assets, wide=True)]
    liabilities = [*_rows(balance.liabilities, wide=False), _total("Total du passif", balance.liabilities, wide=False)]
    notes = [ACTIVITY_NOTE] if owner.analytic_code is not None else []
    if balance.earlier_result_cents:
        notes.append(EARLIER_NOTE)
    return Sheet(
        title="Bilan" if owner.analytic_code is None else "Bilan de l’activité",
        period=f"au {day:%d/%m/%Y}",
        owner=owner,
        tables=(Table("", ASSETS, assets), Table("", LIABILITIES, liabilities)),
        notes=notes,
        file_name=f"bilan_{owner.analytic_code or owner.siren}_{day:%Y%m%d}",
    )


def _rows(lines: Sequence[SheetLine], *, wide: bool) -> list[Row]:
    rows: list[Row] = []
    heading = ""
    for line in lines:
        if line.heading != heading:
            heading = line.heading
            rows.append(Row((heading, None, *(None,) * (3 if wide else 1)), Weight.HEADING))
        rows.append(Row((line.label, None, *_amounts(line, wide=wide))))
        for one in line.accounts:
            amounts = (None, None, one.amount_cents) if wide else (one.amount_cents,)
            rows.append(Row((one.label, padded(one.account), *amounts), Weight.DETAIL))
    return rows


def _amounts(line: SheetLine, *, wide: bool) -> tuple[int, ...]:
    return (line.gross_cents, line.reduction_cents, line.net_cents) if wide else (line.net_cents,)


def _total(label: str, lines: Sequence[SheetLine], *, wide: bool) -> Row:
    gross, reduced = sum(line.gross_cents for line in lines), sum(line.reduction_cents for line in lines)
    return Row((label, None, *((gross, reduced, gross - reduced) if wide else (gross - reduced,))), Weight.TOTAL)
