"""The one public page of the suite: a customer, who has no account, reads a quote behind a secret link and signs or refuses it.

Who has the link may act: it is a capability (see ``shared/decisions/0018-signing-link.md``). Forms are plain HTML, answers are
pages and never problem documents, and an answer after a form is a redirection, so that reloading sends nothing again.
"""

from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from accounting.deps import Deps
from accounting.documents.quotes.signing_page import (
    BUSY,
    ENDED,
    HEADERS,
    OVER,
    UNKNOWN,
    SigningPage,
    render_notice,
    render_page,
)
from accounting.domain.errors import InputError, Problem, RuleError
from accounting.domain.history import for_customer
from accounting.domain.quote import Quote, sent
from accounting.domain.quote_sheet import quote_sheet_of
from accounting.domain.quote_signing import (
    CUSTOMER,
    Visitor,
    agreement_text,
    link_state,
    network_of,
    readable_behind_link,
)
from accounting.http.dependencies import Use
from accounting.http.quotes import pdf_answer
from accounting.usecases.quotes.draw_proof import DrawProof, draw_proof
from accounting.usecases.quotes.draw_quote import DrawQuote, draw_quote
from accounting.usecases.quotes.open_link import open_link
from accounting.usecases.quotes.refuse_quote import RefuseQuote, refuse_quote
from accounting.usecases.quotes.sign_quote import SignQuote, sign_quote
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.french import french_amount
from essaim.kit.http.attempts import attempts_at
from essaim.kit.ids import new_id

router = APIRouter(prefix="/sign", tags=["signing"], default_response_class=HTMLResponse)
PUBLIC: dict[str, Any] = {"security": []}
MOST_FIELDS = 10
LONGEST_FORM = 20_000


class _NoticeError(Exception):
    """A page that ends the visit."""

    def __init__(self, status: int, words: tuple[str, str]) -> None:
        super().__init__(words[0])
        self.page = HTMLResponse(render_notice(*words), status_code=status, headers=HEADERS)


@router.get("/{token}", summary="The page of a quote, for its customer", openapi_extra=PUBLIC)
async def page(token: str, request: Request, deps: Use) -> Response:
    """HTML. 404 for a link that leads nowhere, 410 for a quote that cannot be answered any more."""
    try:
        stored = await _open(token, request, deps)
        return _page(token, stored.state, deps)
    except _NoticeError as notice:
        return notice.page


@router.post("/{token}", summary="The customer signs or refuses", openapi_extra=PUBLIC)
async def answer(token: str, request: Request, deps: Use) -> Response:
    """A form: ``answer`` is ``sign`` (with ``name``, ``agreed``, ``order_reference``) or ``refuse`` (with ``reason``)."""
    try:
        stored = await _open(token, request, deps)
        form = await _form(request)
        try:
            await _answer(token, stored.state, form, request, deps)
        except InputError as error:
            return _page(token, stored.state, deps, typed=form, problems=error.fields)
        except RuleError:
            # Somebody was faster, or asks for the contrary of what was said: the page says what holds.
            stored = await open_link(token, deps)
            return _page(token, stored.state, deps, status=409)
    except _NoticeError as notice:
        return notice.page
    return RedirectResponse(f"/sign/{token}", status_code=303, headers=HEADERS)


@router.get("/{token}/quote.pdf", summary="The PDF of the quote, for its customer", openapi_extra=PUBLIC)
async def quote_pdf(token: str, request: Request, deps: Use) -> Response:
    """The very file whose hash is signed."""
    try:
        stored = await _open(token, request, deps)
        _check_readable(stored.state, deps)
    except _NoticeError as notice:
        return notice.page
    return pdf_answer(await draw_quote(DrawQuote(stored.id), deps), str(stored.state.number), _file_headers())


@router.get("/{token}/proof.pdf", summary="The proof of the signature, for its customer", openapi_extra=PUBLIC)
async def proof_pdf(token: str, request: Request, deps: Use) -> Response:
    """The same file that the seller has."""
    try:
        stored = await _open(token, request, deps)
        _check_readable(stored.state, deps)
        if not stored.state.agreed:
            raise _NoticeError(404, UNKNOWN)
    except _NoticeError as notice:
        return notice.page
    name = f"{stored.state.number}-preuve"
    return pdf_answer(await draw_proof(DrawProof(stored.id), deps), name, _file_headers())


async def _open(token: str, request: Request, deps: Deps) -> Stored[Quote]:
    """The quote behind the link; a page instead when there is none, or when too many wrong links came from there.

    A right link always opens: many customers may come from one network, and one who guesses must not lock the others out.
    """
    attempts, network = attempts_at("signing", request), _visitor(request).network
    try:
        return await open_link(token, deps)
    except NotFoundError:
        if attempts.too_many(network):
            raise _NoticeError(429, BUSY) from None
        attempts.missed(network)
        raise _NoticeError(404, UNKNOWN) from None


async def _answer(token: str, quote: Quote, form: dict[str, str], request: Request, deps: Deps) -> None:
    cause = Cause(new_id(), getattr(request.state, "correlation_id", new_id()), CUSTOMER)
    if form.get("answer") == "refuse":
        await refuse_quote(RefuseQuote(token, form.get("reason", "")), deps, cause)
        return
    if form.get("answer") != "sign" or not form.get("agreed"):
        raise InputError("agreed", "is missing", "the box « Bon pour accord »")
    command = SignQuote(
        token, form.get("name", ""), _agreement(quote), _visitor(request), form.get("order_reference", "")
    )
    await sign_quote(command, deps, cause)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form, without files: nothing else is sent by the page."""
    body = await request.body()
    if len(body) > LONGEST_FORM:
        raise _NoticeError(413, ("Réponse trop longue", "Revenez à la page du devis et écrivez un texte plus court."))
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise _NoticeError(422, ("Réponse illisible", "Revenez à la page du devis et envoyez le formulaire.")) from None


def _page(
    token: str,
    quote: Quote,
    deps: Deps,
    *,
    status: int = 200,
    typed: dict[str, str] | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    today = deps.clock.today()
    state = link_state(quote, today)
    if not readable_behind_link(quote, today):
        raise _NoticeError(410, ENDED.get(state, OVER))
    sending, signature = sent(quote), quote.signature
    shown = SigningPage(
        sheet=quote_sheet_of(quote, sending.seller, sending.buyer, sending.trade_name, sending.contract_ends_on),
        state=state,
        path=f"/sign/{token}",
        agreement=_agreement(quote),
        signed_by=signature.name if signature else "",
        signed_at=signature.signed_at if signature else None,
        comments=[one.comment for one in for_customer(quote.history) if one.comment and one.action == "commented"],
        problems=problems,
        typed=typed,
    )
    return HTMLResponse(render_page(shown), status_code=422 if problems else status, headers=HEADERS)


def _check_readable(quote: Quote, deps: Deps) -> None:
    if not readable_behind_link(quote, deps.clock.today()):
        raise _NoticeError(410, ENDED.get(link_state(quote, deps.clock.today()), OVER))


def _agreement(quote: Quote) -> str:
    return agreement_text(sent(quote), quote.edition, french_amount(quote.totals.including_vat_cents))


def _visitor(request: Request) -> Visitor:
    host = request.client.host if request.client else ""
    return Visitor(network_of(host), request.headers.get("user-agent", ""))


def _file_headers() -> dict[str, str]:
    """As for the page, but for a policy that is about pages."""
    return {name: value for name, value in HEADERS.items() if name != "Content-Security-Policy"}
