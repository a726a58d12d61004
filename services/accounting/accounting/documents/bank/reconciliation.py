"""The reconciliation of a bank account as a sheet: both balances, what explains their difference, and what remains."""

from accounting.documents.reports.sheet import Col, Kind, Owner, Row, Sheet, Table, Weight
from accounting.domain.accounts import padded
from accounting.domain.bank.account import BankAccount
from accounting.domain.bank.reconciliation import Reconciliation
from accounting.domain.payments.iban import grouped

SUMS = (Col("", 100), Col("Montant (€)", 30, Kind.BALANCE))
MOVEMENTS = (Col("Date", 20), Col("Libellé de la banque", 90), Col("État", 24), Col("Montant (€)", 26, Kind.BALANCE))
LINES = (Col("Date", 20), Col("Écriture", 26), Col("Libellé", 88), Col("Montant (€)", 26, Kind.BALANCE))
STATUS = {"UNMATCHED": "à rapprocher", "MATCHED": "écriture plus tard", "IGNORED": "sans écriture"}
SOURCES = {
    "given": "Solde de la banque : saisi par la comptabilité.",
    "statement": "Solde de la banque : dernier relevé importé, et les mouvements importés depuis.",
    "movements": "Solde de la banque : somme des mouvements importés ; aucun relevé importé n’indique de solde.",
}


def reconciliation_sheet(owner: Owner, account: BankAccount, made: Reconciliation) -> Sheet:
    """On one page when little is open."""
    ledger = padded(made.ledger_account)
    sums = [
        Row((f"Solde selon la banque ({account.name}, {grouped(account.iban)})", made.bank_cents)),
        Row(("Mouvements de la banque qui ne sont pas dans les livres", -made.not_in_books_cents), Weight.DETAIL),
        Row(("Écritures qui ne sont pas sur le relevé", made.not_on_statement_cents), Weight.DETAIL),
        Row(("Solde de la banque corrigé", made.books_cents + made.remaining_cents), Weight.SUBTOTAL),
        Row((f"Solde selon les livres (compte {ledger})", made.books_cents)),
        Row(("Écart inexpliqué", made.remaining_cents), Weight.TOTAL),
    ]
    movements = [
        Row((f"{one.booked_on:%d/%m/%Y}", one.label, STATUS[one.status], one.amount_cents)) for one in made.movements
    ]
    lines = [Row((f"{one.posted_on:%d/%m/%Y}", one.number, one.label, one.amount_cents)) for one in made.lines]
    tables = [Table("", SUMS, sums)]
    if movements:
        total = Row(("", "Total", "", made.not_in_books_cents), Weight.TOTAL)
        tables.append(Table("Mouvements de la banque qui ne sont pas dans les livres", MOVEMENTS, [*movements, total]))
    if lines:
        total = Row(("", "", "Total", made.not_on_statement_cents), Weight.TOTAL)
        tables.append(Table("Écritures qui ne sont pas sur le relevé", LINES, [*lines, total]))
    return Sheet(
        title="État de rapprochement bancaire",
        period=f"au {made.on:%d/%m/%Y}",
        owner=owner,
        tables=tables,
        notes=(SOURCES[made.bank_from],),
        file_name=f"rapprochement_{ledger}_{made.on:%Y%m%d}",
    )
