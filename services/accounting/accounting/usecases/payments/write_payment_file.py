"""The bank's file of an approved order."""

import hashlib
from dataclasses import dataclass

from accounting.deps import Deps
from accounting.documents.payments.pain001 import Version, pain001
from accounting.domain.errors import RuleError
from accounting.domain.payments.order import OrderStatus


@dataclass(frozen=True)
class WritePaymentFile:
    """Of which order, in which version."""

    order_id: str
    version: Version = Version.V09


async def write_payment_file(command: WritePaymentFile, deps: Deps) -> bytes:
    """The bytes that were approved. RuleError before the approval, after a cancellation, and when they are other ones by now."""
    order = (await deps.payment_orders.get(command.order_id)).state
    if order.approved_at is None or order.status is OrderStatus.CANCELLED:
        raise RuleError("payment-order-step", f"the order is {order.status}; an approved one has a file")
    content = pain001(command.order_id, order, command.version)
    approved = {one.version: one.sha256 for one in order.files}.get(command.version.value)
    if hashlib.sha256(content).hexdigest() != approved:
        raise RuleError("payment-file-changed", "the file is not the one that was approved; cancel the order")
    return content
