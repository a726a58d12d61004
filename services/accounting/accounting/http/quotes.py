"""Quotes: written, sent to the customer, accepted, and turned into invoices."""

from typing import Annotated

from fastapi import APIRouter, Header, Response

from accounting.deps import Deps
from accounting.domain.quote import Quote
from accounting.http.dependencies import Use, activity_for, allow
from accounting.http.policy import limited
from accounting.http.schemas.invoices import InvoiceOut
from accounting.http.schemas.quotes import AcceptanceIn, PlaceIn, QuoteEdit, QuoteIn, QuoteOut, SendingIn, SentOut
from accounting.usecases.quotes.accept_quote import AcceptQuote, accept_quote
from accounting.usecases.quotes.create_quote import CreateQuote, create_quote
from accounting.usecases.quotes.draw_proof import DrawProof, draw_proof
from accounting.usecases.quotes.draw_quote import DrawQuote, draw_quote
from accounting.usecases.quotes.edit_quote import EditQuote, edit_quote
from accounting.usecases.quotes.invoice_quote import InvoiceQuote, invoice_quote
from accounting.usecases.quotes.read_instalments import ReadInstalments, read_instalments
from accounting.usecases.quotes.revoke_link import RevokeLink, revoke_link
from accounting.usecases.quotes.send_quote import SendQuote, send_quote
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/quotes", tags=["quotes"])


@router.post("", status_code=201, summary="A new quote (student of the group, accountant)")
async def create(body: QuoteIn, deps: Use, caller: Caller, cause: CauseOf, response: Response) -> QuoteOut:
    """DRAFT, without a number."""
    await activity_for(caller, "quote.create", body.activity_id, deps)
    return await quote_out(
        await create_quote(CreateQuote(body.activity_id, body.to_content()), deps, cause), deps, response
    )


@router.get("", summary="Quotes, oldest first")
async def list_quotes(deps: Use, caller: Caller, page: PageQuery, group_id: Id | None = None) -> PageOut[QuoteOut]:
    """Those that the caller may read."""
    where = limited(caller, "quote.read", deps.settings.partner, group_id)
    found = await deps.quotes.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    today = deps.clock.today()
    return PageOut(items=[QuoteOut.of(one, today) for one in found.items], next=found.next)


@router.get("/{quote_id}", summary="One quote")
async def read(quote_id: Id, deps: Use, caller: Caller, response: Response) -> QuoteOut:
    """With its totals, and for each instalment its amounts and the invoice that was made of it."""
    stored = await deps.quotes.get(quote_id)
    allow(caller, "quote.read", deps, stored.state.group_id)
    return await quote_out(stored, deps, response)


@router.put("/{quote_id}", summary="Change a draft")
async def edit(
    quote_id: Id, body: QuoteEdit, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> QuoteOut:
    """Only in DRAFT and RETURNED; what was sent is replaced by a new version."""
    allow(caller, "quote.edit", deps, (await deps.quotes.get(quote_id)).state.group_id)
    stored = await edit_quote(EditQuote(quote_id, body.to_content()), deps, cause, expected_version=expected)
    return await quote_out(stored, deps, response)


@router.post("/{quote_id}/sending", summary="Send it to the customer, or make another link")
async def send(
    quote_id: Id,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
    body: SendingIn | None = None,
    idempotency_key: Annotated[str | None, Header()] = None,
) -> SentOut:
    """SENT: it has a number, both parties and the PDF are kept as they are, and a page waits for the signature until the last
    day of validity. Sent again, the former link ends. The secret address is told once, and not with an Idempotency-Key,
    because answers to those are kept for a day."""
    allow(caller, "quote.send", deps, (await deps.quotes.get(quote_id)).state.group_id)
    command = SendQuote(quote_id, body.email if body else None)
    done = await send_quote(command, deps, cause, expected_version=expected)
    told = f"{deps.settings.public_url.rstrip('/')}/sign/{done.token}" if idempotency_key is None else None
    response.headers["Cache-Control"] = "no-store"
    return SentOut(quote=await quote_out(done.stored, deps, response), signing_url=told)


@router.delete("/{quote_id}/link", summary="Revoke the signing link")
async def revoke(
    quote_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> QuoteOut:
    """The page says so; sending the quote again makes another link."""
    allow(caller, "quote.send", deps, (await deps.quotes.get(quote_id)).state.group_id)
    return await quote_out(
        await revoke_link(RevokeLink(quote_id), deps, cause, expected_version=expected), deps, response
    )


@router.post("/{quote_id}/acceptance", summary="Declare that the customer signed on paper")
async def accept(
    quote_id: Id, body: AcceptanceIn, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> QuoteOut:
    """SIGNED, inside the validity, declared by the caller."""
    allow(caller, "quote.accept", deps, (await deps.quotes.get(quote_id)).state.group_id)
    command = AcceptQuote(quote_id, body.accepted_on, body.order_reference or "")
    return await quote_out(await accept_quote(command, deps, cause, expected_version=expected), deps, response)


@router.post("/{quote_id}/invoice", status_code=201, summary="Draft the invoice of the next instalment")
async def invoice(
    quote_id: Id, deps: Use, caller: Caller, cause: CauseOf, response: Response, body: PlaceIn | None = None
) -> InvoiceOut:
    """A deposit, or the final invoice, which takes off the deposits that were issued. The same draft until it is issued."""
    allow(caller, "quote.invoice", deps, (await deps.quotes.get(quote_id)).state.group_id)
    stored = await invoice_quote(InvoiceQuote(quote_id, body.place if body else None), deps, cause)
    response.headers["ETag"] = stored.etag
    return InvoiceOut.of(stored, deps.clock.today())


@router.get("/{quote_id}/pdf", summary="The quote as people get it", response_class=Response)
async def print_quote(quote_id: Id, deps: Use, caller: Caller) -> Response:
    """A draft says on every page that it is none. What was sent is the very file that the customer got."""
    quote = (await deps.quotes.get(quote_id)).state
    allow(caller, "quote.read", deps, quote.group_id)
    return pdf_answer(await draw_quote(DrawQuote(quote_id), deps), quote.number or "projet")


@router.get("/{quote_id}/proof", summary="The proof that the customer agreed", response_class=Response)
async def prove(quote_id: Id, deps: Use, caller: Caller) -> Response:
    """Who signed what, when and from where, or who declared a signature on paper."""
    quote = (await deps.quotes.get(quote_id)).state
    allow(caller, "quote.read", deps, quote.group_id)
    return pdf_answer(await draw_proof(DrawProof(quote_id), deps), f"{quote.number}-preuve")


async def quote_out(stored: Stored[Quote], deps: Deps, response: Response) -> QuoteOut:
    """The answer, with its version as entity tag."""
    response.headers["ETag"] = stored.etag
    invoices = await read_instalments(ReadInstalments(stored.state), deps)
    return QuoteOut.of(stored, deps.clock.today(), invoices)


def pdf_answer(content: bytes, name: str, headers: dict[str, str] | None = None) -> Response:
    """A PDF that browsers show under its name."""
    told = {"Content-Disposition": f'inline; filename="{name}.pdf"', **(headers or {})}
    return Response(content, media_type="application/pdf", headers=told)
