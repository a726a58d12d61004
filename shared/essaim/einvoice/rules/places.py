"""The fields of an invoice with their path and business term, for rules that say the same of many of them."""

from collections.abc import Iterator
from datetime import date

from essaim.einvoice.model import Allowance, EInvoice, Vat

Amount = tuple[str, str, int]
Dated = tuple[str, str, date | None]


def allowances(invoice: EInvoice) -> Iterator[tuple[str, str, Allowance]]:
    """Path, term and allowance: those of the document, then those of the lines."""
    for at, one in enumerate(invoice.allowances):
        yield f"allowances[{at}]", "BT-99" if one.charge else "BT-92", one
    for number, line in enumerate(invoice.lines):
        for at, one in enumerate(line.allowances):
            yield f"lines[{number}].allowances[{at}]", "BT-141" if one.charge else "BT-136", one


def vats(invoice: EInvoice) -> Iterator[tuple[str, str, Vat]]:
    """Path, term of the rate, and category with rate, wherever one stands."""
    for at, line in enumerate(invoice.lines):
        yield f"lines[{at}].vat", "BT-152", line.vat
    for at, one in enumerate(invoice.allowances):
        if one.vat is not None:
            yield f"allowances[{at}].vat", "BT-103" if one.charge else "BT-96", one.vat
    for at, part in enumerate(invoice.vat):
        yield f"vat[{at}].vat", "BT-119", part.vat


def days(invoice: EInvoice) -> Iterator[Dated]:
    """Path, term and day of everything that has one."""
    period, delivery = invoice.period, invoice.delivery
    yield "issued_on", "BT-2", invoice.issued_on
    yield "tax_point_on", "BT-7", invoice.tax_point_on
    yield "due_on", "BT-9", invoice.due_on
    yield "delivery.delivered_on", "BT-72", delivery.delivered_on if delivery else None
    yield "period.start_on", "BT-73", period.start_on if period else None
    yield "period.end_on", "BT-74", period.end_on if period else None
    for at, one in enumerate(invoice.preceding):
        yield f"preceding[{at}].issued_on", "BT-26", one.issued_on
    for at, line in enumerate(invoice.lines):
        yield f"lines[{at}].period.start_on", "BT-134", line.period.start_on if line.period else None
        yield f"lines[{at}].period.end_on", "BT-135", line.period.end_on if line.period else None


def amounts(invoice: EInvoice) -> Iterator[Amount]:
    """Path, term and cents of every amount."""
    totals = invoice.totals
    yield "totals.lines_cents", "BT-106", totals.lines_cents or 0
    yield "totals.allowances_cents", "BT-107", totals.allowances_cents
    yield "totals.charges_cents", "BT-108", totals.charges_cents
    yield "totals.exclusive_cents", "BT-109", totals.exclusive_cents
    yield "totals.tax_cents", "BT-110", totals.tax_cents
    yield "totals.inclusive_cents", "BT-112", totals.inclusive_cents
    yield "totals.prepaid_cents", "BT-113", totals.prepaid_cents
    yield "totals.rounding_cents", "BT-114", totals.rounding_cents
    yield "totals.payable_cents", "BT-115", totals.payable_cents
    for at, part in enumerate(invoice.vat):
        yield f"vat[{at}].base_cents", "BT-116", part.base_cents
        yield f"vat[{at}].tax_cents", "BT-117", part.tax_cents
    for at, line in enumerate(invoice.lines):
        yield f"lines[{at}].net_cents", "BT-131", line.net_cents
    for path, term, one in allowances(invoice):
        yield f"{path}.amount_cents", term, one.amount_cents
