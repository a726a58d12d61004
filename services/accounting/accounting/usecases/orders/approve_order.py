"""An order is approved, by somebody who may, and gets the next number (CAPE-05: both parties and the mention are kept)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.approval import Decider, DocumentType, check_approver
from accounting.domain.purchasing.order import SupplierOrder
from accounting.domain.purchasing.order_life import approve
from accounting.usecases.approval.read_approval_rules import read_approval_rules
from accounting.usecases.orders.find_order_parties import find_order_parties
from accounting.usecases.orders.number_order import NumberOrder, number_order
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ApproveOrder:
    """This one, in the name of somebody."""

    order_id: str
    decider: Decider


async def approve_order(
    command: ApproveOrder, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[SupplierOrder]:
    """The order, APPROVED with its number. RuleError for an amount above what this person approves."""
    order = (await deps.supplier_orders.get(command.order_id)).state
    check_open((await deps.activities.get(order.activity_id)).state)
    rules = await read_approval_rules(order.siren, deps)
    parties = await find_order_parties(order, deps)
    today, at = deps.clock.today(), deps.clock.now()

    def decide(one: SupplierOrder) -> Change[SupplierOrder]:
        amount = one.total_including_vat_cents
        approved_as = check_approver(rules, DocumentType.ORDER, command.decider, amount, one.submitted_by)
        return Change(approve(one, parties, today, at, cause.actor, approved_as.value))

    await deps.supplier_orders.change(command.order_id, decide, cause, expected_version=expected_version)
    return await number_order(NumberOrder(command.order_id), deps, cause)
