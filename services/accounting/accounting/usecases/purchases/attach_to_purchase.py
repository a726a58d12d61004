"""A file is attached to a purchase: the supplier's paper, a delivery note."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.editing import add_file
from accounting.usecases.files.attach_file import AttachFile, attach_file
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AttachToPurchase:
    """Which file, to which purchase."""

    purchase_id: str
    file: AttachFile


async def attach_to_purchase(command: AttachToPurchase, deps: Deps, cause: Cause) -> Stored[Purchase]:
    """The purchase with the file. InvalidError for a file that is not accepted."""
    file = await attach_file(command.file, deps, cause)
    at = deps.clock.now()
    return await deps.purchases.change(
        command.purchase_id, lambda one: Change(add_file(one, file, at, cause.actor)), cause
    )
