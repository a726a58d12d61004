"""Quotes."""

from fastapi import APIRouter, Response

from accounting.http.dependencies import Use, activity_for, allow
from accounting.http.policy import limited
from accounting.http.schemas.documents import AcceptanceIn, InvoiceOut, QuoteIn, QuoteOut, lines_of
from accounting.usecases.quotes.accept_quote import AcceptQuote, accept_quote
from accounting.usecases.quotes.create_quote import CreateQuote, create_quote
from accounting.usecases.quotes.invoice_quote import InvoiceQuote, invoice_quote
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/quotes", tags=["quotes"])


@router.post("", status_code=201, summary="A new quote (student of the group, accountant)")
async def create(body: QuoteIn, deps: Use, caller: Caller, cause: CauseOf, response: Response) -> QuoteOut:
    """OPEN until the customer accepts."""
    await activity_for(caller, "quote.create", body.activity_id, deps)
    command = CreateQuote(body.activity_id, body.customer_id, body.valid_until, lines_of(body.lines))
    stored = await create_quote(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return QuoteOut.of(stored)


@router.get("", summary="Quotes, oldest first")
async def list_quotes(deps: Use, caller: Caller, page: PageQuery, group_id: Id | None = None) -> PageOut[QuoteOut]:
    """Those that the caller may read."""
    where = limited(caller, "quote.read", deps.settings.partner, group_id)
    found = await deps.quotes.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[QuoteOut.of(one) for one in found.items], next=found.next)


@router.get("/{quote_id}", summary="One quote")
async def read(quote_id: Id, deps: Use, caller: Caller, response: Response) -> QuoteOut:
    """With its totals."""
    stored = await deps.quotes.get(quote_id)
    allow(caller, "quote.read", deps, stored.state.group_id)
    response.headers["ETag"] = stored.etag
    return QuoteOut.of(stored)


@router.post("/{quote_id}/acceptance", summary="The customer accepted")
async def accept(
    quote_id: Id,
    body: AcceptanceIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> QuoteOut:
    """ACCEPTED, inside the validity."""
    allow(caller, "quote.accept", deps, (await deps.quotes.get(quote_id)).state.group_id)
    stored = await accept_quote(AcceptQuote(quote_id, body.accepted_on), deps, cause, expected_version=expected)
    response.headers["ETag"] = stored.etag
    return QuoteOut.of(stored)


@router.post("/{quote_id}/invoice", status_code=201, summary="Turn it into a draft invoice, once")
async def invoice(quote_id: Id, deps: Use, caller: Caller, cause: CauseOf, response: Response) -> InvoiceOut:
    """What was accepted is what is invoiced."""
    allow(caller, "quote.invoice", deps, (await deps.quotes.get(quote_id)).state.group_id)
    stored = await invoice_quote(InvoiceQuote(quote_id), deps, cause)
    response.headers["ETag"] = stored.etag
    return InvoiceOut.of(stored)
