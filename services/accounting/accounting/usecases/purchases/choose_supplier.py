"""The supplier that a purchase names: by its record, or by its name, for which a record is found or made."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import InputError
from accounting.domain.purchase import supplier_key
from accounting.domain.purchasing.editing import SupplierOf
from accounting.domain.suppliers import Supplier, SupplierProfile
from accounting.usecases.parties.create_supplier import CreateSupplier, create_supplier
from accounting.usecases.parties.find_supplier import find_supplier
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError
from essaim.kit.ids import derived_id
from essaim.kit.store.errors import MissingError
from essaim.kit.store.port import Where


@dataclass(frozen=True)
class ChooseSupplier:
    """For a document of this group, in these books: a record, a name, or all that an electronic invoice says of its seller.

    ``create`` makes a record for an unknown name.
    """

    siren: str
    group_id: str
    supplier_id: str | None = None
    name: str | None = None
    create: bool = True
    seller: SupplierProfile | None = None


async def choose_supplier(command: ChooseSupplier, deps: Deps, cause: Cause) -> SupplierOf:
    """The supplier; one without a record has an account all the same, which a later record of that name gets.

    InputError when neither is said, MissingError for a record that this group may not use.
    """
    if command.supplier_id is not None:
        return _of(
            await find_supplier(command.supplier_id, command.siren, command.group_id, deps, for_new=command.create)
        )
    if command.seller is not None:
        return _of(await _made(command.seller, _told_apart(command.seller), command, deps, cause))
    if command.name is None or not command.name.strip():
        raise InputError("supplier_id", "is missing", "the id of a supplier, or supplier_name")
    key = supplier_key(command.name)
    known = await _known(key, command, deps)
    if known is not None:
        return _of(known)
    if command.create:
        return _of(await _made(SupplierProfile(command.name.strip()), key, command, deps, cause))
    number = (await deps.numbers.reserve(f"suppliers:{command.siren}", f"supplier:{command.siren}:{key}")).number
    return SupplierOf(None, command.name, key, f"F{number:05d}")


async def _known(key: str, command: ChooseSupplier, deps: Deps) -> Stored[Supplier] | None:
    """The group's own record of this name, else the one that all share."""
    for owner in ({"group_id": command.group_id}, {"shared": True}):
        where: Where = {"legal_entity": command.siren, "key": key, **owner}
        found = await deps.suppliers.find_one(where)
        if found is not None:
            try:
                return await find_supplier(found.id, command.siren, command.group_id, deps, for_new=command.create)
            except MissingError:
                continue
    return None


async def _made(
    profile: SupplierProfile, key: str, command: ChooseSupplier, deps: Deps, cause: Cause
) -> Stored[Supplier]:
    """A record of the group; whoever was faster has made the same one."""
    id_ = derived_id(f"supplier:{command.siren}:{command.group_id}", key)
    order = CreateSupplier(command.siren, profile, command.group_id, insist=True, supplier_id=id_)
    try:
        return await create_supplier(order, deps, cause)
    except ConflictError as error:
        try:
            return await deps.suppliers.get(id_)
        except MissingError:
            # Another record has its number, and cannot be used: an archived one. The conflict names it.
            raise error from None


def _told_apart(seller: SupplierProfile) -> str:
    """A number that only one has, or the name."""
    return seller.siren or seller.vat_number or supplier_key(seller.name)


def _of(stored: Stored[Supplier]) -> SupplierOf:
    one = stored.state
    return SupplierOf(stored.id, one.name, one.key, one.account)
