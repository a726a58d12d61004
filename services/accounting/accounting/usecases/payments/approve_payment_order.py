"""The second look at a payment order; from here on its file is known to the byte."""

import hashlib
from dataclasses import dataclass

from accounting.deps import Deps
from accounting.documents.payments.pain001 import Version, pain001
from accounting.domain.payments.order import FileHash, OrderStatus, PaymentOrder
from accounting.domain.payments.order_life import approve, with_files
from accounting.usecases.payments.check_order import CheckOrder, check_order
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ApprovePaymentOrder:
    """Which order."""

    order_id: str


async def approve_payment_order(
    command: ApprovePaymentOrder, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[PaymentOrder]:
    """The order, APPROVED, with the hash of its file. RuleError when something is no longer as it was, and for its maker when
    four eyes are asked for."""
    id_, at = command.order_id, deps.clock.now()
    known = (await deps.payment_orders.get(id_)).state
    four_eyes = deps.settings.payment_four_eyes
    approve(known, cause.actor, at, four_eyes=four_eyes)
    if known.status is OrderStatus.DRAFT:
        await check_order(CheckOrder(known), deps)

    def decide(one: PaymentOrder) -> Change[PaymentOrder]:
        approved = approve(one, cause.actor, at, four_eyes=four_eyes)
        return Change(approved if approved is one else with_files(approved, _files(id_, approved)))

    return await deps.payment_orders.change(id_, decide, cause, expected_version=expected_version)


def _files(order_id: str, order: PaymentOrder) -> tuple[FileHash, ...]:
    return tuple(
        FileHash(version.value, hashlib.sha256(pain001(order_id, order, version)).hexdigest()) for version in Version
    )
