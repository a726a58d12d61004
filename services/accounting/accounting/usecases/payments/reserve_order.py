"""Give a new order its documents, all of them or none, and its number."""

from dataclasses import dataclass
from typing import NoReturn

from accounting.deps import Deps
from accounting.domain.payments.order import OrderStatus, PaymentOrder
from accounting.domain.payments.order_life import cancel, reserved
from accounting.usecases.payments.take_reservation import TakeReservation, take_reservation
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError


@dataclass(frozen=True)
class ReserveOrder:
    """Which order."""

    order_id: str


async def reserve_order(command: ReserveOrder, deps: Deps, cause: Cause) -> Stored[PaymentOrder]:
    """The order, DRAFT. ConflictError when another order has one of its documents: then this one is CANCELLED.

    Documents are taken in one order of keys, so that of two orders that want the same ones, one gets them.
    """
    id_ = command.order_id
    stored = await deps.payment_orders.get(id_)
    if stored.state.status is not OrderStatus.PREPARING:
        return stored
    for key in sorted(one.key for one in stored.state.items):
        holder = await take_reservation(TakeReservation(key, id_), deps, cause)
        if holder != id_:
            await _refuse(id_, f"{key} is in the payment order {holder} already", deps, cause)
    number = (await deps.numbers.reserve(f"payment-orders:{stored.state.siren}", f"payment-order:{id_}")).number
    return await deps.payment_orders.change(id_, lambda one: Change(reserved(one, number)), cause)


async def _refuse(id_: str, detail: str, deps: Deps, cause: Cause) -> NoReturn:
    await deps.payment_orders.change(id_, lambda one: Change(cancel(one, detail)), cause)
    raise ConflictError("payable-in-order", f"{detail}; a document is in one living order only")
