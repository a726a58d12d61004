"""Electronic invoices of suppliers (Factur-X, CII, UBL) are taken in as drafts; their files are kept as they came."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import StreamingResponse

from accounting.http.dependencies import Use, allow
from accounting.http.policy import limited
from accounting.http.purchases import purchase_for
from accounting.http.schemas.received_invoices import ReceivedInvoiceOut
from accounting.usecases.files.read_bytes import ReadBytes, read_bytes
from accounting.usecases.purchases.gather_file import gather_file
from accounting.usecases.purchases.receive_invoice import ReceiveInvoice, receive_invoice
from accounting.usecases.purchases.receive_paper import ReceivePaper, receive_paper
from essaim.contracts.types import Id, Siren
from essaim.kit.errors import NotFoundError
from essaim.kit.file_names import content_disposition
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery
from essaim.kit.http.attached import attached_response, body_of
from essaim.kit.store.port import Condition, Order, Range

router = APIRouter(tags=["received invoices"])
UPLOAD_PATH = "/v1/legal-entities/{siren}/received-invoices"
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The file itself: a Factur-X PDF, or an invoice in CII or UBL.",
        "content": {"application/pdf": _BINARY, "application/xml": _BINARY},
    },
    "responses": {"413": {"description": "The file is larger than this deployment takes"}},
}
FileName = Annotated[
    str, Query(alias="name", min_length=1, max_length=300, description="Its name", examples=["F-2641.pdf"])
]
As = Annotated[
    Literal["einvoice", "paper"],
    Query(
        alias="as", description="paper: a scan without data becomes a draft to be typed in; the supplier is said then"
    ),
]


@router.post(
    UPLOAD_PATH, status_code=201, summary="Take in a supplier's electronic invoice (accountant)", openapi_extra=_BODY
)
async def take_in(
    siren: Siren,
    name: FileName,
    request: Request,
    response: Response,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    kind: As = "einvoice",
    activity_id: Annotated[Id | None, Query(description="When the invoice names no order and no activity")] = None,
    supplier_id: Id | None = None,
    supplier_name: Annotated[str | None, Query(max_length=200)] = None,
) -> ReceivedInvoiceOut:
    """A purchase in DRAFT, with its supplier found or made. Refused: an invoice to another SIREN, the same file or reference
    again (409 with the purchase), and what cannot be read (422 with every place)."""
    allow(caller, "received_invoice.take", deps)
    file = await gather_file(body_of(request), name, deps.settings.received_invoice_bytes)
    if kind == "paper":
        paper = ReceivePaper(siren, file, activity_id, supplier_id, supplier_name)
        stored = await receive_paper(paper, deps, cause)
    else:
        stored = await receive_invoice(ReceiveInvoice(siren, file, activity_id), deps, cause)
    response.headers["ETag"] = stored.etag
    response.headers["Location"] = f"/v1/purchases/{stored.id}"
    return ReceivedInvoiceOut.of(stored)


@router.get(UPLOAD_PATH, summary="What was taken in, newest first")
async def list_received(
    siren: Siren, deps: Use, caller: Caller, page: PageQuery, group_id: Id | None = None
) -> PageOut[ReceivedInvoiceOut]:
    """With what became of it; discarded ones too. Those that the caller may read."""
    where: dict[str, Condition] = {"siren": siren, "received.sha256": Range(ge="0")}
    where |= limited(caller, "purchase.read", deps.settings.partner, group_id)
    order = (Order("created_at", descending=True),)
    found = await deps.purchases.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[ReceivedInvoiceOut.of(one) for one in found.items], next=found.next)


@router.get("/v1/purchases/{purchase_id}/original", summary="The file that a purchase came as", response_class=Response)
async def read_original(purchase_id: Id, deps: Use, caller: Caller) -> StreamingResponse:
    """Exactly the bytes that were sent, to be stored and not run by the browser."""
    received = (await purchase_for(caller, "purchase.read", purchase_id, deps)).state.received
    if received is None:
        raise NotFoundError("no-original", "this purchase did not come as a file")
    if not received.pieces:
        return attached_response(await deps.attachments.open(received.sha256), received.name)
    headers = {
        "Content-Disposition": content_disposition(received.name),
        "Content-Length": str(received.size),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
    }
    content = read_bytes(ReadBytes(received.file_id, received.pieces), deps)
    return StreamingResponse(content, media_type=received.media_type, headers=headers)
