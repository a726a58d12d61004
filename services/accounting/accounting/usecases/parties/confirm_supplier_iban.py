"""An accountant vouches for the IBAN of a supplier, after having asked the supplier by a way that was known before."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.party_checks import compact
from accounting.domain.suppliers import Supplier, confirm_iban
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ConfirmSupplierIban:
    """The IBAN that was confirmed, so that one that came in meanwhile is not."""

    supplier_id: str
    iban: str


async def confirm_supplier_iban(
    command: ConfirmSupplierIban, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Supplier]:
    """The supplier, which can be paid by transfer now."""
    at, iban = deps.clock.now(), compact(command.iban) or ""
    return await deps.suppliers.change(
        command.supplier_id,
        lambda one: Change(confirm_iban(one, iban, cause.actor, at)),
        cause,
        expected_version=expected_version,
    )
