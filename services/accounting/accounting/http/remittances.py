"""Slips of cheques and of cash that are brought to the bank."""

from fastapi import APIRouter, Response

from accounting.documents.payments.remittance_pdf import render_remittance
from accounting.domain.payments.remittance import Remittance
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.payment_orders import PaymentReasonIn
from accounting.http.schemas.remittances import ChequeOut, ChequeReturnIn, DepositIn, RemittanceIn, RemittanceOut
from accounting.usecases.payments.cancel_remittance import CancelRemittance, cancel_remittance
from accounting.usecases.payments.deposit_remittance import DepositRemittance, deposit_remittance
from accounting.usecases.payments.draft_remittance import draft_remittance
from accounting.usecases.payments.find_cheques import FindCheques, find_cheques
from accounting.usecases.payments.return_cheque import ReturnCheque, return_cheque
from essaim.contracts.types import Id, Siren
from essaim.kit.aggregate import Stored
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(tags=["remittances"])


@router.get("/v1/legal-entities/{siren}/cheques", summary="Cheques that are in no slip yet (accountant, officer)")
async def list_cheques(siren: Siren, deps: Use, caller: Caller) -> list[ChequeOut]:
    """Oldest first."""
    allow(caller, "remittance.read", deps)
    return [ChequeOut.of(invoice, payment) for invoice, payment in await find_cheques(FindCheques(siren), deps)]


@router.post("/v1/legal-entities/{siren}/remittances", status_code=201, summary="Make a slip (accountant)")
async def draft(
    siren: Siren, body: RemittanceIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> RemittanceOut:
    """PREPARED, numbered on its bank account. A cheque is in one slip only."""
    allow(caller, "remittance.write", deps)
    return _out(await draft_remittance(body.to_command(siren), deps, cause), response)


@router.get("/v1/legal-entities/{siren}/remittances", summary="Slips, newest first (accountant, officer)")
async def list_remittances(siren: Siren, deps: Use, caller: Caller, page: PageQuery) -> PageOut[RemittanceOut]:
    """With what they bring."""
    allow(caller, "remittance.read", deps)
    order = (Order("created_at", descending=True),)
    found = await deps.remittances.find({"siren": siren}, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[RemittanceOut.of(one) for one in found.items], next=found.next)


@router.get("/v1/remittances/{remittance_id}", summary="One slip (accountant, officer)")
async def read(remittance_id: Id, deps: Use, caller: Caller, response: Response) -> RemittanceOut:
    """With what it brings."""
    allow(caller, "remittance.read", deps)
    return _out(await deps.remittances.get(remittance_id), response)


@router.get(
    "/v1/remittances/{remittance_id}/pdf",
    summary="The slip on paper (accountant, officer)",
    responses={200: {"content": {"application/pdf": {}}}},
    response_class=Response,
)
async def read_pdf(remittance_id: Id, deps: Use, caller: Caller) -> Response:
    """Bordereau de remise."""
    allow(caller, "remittance.read", deps)
    slip = (await deps.remittances.get(remittance_id)).state
    headers = {"Content-Disposition": f'inline; filename="{slip.reference}.pdf"'}
    return Response(await deps.aside.run(render_remittance, slip), media_type="application/pdf", headers=headers)


@router.post("/v1/remittances/{remittance_id}/deposit", summary="It was brought to the bank (accountant)")
async def deposit(
    remittance_id: Id,
    body: DepositIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> RemittanceOut:
    """DEPOSITED: 5112 or 530 goes to the bank's account, once, and cheques are lettered."""
    allow(caller, "remittance.write", deps)
    command = DepositRemittance(remittance_id, body.deposited_on)
    return _out(await deposit_remittance(command, deps, cause, expected_version=expected), response)


@router.post("/v1/remittances/{remittance_id}/items/{number}/return", summary="A cheque came back unpaid (accountant)")
async def return_unpaid(
    remittance_id: Id,
    number: int,
    body: ChequeReturnIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> RemittanceOut:
    """The customer owes it again on 411. The invoice keeps its payment: what comes instead is an entry of its own."""
    allow(caller, "remittance.write", deps)
    command = ReturnCheque(remittance_id, number, body.on, body.reason)
    return _out(await return_cheque(command, deps, cause, expected_version=expected), response)


@router.post("/v1/remittances/{remittance_id}/cancellation", summary="Give it up before it is deposited (accountant)")
async def cancel(
    remittance_id: Id,
    body: PaymentReasonIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> RemittanceOut:
    """CANCELLED; its cheques are free again."""
    allow(caller, "remittance.write", deps)
    command = CancelRemittance(remittance_id, body.reason)
    return _out(await cancel_remittance(command, deps, cause, expected_version=expected), response)


def _out(stored: Stored[Remittance], response: Response) -> RemittanceOut:
    response.headers["ETag"] = stored.etag
    return RemittanceOut.of(stored)
