"""The accountant gives a group's customer to the whole legal entity."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.customers import known_customer, share
from accounting.domain.parties import Customer
from accounting.usecases.parties.refuse_duplicate import RefuseDuplicate, refuse_duplicate
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError
from essaim.kit.store.errors import DuplicateError


@dataclass(frozen=True)
class ShareCustomer:
    """Which one."""

    customer_id: str


async def share_customer(command: ShareCustomer, deps: Deps, cause: Cause) -> Stored[Customer]:
    """The customer, which all groups may use now. ConflictError when a shared one is the same: merge this one into it."""
    id_, at = command.customer_id, deps.clock.now()
    stored = await deps.customers.get(id_)
    if stored.state.shared:
        return stored
    shared = share(stored.state, cause.actor, at)
    await refuse_duplicate(RefuseDuplicate("customer", known_customer(id_, shared), insist=True), deps)
    try:
        return await deps.customers.change(id_, lambda one: Change(share(one, cause.actor, at)), cause)
    except DuplicateError as error:
        raise ConflictError("customer-exists", "a shared customer is the same; merge this one into it") from error
