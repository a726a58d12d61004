"""The record of who sent an electronic invoice: by SIREN, VAT number, IBAN, then by name."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.suppliers import Supplier, SupplierProfile
from accounting.domain.third_party import PartyStatus, name_key
from accounting.usecases.parties.find_supplier import find_supplier
from essaim.kit.aggregate import Stored
from essaim.kit.store.errors import MissingError
from essaim.kit.store.port import Condition


@dataclass(frozen=True)
class FindSeller:
    """Whom a group, in these books, may know of."""

    siren: str
    group_id: str
    seller: SupplierProfile


async def find_seller(command: FindSeller, deps: Deps) -> Stored[Supplier] | None:
    """The record, the survivor of a merged one; None when there is none. A name is not enough against another SIREN."""
    seller = command.seller
    asked: list[dict[str, Condition]] = []
    if seller.siren:
        asked.append({"siren": seller.siren})
    if seller.vat_number:
        asked.append({"vat_number": seller.vat_number})
    if seller.iban:
        asked.append({"iban": seller.iban})
    asked.append({"name_key": name_key(seller.name)})
    for where in asked:
        for found in await deps.suppliers.all({**where, "legal_entity": command.siren}):
            usable = await _usable(found, command, deps)
            if usable is not None:
                return usable
    return None


async def _usable(found: Stored[Supplier], command: FindSeller, deps: Deps) -> Stored[Supplier] | None:
    try:
        stored = await find_supplier(found.id, command.siren, command.group_id, deps)
    except MissingError:
        return None
    one, seller = stored.state, command.seller
    if one.status is not PartyStatus.ACTIVE:
        return None
    for mine, theirs in ((one.siren, seller.siren), (one.vat_number, seller.vat_number)):
        if mine and theirs and mine != theirs:
            return None
    return stored
