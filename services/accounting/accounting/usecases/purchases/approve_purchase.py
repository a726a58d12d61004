"""A purchase is approved by somebody who may, and goes into the books: its event posts it and counts it."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.approval import Approver, Decider, DocumentType, check_approver
from accounting.domain.purchase import Purchase, PurchaseApproval
from accounting.domain.purchasing.deciding import approve
from accounting.usecases.approval.read_approval_rules import read_approval_rules
from accounting.usecases.purchases.check_purchase import check_purchase
from accounting.usecases.purchases.recorded_event import recorded_event
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ApprovePurchase:
    """This one, in the name of somebody, with a word if so."""

    purchase_id: str
    decider: Decider
    comment: str = ""


async def approve_purchase(
    command: ApprovePurchase, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Purchase]:
    """The purchase, RECORDED. An accountant approves a draft as well. RuleError above what this person approves."""
    bought = (await deps.purchases.get(command.purchase_id)).state
    activity = (await deps.activities.get(bought.activity_id)).state
    check_open(activity)
    for part in bought.shared_with:
        check_open((await deps.activities.get(part.activity_id)).state)
    await check_purchase(bought, activity, deps)
    rules = await read_approval_rules(bought.siren, deps)
    today, at = deps.clock.today(), deps.clock.now()

    def decide(one: Purchase) -> Change[Purchase]:
        amount = one.total_including_vat_cents
        approver = check_approver(rules, DocumentType.PURCHASE, command.decider, amount, one.submitted_by)
        approval = PurchaseApproval(command.decider.person_id, approver.value)
        at_once = approver is Approver.ACCOUNTANT
        recorded = approve(one, approval, today, at, command.comment, at_once=at_once)
        return Change(recorded, (recorded_event(command.purchase_id, recorded),))

    return await deps.purchases.change(command.purchase_id, decide, cause, expected_version=expected_version)
