"""The statement of a third party on paper and as CSV: what is open, then every line of the account."""

from accounting.documents.reports.sheet import Col, Kind, Owner, Row, Sheet, Table, Weight, amount_columns
from accounting.domain.party_statement import PartyStatement
from essaim.kit.french import french_date

_OPEN = (
    Col("Pièce", 26),
    Col("Date", 20),
    Col("Échéance", 20),
    Col("Jours de retard", 16, Kind.COUNT),
    *amount_columns("Montant", "Reste dû", share=22),
)
_LINES = (
    Col("Date", 19),
    Col("Pièce", 24),
    Col("Libellé", 56),
    Col("Lettrage", 16),
    *amount_columns("Débit", "Crédit", share=20),
    Col("Solde", 20, Kind.BALANCE),
)


def party_statement_sheet(statement: PartyStatement, owner: Owner) -> Sheet:
    """The whole statement."""
    whom = "du fournisseur" if statement.is_supplier else "du client"
    notes = [f"Compte{'s' if len(statement.accounts) > 1 else ''} {', '.join(statement.accounts)}."]
    notes.append("Les montants sont en euros.")
    if statement.ageing.unallocated_cents:
        notes.append("Des sommes versées ne correspondent encore à aucune facture : le solde en tient compte.")
    return Sheet(
        title=f"Relevé de compte {whom} {statement.name}",
        period=f"arrêté au {french_date(statement.on)}",
        owner=owner,
        tables=(
            Table("Factures ouvertes", _OPEN, _open_rows(statement)),
            Table("Mouvements du compte", _LINES, _line_rows(statement)),
        ),
        notes=notes,
        file_name=f"releve_{statement.accounts[0]}_{statement.on:%Y%m%d}",
    )


def _open_rows(statement: PartyStatement) -> list[Row]:
    ageing = statement.ageing
    rows = [
        Row((one.voucher_ref, one.posted_on, one.due_on, one.late_days, one.amount_cents, one.open_cents))
        for one in ageing.items
    ]
    if ageing.unallocated_cents:
        rows.append(Row(("Versements non affectés", None, None, None, None, -ageing.unallocated_cents), Weight.DETAIL))
    rows.append(Row((_owed(statement), None, None, None, None, ageing.balance_cents), Weight.TOTAL))
    return rows


def _line_rows(statement: PartyStatement) -> list[Row]:
    rows = [
        Row(
            (
                one.line.posted_on,
                one.line.voucher_ref,
                one.line.label,
                one.line.letters.rpartition(":")[2],
                one.debit_cents,
                one.credit_cents,
                one.balance_cents,
            )
        )
        for one in statement.lines
    ]
    debit = sum(one.debit_cents for one in statement.lines)
    credit = sum(one.credit_cents for one in statement.lines)
    rows.append(Row((None, "", "Total", "", debit, credit, statement.balance_cents), Weight.TOTAL))
    return rows


def _owed(statement: PartyStatement) -> str:
    return "Solde dû au fournisseur" if statement.is_supplier else "Solde dû par le client"
