"""Whether an order can still be paid as it was made: same IBANs, confirmed, nothing paid elsewhere, a day to come."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.payments.execution_day import next_open
from accounting.domain.payments.order import OrderItem, PaymentOrder
from accounting.domain.payments.payable import OBSTACLES_IN_FRENCH
from accounting.usecases.payments.find_payables import FindPayables, find_payables
from accounting.usecases.payments.read_iban import ReadIban, read_iban
from accounting.usecases.payments.target_holidays import target_holidays


@dataclass(frozen=True)
class CheckOrder:
    """An order before its next step."""

    order: PaymentOrder


async def check_order(command: CheckOrder, deps: Deps) -> None:
    """RuleError naming the first item that is no longer as it was: the order is cancelled and made anew."""
    order, today = command.order, deps.clock.today()
    if order.execution_on < today:
        detail = f"the execution was for {order.execution_on}; cancel the order and make one for "
        raise RuleError("payment-day-past", f"{detail}{next_open(today, target_holidays())} or later")
    for place, item in enumerate(order.items, 1):
        await _check_item(order, place, item, deps)


async def _check_item(order: PaymentOrder, place: int, item: OrderItem, deps: Deps) -> None:
    found = await find_payables(FindPayables(order.siren, (item.kind, item.id), with_orders=False), deps)
    left = found[0].left_cents if found else 0
    where = f"item {place} ({item.beneficiary}, {item.reference})"
    if left < item.amount_cents:
        detail = f"{where}: only {left // 100}.{left % 100:02d} is left to pay"
        raise RuleError("payable-paid", f"{detail}; cancel the order and make it anew")
    one = found[0]
    if one.account is None or read_iban(ReadIban(one.account.iban)) != item.iban:
        raise RuleError(
            "payment-iban-changed", f"{where}: the beneficiary has another IBAN by now; make the order anew"
        )
    if one.obstacle is not None:
        raise RuleError(f"payment-{one.obstacle.value}", f"{where} : {OBSTACLES_IN_FRENCH[one.obstacle]}")
