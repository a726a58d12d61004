"""What becomes of a purchase: submitted, withdrawn, returned, approved, disputed, cancelled, commented."""

from fastapi import APIRouter, Response

from accounting.domain.approval import Decider
from accounting.domain.history import readable
from accounting.http.dependencies import Use, activity_for
from accounting.http.purchases import purchase_for, shown
from accounting.http.schemas.invoices import CommentIn, HappeningOut
from accounting.http.schemas.purchases import PurchaseReasonIn, WordsIn
from accounting.http.schemas.purchases_shown import PurchaseOut
from accounting.usecases.purchases.approve_purchase import ApprovePurchase, approve_purchase
from accounting.usecases.purchases.cancel_purchase import CancelPurchase, cancel_purchase
from accounting.usecases.purchases.comment_purchase import CommentPurchase, comment_purchase
from accounting.usecases.purchases.dispute_purchase import DisputePurchase, dispute_purchase
from accounting.usecases.purchases.return_purchase import ReturnPurchase, return_purchase
from accounting.usecases.purchases.settle_dispute import SettleDispute, settle_dispute
from accounting.usecases.purchases.submit_purchase import SubmitPurchase, submit_purchase
from accounting.usecases.purchases.withdraw_purchase import WithdrawPurchase, withdraw_purchase
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch

router = APIRouter(prefix="/v1/purchases", tags=["purchases"])


@router.post("/{purchase_id}/submission", summary="Hand a draft to whoever approves it")
async def submit(
    purchase_id: Id,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
    body: WordsIn | None = None,
) -> PurchaseOut:
    """SUBMITTED. The group attaches the supplier's invoice first."""
    await purchase_for(caller, "purchase.submit", purchase_id, deps)
    required = "accountant" not in caller.roles
    command = SubmitPurchase(purchase_id, body.comment if body else "", required)
    return shown(await submit_purchase(command, deps, cause, expected_version=expected), response)


@router.post("/{purchase_id}/withdrawal", summary="Take back what was submitted")
async def withdraw(
    purchase_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> PurchaseOut:
    """DRAFT again, as long as nobody decided."""
    await purchase_for(caller, "purchase.submit", purchase_id, deps)
    command = WithdrawPurchase(purchase_id)
    return shown(await withdraw_purchase(command, deps, cause, expected_version=expected), response)


@router.post("/{purchase_id}/return", summary="Hand it back to the group (coach, accountant)")
async def give_back(
    purchase_id: Id,
    body: WordsIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> PurchaseOut:
    """RETURNED, with what has to be changed."""
    await purchase_for(caller, "purchase.return", purchase_id, deps)
    command = ReturnPurchase(purchase_id, body.comment)
    return shown(await return_purchase(command, deps, cause, expected_version=expected), response)


@router.post("/{purchase_id}/approval", summary="Approve it: it goes into the books")
async def approve(
    purchase_id: Id,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
    body: WordsIn | None = None,
) -> PurchaseOut:
    """RECORDED, for good. The accountant approves everything, a draft as well; a coach and the author up to their ceilings."""
    stored = await purchase_for(caller, "purchase.approve", purchase_id, deps)
    for part in stored.state.shared_with:
        await activity_for(caller, "purchase.approve", part.activity_id, deps)
    command = ApprovePurchase(purchase_id, Decider(caller.sub, caller.roles), body.comment if body else "")
    return shown(await approve_purchase(command, deps, cause, expected_version=expected), response)


@router.post("/{purchase_id}/cancellation", summary="Take it out of the books by a counter-entry (accountant)")
async def cancel(
    purchase_id: Id,
    body: PurchaseReasonIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> PurchaseOut:
    """CANCELLED, only as long as nothing was paid (ACC-03). Its reference may be recorded again."""
    await purchase_for(caller, "purchase.cancel", purchase_id, deps)
    command = CancelPurchase(purchase_id, body.reason)
    return shown(await cancel_purchase(command, deps, cause, expected_version=expected), response)


@router.post("/{purchase_id}/dispute", summary="It is not to be paid (litige)")
async def dispute(
    purchase_id: Id,
    body: PurchaseReasonIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> PurchaseOut:
    """Every payment is refused until the dispute is settled."""
    await purchase_for(caller, "purchase.dispute", purchase_id, deps)
    command = DisputePurchase(purchase_id, body.reason)
    return shown(await dispute_purchase(command, deps, cause, expected_version=expected), response)


@router.post("/{purchase_id}/dispute/settlement", summary="The dispute is settled (accountant)")
async def settle(
    purchase_id: Id,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
    body: WordsIn | None = None,
) -> PurchaseOut:
    """Good to be paid again (« bon à payer »)."""
    await purchase_for(caller, "purchase.pay", purchase_id, deps)
    command = SettleDispute(purchase_id, body.comment if body else "")
    return shown(await settle_dispute(command, deps, cause, expected_version=expected), response)


@router.get("/{purchase_id}/history", summary="What happened to it, and what was said")
async def history(purchase_id: Id, deps: Use, caller: Caller) -> list[HappeningOut]:
    """Private words are read by their author and the accountant only."""
    stored = await purchase_for(caller, "purchase.read", purchase_id, deps)
    keeps_books = "accountant" in caller.roles
    return [HappeningOut.of(one) for one in readable(stored.state.history, caller.sub, keeps_books=keeps_books)]


@router.post("/{purchase_id}/comments", status_code=201, summary="Say something about it")
async def comment(purchase_id: Id, body: CommentIn, deps: Use, caller: Caller, cause: CauseOf) -> list[HappeningOut]:
    """In any state; nothing that was said is ever changed."""
    await purchase_for(caller, "purchase.comment", purchase_id, deps)
    stored = await comment_purchase(CommentPurchase(purchase_id, body.comment, body.visibility), deps, cause)
    keeps_books = "accountant" in caller.roles
    return [HappeningOut.of(one) for one in readable(stored.state.history, caller.sub, keeps_books=keeps_books)]
