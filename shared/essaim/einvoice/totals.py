"""What follows from lines, discounts and payments: the VAT breakdown and the totals, by the arithmetic of EN 16931.

VAT is computed on the base of each category and rate and rounded half up once (BR-CO-17, INV-04), never per line.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from essaim.einvoice.amounts import half_up, to_cents
from essaim.einvoice.codes import RATED
from essaim.einvoice.model import Allowance, Line, Totals, Vat, VatBreakdown


def line_net_cents(
    quantity: Decimal, net_price: Decimal, allowances: Iterable[Allowance] = (), base_quantity: Decimal | None = None
) -> int:
    """BT-131 of a line: quantity × price (per ``base_quantity``), rounded once, then its discounts and charges."""
    return to_cents(quantity * net_price / (base_quantity or Decimal(1))) + sum(signed_cents(one) for one in allowances)


def signed_cents(one: Allowance) -> int:
    """What it adds to the sum: a discount takes away."""
    return one.amount_cents if one.charge else -one.amount_cents


def tax_cents(base_cents: int, vat: Vat) -> int:
    """BT-117: base × rate, rounded half up; nothing for categories without a tax."""
    return half_up(base_cents * (vat.rate or Decimal(0)) / 100) if vat.category in RATED else 0


def bases(lines: Iterable[Line], allowances: Iterable[Allowance]) -> dict[Vat, int]:
    """BT-116 by category and rate, in the order in which they first come."""
    found: dict[Vat, int] = {}
    for line in lines:
        found[line.vat] = found.get(line.vat, 0) + line.net_cents
    for one in allowances:
        if one.vat is not None:
            found[one.vat] = found.get(one.vat, 0) + signed_cents(one)
    return found


def breakdown(
    lines: Iterable[Line], allowances: Iterable[Allowance] = (), reasons: Mapping[Vat, tuple[str, str]] | None = None
) -> tuple[VatBreakdown, ...]:
    """BG-23. ``reasons`` has the text (BT-120) and the VATEX code (BT-121) of each exemption."""
    return tuple(
        VatBreakdown(vat, base, tax_cents(base, vat), *(reasons or {}).get(vat, ("", "")))
        for vat, base in bases(lines, allowances).items()
    )


def total(
    lines: Iterable[Line],
    vat: Iterable[VatBreakdown],
    allowances: Iterable[Allowance] = (),
    prepaid_cents: int = 0,
    rounding_cents: int = 0,
) -> Totals:
    """BG-22: what BR-CO-10 to BR-CO-16 say."""
    all_lines = sum(one.net_cents for one in lines)
    less = sum(one.amount_cents for one in allowances if not one.charge)
    more = sum(one.amount_cents for one in allowances if one.charge)
    exclusive, tax = all_lines - less + more, sum(one.tax_cents for one in vat)
    return Totals(
        lines_cents=all_lines,
        exclusive_cents=exclusive,
        tax_cents=tax,
        inclusive_cents=exclusive + tax,
        payable_cents=exclusive + tax - prepaid_cents + rounding_cents,
        allowances_cents=less,
        charges_cents=more,
        prepaid_cents=prepaid_cents,
        rounding_cents=rounding_cents,
    )
