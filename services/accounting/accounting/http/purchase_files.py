"""Files that are attached to purchases: the supplier's paper, a delivery note, the electronic invoice itself."""

from fastapi import APIRouter, Request, Response
from starlette.responses import StreamingResponse

from accounting.domain.attachment import find_attached
from accounting.http.dependencies import Use
from accounting.http.purchases import purchase_for, shown
from accounting.http.schemas.purchases_shown import PurchaseOut
from accounting.usecases.files.attach_file import AttachFile
from accounting.usecases.purchases.attach_to_purchase import AttachToPurchase, attach_to_purchase
from accounting.usecases.purchases.detach_from_purchase import DetachFromPurchase, detach_from_purchase
from essaim.contracts.types import Id
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf
from essaim.kit.http.attached import ATTACHED, GIVEN, FileName, attached_response, body_of

router = APIRouter(tags=["purchases"])
UPLOAD_PATH = "/v1/purchases/{purchase_id}/attachments"


@router.post(UPLOAD_PATH, status_code=201, summary="Attach a file", openapi_extra=ATTACHED)
async def attach(
    purchase_id: Id, name: FileName, request: Request, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> PurchaseOut:
    """The body is the file itself. In any state: proof may come late."""
    await purchase_for(caller, "purchase.draft", purchase_id, deps)
    file = AttachFile(body_of(request), name, request.headers.get("content-type"))
    return shown(await attach_to_purchase(AttachToPurchase(purchase_id, file), deps, cause), response)


@router.get(UPLOAD_PATH + "/{sha256}", summary="An attached file", responses=GIVEN)
async def read(purchase_id: Id, sha256: str, deps: Use, caller: Caller) -> StreamingResponse:
    """Exactly what was attached, to be stored and not shown by the browser."""
    stored = await purchase_for(caller, "purchase.read", purchase_id, deps)
    file = find_attached(stored.state.attachments, sha256)
    if file is None:
        raise NotFoundError("attachment-unknown", "no such file is attached to this purchase")
    return attached_response(await deps.attachments.open(sha256), file.name)


@router.delete(UPLOAD_PATH + "/{sha256}", summary="Take a file off a draft")
async def detach(
    purchase_id: Id, sha256: str, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> PurchaseOut:
    """Refused from the submission on. The file that a purchase came as is none of them: it stays."""
    await purchase_for(caller, "purchase.draft", purchase_id, deps)
    return shown(await detach_from_purchase(DetachFromPurchase(purchase_id, sha256), deps, cause), response)
