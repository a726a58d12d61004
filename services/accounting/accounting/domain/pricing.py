"""Lines, quantities, discounts and VAT: what quotes and invoices have in common.

VAT is computed per rate on the sum of its lines and rounded half up, as EN 16931 BR-CO-17 wants it (INV-04). A discount on
the whole document is split over its lines to the cent, so that every rate and every account knows its part of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from accounting.domain.errors import InputError
from accounting.domain.money import half_up, split
from accounting.domain.parties import rate_per_ten_thousand
from accounting.domain.vat import NO_VAT, VAT_PER_MILLE, VatOfRate, VatTreatment, rate_is_known

MAX_LINES = 200
_QUANTITY = re.compile(r"(0|[1-9][0-9]{0,6})(?:\.([0-9]{1,3}))?")
_LARGEST_LINE_CENTS = 10_000_000_000


class Nature(StrEnum):
    """What is sold; it decides the account of the sale and the category mention of the invoice."""

    GOODS = "goods"
    SERVICES = "services"
    RESALE = "resale"


class Unit(StrEnum):
    """The unit of a quantity, with the codes of UN/ECE Recommendation 20."""

    PIECE = "C62"
    HOUR = "HUR"
    DAY = "DAY"
    MONTH = "MON"
    METRE = "MTR"
    SQUARE_METRE = "MTK"
    KILOGRAM = "KGM"
    LITRE = "LTR"
    KILOMETRE = "KMT"
    FLAT_RATE = "LS"


@dataclass(frozen=True)
class Line:
    """One line of a quote or an invoice. ``quantity`` is a decimal string; amounts exclude VAT.

    ``section`` is the heading of the group of lines that it stands in, ``detail`` what is said below the label.
    """

    label: str
    quantity: str
    unit_price_cents: int
    vat_rate: str
    nature: Nature
    unit: Unit = Unit.PIECE
    discount_percent: str = "0"
    vat_treatment: VatTreatment = VatTreatment.STANDARD
    section: str = ""
    detail: str = ""

    @cached_property
    def gross_cents(self) -> int:
        """Quantity times unit price, rounded half up to the cent."""
        return half_up(thousandths(self.quantity) * self.unit_price_cents, 1000)

    @property
    def discount_cents(self) -> int:
        """The discount of this line."""
        return half_up(self.gross_cents * rate_per_ten_thousand(self.discount_percent, "discount_percent"), 10_000)

    @cached_property
    def total_cents(self) -> int:
        """What the line costs, its own discount taken off."""
        return self.gross_cents - self.discount_cents


@dataclass(frozen=True)
class Discount:
    """A discount on the whole document: a part in percent, or an amount without VAT. One of the two."""

    label: str
    percent: str | None = None
    amount_cents: int | None = None


@dataclass(frozen=True)
class Totals:
    """What lines add up to. ``lines_cents`` is their sum before the discount on the whole document."""

    excluding_vat_cents: int
    vat_cents: int
    vat: tuple[VatOfRate, ...]
    lines_cents: int = 0
    discount_cents: int = 0

    @property
    def including_vat_cents(self) -> int:
        """What the customer pays."""
        return self.excluding_vat_cents + self.vat_cents


def thousandths(quantity: str, field: str = "quantity") -> int:
    """A quantity as an integer of thousandths. InputError unless it is positive with at most three decimals."""
    match = _QUANTITY.fullmatch(quantity)
    units, decimals = match.groups() if match else ("0", None)
    value = int(units) * 1000 + int((decimals or "").ljust(3, "0"))
    if value <= 0:
        raise InputError(field, "is not a quantity", "a decimal above 0 with at most three decimals, such as 2.5")
    return value


def check_lines(lines: Sequence[Line], discount: Discount | None = None) -> None:
    """InputError for the first line that cannot be sold like this, and for a discount that leaves nothing."""
    if not 1 <= len(lines) <= MAX_LINES:
        raise InputError("lines", f"has {len(lines)} lines", f"1 to {MAX_LINES}")
    for place, line in enumerate(lines):
        _check_line(place, line)
    if discount is not None:
        _check_discount(discount, sum(line.total_cents for line in lines))


def _check_line(place: int, line: Line) -> None:
    if not line.label.strip():
        raise InputError(f"lines.{place}.label", "is empty", "what is sold")
    thousandths(line.quantity, f"lines.{place}.quantity")
    if line.unit_price_cents <= 0:
        raise InputError(f"lines.{place}.unit_price", "is not a price", "an amount above 0")
    if not rate_is_known(line.vat_rate, line.vat_treatment):
        standard = line.vat_treatment is VatTreatment.STANDARD
        accepted = ", ".join(VAT_PER_MILLE) if standard else f"0, as the line is {line.vat_treatment}"
        raise InputError(f"lines.{place}.vat_rate", "is not a rate (INV-03)", accepted)
    rate_per_ten_thousand(line.discount_percent, f"lines.{place}.discount_percent")
    if not 0 < line.total_cents <= _LARGEST_LINE_CENTS:
        raise InputError(f"lines.{place}", "has an amount out of bounds", "0.01 to 100000000.00")


def _check_discount(discount: Discount, lines_cents: int) -> None:
    if (discount.percent is None) == (discount.amount_cents is None):
        raise InputError("discount", "is not one of percent and amount", "either percent or amount")
    if not discount.label.strip():
        raise InputError("discount.label", "is empty", "why there is a discount")
    if discount.percent is not None:
        rate_per_ten_thousand(discount.percent, "discount.percent")
    field = "discount.percent" if discount.amount_cents is None else "discount.amount"
    if not 0 < discount_cents(discount, lines_cents) < lines_cents:
        raise InputError(field, "is nothing, or all there is", "more than 0, and less than the lines add up to")


def discount_cents(discount: Discount | None, lines_cents: int) -> int:
    """What a discount takes off the sum of the lines."""
    if discount is None:
        return 0
    if discount.amount_cents is not None:
        return discount.amount_cents
    return half_up(lines_cents * rate_per_ten_thousand(discount.percent or "0", "discount.percent"), 10_000)


def net_of_lines(lines: Sequence[Line], discount: Discount | None = None) -> tuple[int, ...]:
    """What each line is worth without VAT once its part of the document's discount is off: largest remainder first."""
    gross = [line.total_cents for line in lines]
    off = discount_cents(discount, sum(gross))
    parts = split(off, gross) if off else (0,) * len(gross)
    return tuple(one - part for one, part in zip(gross, parts, strict=True))


def totals_of(lines: Sequence[Line], discount: Discount | None = None) -> Totals:
    """The totals: VAT per rate, highest rate first, then what has none, by reason."""
    nets = net_of_lines(lines, discount)
    vat = []
    for treatment in VatTreatment:
        for rate in VAT_PER_MILLE if treatment is VatTreatment.STANDARD else (NO_VAT,):
            base = sum(
                net
                for line, net in zip(lines, nets, strict=True)
                if line.vat_rate == rate and line.vat_treatment is treatment
            )
            if base:
                vat.append(VatOfRate(rate, base, half_up(base * VAT_PER_MILLE.get(rate, 0), 1000), treatment))
    lines_cents = sum(line.total_cents for line in lines)
    excluding = sum(one.base_cents for one in vat)
    return Totals(excluding, sum(one.vat_cents for one in vat), tuple(vat), lines_cents, lines_cents - excluding)
