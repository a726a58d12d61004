"""A supplier is no longer offered for new purchases, or is again."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.suppliers import Supplier, archive
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ArchiveSupplier:
    """Which one; not ``archived`` restores it."""

    supplier_id: str
    archived: bool = True


async def archive_supplier(
    command: ArchiveSupplier, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Supplier]:
    """The supplier. Its account stays in the books."""
    at = deps.clock.now()
    return await deps.suppliers.change(
        command.supplier_id,
        lambda one: Change(archive(one, command.archived, cause.actor, at)),
        cause,
        expected_version=expected_version,
    )
