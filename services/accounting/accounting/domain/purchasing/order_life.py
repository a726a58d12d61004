"""What becomes of an order: submitted, returned, approved, numbered, sent, received, invoiced, cancelled, discarded."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from accounting.domain.errors import InputError, RuleError
from accounting.domain.history import check_comment
from accounting.domain.pricing import thousandths
from accounting.domain.purchasing.order import (
    BINDING,
    EDITABLE,
    OrderParties,
    OrderStatus,
    Reception,
    SupplierOrder,
    received_quantity,
)


def submit(order: SupplierOrder, at: datetime, actor: str, comment: str = "") -> SupplierOrder:
    """SUBMITTED; the same order when it is already."""
    check_comment(comment)
    if order.status is OrderStatus.SUBMITTED:
        return order
    _check_editable(order, "submitted")
    return replace(order, status=OrderStatus.SUBMITTED, submitted_by=actor).logged(at, actor, "submitted", comment)


def withdraw(order: SupplierOrder, at: datetime, actor: str) -> SupplierOrder:
    """A DRAFT again, as long as nobody decided."""
    if order.status is OrderStatus.DRAFT:
        return order
    _check_submitted(order, "withdrawn")
    return replace(order, status=OrderStatus.DRAFT).logged(at, actor, "withdrawn")


def send_back(order: SupplierOrder, at: datetime, actor: str, comment: str) -> SupplierOrder:
    """RETURNED, with what has to be changed."""
    check_comment(comment, required=True)
    _check_submitted(order, "returned")
    return replace(order, status=OrderStatus.RETURNED).logged(at, actor, "returned", comment)


def approve(
    order: SupplierOrder, parties: OrderParties, today: date, at: datetime, actor: str, approved_as: str
) -> SupplierOrder:
    """APPROVED: nothing of it changes any more, and its number comes next. The same order when it is already."""
    if order.status in BINDING:
        return order
    _check_submitted(order, "approved")
    approved = replace(
        order,
        status=OrderStatus.APPROVED,
        parties=parties,
        approved_on=today,
        approved_by=actor,
        approved_as=approved_as,
        to_number=True,
    )
    return approved.logged(at, actor, "approved")


def with_number(order: SupplierOrder, number: str) -> SupplierOrder:
    """The order with its number, for ever."""
    return order if order.number is not None else replace(order, number=number, to_number=False)


def send(order: SupplierOrder, sent_on: date, today: date, at: datetime, actor: str) -> SupplierOrder:
    """SENT to the supplier on a day."""
    if order.status is OrderStatus.SENT and order.sent_on == sent_on:
        return order
    if order.status is not OrderStatus.APPROVED or order.approved_on is None or order.number is None:
        raise RuleError("order-not-approved", f"the order is {order.status}: only an approved one is sent")
    if not order.approved_on <= sent_on <= today:
        raise InputError("sent_on", "is before the approval or in the future", f"{order.approved_on} to {today}")
    return replace(order, status=OrderStatus.SENT, sent_on=sent_on).logged(at, actor, "sent")


def receive(order: SupplierOrder, reception: Reception, today: date, at: datetime, actor: str) -> SupplierOrder:
    """What came: PARTLY_RECEIVED, or RECEIVED when all has. The same reception again changes nothing."""
    if any(one.id == reception.id for one in order.receptions):
        return order
    if order.status not in (OrderStatus.SENT, OrderStatus.PARTLY_RECEIVED) or order.sent_on is None:
        raise RuleError("order-not-sent", f"the order is {order.status}: what was sent and is not complete is received")
    check_comment(reception.comment)
    if not order.sent_on <= reception.received_on <= today:
        raise InputError("received_on", "is before the order was sent or in the future", f"{order.sent_on} to {today}")
    _check_quantities(order, reception.quantities)
    received = replace(order, receptions=(*order.receptions, reception))
    return replace(received, status=_received_status(received)).logged(at, actor, "received", reception.comment)


def cancel(order: SupplierOrder, reason: str, at: datetime, actor: str) -> SupplierOrder:
    """CANCELLED: the number stays, and nothing comes of it. RuleError once something was received or invoiced."""
    check_comment(reason, required=True, field="reason")
    if order.status is OrderStatus.CANCELLED:
        return order
    if order.status not in (OrderStatus.APPROVED, OrderStatus.SENT) or order.invoiced_by:
        detail = f"the order is {order.status}: an approved or a sent one is cancelled, before anything came of it"
        raise RuleError("order-not-cancellable", detail)
    return replace(order, status=OrderStatus.CANCELLED).logged(at, actor, "cancelled", reason)


def discard(order: SupplierOrder, at: datetime, actor: str) -> SupplierOrder:
    """DISCARDED: a draft that nobody wants any more."""
    if order.status is OrderStatus.DISCARDED:
        return order
    _check_editable(order, "discarded")
    return replace(order, status=OrderStatus.DISCARDED).logged(at, actor, "discarded")


def with_invoices(order: SupplierOrder, purchase_ids: Sequence[str], complete: bool) -> SupplierOrder:
    """The recorded purchases that invoice it: INVOICED when they have all of it, else where its receptions leave it."""
    if order.status not in BINDING:
        return order
    status = OrderStatus.INVOICED if complete else _received_status(order)
    return replace(order, invoiced_by=tuple(purchase_ids), status=status)


def check_invoiceable(order: SupplierOrder) -> None:
    """RuleError before the approval, and after a cancellation."""
    if order.status not in BINDING:
        raise RuleError("order-not-approved", f"the order is {order.status}: an approved one is invoiced")


def _received_status(order: SupplierOrder) -> OrderStatus:
    if not order.receptions:
        return OrderStatus.SENT if order.sent_on else OrderStatus.APPROVED
    left = [thousandths(line.quantity) - order.received_thousandths(place) for place, line in enumerate(order.lines)]
    return OrderStatus.PARTLY_RECEIVED if any(one > 0 for one in left) else OrderStatus.RECEIVED


def _check_quantities(order: SupplierOrder, quantities: Sequence[str]) -> None:
    if len(quantities) != len(order.lines):
        accepted = f"{len(order.lines)} quantities, one for each line, 0 for what did not come"
        raise InputError("quantities", f"are {len(quantities)}", accepted)
    found = [received_quantity(one, f"quantities.{place}") for place, one in enumerate(quantities)]
    if not any(found):
        raise InputError("quantities", "are all 0", "what came")
    for place, line in enumerate(order.lines):
        left = thousandths(line.quantity) - order.received_thousandths(place)
        if found[place] > left:
            accepted = f"0 to {max(0, left) / 1000:g}"
            raise InputError(f"quantities.{place}", f"is more than is left of {line.label}", accepted)


def _check_editable(order: SupplierOrder, done: str) -> None:
    if order.status not in EDITABLE:
        raise RuleError("order-not-draft", f"the order is {order.status}: a draft or a returned one is {done}")


def _check_submitted(order: SupplierOrder, done: str) -> None:
    if order.status is not OrderStatus.SUBMITTED:
        raise RuleError("order-not-submitted", f"the order is {order.status}: only a submitted one is {done}")
