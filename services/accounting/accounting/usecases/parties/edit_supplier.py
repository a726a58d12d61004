"""Write something else about a supplier. Another IBAN waits for its confirmation."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.suppliers import Supplier, SupplierProfile, check_profile, edit, known_supplier, tidied
from accounting.usecases.parties.known_numbers import known_numbers
from accounting.usecases.parties.refuse_duplicate import RefuseDuplicate, refuse_duplicate
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError
from essaim.kit.store.errors import DuplicateError


@dataclass(frozen=True)
class EditSupplier:
    """All of it, in place of what was written."""

    supplier_id: str
    profile: SupplierProfile


async def edit_supplier(
    command: EditSupplier, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Supplier]:
    """The supplier, with a line of the log for each field. ConflictError when it becomes another supplier that exists."""
    id_, at = command.supplier_id, deps.clock.now()
    profile = tidied(command.profile)
    check_profile(profile, known_numbers())
    edited = edit((await deps.suppliers.get(id_)).state, profile, cause.actor, at)
    known = known_supplier(id_, edited)
    await refuse_duplicate(RefuseDuplicate("supplier", known, True, edited.legal_entity), deps)
    try:
        return await deps.suppliers.change(
            id_, lambda one: Change(edit(one, profile, cause.actor, at)), cause, expected_version=expected_version
        )
    except DuplicateError as error:
        raise ConflictError("supplier-exists", "another supplier has this SIREN, SIRET or VAT number") from error
