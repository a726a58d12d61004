"""What documents come to, computed a second time from the story's own data, to check the service's figures to the cent.

All of the story is at the normal rate. VAT is rounded half up once per document, as is every percentage; prices of the market
stall include VAT, which is taken out once per ticket.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from essaim.contracts.types import parse_amount

VAT_RATE = "20"


@dataclass(frozen=True)
class Total:
    """Net of VAT, and the VAT."""

    net_cents: int
    vat_cents: int

    @property
    def gross_cents(self) -> int:
        """With VAT."""
        return self.net_cents + self.vat_cents

    def __add__(self, other: "Total") -> "Total":
        return Total(self.net_cents + other.net_cents, self.vat_cents + other.vat_cents)

    def __sub__(self, other: "Total") -> "Total":
        return Total(self.net_cents - other.net_cents, self.vat_cents - other.vat_cents)


NOTHING = Total(0, 0)


@dataclass(frozen=True)
class Item:
    """What is sold on a quote or an invoice; the price is net of VAT."""

    label: str
    quantity: int
    price: str
    nature: str
    section: str = ""


def rounded(exact: Decimal) -> int:
    """Half up."""
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def percent_of(cents: int, percent: str) -> int:
    """A part, such as 30 % of it."""
    return rounded(Decimal(cents) * Decimal(percent) / 100)


def taxed(net_cents: int) -> Total:
    """A document of this net amount."""
    return Total(net_cents, percent_of(net_cents, VAT_RATE))


def vat_included(gross_cents: int) -> Total:
    """An amount that includes VAT, such as a ticket's: the VAT is what the net amount leaves."""
    net = rounded(Decimal(gross_cents) * 100 / (100 + Decimal(VAT_RATE)))
    return Total(net, gross_cents - net)


def sold(items: Sequence[Item], discount_percent: str = "0") -> Total:
    """A quote or an invoice over these, with a discount on all of it."""
    whole = sum(one.quantity * parse_amount(one.price) for one in items)
    return taxed(whole - percent_of(whole, discount_percent))


def driven(kilometres: str, rate: str) -> int:
    """What a way in one's own car is worth: kilometres times the rate of the scale, in euros."""
    return rounded(Decimal(kilometres) * Decimal(rate) * 100)
