"""A person got back what they had paid."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.expenses.settling import pay
from accounting.domain.expenses.sheet import ExpensePayment, ExpenseSheet
from accounting.domain.treasury import Means
from accounting.usecases.expenses.post_settlements import PostSettlements, post_settlements
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PayExpenseSheet:
    """How much, when and how. ``payment_id`` comes from the caller: the same one is paid once."""

    sheet_id: str
    paid_on: date
    amount_cents: int
    payment_id: str
    means: Means = Means.TRANSFER


async def pay_expense_sheet(
    command: PayExpenseSheet, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ExpenseSheet]:
    """The sheet with the payment, PAID when nothing is left, and its entry posted. A crash before that is mended by a job.

    RuleError before the approval, when nothing is left, and for a known id with another day or amount.
    """
    payment = ExpensePayment(command.payment_id, command.paid_on, command.amount_cents, command.means)
    await deps.expense_sheets.change(
        command.sheet_id,
        lambda now: Change(pay(now, payment, deps.clock.today(), deps.clock.now(), cause.actor)),
        cause,
        expected_version=expected_version,
        effect=f"payment:{command.payment_id}",
    )
    await post_settlements(PostSettlements(command.sheet_id), deps, cause)
    return await deps.expense_sheets.get(command.sheet_id)
