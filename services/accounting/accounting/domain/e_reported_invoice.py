"""What an invoice to a customer who gets no electronic invoice adds to the e-reporting of its day (INV-11).

Private customers, and customers in other countries: an electronic invoice goes to a SIREN. Deposits count on their own day, so a
final invoice counts what is left of it; a credit note takes away.
"""

from accounting.domain.invoice import Invoice, Issued
from accounting.domain.money import split
from accounting.domain.parties import CustomerKind
from accounting.domain.pricing import Nature, net_of_lines
from accounting.domain.till.e_reporting import DayTotal, RateTotal
from accounting.domain.vat import VatOfRate


def is_reported(certain: Issued) -> bool:
    """Whether a sale is told by its sum, and not sent as an electronic invoice."""
    buyer = certain.order.buyer
    return buyer.kind is CustomerKind.PRIVATE or buyer.address.country != "FR"


def invoice_day(invoice: Invoice, certain: Issued) -> DayTotal:
    """Its day, with bases and VAT per rate, goods and services apart."""
    found: list[RateTotal] = []
    for one in invoice.totals.vat:
        taken = [part for prepaid in invoice.prepaid for part in prepaid.vat if _same(part, one)]
        base = one.base_cents - sum(part.base_cents for part in taken)
        vat = one.vat_cents - sum(part.vat_cents for part in taken)
        services = _services(invoice, one)
        for is_service, cents, tax in zip(
            (True, False),
            split(base, (services, one.base_cents - services)),
            split(vat, (services, one.base_cents - services)),
            strict=True,
        ):
            if cents or tax:
                found.append(RateTotal(is_service, one.rate, invoice.sign * cents, invoice.sign * tax, 1))
    return DayTotal(certain.issued_on, 1, tuple(found))


def _services(invoice: Invoice, one: VatOfRate) -> int:
    nets = net_of_lines(invoice.lines, invoice.discount)
    return sum(
        net
        for line, net in zip(invoice.lines, nets, strict=True)
        if (line.vat_rate, line.vat_treatment) == (one.rate, one.treatment) and line.nature is Nature.SERVICES
    )


def _same(part: VatOfRate, one: VatOfRate) -> bool:
    return (part.rate, part.treatment) == (one.rate, one.treatment)
