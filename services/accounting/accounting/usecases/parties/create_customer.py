"""A customer becomes known, with an auxiliary account of its own."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.parties import Address, Customer, CustomerKind
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CreateCustomer:
    """Who it is; ``group_id`` when it belongs to one group's file."""

    name: str
    kind: CustomerKind
    address: Address
    siren: str | None = None
    vat_number: str | None = None
    group_id: str | None = None


async def create_customer(command: CreateCustomer, deps: Deps, cause: Cause) -> Stored[Customer]:
    """The customer. InputError for a SIREN or VAT number that is none (INV-10)."""
    id_ = cause.new_id("customer")
    checked = Customer(
        name=command.name,
        kind=command.kind,
        address=command.address,
        account="",
        siren=command.siren,
        vat_number=command.vat_number,
        group_id=command.group_id,
    )
    number = (await deps.numbers.reserve("customers", id_)).number
    return await deps.customers.add(id_, replace(checked, account=f"C{number:05d}"), cause)
