"""An order to a supplier is written down, as a draft of an activity."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.purchasing.order import OrderContent, SupplierOrder, with_content
from accounting.usecases.parties.find_supplier import find_supplier
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DraftOrder:
    """For an activity."""

    activity_id: str
    content: OrderContent


async def draft_order(command: DraftOrder, deps: Deps, cause: Cause) -> Stored[SupplierOrder]:
    """The DRAFT. MissingError for a supplier that this group may not use."""
    activity = (await deps.activities.get(command.activity_id)).state
    check_open(activity)
    found = await find_supplier(command.content.supplier_id, activity.siren, activity.group_id, deps, for_new=True)
    blank = SupplierOrder(
        activity_id=command.activity_id,
        group_id=activity.group_id,
        scheme=activity.scheme,
        siren=activity.siren,
        supplier_id=found.id,
        lines=(),
    )
    order = with_content(blank, replace(command.content, supplier_id=found.id))
    return await deps.supplier_orders.add(
        cause.new_id("supplier-order"), order.logged(deps.clock.now(), cause.actor, "drafted"), cause
    )
