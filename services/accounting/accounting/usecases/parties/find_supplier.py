"""The supplier of a purchase: the group's own, or one that the legal entity shares; the survivor when it was merged."""

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.merging import LONGEST_CHAIN
from accounting.domain.suppliers import Supplier
from accounting.domain.third_party import PartyStatus
from essaim.kit.aggregate import Stored
from essaim.kit.store.errors import MissingError


async def find_supplier(
    supplier_id: str, siren: str, group_id: str, deps: Deps, *, for_new: bool = False
) -> Stored[Supplier]:
    """The supplier that a document of this group names. MissingError for another group's or another legal entity's.

    RuleError for an archived one when it is ``for_new``, a document that is only begun.
    """
    stored = await deps.suppliers.get(supplier_id)
    for _ in range(LONGEST_CHAIN):
        supplier = stored.state
        if supplier.legal_entity != siren or supplier.group_id not in (None, group_id):
            break
        if supplier.merge is None:
            if for_new and supplier.status is PartyStatus.ARCHIVED:
                raise RuleError("supplier-archived", f"{supplier.name} is archived; restore it to use it again")
            return stored
        stored = await deps.suppliers.get(supplier.merge.into)
    raise MissingError(deps.suppliers.collection.name, supplier_id)
