"""A supplier becomes known in the books of a legal entity, under the auxiliary account that its name has there already."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.duplicates import Known, in_sight
from accounting.domain.purchase import supplier_key
from accounting.domain.suppliers import Supplier, SupplierProfile, check_profile, known_supplier, supplier_of, tidied
from accounting.usecases.parties.check_supplier_group import check_supplier_group
from accounting.usecases.parties.find_twins import FindTwins, find_twins
from accounting.usecases.parties.known_numbers import known_numbers
from accounting.usecases.parties.refuse_duplicate import RefuseDuplicate, refuse_duplicate
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError, RefusedError
from essaim.kit.store.errors import DuplicateError, MissingError


@dataclass(frozen=True)
class CreateSupplier:
    """Who it is, in whose books; ``group_id`` when it belongs to one group's file. ``insist``: it is not a probable duplicate.

    ``supplier_id`` when the caller derives it, for instance from a row of a file; else it comes from the cause.
    """

    legal_entity: str
    profile: SupplierProfile
    group_id: str | None = None
    insist: bool = False
    supplier_id: str | None = None


async def create_supplier(command: CreateSupplier, deps: Deps, cause: Cause) -> Stored[Supplier]:
    """The supplier. ManyInputsError for what does not fit, ConflictError for one that exists, or probably does."""
    siren = command.legal_entity
    try:
        await deps.legal_entities.get(siren)
    except MissingError as error:
        detail = f"the legal entity {siren} is not registered: PUT /v1/legal-entities/{siren} first"
        raise RefusedError("legal-entity-unknown", detail) from error
    await check_supplier_group(siren, command.group_id, deps)
    id_ = command.supplier_id or cause.new_id("supplier")
    profile = tidied(command.profile)
    check_profile(profile, known_numbers())
    known = known_supplier(id_, supplier_of(profile, siren, "", "", command.group_id))
    duplicate = RefuseDuplicate("supplier", known, command.insist, siren)
    await refuse_duplicate(duplicate, deps)
    key = await _key(profile.name, known, siren, deps)
    number = (await deps.numbers.reserve(f"suppliers:{siren}", f"supplier:{siren}:{key}")).number
    supplier = supplier_of(profile, siren, key, f"F{number:05d}", command.group_id)
    try:
        return await deps.suppliers.add(id_, supplier, cause)
    except DuplicateError as error:
        await refuse_duplicate(duplicate, deps)
        raise ConflictError("supplier-exists", "somebody has just created this supplier") from error


async def _key(name: str, known: Known, siren: str, deps: Deps) -> str:
    """The name, as purchases have it. A second supplier of the very same name gets a key, and so an account, of its own."""
    key = supplier_key(name)
    for twin in in_sight(await find_twins(FindTwins(known, siren), deps), known.group_id):
        if (await deps.suppliers.get(twin.known.id)).state.key == key:
            return f"{key} {known.id[-12:]}"
    return key
