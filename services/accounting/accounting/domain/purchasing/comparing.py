"""A supplier's invoices against the order that they are for: what was ordered, what came, what is invoiced, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounting.domain.pricing import thousandths
from accounting.domain.purchase import Purchase, PurchaseStatus
from accounting.domain.purchasing.line import PurchaseLine
from accounting.domain.purchasing.order import SupplierOrder, received_quantity

GONE = (PurchaseStatus.DISCARDED, PurchaseStatus.CANCELLED)


@dataclass(frozen=True)
class LineComparison:
    """One line of the order; quantities in thousandths of its unit, amounts without VAT. ``invoiced_thousandths`` is None when
    an invoice does not say a quantity."""

    label: str
    ordered_thousandths: int
    received_thousandths: int
    invoiced_thousandths: int | None
    ordered_cents: int
    invoiced_cents: int

    @property
    def difference_cents(self) -> int:
        """What is invoiced beyond the order; below 0 what is not invoiced yet."""
        return self.invoiced_cents - self.ordered_cents

    @property
    def not_received_thousandths(self) -> int:
        """How much is invoiced that has not come."""
        return max(0, (self.invoiced_thousandths or 0) - self.received_thousandths)


@dataclass(frozen=True)
class Comparison:
    """All lines, and what is invoiced without having been ordered: label and cents."""

    lines: tuple[LineComparison, ...]
    not_ordered: tuple[tuple[str, int], ...]

    @property
    def ordered_cents(self) -> int:
        """All of the order."""
        return sum(one.ordered_cents for one in self.lines)

    @property
    def invoiced_cents(self) -> int:
        """All that is invoiced."""
        return sum(one.invoiced_cents for one in self.lines) + sum(cents for _, cents in self.not_ordered)

    @property
    def complete(self) -> bool:
        """Whether nothing of the order is left to invoice."""
        return self.invoiced_cents >= self.ordered_cents

    @property
    def agrees(self) -> bool:
        """Whether what is invoiced is what was ordered and, as far as it is known, what came."""
        return not self.not_ordered and all(
            one.difference_cents == 0 and one.not_received_thousandths == 0 for one in self.lines
        )


def compare(order: SupplierOrder, purchases: Mapping[str, Purchase]) -> Comparison:
    """The order against these purchases of it; discarded and cancelled ones are left out, credit notes are taken off."""
    found: list[tuple[int, PurchaseLine]] = [
        (one.sign, line) for one in purchases.values() if one.status not in GONE for line in one.lines
    ]
    lines = tuple(_compared(order, place, found) for place in range(len(order.lines)))
    others = tuple(
        (line.label, sign * line.excluding_vat_cents) for sign, line in found if not _is_of(order, line.order_line)
    )
    return Comparison(lines, others)


def _compared(order: SupplierOrder, place: int, found: list[tuple[int, PurchaseLine]]) -> LineComparison:
    line = order.lines[place]
    own = [(sign, one) for sign, one in found if one.order_line == place]
    known = all(one.quantity is not None for _, one in own)
    quantity = sum(sign * received_quantity(one.quantity) for sign, one in own if one.quantity is not None)
    return LineComparison(
        label=line.label,
        ordered_thousandths=thousandths(line.quantity),
        received_thousandths=order.received_thousandths(place),
        invoiced_thousandths=quantity if known else None,
        ordered_cents=line.total_cents,
        invoiced_cents=sum(sign * one.excluding_vat_cents for sign, one in own),
    )


def _is_of(order: SupplierOrder, place: int | None) -> bool:
    return place is not None and 0 <= place < len(order.lines)
