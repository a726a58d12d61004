"""What has to be on an invoice before it gets its number: every mention of the law, each missing one named.

INV-01 to INV-12 and CAPE-05, from CGI ann. II art. 242 nonies A; C. com. L441-9, L441-10, D441-5, R127-3; the FNFE rules of
the e-invoicing reform. What is printed from settings for everybody (penalties, discount, indemnity) cannot be missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accounting.domain.errors import Problem, RuleError
from accounting.domain.invoice import Invoice, IssueOrder
from accounting.domain.invoice_parts import InvoiceKind
from accounting.domain.parties import Address, Customer, CustomerKind
from accounting.domain.vat import VatTreatment

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
OTHER_COUNTRY = (VatTreatment.INTRA_COMMUNITY, VatTreatment.EXPORT)
SELLER_IN_LINES = (VatTreatment.INTRA_COMMUNITY, VatTreatment.REVERSE_CHARGE)


@dataclass(frozen=True)
class IssueRules:
    """What depends on the deployment: from when the seller has to issue electronic invoices (INV-12)."""

    electronic_from: date
    contract_required: bool = False
    """Whether the activity is of people under a CAPE, whose documents name the end of their contract (CAPE-05)."""


def check_mentions_of(invoice: Invoice, order: IssueOrder, rules: IssueRules) -> None:
    """RuleError naming everything that is missing or contradicts itself; nothing is issued with a part of it."""
    problems = tuple(missing_mentions(invoice, order, rules))
    if problems:
        first = problems[0]
        detail = f"{len(problems)} mention(s) missing or wrong: {first.field} {first.message}"
        raise RuleError("inv-01-mentions-missing", detail, problems)


def missing_mentions(invoice: Invoice, order: IssueOrder, rules: IssueRules) -> Iterator[Problem]:
    """One problem for each, with the rule that wants it."""
    yield from _seller(order)
    yield from _buyer(invoice, order, rules)
    yield from _days(order)
    yield from _vat(invoice, order)
    yield from _references(invoice)
    if rules.contract_required and order.contract_ends_on is None:
        yield Problem(
            "contract_ends_on", "is missing: the end of the CAPE stands on every document (CAPE-05)", "a date"
        )


def _seller(order: IssueOrder) -> Iterator[Problem]:
    seller = order.seller
    if not seller.legal_form.strip():
        yield Problem("seller.legal_form", "is missing (INV-01)", "such as SCIC SA à capital variable")
    yield from _address("seller.address", seller.address)


def _buyer(invoice: Invoice, order: IssueOrder, rules: IssueRules) -> Iterator[Problem]:
    buyer = order.buyer
    if not buyer.name.strip():
        yield Problem("buyer.name", "is missing (INV-01)", "the name of the customer")
    yield from _address("buyer.address", buyer.billing_address or buyer.address)
    if _is_french_business(buyer) and buyer.siren is None and order.ordered_on >= rules.electronic_from:
        yield Problem(
            "buyer.siren", "is missing: electronic invoices are sent to a SIREN (INV-01, INV-12)", "nine digits"
        )
    treatments = {line.vat_treatment for line in invoice.lines}
    if treatments & set(SELLER_IN_LINES) and buyer.vat_number is None:
        accepted = "the VAT number of the customer"
        yield Problem(
            "buyer.vat_number",
            "is missing: the customer owes the VAT, or is in another member state (INV-01)",
            accepted,
        )
    if buyer.purchase_order_required and not invoice.order_reference.strip():
        yield Problem(
            "order_reference", "is missing: this customer pays no invoice without it (INV-01)", "their order number"
        )


def _days(order: IssueOrder) -> Iterator[Problem]:
    for field, day in (("service_on", order.service_on), ("due_on", order.due_on)):
        if not FIRST_DAY <= day <= LAST_DAY:
            yield Problem(field, "is far away (INV-01)", f"{FIRST_DAY} to {LAST_DAY}")


def _vat(invoice: Invoice, order: IssueOrder) -> Iterator[Problem]:
    liable = bool(order.seller.vat_number)
    for place, line in enumerate(invoice.lines):
        where = f"lines.{place}.vat_treatment"
        if liable and line.vat_treatment is VatTreatment.FRANCHISE:
            yield Problem(where, "is franchise, but the seller owes VAT (INV-09)", "another reason, or a rate")
        if not liable and line.vat_treatment is not VatTreatment.FRANCHISE:
            yield Problem(where, "is not franchise, but the seller owes no VAT (INV-09)", "franchise, rate 0")
        if line.vat_treatment in OTHER_COUNTRY and order.buyer.address.country == "FR":
            yield Problem(where, f"is {line.vat_treatment}, but the customer is in France (INV-03)", "a rate")


def _references(invoice: Invoice) -> Iterator[Problem]:
    if invoice.kind in (InvoiceKind.CREDIT_NOTE, InvoiceKind.CORRECTIVE) and invoice.original is None:
        yield Problem(
            "original", "is missing: it names the number and the date of its invoice (INV-07)", "an issued invoice"
        )
    left = {(one.treatment, one.rate): one.vat_cents for one in invoice.totals.vat}
    bases = {(one.treatment, one.rate): one.base_cents for one in invoice.totals.vat}
    for prepaid in invoice.prepaid:
        for one in prepaid.vat:
            key = (one.treatment, one.rate)
            left[key] = left.get(key, 0) - one.vat_cents
            bases[key] = bases.get(key, 0) - one.base_cents
    for treatment, rate in bases:
        if bases[treatment, rate] < 0 or left[treatment, rate] < 0:
            yield Problem("prepaid", f"deposits at {rate} % are more than is sold", "a credit note on a deposit first")


def _address(field: str, address: Address) -> Iterator[Problem]:
    for name in ("line", "postcode", "city"):
        if not getattr(address, name).strip():
            yield Problem(f"{field}.{name}", "is missing (INV-01)", "a complete address")


def _is_french_business(buyer: Customer) -> bool:
    return buyer.kind is CustomerKind.BUSINESS and buyer.address.country == "FR"
