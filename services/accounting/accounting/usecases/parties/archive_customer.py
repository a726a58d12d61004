"""A customer is no longer offered for new documents, or is again."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.customers import archive
from accounting.domain.parties import Customer
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ArchiveCustomer:
    """Which one; not ``archived`` restores it."""

    customer_id: str
    archived: bool = True


async def archive_customer(
    command: ArchiveCustomer, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Customer]:
    """The customer. Drafts that name it are still issued."""
    at = deps.clock.now()
    return await deps.customers.change(
        command.customer_id,
        lambda one: Change(archive(one, command.archived, cause.actor, at)),
        cause,
        expected_version=expected_version,
    )
