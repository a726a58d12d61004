"""A scanned invoice without data is taken in on demand: a draft that has the file and waits to be typed in."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import InputError
from accounting.domain.purchase import Purchase, ReceivedFile
from accounting.domain.purchasing.editing import PurchaseContent
from accounting.usecases.files.attach_file import AttachFile, attach_file
from accounting.usecases.purchases.draft_purchase import DraftPurchase, draft_purchase
from accounting.usecases.purchases.find_addressee import FindAddressee, find_addressee
from accounting.usecases.purchases.gather_file import GatheredFile
from accounting.usecases.purchases.refuse_received import refuse_received
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReceivePaper:
    """The file, for which activity, and from whom."""

    siren: str
    file: GatheredFile
    activity_id: str | None
    supplier_id: str | None = None
    supplier_name: str | None = None


async def receive_paper(command: ReceivePaper, deps: Deps, cause: Cause) -> Stored[Purchase]:
    """The DRAFT, without a reference and without lines: they are written before it can be submitted."""
    siren, file = command.siren, command.file
    await deps.legal_entities.get(siren)
    await refuse_received(siren, file.sha256, deps)
    addressee = await find_addressee(FindAddressee(siren, command.activity_id), deps)
    if command.supplier_id is None and command.supplier_name is None:
        raise InputError(
            "supplier_id", "is missing: a scanned paper does not say it", "supplier_id=… or supplier_name=…"
        )
    attached = await attach_file(AttachFile(_all(file.content), file.name, file.media_type), deps, cause)
    received = ReceivedFile("", 0, file.sha256, attached.name, attached.media_type, attached.size, deps.clock.now())
    drafted = DraftPurchase(
        addressee.activity_id,
        PurchaseContent(reference="", invoiced_on=deps.clock.today()),
        supplier_id=command.supplier_id,
        supplier_name=command.supplier_name,
        source="paper",
        received=received,
        attached=attached,
    )
    return await draft_purchase(drafted, deps, cause)


async def _all(content: bytes) -> AsyncIterator[bytes]:
    yield content
