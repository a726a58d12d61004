"""The lines of the purchase that an order becomes: what is left to invoice of each line, or what came of it."""

from accounting.domain.money import half_up
from accounting.domain.purchasing.comparing import Comparison
from accounting.domain.purchasing.line import PurchaseLine, computed_vat
from accounting.domain.purchasing.order import SupplierOrder, written_quantity


def lines_to_invoice(order: SupplierOrder, compared: Comparison, *, received_only: bool) -> tuple[PurchaseLine, ...]:
    """One for each line of which something is left."""
    lines = []
    for place, line in enumerate(order.lines):
        one = compared.lines[place]
        whole = one.received_thousandths if received_only else one.ordered_thousandths
        left = whole - (one.invoiced_thousandths or 0)
        # An invoice without quantities is taken off by its amount only.
        cents = half_up(left * line.unit_price_cents, 1000)
        if one.invoiced_thousandths is None:
            cents = half_up(whole * line.unit_price_cents, 1000) - one.invoiced_cents
        if left > 0 and cents > 0:
            vat = computed_vat(cents, line.vat_rate)
            lines.append(
                PurchaseLine(
                    label=line.label,
                    account=line.account,
                    excluding_vat_cents=cents,
                    vat_rate=line.vat_rate,
                    vat_cents=vat,
                    quantity=written_quantity(left),
                    order_line=place,
                )
            )
    return tuple(lines)
