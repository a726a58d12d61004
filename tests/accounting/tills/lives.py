"""What people do at a till, step by step, at random or as a story; what is refused is no harm."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from accounting.deps import Deps
from accounting.domain.errors import DomainError
from accounting.domain.pricing import Nature
from accounting.domain.till.link import Link, LinkKind, MovementType
from accounting.domain.till.refund import AskedRefund
from accounting.domain.till.ticket import AskedLine, TillMeans, TillPayment
from accounting.usecases.tills.close_due_tills import close_due_tills
from accounting.usecases.tills.close_session import CloseSession, close_session
from accounting.usecases.tills.close_till_year import CloseTillYear, close_till_year
from accounting.usecases.tills.create_till import CreateTill, create_till
from accounting.usecases.tills.open_session import OpenSession, open_session
from accounting.usecases.tills.read_link import read_link
from accounting.usecases.tills.read_standing import read_standing
from accounting.usecases.tills.record_duplicate import RecordDuplicate, record_duplicate
from accounting.usecases.tills.record_movement import RecordMovement, record_movement
from accounting.usecases.tills.record_refund import RecordRefund, record_refund
from accounting.usecases.tills.record_sale import RecordSale, record_sale
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import SimulatedClock
from essaim.kit.store.port import Order

RATES = ["20", "10", "5.5", "2.1"]
STEPS = ("sell", "sell", "sell", "refund", "duplicate", "move", "deposit", "close", "later", "month", "year")
Step = tuple[str, int, int, int]


async def new_till(deps: Deps) -> str:
    """A till of the first activity."""
    activity = (await deps.activities.all())[0].id
    return (await create_till(CreateTill(activity, "Stand", "Marché"), deps, fresh_cause("test"))).id


async def _sell(deps: Deps, till: str, price: int, quantity: int, kind: int) -> None:
    means = list(TillMeans)[kind % 3]
    lines = (
        AskedLine(f"{quantity % 9 + 1}", None, "x", price, RATES[kind % 4], list(Nature)[kind % 3]),
        AskedLine(f"0.{quantity % 900 + 100}", None, "y", price + 7, RATES[(kind + 1) % 4], Nature.GOODS),
    )
    total = sum(
        (2 * int(float(one.quantity) * 1000 + 0.5) * (one.unit_price_cents or 0) + 1000) // 2000 for one in lines
    )
    payments = (TillPayment(means, total - 1), TillPayment(TillMeans.CASH, 1))
    await record_sale(RecordSale(till, None, lines, payments), deps, fresh_cause("p1"))


async def _refund(deps: Deps, till: str, pick: int, quantity: int) -> None:
    sales = await deps.till_records.all({"till_id": till, "kind": LinkKind.SALE.value})
    if not sales:
        return
    sale = read_link(sales[pick % len(sales)].state.body)
    lines = (AskedRefund(0, f"{quantity % 3 + 1}"),)
    amount = (quantity % 3 + 1) * sale.certain_ticket.lines[0].unit_price_cents
    payments = (TillPayment(TillMeans.CARD, amount),)
    await record_refund(RecordRefund(till, sale.operation_id, None, lines, payments, "x"), deps, fresh_cause("p1"))


async def _duplicate(deps: Deps, till: str, pick: int) -> None:
    sales = await deps.till_records.all({"till_id": till, "kind": LinkKind.SALE.value})
    if sales:
        id_ = sales[pick % len(sales)].state.operation_id
        await record_duplicate(RecordDuplicate(till, id_), deps, fresh_cause("p1"))


async def _move(deps: Deps, till: str, kind: MovementType, cents: int) -> None:
    means = TillMeans.CASH if kind is not MovementType.DEPOSIT else list(TillMeans)[cents % 3]
    await record_movement(RecordMovement(till, None, kind, means, cents, "x"), deps, fresh_cause("p1"))


async def _close(deps: Deps, till: str, off: int) -> None:
    standing = await read_standing(till, deps)
    counted = max(0, standing.cash_cents + off % 200 - 100)
    await close_session(CloseSession(till, standing.session or 1, counted), deps, fresh_cause("p1"))


def _later(deps: Deps, days: int) -> None:
    clock = deps.clock
    assert isinstance(clock, SimulatedClock)
    clock.move_to(clock.now() + timedelta(days=days))


async def take(deps: Deps, till: str, step: Step) -> None:
    """What somebody does; what is refused is no harm."""
    what, one, two, three = step
    actions: dict[str, Callable[[], Awaitable[object]]] = {
        "sell": lambda: _sell(deps, till, one, two, three),
        "refund": lambda: _refund(deps, till, one, two),
        "duplicate": lambda: _duplicate(deps, till, one),
        "move": lambda: _move(deps, till, MovementType.IN if one % 2 else MovementType.OUT, two),
        "deposit": lambda: _move(deps, till, MovementType.DEPOSIT, two),
        "close": lambda: _close(deps, till, two),
        "year": lambda: close_till_year(CloseTillYear(till, 2027), deps, fresh_cause("accountant")),
    }
    try:
        if what in ("later", "month"):
            _later(deps, 1 + one % 3 if what == "later" else 40)
            await close_due_tills(deps)
            return
        if what == "sell" and (await read_standing(till, deps)).session is None:
            await open_session(OpenSession(till, two), deps, fresh_cause("p1"))
        await actions[what]()
    except DomainError:
        pass


async def links_of(deps: Deps, till: str) -> list[Link]:
    """The whole chain."""
    found = await deps.till_records.all({"till_id": till}, order_by=(Order("sequence"),))
    return [read_link(one.state.body) for one in found]
