"""Letter what a person was owed with what they got or gave up, when nothing is left."""

from accounting.deps import Deps
from accounting.domain.expenses.expense_entries import source_keys
from accounting.domain.expenses.sheet import ExpenseSheet, expense_payable
from accounting.usecases.ledger.letter_document import LetterDocument, letter_document
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


async def letter_expense_sheet(sheet: Stored[ExpenseSheet], deps: Deps, cause: Cause) -> None:
    """Nothing happens while something is left, or an entry is still to come."""
    state = sheet.state
    if state.approval is None or expense_payable(state):
        return
    account, keys = state.approval.payable_account, source_keys(sheet.id, state)
    await letter_document(LetterDocument(state.siren, account, keys, state.person_account), deps, cause)
