"""The accountant gives a group's supplier to the whole legal entity."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.suppliers import Supplier, known_supplier, share
from accounting.usecases.parties.refuse_duplicate import RefuseDuplicate, refuse_duplicate
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError
from essaim.kit.store.errors import DuplicateError


@dataclass(frozen=True)
class ShareSupplier:
    """Which one."""

    supplier_id: str


async def share_supplier(command: ShareSupplier, deps: Deps, cause: Cause) -> Stored[Supplier]:
    """The supplier, which all groups may use now. ConflictError when a shared one is the same: merge this one into it."""
    id_, at = command.supplier_id, deps.clock.now()
    stored = await deps.suppliers.get(id_)
    if stored.state.shared:
        return stored
    shared = share(stored.state, cause.actor, at)
    await refuse_duplicate(RefuseDuplicate("supplier", known_supplier(id_, shared), True, shared.legal_entity), deps)
    try:
        return await deps.suppliers.change(id_, lambda one: Change(share(one, cause.actor, at)), cause)
    except DuplicateError as error:
        raise ConflictError("supplier-exists", "a shared supplier is the same; merge this one into it") from error
