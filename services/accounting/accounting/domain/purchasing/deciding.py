"""What becomes of a purchase: submitted, taken back, returned, approved, disputed, cancelled, discarded. All is written down."""

from dataclasses import replace
from datetime import date, datetime

from accounting.domain.errors import InputError, RuleError
from accounting.domain.history import Visibility, check_comment, check_room
from accounting.domain.purchase import (
    EDITABLE,
    UNPAID,
    UNRECORDED,
    Cancellation,
    Dispute,
    Purchase,
    PurchaseApproval,
    PurchaseStatus,
)


def submit(purchase: Purchase, at: datetime, actor: str, comment: str = "", *, receipt_required: bool) -> Purchase:
    """SUBMITTED; the same purchase when it is already. RuleError while the paper or its content is missing."""
    check_comment(comment)
    if purchase.status is PurchaseStatus.SUBMITTED:
        return purchase
    if purchase.status not in EDITABLE:
        detail = f"the purchase is {purchase.status}: a draft or a returned one is submitted"
        raise RuleError("purchase-not-draft", detail)
    check_complete(purchase)
    if receipt_required and not purchase.attachments and purchase.received is None:
        raise RuleError("purchase-receipt-missing", "attach the supplier's invoice first")
    submitted = replace(purchase, status=PurchaseStatus.SUBMITTED, submitted_by=actor)
    return submitted.logged(at, actor, "submitted", comment)


def withdraw(purchase: Purchase, at: datetime, actor: str) -> Purchase:
    """A DRAFT again, as long as nobody decided."""
    if purchase.status is PurchaseStatus.DRAFT:
        return purchase
    _check_submitted(purchase, "withdrawn")
    return replace(purchase, status=PurchaseStatus.DRAFT).logged(at, actor, "withdrawn")


def send_back(purchase: Purchase, at: datetime, actor: str, comment: str) -> Purchase:
    """RETURNED, with what has to be changed."""
    check_comment(comment, required=True)
    _check_submitted(purchase, "returned")
    return replace(purchase, status=PurchaseStatus.RETURNED).logged(at, actor, "returned", comment)


def approve(
    purchase: Purchase,
    approval: PurchaseApproval,
    today: date,
    at: datetime,
    comment: str = "",
    *,
    at_once: bool = False,
) -> Purchase:
    """RECORDED, for good. ``at_once`` takes a draft as well. The caller has checked who approves, and the content."""
    check_comment(comment)
    if purchase.status not in ((*EDITABLE, PurchaseStatus.SUBMITTED) if at_once else (PurchaseStatus.SUBMITTED,)):
        raise RuleError(
            "purchase-not-submitted", f"the purchase is {purchase.status}: only a submitted one is approved"
        )
    check_complete(purchase)
    recorded = replace(purchase, status=PurchaseStatus.RECORDED, approval=approval, recorded_on=today)
    return recorded.logged(at, approval.approved_by, "approved", comment)


def discard(purchase: Purchase, at: datetime, actor: str) -> Purchase:
    """DISCARDED: a trace whose reference and file may come again."""
    if purchase.status is PurchaseStatus.DISCARDED:
        return purchase
    if purchase.status not in EDITABLE:
        detail = f"the purchase is {purchase.status}: a draft or a returned one is discarded"
        raise RuleError("purchase-not-draft", detail)
    return _released(purchase, PurchaseStatus.DISCARDED).logged(at, actor, "discarded")


def cancel(purchase: Purchase, reason: str, today: date, at: datetime, actor: str) -> Purchase:
    """CANCELLED: a counter-entry takes it out of the books (ACC-03). RuleError once anything was paid."""
    check_comment(reason, required=True, field="reason")
    if purchase.status is PurchaseStatus.CANCELLED:
        return purchase
    if purchase.status is not PurchaseStatus.RECORDED:
        what = (
            "a payment was made: the supplier's credit note corrects it" if purchase.payments else "it is not recorded"
        )
        raise RuleError("purchase-not-cancellable", f"the purchase is {purchase.status}; {what}")
    cancelled = replace(_released(purchase, PurchaseStatus.CANCELLED), cancellation=Cancellation(today, reason.strip()))
    return cancelled.logged(at, actor, "cancelled", reason)


def dispute(purchase: Purchase, reason: str, today: date, at: datetime, actor: str) -> Purchase:
    """In dispute: nothing of it is paid until somebody settles that."""
    check_comment(reason, required=True, field="reason")
    if purchase.status not in (*UNRECORDED, *UNPAID):
        raise RuleError("purchase-not-open", f"the purchase is {purchase.status}: there is nothing to stop")
    if purchase.dispute is not None:
        return purchase
    return replace(purchase, dispute=Dispute(reason.strip(), actor, today)).logged(at, actor, "disputed", reason)


def settle_dispute(purchase: Purchase, at: datetime, actor: str, comment: str = "") -> Purchase:
    """Good to be paid again."""
    check_comment(comment)
    if purchase.dispute is None:
        return purchase
    return replace(purchase, dispute=None).logged(at, actor, "dispute_settled", comment)


def comment_on(purchase: Purchase, comment: str, visibility: Visibility, at: datetime, actor: str) -> Purchase:
    """A word on it, at any time."""
    check_comment(comment, required=True)
    if visibility is Visibility.CUSTOMER:
        raise InputError("visibility", "is for documents that customers see", "team or private")
    check_room(purchase.history)
    return purchase.logged(at, actor, "commented", comment, visibility)


def check_complete(purchase: Purchase) -> None:
    """InputError while the reference or the lines are missing."""
    if not purchase.supplier_reference:
        raise InputError("supplier_reference", "is missing", "the number on the supplier's invoice (ACC-08)")
    if not purchase.lines:
        raise InputError("lines", "are missing", "at least one line with an account and an amount")


def _released(purchase: Purchase, status: PurchaseStatus) -> Purchase:
    return replace(purchase, status=status, identity=None, received_key=None, dispute=None)


def _check_submitted(purchase: Purchase, done: str) -> None:
    if purchase.status is not PurchaseStatus.SUBMITTED:
        raise RuleError("purchase-not-submitted", f"the purchase is {purchase.status}: only a submitted one is {done}")
