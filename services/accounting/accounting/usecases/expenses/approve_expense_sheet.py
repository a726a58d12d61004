"""An expense sheet is approved: its kilometres are counted for the year, it gets its number, and the books take it in.

Two documents change: first the person's kilometre book, then the sheet. A sheet that could not be approved after all is taken
out of the book again; one that was is kept in it by its booking (``book_expense_sheet``), whatever happened in between.
"""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.approval import Approver, Decider, DocumentType, check_approver
from accounting.domain.errors import DomainError
from accounting.domain.expenses.deciding import approve, check_approvable
from accounting.domain.expenses.drives import Pricing, counted_in, distances, priced
from accounting.domain.expenses.kilometre_book import KilometreBook, book_id
from accounting.domain.expenses.sheet import Approval, ExpenseSheet
from accounting.usecases.approval.read_approval_rules import read_approval_rules
from accounting.usecases.expenses.read_expense_policy import read_expense_policy
from accounting.usecases.expenses.read_pricing import read_pricing
from accounting.usecases.expenses.release_kilometres import release_kilometres
from accounting.usecases.groups.check_unshared import check_unshared
from essaim.contracts.accounting import ExpenseDecided
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import EssaimError


@dataclass(frozen=True)
class ApproveExpenseSheet:
    """Which one, and who approves it."""

    sheet_id: str
    decider: Decider
    comment: str = ""


async def approve_expense_sheet(
    command: ApproveExpenseSheet, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ExpenseSheet]:
    """APPROVED. RuleError above the ceiling of who approves, or while a receipt is missing or was not found valid."""
    sheet = (await deps.expense_sheets.get(command.sheet_id)).state
    check_open((await deps.activities.get(sheet.activity_id)).state)
    await check_unshared(sheet.group_id, deps)
    check_approvable(sheet)
    rules = await read_approval_rules(sheet.siren, deps)

    def approver(one: ExpenseSheet) -> Approver:
        return check_approver(rules, DocumentType.EXPENSE, command.decider, one.total_cents, one.submitted_by)

    pricing = await read_pricing(sheet, deps)
    approver(priced(sheet, command.sheet_id, pricing))
    approval = await _approval(command, sheet, deps)
    try:
        pricing = await _count(command.sheet_id, sheet, pricing, deps, cause)

        def decide(now: ExpenseSheet) -> Change[ExpenseSheet]:
            final = priced(now, command.sheet_id, pricing)
            approved = replace(approval, approved_as=approver(final))
            done = approve(final, approved, deps.clock.now(), command.comment)
            return Change(done, (_event(command.sheet_id, done, approved),))

        return await deps.expense_sheets.change(command.sheet_id, decide, cause, expected_version=expected_version)
    except (DomainError, EssaimError):
        await release_kilometres(await deps.expense_sheets.get(command.sheet_id), deps, cause)
        raise


async def _approval(command: ApproveExpenseSheet, sheet: ExpenseSheet, deps: Deps) -> Approval:
    today = deps.clock.today()
    policy = await read_expense_policy(sheet.siren, deps)
    number = (await deps.numbers.reserve(f"expenses:{sheet.siren}:{today.year}", f"expense:{command.sheet_id}")).number
    return Approval(
        approved_on=today,
        approved_by=command.decider.person_id,
        approved_as=Approver.ACCOUNTANT,
        number=f"NF-{today.year}-{number:04d}",
        payable_account=policy.payable_account,
        waiver_account=policy.waiver_account,
    )


async def _count(sheet_id: str, sheet: ExpenseSheet, pricing: Pricing, deps: Deps, cause: Cause) -> Pricing:
    """The kilometres of the sheet, behind all that the book has at this moment."""
    if not distances(sheet.lines):
        return pricing

    def decide(book: KilometreBook | None) -> Change[KilometreBook]:
        return Change(counted_in(book or pricing.book, sheet_id, sheet, pricing.own_scale))

    id_ = book_id(sheet.siren, sheet.person_id, sheet.year)
    stored = await deps.kilometre_books.put(id_, decide, cause, effect=f"count:{sheet_id}")
    return Pricing(stored.state if stored else pricing.book, pricing.own_scale)


def _event(sheet_id: str, sheet: ExpenseSheet, approval: Approval) -> ExpenseDecided:
    return ExpenseDecided(
        sheet_id=sheet_id,
        activity_id=sheet.activity_id,
        group_id=sheet.group_id,
        person_id=sheet.person_id,
        month=sheet.month,
        decision="approved",
        decided_on=approval.approved_on,
        number=approval.number,
        total=sheet.total_cents,
        charge=sheet.charge_cents,
        vat=sheet.vat_cents,
    )
