"""The accountant says that two suppliers are one: the record that goes becomes a trace, its account stays in the books."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.merging import check_reason, check_survivor, merge
from accounting.domain.suppliers import Supplier
from accounting.usecases.parties.find_survivor import find_survivor
from accounting.usecases.parties.refuse_circle import refuse_circle
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class MergeSupplier:
    """Which record goes into which, and why."""

    supplier_id: str
    into: str
    reason: str


async def merge_supplier(command: MergeSupplier, deps: Deps, cause: Cause) -> Stored[Supplier]:
    """The trace. Purchases keep the supplier that they name; ``find_supplier`` leads new ones to the survivor."""
    check_reason(command.reason)
    merged = (await deps.suppliers.get(command.supplier_id)).state
    survivor_id = await find_survivor(command.into, deps.suppliers)
    check_survivor(merged, command.supplier_id, (await deps.suppliers.get(survivor_id)).state, survivor_id)
    at = deps.clock.now()
    await deps.suppliers.change(
        command.supplier_id, lambda one: Change(merge(one, survivor_id, cause.actor, at, command.reason)), cause
    )
    await refuse_circle(command.supplier_id, deps.suppliers, at, cause)
    return await deps.suppliers.get(command.supplier_id)
