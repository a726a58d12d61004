"""A customer becomes known, with an auxiliary account of its own."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.customers import CustomerProfile, check_profile, customer_of, known_customer, tidied
from accounting.domain.parties import Customer
from accounting.usecases.parties.known_numbers import known_numbers
from accounting.usecases.parties.refuse_duplicate import RefuseDuplicate, refuse_duplicate
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError
from essaim.kit.store.errors import DuplicateError


@dataclass(frozen=True)
class CreateCustomer:
    """Who it is; ``group_id`` when it belongs to one group's file. ``insist``: it is not one of the probable duplicates."""

    profile: CustomerProfile
    group_id: str | None = None
    insist: bool = False


async def create_customer(command: CreateCustomer, deps: Deps, cause: Cause) -> Stored[Customer]:
    """The customer. ManyInputsError for what does not fit (INV-10), ConflictError for one that exists, or probably does."""
    id_ = cause.new_id("customer")
    profile = tidied(command.profile)
    check_profile(profile, known_numbers())
    known = known_customer(id_, customer_of(profile, "", command.group_id))
    await refuse_duplicate(RefuseDuplicate("customer", known, command.insist), deps)
    number = (await deps.numbers.reserve("customers", id_)).number
    try:
        return await deps.customers.add(id_, customer_of(profile, f"C{number:05d}", command.group_id), cause)
    except DuplicateError as error:
        await refuse_duplicate(RefuseDuplicate("customer", known, command.insist), deps)
        raise ConflictError("customer-exists", "somebody has just created this customer") from error
