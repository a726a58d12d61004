"""What else happens to invoices: withdrawn, discarded, commented, checked, credited, corrected."""

from datetime import date

from fastapi import APIRouter, Response

from accounting.domain.history import readable
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.invoices import CommentIn, HappeningOut, InvoiceOut, MissingMentionOut, ReasonIn
from accounting.usecases.invoices.check_invoice import CheckInvoice, check_invoice
from accounting.usecases.invoices.comment_invoice import CommentInvoice, comment_invoice
from accounting.usecases.invoices.correct_invoice import CorrectInvoice, correct_invoice
from accounting.usecases.invoices.credit_invoice import CreditInvoice, credit_invoice
from accounting.usecases.invoices.discard_invoice import DiscardInvoice, discard_invoice
from accounting.usecases.invoices.withdraw_invoice import WithdrawInvoice, withdraw_invoice
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch

router = APIRouter(prefix="/v1/invoices", tags=["invoices"])


@router.post("/{invoice_id}/withdrawal", summary="Take back what was submitted")
async def withdraw(
    invoice_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> InvoiceOut:
    """DRAFT again, as long as nobody decided."""
    allow(caller, "invoice.submit", deps, (await deps.invoices.get(invoice_id)).state.group_id)
    stored = await withdraw_invoice(WithdrawInvoice(invoice_id), deps, cause, expected_version=expected)
    response.headers["ETag"] = stored.etag
    return InvoiceOut.of(stored, deps.clock.today())


@router.delete("/{invoice_id}", summary="Put away a draft")
async def discard(
    invoice_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> InvoiceOut:
    """DISCARDED: it keeps no number and blocks no closing. What was issued is never deleted (INV-07)."""
    allow(caller, "invoice.edit", deps, (await deps.invoices.get(invoice_id)).state.group_id)
    stored = await discard_invoice(DiscardInvoice(invoice_id), deps, cause, expected_version=expected)
    response.headers["ETag"] = stored.etag
    return InvoiceOut.of(stored, deps.clock.today())


@router.get("/{invoice_id}/history", summary="What happened to it, and what was said")
async def history(invoice_id: Id, deps: Use, caller: Caller) -> list[HappeningOut]:
    """Private words are read by their author and the accountant only."""
    invoice = (await deps.invoices.get(invoice_id)).state
    allow(caller, "invoice.read", deps, invoice.group_id)
    keeps_books = "accountant" in caller.roles
    return [HappeningOut.of(line) for line in readable(invoice.history, caller.sub, keeps_books=keeps_books)]


@router.post("/{invoice_id}/comments", status_code=201, summary="Say something about it")
async def comment(invoice_id: Id, body: CommentIn, deps: Use, caller: Caller, cause: CauseOf) -> list[HappeningOut]:
    """In any state; nothing that was said is ever changed."""
    allow(caller, "invoice.comment", deps, (await deps.invoices.get(invoice_id)).state.group_id)
    stored = await comment_invoice(CommentInvoice(invoice_id, body.comment, body.visibility), deps, cause)
    keeps_books = "accountant" in caller.roles
    return [HappeningOut.of(line) for line in readable(stored.state.history, caller.sub, keeps_books=keeps_books)]


@router.get("/{invoice_id}/checks", summary="What is still missing before it can be issued")
async def checks(invoice_id: Id, deps: Use, caller: Caller, service_on: date | None = None) -> list[MissingMentionOut]:
    """Every mention of the law that is missing or contradicts itself, each with its rule; empty when it can be issued."""
    allow(caller, "invoice.read", deps, (await deps.invoices.get(invoice_id)).state.group_id)
    found = await check_invoice(CheckInvoice(invoice_id, service_on or deps.clock.today()), deps)
    return [MissingMentionOut(field=one.field, message=one.message, accepted=one.accepted) for one in found]


@router.post("/{invoice_id}/credit-notes", status_code=201, summary="Draft a credit note")
async def credit(
    invoice_id: Id, body: ReasonIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> InvoiceOut:
    """DRAFT over all that was invoiced: take lines away for a part, then submit and issue it like an invoice (INV-07)."""
    allow(caller, "invoice.draft", deps, (await deps.invoices.get(invoice_id)).state.group_id)
    stored = await credit_invoice(CreditInvoice(invoice_id, body.reason), deps, cause)
    response.headers["ETag"] = stored.etag
    return InvoiceOut.of(stored, deps.clock.today())


@router.post("/{invoice_id}/corrective", status_code=201, summary="Draft the invoice that replaces it")
async def correct(
    invoice_id: Id, body: ReasonIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> InvoiceOut:
    """DRAFT with what it says now. Only for one on which nobody paid or credited anything (INV-07)."""
    allow(caller, "invoice.draft", deps, (await deps.invoices.get(invoice_id)).state.group_id)
    stored = await correct_invoice(CorrectInvoice(invoice_id, body.reason), deps, cause)
    response.headers["ETag"] = stored.etag
    return InvoiceOut.of(stored, deps.clock.today())
