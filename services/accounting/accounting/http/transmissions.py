"""Electronic invoices: the files, and their way through an accredited platform."""

from fastapi import APIRouter, Response

from accounting.documents.electronic_files import MEDIA_TYPES, SUFFIXES, ElectronicFormat
from accounting.http.dependencies import Use, allow
from accounting.http.policy import limited
from accounting.http.schemas.transmissions import StatusIn, TransmissionIn, TransmissionOut
from accounting.usecases.invoices.render_electronic_invoice import RenderElectronicInvoice, render_electronic_invoice
from accounting.usecases.transmissions.record_status import RecordStatus, record_status
from accounting.usecases.transmissions.transmit_invoice import TransmitInvoice, transmit_invoice
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(tags=["electronic invoices"])


@router.get("/v1/invoices/{invoice_id}/electronic/{format}", summary="The invoice as a file", response_class=Response)
async def electronic(invoice_id: Id, format: ElectronicFormat, deps: Use, caller: Caller) -> Response:
    """Factur-X (PDF/A-3 with the data inside, profile EN 16931), or the data alone as CII or UBL 2.1."""
    invoice = (await deps.invoices.get(invoice_id)).state
    allow(caller, "invoice.read", deps, invoice.group_id)
    content = await render_electronic_invoice(RenderElectronicInvoice(invoice_id, format), deps)
    name = f"{invoice.number}.{SUFFIXES[format]}".replace("/", "-")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=MEDIA_TYPES[format], headers=headers)


@router.post(
    "/v1/invoices/{invoice_id}/transmission", status_code=202, summary="Send it through the platform (accountant)"
)
async def transmit(invoice_id: Id, body: TransmissionIn, deps: Use, caller: Caller, cause: CauseOf) -> TransmissionOut:
    """Made and kept now, handed over within a minute; a rejected one (213) can be sent again."""
    allow(caller, "invoice.transmit", deps, (await deps.invoices.get(invoice_id)).state.group_id)
    return TransmissionOut.of(await transmit_invoice(TransmitInvoice(invoice_id, body.format), deps, cause))


@router.get("/v1/invoices/{invoice_id}/transmission", summary="How far it is")
async def read(invoice_id: Id, deps: Use, caller: Caller) -> TransmissionOut:
    """Every status that was told, with its reason."""
    allow(caller, "invoice.read", deps, (await deps.invoices.get(invoice_id)).state.group_id)
    return TransmissionOut.of(await deps.transmissions.get(invoice_id))


@router.post(
    "/v1/invoices/{invoice_id}/transmission/statuses", status_code=201, summary="Record a status by hand (accountant)"
)
async def record(invoice_id: Id, body: StatusIn, deps: Use, caller: Caller, cause: CauseOf) -> TransmissionOut:
    """What the platform's own pages say; its messages are taken in by themselves."""
    allow(caller, "invoice.transmit", deps, (await deps.invoices.get(invoice_id)).state.group_id)
    step = body.to_step(deps.clock.now(), cause.new_id("status"), cause.actor)
    return TransmissionOut.of(await record_status(RecordStatus(invoice_id, step), deps, cause))


@router.get("/v1/transmissions", summary="Invoices on their way, oldest first")
async def list_transmissions(
    deps: Use, caller: Caller, page: PageQuery, group_id: Id | None = None, pending: bool | None = None
) -> PageOut[TransmissionOut]:
    """Those that the caller may read."""
    where = dict(limited(caller, "invoice.read", deps.settings.partner, group_id))
    if pending is not None:
        where["to_hand_over"] = pending
    order = (Order("created_at"),)
    found = await deps.transmissions.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[TransmissionOut.of(one) for one in found.items], next=found.next)
