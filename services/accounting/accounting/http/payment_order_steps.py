"""The steps of a payment order: approval, sending, execution, rejection of an item, cancellation."""

from fastapi import APIRouter, Response

from accounting.http.dependencies import Use, allow
from accounting.http.payment_orders import shown
from accounting.http.schemas.payment_orders import ExecutionIn, PaymentOrderOut, PaymentReasonIn, RejectionIn
from accounting.usecases.payments.approve_payment_order import ApprovePaymentOrder, approve_payment_order
from accounting.usecases.payments.cancel_payment_order import CancelPaymentOrder, cancel_payment_order
from accounting.usecases.payments.execute_payment_order import ExecutePaymentOrder, execute_payment_order
from accounting.usecases.payments.reject_payment_item import RejectPaymentItem, reject_payment_item
from accounting.usecases.payments.send_payment_order import SendPaymentOrder, send_payment_order
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch

router = APIRouter(prefix="/v1/payment-orders/{order_id}", tags=["payment orders"])


@router.post("/approval", summary="Approve it: the second look (accountant)")
async def approve(
    order_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> PaymentOrderOut:
    """APPROVED, and the hash of its file kept. By somebody else than its maker where four eyes are asked for."""
    allow(caller, "payment_order.approve", deps)
    command = ApprovePaymentOrder(order_id)
    return shown(await approve_payment_order(command, deps, cause, expected_version=expected), response, whole=False)


@router.post("/sending", summary="The file went to the bank (accountant)")
async def send(
    order_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> PaymentOrderOut:
    """SENT."""
    allow(caller, "payment_order.write", deps)
    command = SendPaymentOrder(order_id)
    return shown(await send_payment_order(command, deps, cause, expected_version=expected), response, whole=False)


@router.post("/execution", summary="The bank executed it (accountant)")
async def execute(
    order_id: Id,
    body: ExecutionIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> PaymentOrderOut:
    """EXECUTED: every payment in its document and in the books, once. A matched bank movement does the same."""
    allow(caller, "payment_order.write", deps)
    command = ExecutePaymentOrder(order_id, body.executed_on)
    return shown(await execute_payment_order(command, deps, cause, expected_version=expected), response, whole=False)


@router.post("/items/{number}/rejection", summary="The bank refused a transfer, or gave it back (accountant)")
async def reject(
    order_id: Id,
    number: int,
    body: RejectionIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> PaymentOrderOut:
    """Before the execution the document stays unpaid and is free; after it, a counter-entry opens its debt again."""
    allow(caller, "payment_order.write", deps)
    command = RejectPaymentItem(order_id, number, body.code, body.on)
    return shown(await reject_payment_item(command, deps, cause, expected_version=expected), response, whole=False)


@router.post("/cancellation", summary="Give it up before it is executed (accountant)")
async def cancel(
    order_id: Id,
    body: PaymentReasonIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> PaymentOrderOut:
    """CANCELLED; its documents are free again. One that was sent has to be stopped at the bank too."""
    allow(caller, "payment_order.write", deps)
    command = CancelPaymentOrder(order_id, body.reason)
    return shown(await cancel_payment_order(command, deps, cause, expected_version=expected), response, whole=False)
