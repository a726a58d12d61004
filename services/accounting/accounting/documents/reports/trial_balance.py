"""The trial balance (balance générale) as a sheet."""

from accounting.documents.reports.sheet import Col, Owner, Row, Sheet, Table, Weight, amount_columns, between
from accounting.domain.accounts import padded
from accounting.domain.reports.span import Span
from accounting.domain.reports.trial_balance import ClassTotal, TrialBalance

COLUMNS = (
    Col("Compte", 13),
    Col("Intitulé", 44),
    *amount_columns(
        "Ouverture débit",
        "Ouverture crédit",
        "Mouvements débit",
        "Mouvements crédit",
        "Solde débiteur",
        "Solde créditeur",
        share=18,
    ),
)


def trial_balance_sheet(owner: Owner, span: Span, balance: TrialBalance) -> Sheet:
    """Accounts class by class, each class with its total, and the total of all."""
    rows = []
    for total in balance.classes:
        rows += [
            Row(
                (
                    one.account if one.computed else padded(one.account),
                    one.label,
                    one.opening.debit_cents,
                    one.opening.credit_cents,
                    one.moved.debit_cents,
                    one.moved.credit_cents,
                    one.closing.debit_cents,
                    one.closing.credit_cents,
                )
            )
            for one in balance.rows
            if one.account.startswith(total.number)
        ]
        rows.append(_total(total, f"Classe {total.number} – {total.label}", Weight.SUBTOTAL))
    rows.append(_total(balance.total, balance.total.label, Weight.TOTAL))
    notes = []
    if balance.difference_cents:
        notes.append(
            "Les deux colonnes diffèrent : une partie des écritures de cette activité n’a son code analytique que d’un côté."
            " La différence est ce que la coopérative tient ou avance pour elle (compte de liaison)."
        )
    return Sheet(
        title="Balance générale" if owner.analytic_code is None else "Balance de l’activité",
        period=between(span.starts_on, span.ends_on),
        owner=owner,
        tables=(Table("", COLUMNS, rows),),
        notes=notes,
        file_name=f"balance_{owner.analytic_code or owner.siren}_{span.ends_on:%Y%m%d}",
    )


def _total(total: ClassTotal, label: str, weight: Weight) -> Row:
    sides = (total.opening, total.moved, total.closing)
    return Row(("", label, *(cents for side in sides for cents in (side.debit_cents, side.credit_cents))), weight)
