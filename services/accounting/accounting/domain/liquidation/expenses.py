"""Expense sheets that wait for somebody: written and not handed in, handed in and not decided, approved and not paid."""

from collections.abc import Iterator

from accounting.domain.expenses.sheet import OPEN, ExpenseSheet, SheetStatus, expense_payable
from accounting.domain.liquidation.facts import LiquidationFacts
from accounting.domain.liquidation.item import ACCOUNTANT, COACH, GROUP, Item, Link, Phase, State, done
from accounting.domain.why import euros

BEFORE = Phase.BEFORE


def expense_items(facts: LiquidationFacts) -> Iterator[Item]:
    """Nothing for a group that never had an expense sheet."""
    waiting = {id_: one for id_, one in facts.expense_sheets.items() if one.status in OPEN}
    for id_, sheet in waiting.items():
        code, who, label, what = _work(sheet)
        yield Item(f"{code}:{id_}", BEFORE, label, State.OPEN, who, what, (Link("expense", id_),))
    if facts.expense_sheets and not waiting:
        yield done("accounting.expense-open", BEFORE, "Toutes les notes de frais sont réglées", ACCOUNTANT)


def _work(sheet: ExpenseSheet) -> tuple[str, str, str, str]:
    month = f"{sheet.month[5:]}/{sheet.month[:4]}"
    if sheet.status is SheetStatus.APPROVED:
        label = f"Note de frais {sheet.number} : {euros(expense_payable(sheet))} à rembourser"
        return "accounting.expense-unpaid", ACCOUNTANT, label, "Rembourser la personne et enregistrer le paiement."
    if sheet.status is SheetStatus.SUBMITTED:
        label = f"Note de frais de {month} : {euros(sheet.total_cents)} à approuver"
        return (
            "accounting.expense-unapproved",
            COACH,
            label,
            "Vérifier les justificatifs, puis approuver ou rendre la note.",
        )
    label = f"Note de frais de {month} pas encore remise"
    return "accounting.expense-draft", GROUP, label, "Terminer la note de frais et la remettre, ou l’abandonner."
