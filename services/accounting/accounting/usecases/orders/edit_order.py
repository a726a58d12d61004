"""Change what a draft order says."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.purchasing.order import OrderContent, SupplierOrder, with_content
from accounting.usecases.parties.find_supplier import find_supplier
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class EditOrder:
    """The new content of a draft."""

    order_id: str
    content: OrderContent


async def edit_order(
    command: EditOrder, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[SupplierOrder]:
    """The draft as it is now; refused from the submission on."""
    order = (await deps.supplier_orders.get(command.order_id)).state
    found = await find_supplier(command.content.supplier_id, order.siren, order.group_id, deps, for_new=True)
    content = replace(command.content, supplier_id=found.id)
    at = deps.clock.now()
    return await deps.supplier_orders.change(
        command.order_id,
        lambda one: Change(with_content(one, content).logged(at, cause.actor, "edited")),
        cause,
        expected_version=expected_version,
    )
