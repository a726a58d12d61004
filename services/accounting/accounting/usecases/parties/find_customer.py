"""The customer of a document: the group's own, or one of the cooperative's; the survivor when it was merged."""

from accounting.deps import Deps
from accounting.domain.customers import for_documents
from accounting.domain.errors import RuleError
from accounting.domain.merging import LONGEST_CHAIN
from accounting.domain.parties import Customer
from accounting.domain.third_party import PartyStatus
from essaim.kit.store.errors import MissingError


async def find_customer(customer_id: str, group_id: str, deps: Deps, *, for_new: bool = False) -> Customer:
    """The customer as a document takes it along.

    MissingError for another group's, as if there were none: its address is not to be shown here. RuleError for an archived
    one when it is ``for_new``, a document that is only begun.
    """
    wanted = customer_id
    for _ in range(LONGEST_CHAIN):
        customer = (await deps.customers.get(wanted)).state
        if customer.group_id not in (None, group_id) or customer.status is PartyStatus.ERASED:
            break
        if customer.merge is None:
            if for_new and customer.status is PartyStatus.ARCHIVED:
                raise RuleError("customer-archived", f"{customer.name} is archived; restore it to use it again")
            return for_documents(customer)
        wanted = customer.merge.into
    raise MissingError(deps.customers.collection.name, customer_id)
