"""The customer of a document: the group's own, or one of the cooperative's."""

from accounting.deps import Deps
from accounting.domain.parties import Customer
from essaim.kit.store.errors import MissingError


async def find_customer(customer_id: str, group_id: str, deps: Deps) -> Customer:
    """The customer. MissingError for another group's, as if there were none: its address is not to be shown here."""
    customer = (await deps.customers.get(customer_id)).state
    if customer.group_id not in (None, group_id):
        raise MissingError(deps.customers.collection.name, customer_id)
    return customer
