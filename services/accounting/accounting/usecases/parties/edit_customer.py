"""Write something else about a customer. What was issued keeps the customer as it stood."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.customers import CustomerProfile, check_profile, edit, known_customer, tidied
from accounting.domain.parties import Customer
from accounting.usecases.parties.known_numbers import known_numbers
from accounting.usecases.parties.refuse_duplicate import RefuseDuplicate, refuse_duplicate
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError
from essaim.kit.store.errors import DuplicateError


@dataclass(frozen=True)
class EditCustomer:
    """All of it, in place of what was written."""

    customer_id: str
    profile: CustomerProfile


async def edit_customer(
    command: EditCustomer, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Customer]:
    """The customer, with a line of the log for each field. ConflictError when it becomes another customer that exists."""
    profile = tidied(command.profile)
    check_profile(profile, known_numbers())
    at = deps.clock.now()
    known = edit((await deps.customers.get(command.customer_id)).state, profile, cause.actor, at)
    await refuse_duplicate(RefuseDuplicate("customer", known_customer(command.customer_id, known), insist=True), deps)
    try:
        return await deps.customers.change(
            command.customer_id,
            lambda one: Change(edit(one, profile, cause.actor, at)),
            cause,
            expected_version=expected_version,
        )
    except DuplicateError as error:
        raise ConflictError("customer-exists", "another customer has this SIREN, SIRET or VAT number") from error
