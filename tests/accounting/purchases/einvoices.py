"""Electronic invoices of an invented weaver, as EN 16931 has them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from essaim.einvoice.codes import VatCategory
from essaim.einvoice.model import (
    Address,
    Allowance,
    EInvoice,
    Identifier,
    Line,
    Party,
    PaymentMeans,
    Totals,
    Vat,
    VatBreakdown,
)
from tests.accounting.integration.office import SIREN
from tests.accounting.parties.answers import IBAN

TWENTY = Vat(VatCategory.STANDARD, Decimal("20.00"))
FIVE = Vat(VatCategory.STANDARD, Decimal("5.50"))
WEAVER = "900000019"


def line(name: str, cents: int, vat: Vat = TWENTY, **changes: Any) -> Line:
    """One piece at this price."""
    one = Line("1", name, Decimal(1), "C62", Decimal(cents) / 100, vat, cents)
    return replace(one, **changes)


def einvoice(*lines: Line, allowances: tuple[Allowance, ...] = (), **changes: Any) -> EInvoice:
    """An invoice of 300,00 at 20 % and 100,00 at 5,5 %, unless other lines are given."""
    found = lines or (line("Toile", 30_000), line("Livre", 10_000, FIVE))
    bases: dict[Vat, int] = {}
    for one in found:
        bases[one.vat] = bases.get(one.vat, 0) + one.net_cents
    for allowance in allowances:
        assert allowance.vat is not None
        bases[allowance.vat] += allowance.amount_cents if allowance.charge else -allowance.amount_cents
    vat = tuple(VatBreakdown(one, base, _tax(one, base)) for one, base in bases.items())
    base, tax = sum(bases.values()), sum(one.tax_cents for one in vat)
    home = Address("FR", "8 rue des Tisserands", postcode="68100", city="Mulhouse")
    made = EInvoice(
        number="F-2641",
        issued_on=date(2026, 11, 20),
        type_code="380",
        seller=Party("Tissages Exemple SARL", home, legal_id=Identifier(WEAVER, "0002"), vat_id="FR29900000019"),
        buyer=Party("Coopérative Exemple", home, legal_id=Identifier(SIREN, "0002")),
        totals=Totals(sum(one.net_cents for one in found), base, tax, base + tax, base + tax),
        lines=found,
        vat=vat,
        allowances=allowances,
        due_on=date(2026, 12, 20),
        payment=(PaymentMeans("30", iban=IBAN),),
    )
    return replace(made, **changes)


def _tax(vat: Vat, base: int) -> int:
    return int((Decimal(base) * (vat.rate or 0) / 100).quantize(Decimal(1), "ROUND_HALF_UP"))
