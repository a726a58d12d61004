"""An order to a supplier (bon de commande).

DRAFT → SUBMITTED → (RETURNED → SUBMITTED) → APPROVED, with its number → SENT → PARTLY_RECEIVED → RECEIVED → INVOICED; it is
CANCELLED as long as nothing was received or invoiced. From the approval on its content and both parties stay as they were:
what the supplier has in hand is what is printed again.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from accounting.domain.accounts import check_account
from accounting.domain.errors import InputError, RuleError
from accounting.domain.history import Happening
from accounting.domain.money import half_up
from accounting.domain.parties import LegalEntity
from accounting.domain.pricing import Unit, thousandths
from accounting.domain.purchasing.line import computed_vat
from accounting.domain.suppliers import Supplier
from accounting.domain.vat import NO_VAT, VAT_PER_MILLE

MOST_LINES = 200
LARGEST_CENTS = 10_000_000_000


class OrderStatus(StrEnum):
    """Where an order stands."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    APPROVED = "APPROVED"
    SENT = "SENT"
    PARTLY_RECEIVED = "PARTLY_RECEIVED"
    RECEIVED = "RECEIVED"
    INVOICED = "INVOICED"
    CANCELLED = "CANCELLED"
    DISCARDED = "DISCARDED"


EDITABLE = (OrderStatus.DRAFT, OrderStatus.RETURNED)
BINDING = (
    OrderStatus.APPROVED,
    OrderStatus.SENT,
    OrderStatus.PARTLY_RECEIVED,
    OrderStatus.RECEIVED,
    OrderStatus.INVOICED,
)
"""What has a number and stands."""


@dataclass(frozen=True)
class OrderLine:
    """What is ordered, at a price without VAT. ``account`` is where its invoice will be booked."""

    label: str
    quantity: str
    unit_price_cents: int
    vat_rate: str
    account: str
    unit: Unit = Unit.PIECE

    @property
    def total_cents(self) -> int:
        """Quantity times price, half up."""
        return half_up(thousandths(self.quantity) * self.unit_price_cents, 1000)


@dataclass(frozen=True)
class Reception:
    """What came on a day: a quantity for each line of the order, ``0`` for none."""

    id: str
    received_on: date
    quantities: tuple[str, ...]
    comment: str = ""


@dataclass(frozen=True)
class OrderParties:
    """Both parties as they stood at the approval, and until when the contracts of the group's members run (R127-3)."""

    buyer: LegalEntity
    supplier: Supplier
    trade_name: str
    contract_ends_on: date | None


@dataclass(frozen=True)
class SupplierOrder:
    """An order of a group's activity, in the name of its legal entity. ``to_number`` marks one whose number may be missing."""

    activity_id: str
    group_id: str
    scheme: str
    siren: str
    supplier_id: str
    lines: tuple[OrderLine, ...]
    wanted_on: date | None = None
    note: str = ""
    status: OrderStatus = OrderStatus.DRAFT
    number: str | None = None
    to_number: bool = False
    approved_on: date | None = None
    approved_by: str | None = None
    approved_as: str | None = None
    submitted_by: str | None = None
    parties: OrderParties | None = None
    sent_on: date | None = None
    receptions: tuple[Reception, ...] = ()
    invoiced_by: tuple[str, ...] = ()
    history: tuple[Happening, ...] = ()

    @property
    def total_excluding_vat_cents(self) -> int:
        """The sum of its lines."""
        return sum(one.total_cents for one in self.lines)

    @property
    def vat(self) -> dict[str, tuple[int, int]]:
        """Base and VAT by rate, VAT on the sum of the rate."""
        bases: dict[str, int] = {}
        for one in self.lines:
            bases[one.vat_rate] = bases.get(one.vat_rate, 0) + one.total_cents
        return {rate: (base, computed_vat(base, rate)) for rate, base in bases.items()}

    @property
    def total_including_vat_cents(self) -> int:
        """What the supplier will ask for."""
        return self.total_excluding_vat_cents + sum(vat for _, vat in self.vat.values())

    def received_thousandths(self, place: int) -> int:
        """How much of a line came so far, in thousandths of its unit."""
        return sum(received_quantity(one.quantities[place]) for one in self.receptions)

    @property
    def quantities_left(self) -> tuple[str, ...]:
        """What is still to come of each line."""
        left = [thousandths(one.quantity) - self.received_thousandths(place) for place, one in enumerate(self.lines)]
        return tuple(written_quantity(max(0, one)) for one in left)

    def logged(self, at: datetime, actor: str, action: str, comment: str = "") -> "SupplierOrder":
        """The order with one more line of history."""
        return replace(self, history=(*self.history, Happening(at, actor, action, comment)))


@dataclass(frozen=True)
class OrderContent:
    """What a draft says."""

    supplier_id: str
    lines: tuple[OrderLine, ...]
    wanted_on: date | None = None
    note: str = ""


def with_content(order: SupplierOrder, content: OrderContent) -> SupplierOrder:
    """The order with another content. RuleError from the submission on."""
    if order.status not in EDITABLE:
        detail = f"the order is {order.status}; only a draft or a returned one can be changed"
        raise RuleError("order-not-draft", detail)
    check_order(content)
    return replace(
        order,
        supplier_id=content.supplier_id,
        lines=content.lines,
        wanted_on=content.wanted_on,
        note=content.note,
    )


def check_order(content: OrderContent) -> None:
    """InputError for what cannot be ordered."""
    if not 1 <= len(content.lines) <= MOST_LINES:
        raise InputError("lines", f"are {len(content.lines)}", f"1 to {MOST_LINES}")
    for place, line in enumerate(content.lines):
        field = f"lines.{place}"
        check_account(line.account, field=f"{field}.account", classes="26")
        thousandths(line.quantity, f"{field}.quantity")
        if not 0 < line.unit_price_cents <= LARGEST_CENTS or line.total_cents > LARGEST_CENTS:
            raise InputError(f"{field}.unit_price", "is no price of an order", f"0.01 to {LARGEST_CENTS // 100}.00")
        if line.vat_rate not in (*VAT_PER_MILLE, NO_VAT):
            accepted = ", ".join((*VAT_PER_MILLE, NO_VAT))
            raise InputError(f"{field}.vat_rate", f"{line.vat_rate} is not a rate of VAT (INV-03)", accepted)


def received_quantity(quantity: str, field: str = "quantity") -> int:
    """A quantity that may be nothing, in thousandths."""
    return 0 if quantity.strip("0.") == "" and quantity.startswith("0") else thousandths(quantity, field)


def written_quantity(amount: int) -> str:
    """Thousandths as a decimal string without zeros at its end: 2500 is ``2.5``."""
    units, rest = divmod(amount, 1000)
    return f"{units}.{rest:03d}".rstrip("0").rstrip(".")


def order_number(year: int, number: int) -> str:
    """As it is printed: ``BC2026-0001``."""
    return f"BC{year}-{number:04d}"
