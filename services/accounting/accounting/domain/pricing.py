"""Lines, quantities and VAT: what quotes and invoices have in common.

VAT is computed per rate on the sum of its lines and rounded half up, as EN 16931 BR-CO-17 wants it (INV-04).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from accounting.domain.errors import InputError
from accounting.domain.money import half_up

VAT_PER_MILLE = {"20": 200, "10": 100, "5.5": 55, "2.1": 21}
"""The mainland rates (INV-03), in thousandths."""
MAX_LINES = 200
_QUANTITY = re.compile(r"(0|[1-9][0-9]{0,6})(?:\.([0-9]{1,3}))?")
_LARGEST_LINE_CENTS = 10_000_000_000


class Nature(StrEnum):
    """What is sold; it decides the account of the sale and the category mention of the invoice."""

    GOODS = "goods"
    SERVICES = "services"
    RESALE = "resale"


@dataclass(frozen=True)
class Line:
    """One line of a quote or an invoice. ``quantity`` is a decimal string; amounts exclude VAT."""

    label: str
    quantity: str
    unit_price_cents: int
    vat_rate: str
    nature: Nature

    @property
    def total_cents(self) -> int:
        """Quantity times unit price, rounded half up to the cent."""
        return half_up(thousandths(self.quantity) * self.unit_price_cents, 1000)


@dataclass(frozen=True)
class VatOfRate:
    """The VAT of one rate."""

    rate: str
    base_cents: int
    vat_cents: int


@dataclass(frozen=True)
class Totals:
    """What lines add up to."""

    excluding_vat_cents: int
    vat_cents: int
    vat: tuple[VatOfRate, ...]

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


def check_lines(lines: Sequence[Line]) -> None:
    """InputError for the first line that cannot be sold like this."""
    if not 1 <= len(lines) <= MAX_LINES:
        raise InputError("lines", f"has {len(lines)} lines", f"1 to {MAX_LINES}")
    for place, line in enumerate(lines):
        if not line.label.strip():
            raise InputError(f"lines.{place}.label", "is empty", "what is sold")
        thousandths(line.quantity, f"lines.{place}.quantity")
        if line.unit_price_cents <= 0:
            raise InputError(f"lines.{place}.unit_price", "is not a price", "an amount above 0")
        if line.vat_rate not in VAT_PER_MILLE:
            raise InputError(f"lines.{place}.vat_rate", "is not a rate (INV-03)", ", ".join(VAT_PER_MILLE))
        if not 0 < line.total_cents <= _LARGEST_LINE_CENTS:
            raise InputError(f"lines.{place}", "has an amount out of bounds", "0.01 to 100000000.00")


def totals_of(lines: Sequence[Line]) -> Totals:
    """The totals, VAT per rate, highest rate first."""
    vat = []
    for rate, per_mille in VAT_PER_MILLE.items():
        base = sum(line.total_cents for line in lines if line.vat_rate == rate)
        if base:
            vat.append(VatOfRate(rate, base, half_up(base * per_mille, 1000)))
    return Totals(sum(one.base_cents for one in vat), sum(one.vat_cents for one in vat), tuple(vat))
