"""A group hands a draft order to whoever approves it."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchasing.order import SupplierOrder
from accounting.domain.purchasing.order_life import submit
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SubmitOrder:
    """This one, with a word if so."""

    order_id: str
    comment: str = ""


async def submit_order(
    command: SubmitOrder, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[SupplierOrder]:
    """The order, SUBMITTED."""
    at = deps.clock.now()
    return await deps.supplier_orders.change(
        command.order_id,
        lambda one: Change(submit(one, at, cause.actor, command.comment)),
        cause,
        expected_version=expected_version,
    )
