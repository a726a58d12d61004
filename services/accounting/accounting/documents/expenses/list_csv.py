"""The accountant's list of expense sheets, for a French spreadsheet."""

from collections.abc import Sequence

from accounting.documents.reports.csv_file import MARK, amount, text_row
from accounting.domain.expenses.printed import SheetRow
from accounting.domain.expenses.sheet import expense_payable

HEADINGS = (
    "Numéro",
    "Identifiant",
    "Compte auxiliaire",
    "Personne",
    "Activité",
    "Mois",
    "État",
    "Lignes",
    "Total TTC",
    "Charge",
    "TVA récupérée",
    "Payé",
    "Abandonné",
    "Reste à payer",
    "Remise le",
    "Approuvée le",
)


def expense_list_csv(rows: Sequence[SheetRow]) -> bytes:
    """One row for each sheet."""
    return (MARK + text_row(HEADINGS) + "".join(_row(one) for one in rows)).encode()


def _row(row: SheetRow) -> str:
    sheet = row.sheet
    cents = (
        sheet.total_cents,
        sheet.charge_cents,
        sheet.vat_cents,
        sheet.paid_cents,
        sheet.waived_cents,
        expense_payable(sheet),
    )
    submitted = f"{sheet.submitted_on:%d/%m/%Y}" if sheet.submitted_on else ""
    approved = f"{sheet.approval.approved_on:%d/%m/%Y}" if sheet.approval else ""
    texts = (
        sheet.number or "",
        row.sheet_id,
        sheet.person_account,
        row.person_name,
        row.analytic_code,
        sheet.month,
        sheet.status,
        str(len(sheet.lines)),
    )
    return text_row((*texts, *(amount(one) for one in cents), submitted, approved))
