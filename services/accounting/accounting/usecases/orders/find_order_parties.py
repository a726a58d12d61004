"""Both parties of an order as they stand now: kept at the approval, and shown on the draft before."""

from accounting.deps import Deps
from accounting.domain.purchasing.order import OrderParties, SupplierOrder
from accounting.usecases.parties.find_supplier import find_supplier


async def find_order_parties(order: SupplierOrder, deps: Deps) -> OrderParties:
    """Those that an approved order keeps, or those of this moment."""
    if order.parties is not None:
        return order.parties
    return OrderParties(
        buyer=(await deps.legal_entities.get(order.siren)).state,
        supplier=(await find_supplier(order.supplier_id, order.siren, order.group_id, deps)).state,
        trade_name=(await deps.groups.get(order.group_id)).state.name,
        contract_ends_on=(await deps.activities.get(order.activity_id)).state.contracts_end_on,
    )
