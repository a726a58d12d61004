"""A customer that no document names is erased: the record is emptied, the number of its account is not given again."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.customers import erase
from accounting.domain.parties import Customer
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class EraseCustomer:
    """Which one."""

    customer_id: str


async def erase_customer(
    command: EraseCustomer, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Customer]:
    """The emptied record. Refused once a document, or another customer that was merged into it, leads to it."""
    id_, at = command.customer_id, deps.clock.now()
    named = await deps.invoices.count({"customer_id": id_}) + await deps.quotes.count({"customer_id": id_})
    named += await deps.customers.count({"merge.into": id_})
    return await deps.customers.change(
        id_, lambda one: Change(erase(one, named, cause.actor, at)), cause, expected_version=expected_version
    )
