"""What becomes of an order: submitted, withdrawn, returned, approved, sent, received, cancelled."""

from fastapi import APIRouter, Response

from accounting.domain.approval import Decider
from accounting.http.dependencies import Use
from accounting.http.schemas.invoices import HappeningOut
from accounting.http.schemas.purchases import PurchaseReasonIn, WordsIn
from accounting.http.schemas.supplier_orders import OrderOut, ReceptionIn, SentIn
from accounting.http.supplier_orders import order_for, shown
from accounting.usecases.orders.approve_order import ApproveOrder, approve_order
from accounting.usecases.orders.cancel_order import CancelOrder, cancel_order
from accounting.usecases.orders.receive_order import ReceiveOrder, receive_order
from accounting.usecases.orders.return_order import ReturnOrder, return_order
from accounting.usecases.orders.send_order import SendOrder, send_order
from accounting.usecases.orders.submit_order import SubmitOrder, submit_order
from accounting.usecases.orders.withdraw_order import WithdrawOrder, withdraw_order
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch

router = APIRouter(prefix="/v1/supplier-orders", tags=["supplier orders"])


@router.post("/{order_id}/submission", summary="Hand a draft to whoever approves it")
async def submit(
    order_id: Id,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
    body: WordsIn | None = None,
) -> OrderOut:
    """SUBMITTED."""
    await order_for(caller, "order.submit", order_id, deps)
    command = SubmitOrder(order_id, body.comment if body else "")
    return shown(await submit_order(command, deps, cause, expected_version=expected), response)


@router.post("/{order_id}/withdrawal", summary="Take back what was submitted")
async def withdraw(
    order_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> OrderOut:
    """DRAFT again, as long as nobody decided."""
    await order_for(caller, "order.submit", order_id, deps)
    return shown(await withdraw_order(WithdrawOrder(order_id), deps, cause, expected_version=expected), response)


@router.post("/{order_id}/return", summary="Hand it back to the group (coach, accountant)")
async def give_back(
    order_id: Id, body: WordsIn, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> OrderOut:
    """RETURNED, with what has to be changed."""
    await order_for(caller, "order.return", order_id, deps)
    command = ReturnOrder(order_id, body.comment)
    return shown(await return_order(command, deps, cause, expected_version=expected), response)


@router.post("/{order_id}/approval", summary="Approve it: it gets its number")
async def approve(
    order_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> OrderOut:
    """APPROVED. The accountant approves everything, a coach and the author up to their ceilings."""
    await order_for(caller, "order.approve", order_id, deps)
    command = ApproveOrder(order_id, Decider(caller.sub, caller.roles))
    return shown(await approve_order(command, deps, cause, expected_version=expected), response)


@router.post("/{order_id}/sending", summary="It was sent to the supplier")
async def send(
    order_id: Id, body: SentIn, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> OrderOut:
    """SENT."""
    await order_for(caller, "order.send", order_id, deps)
    return shown(await send_order(SendOrder(order_id, body.sent_on), deps, cause, expected_version=expected), response)


@router.post("/{order_id}/receptions", status_code=201, summary="It came, or a part of it")
async def receive(
    order_id: Id, body: ReceptionIn, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> OrderOut:
    """PARTLY_RECEIVED, or RECEIVED when nothing is left."""
    await order_for(caller, "order.receive", order_id, deps)
    command = ReceiveOrder(order_id, body.received_on, tuple(body.quantities), body.comment)
    return shown(await receive_order(command, deps, cause, expected_version=expected), response)


@router.post("/{order_id}/cancellation", summary="Cancel an approved order")
async def cancel(
    order_id: Id,
    body: PurchaseReasonIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> OrderOut:
    """CANCELLED, before anything came or was invoiced; its number is never given again."""
    await order_for(caller, "order.cancel", order_id, deps)
    command = CancelOrder(order_id, body.reason)
    return shown(await cancel_order(command, deps, cause, expected_version=expected), response)


@router.get("/{order_id}/history", summary="What happened to it")
async def history(order_id: Id, deps: Use, caller: Caller) -> list[HappeningOut]:
    """Oldest first."""
    stored = await order_for(caller, "order.read", order_id, deps)
    return [HappeningOut.of(one) for one in stored.state.history]
