"""Invoices: drafted and submitted by the group, issued by whoever may approve them, paid by the accountant."""

from datetime import date

from fastapi import APIRouter, Response

from accounting.deps import Deps
from accounting.documents.invoice_pdf import render_invoice
from accounting.domain.approval import Decider
from accounting.domain.history import Visibility
from accounting.domain.invoice import Invoice, InvoiceStatus
from accounting.domain.invoice_parts import InvoiceKind
from accounting.http.dependencies import Use, activity_for, allow
from accounting.http.policy import limited
from accounting.http.schemas.invoices import CommentIn, InvoiceEdit, InvoiceIn, InvoiceOut, IssueIn, PaymentIn
from accounting.usecases.invoices.draft_invoice import DraftInvoice, draft_invoice
from accounting.usecases.invoices.edit_invoice import EditInvoice, edit_invoice
from accounting.usecases.invoices.issue_invoice import IssueInvoice, issue_invoice
from accounting.usecases.invoices.read_sheet import ReadSheet, read_sheet
from accounting.usecases.invoices.record_payment import RecordPayment, record_payment
from accounting.usecases.invoices.return_invoice import ReturnInvoice, return_invoice
from accounting.usecases.invoices.submit_invoice import SubmitInvoice, submit_invoice
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import FieldProblem, InvalidError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/invoices", tags=["invoices"])


@router.post("", status_code=201, summary="A new draft (student of the group, accountant)")
async def create(body: InvoiceIn, deps: Use, caller: Caller, cause: CauseOf, response: Response) -> InvoiceOut:
    """DRAFT, without a number."""
    await activity_for(caller, "invoice.draft", body.activity_id, deps)
    command = DraftInvoice(body.activity_id, body.to_content())
    return _out(await draft_invoice(command, deps, cause), deps, response)


@router.get("", summary="Invoices, oldest first")
async def list_invoices(
    deps: Use, caller: Caller, page: PageQuery, group_id: Id | None = None, status: InvoiceStatus | None = None
) -> PageOut[InvoiceOut]:
    """Those that the caller may read, all of them or those that stand somewhere."""
    where = dict(limited(caller, "invoice.read", deps.settings.partner, group_id))
    if status is not None:
        where["status"] = status.value
    found = await deps.invoices.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[InvoiceOut.of(one, deps.clock.today()) for one in found.items], next=found.next)


@router.get("/{invoice_id}", summary="One invoice")
async def read(invoice_id: Id, deps: Use, caller: Caller, response: Response) -> InvoiceOut:
    """With its totals and what was paid."""
    stored = await deps.invoices.get(invoice_id)
    allow(caller, "invoice.read", deps, stored.state.group_id)
    return _out(stored, deps, response)


@router.put("/{invoice_id}", summary="Change a draft")
async def edit(
    invoice_id: Id, body: InvoiceEdit, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> InvoiceOut:
    """Refused from the submission on (ACC-03)."""
    allow(caller, "invoice.edit", deps, (await deps.invoices.get(invoice_id)).state.group_id)
    command = EditInvoice(invoice_id, body.to_content())
    return _out(await edit_invoice(command, deps, cause, expected_version=expected), deps, response)


@router.post("/{invoice_id}/submission", summary="Hand a draft to whoever approves it")
async def submit(
    invoice_id: Id,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
    body: CommentIn | None = None,
) -> InvoiceOut:
    """SUBMITTED."""
    allow(caller, "invoice.submit", deps, (await deps.invoices.get(invoice_id)).state.group_id)
    command = SubmitInvoice(invoice_id, *_words(body))
    return _out(await submit_invoice(command, deps, cause, expected_version=expected), deps, response)


@router.post("/{invoice_id}/return", summary="Hand it back to the group (coach, accountant)")
async def give_back(
    invoice_id: Id,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
    body: CommentIn | None = None,
) -> InvoiceOut:
    """RETURNED, with what has to be changed; it is edited and submitted again."""
    allow(caller, "invoice.return", deps, (await deps.invoices.get(invoice_id)).state.group_id)
    command = ReturnInvoice(invoice_id, *_words(body))
    return _out(await return_invoice(command, deps, cause, expected_version=expected), deps, response)


@router.post("/{invoice_id}/issue", summary="Approve it, and issue it with the next number")
async def issue(
    invoice_id: Id, body: IssueIn, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> InvoiceOut:
    """ISSUED: gapless number per series, and nothing can be changed any more (INV-02). The accountant issues everything, a
    coach and the author up to their ceilings; every mention that is missing is named (INV-01)."""
    invoice = (await deps.invoices.get(invoice_id)).state
    allow(caller, "invoice.issue", deps, invoice.group_id)
    command = IssueInvoice(
        invoice_id, _service_day(invoice, body, deps), Decider(caller.sub, caller.roles), body.due_on
    )
    return _out(await issue_invoice(command, deps, cause, expected_version=expected), deps, response)


@router.post("/{invoice_id}/payments", status_code=201, summary="Record a payment (accountant)")
async def pay(
    invoice_id: Id, body: PaymentIn, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> InvoiceOut:
    """PAID when complete; never more than what is due."""
    allow(caller, "invoice.pay", deps, (await deps.invoices.get(invoice_id)).state.group_id)
    command = RecordPayment(invoice_id, body.paid_on, body.amount, body.means)
    return _out(await record_payment(command, deps, cause, expected_version=expected), deps, response)


@router.get("/{invoice_id}/pdf", summary="The invoice as people get it", response_class=Response)
async def print_invoice(invoice_id: Id, deps: Use, caller: Caller) -> Response:
    """A draft says on every page that it is none. The same invoice gives the same bytes."""
    invoice = (await deps.invoices.get(invoice_id)).state
    allow(caller, "invoice.read", deps, invoice.group_id)
    content = await deps.aside.run(render_invoice, await read_sheet(ReadSheet(invoice_id), deps))
    name = f"{invoice.number or 'projet'}.pdf"
    return Response(
        content, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


def _out(stored: Stored[Invoice], deps: Deps, response: Response) -> InvoiceOut:
    response.headers["ETag"] = stored.etag
    return InvoiceOut.of(stored, deps.clock.today())


def _service_day(invoice: Invoice, body: IssueIn, deps: Deps) -> date:
    """The day of the sale. A deposit comes before it and a credit note after: theirs is the day of the document."""
    if body.service_on is not None:
        return body.service_on
    if invoice.kind in (InvoiceKind.DEPOSIT, InvoiceKind.CREDIT_NOTE):
        return deps.clock.today()
    problem = FieldProblem("service_on", "is missing", "the day of the sale, such as 2026-12-01")
    raise InvalidError("service-day-missing", "say when it was delivered", fields=(problem,))


def _words(body: CommentIn | None) -> tuple[str, Visibility]:
    return (body.comment, body.visibility) if body else ("", Visibility.TEAM)
