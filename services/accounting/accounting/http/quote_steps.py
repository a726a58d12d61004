"""What else happens to quotes: submitted, returned, approved, withdrawn, discarded, copied, revised, commented, replanned."""

from fastapi import APIRouter, Response

from accounting.domain.approval import Decider
from accounting.domain.history import Visibility, readable
from accounting.http.dependencies import Use, allow
from accounting.http.quotes import quote_out
from accounting.http.schemas.invoices import CommentIn, HappeningOut
from accounting.http.schemas.quotes import PlanIn, QuoteOut, RevisionIn, ValidityIn
from accounting.usecases.quotes.approve_quote import ApproveQuote, approve_quote
from accounting.usecases.quotes.change_plan import ChangePlan, change_plan
from accounting.usecases.quotes.comment_quote import CommentQuote, comment_quote
from accounting.usecases.quotes.discard_quote import DiscardQuote, discard_quote
from accounting.usecases.quotes.duplicate_quote import DuplicateQuote, duplicate_quote
from accounting.usecases.quotes.return_quote import ReturnQuote, return_quote
from accounting.usecases.quotes.revise_quote import ReviseQuote, revise_quote
from accounting.usecases.quotes.submit_quote import SubmitQuote, submit_quote
from accounting.usecases.quotes.withdraw_quote import WithdrawQuote, withdraw_quote
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch

router = APIRouter(prefix="/v1/quotes", tags=["quotes"])


@router.post("/{quote_id}/submission", summary="Hand a draft to whoever approves it")
async def submit(
    quote_id: Id,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
    body: CommentIn | None = None,
) -> QuoteOut:
    """SUBMITTED."""
    allow(caller, "quote.submit", deps, (await deps.quotes.get(quote_id)).state.group_id)
    command = SubmitQuote(quote_id, *_words(body))
    return await quote_out(await submit_quote(command, deps, cause, expected_version=expected), deps, response)


@router.post("/{quote_id}/return", summary="Hand it back to the group (coach, accountant)")
async def give_back(
    quote_id: Id, body: CommentIn, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> QuoteOut:
    """RETURNED, with what has to be changed; it is edited and submitted again."""
    allow(caller, "quote.return", deps, (await deps.quotes.get(quote_id)).state.group_id)
    command = ReturnQuote(quote_id, *_words(body))
    return await quote_out(await return_quote(command, deps, cause, expected_version=expected), deps, response)


@router.post("/{quote_id}/approval", summary="Approve it")
async def approve(
    quote_id: Id,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
    body: CommentIn | None = None,
) -> QuoteOut:
    """APPROVED: it may be sent. The accountant approves everything, a coach and the author up to their ceilings, VAT included."""
    allow(caller, "quote.approve", deps, (await deps.quotes.get(quote_id)).state.group_id)
    command = ApproveQuote(quote_id, Decider(caller.sub, caller.roles), *_words(body))
    return await quote_out(await approve_quote(command, deps, cause, expected_version=expected), deps, response)


@router.post("/{quote_id}/withdrawal", summary="Take it back")
async def withdraw(
    quote_id: Id,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
    body: CommentIn | None = None,
) -> QuoteOut:
    """DRAFT again before it was sent; WITHDRAWN for good once the customer had it, as long as they did not answer."""
    allow(caller, "quote.submit", deps, (await deps.quotes.get(quote_id)).state.group_id)
    command = WithdrawQuote(quote_id, *_words(body))
    return await quote_out(await withdraw_quote(command, deps, cause, expected_version=expected), deps, response)


@router.delete("/{quote_id}", summary="Put away a draft")
async def discard(
    quote_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> QuoteOut:
    """DISCARDED: it stays as a trace."""
    allow(caller, "quote.edit", deps, (await deps.quotes.get(quote_id)).state.group_id)
    return await quote_out(
        await discard_quote(DiscardQuote(quote_id), deps, cause, expected_version=expected), deps, response
    )


@router.post("/{quote_id}/duplicate", status_code=201, summary="A new draft that says the same")
async def duplicate(
    quote_id: Id, body: ValidityIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> QuoteOut:
    """DRAFT, with a life of its own."""
    allow(caller, "quote.create", deps, (await deps.quotes.get(quote_id)).state.group_id)
    return await quote_out(
        await duplicate_quote(DuplicateQuote(quote_id, body.valid_until), deps, cause), deps, response
    )


@router.post("/{quote_id}/revision", status_code=201, summary="The next version of a quote that was sent")
async def revise(
    quote_id: Id, deps: Use, caller: Caller, cause: CauseOf, response: Response, body: RevisionIn | None = None
) -> QuoteOut:
    """DRAFT with the same number; the former version is SUPERSEDED when this one is sent."""
    allow(caller, "quote.create", deps, (await deps.quotes.get(quote_id)).state.group_id)
    command = ReviseQuote(quote_id, body.valid_until if body else None)
    return await quote_out(await revise_quote(command, deps, cause), deps, response)


@router.post("/{quote_id}/plan", summary="Another plan for what is not invoiced yet")
async def replan(
    quote_id: Id, body: PlanIn, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> QuoteOut:
    """Of a signed quote; a draft is simply edited. An instalment is skipped by leaving it out."""
    allow(caller, "quote.invoice", deps, (await deps.quotes.get(quote_id)).state.group_id)
    command = ChangePlan(quote_id, tuple(one.to_domain() for one in body.plan), body.comment)
    return await quote_out(await change_plan(command, deps, cause, expected_version=expected), deps, response)


@router.get("/{quote_id}/history", summary="What happened to it, and what was said")
async def history(quote_id: Id, deps: Use, caller: Caller) -> list[HappeningOut]:
    """Private words are read by their author and the accountant only."""
    quote = (await deps.quotes.get(quote_id)).state
    allow(caller, "quote.read", deps, quote.group_id)
    keeps_books = "accountant" in caller.roles
    return [HappeningOut.of(line) for line in readable(quote.history, caller.sub, keeps_books=keeps_books)]


@router.post("/{quote_id}/comments", status_code=201, summary="Say something about it")
async def comment(quote_id: Id, body: CommentIn, deps: Use, caller: Caller, cause: CauseOf) -> list[HappeningOut]:
    """In any state. What the customer may read stands on the page of the quote."""
    allow(caller, "quote.comment", deps, (await deps.quotes.get(quote_id)).state.group_id)
    stored = await comment_quote(CommentQuote(quote_id, body.comment, body.visibility), deps, cause)
    keeps_books = "accountant" in caller.roles
    return [HappeningOut.of(line) for line in readable(stored.state.history, caller.sub, keeps_books=keeps_books)]


def _words(body: CommentIn | None) -> tuple[str, Visibility]:
    return (body.comment, body.visibility) if body else ("", Visibility.TEAM)
