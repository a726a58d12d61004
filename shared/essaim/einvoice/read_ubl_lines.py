"""What UBL says of lines, VAT, discounts and periods."""

from essaim.einvoice.model import Allowance, Line, Period, Vat, VatBreakdown
from essaim.einvoice.place import Place, read_category


def read_line(node: Place, kind: str) -> Line:
    """BG-25 of an ``Invoice`` or a ``CreditNote``."""
    quantity = "cbc:InvoicedQuantity" if kind == "Invoice" else "cbc:CreditedQuantity"
    unit = node.attribute(quantity, "unitCode")
    if not unit:
        node.report(quantity, "BT-130", "BR-23", "unité (unitCode) absente, alors qu'elle est obligatoire")
    discount = "cac:Price/cac:AllowanceCharge/cbc:"
    return Line(
        id=node.need("cbc:ID", "BT-126", "BR-21"),
        name=node.need("cac:Item/cbc:Name", "BT-153", "BR-25"),
        quantity=node.need_number(quantity, "BT-129", "BR-22"),
        unit=unit,
        net_price=node.need_number("cac:Price/cbc:PriceAmount", "BT-146", "BR-26"),
        vat=_vat(node, "cac:Item/cac:ClassifiedTaxCategory/cbc:", "BT-151", "BT-152", "BR-CO-04"),
        net_cents=node.need_cents("cbc:LineExtensionAmount", "BT-131", "BR-24"),
        description=node.text("cac:Item/cbc:Description"),
        note="\n".join(text for one in node.all("cbc:Note") if (text := one.own_text())),
        gross_price=node.number(f"{discount}BaseAmount", "BT-148"),
        price_discount=node.number(f"{discount}Amount", "BT-147"),
        base_quantity=node.number("cac:Price/cbc:BaseQuantity", "BT-149"),
        allowances=read_allowances(node),
        period=read_period(node, "BT-134", "BT-135"),
        order_line=node.text("cac:OrderLineReference/cbc:LineID"),
        buyer_account=node.text("cbc:AccountingCost"),
        seller_item=node.text("cac:Item/cac:SellersItemIdentification/cbc:ID"),
        buyer_item=node.text("cac:Item/cac:BuyersItemIdentification/cbc:ID"),
        standard_item=node.identifier("cac:Item/cac:StandardItemIdentification/cbc:ID"),
    )


def read_breakdown(node: Place) -> VatBreakdown:
    """BG-23."""
    return VatBreakdown(
        vat=_vat(node, "cac:TaxCategory/cbc:", "BT-118", "BT-119", "BR-47"),
        base_cents=node.need_cents("cbc:TaxableAmount", "BT-116", "BR-45"),
        tax_cents=node.need_cents("cbc:TaxAmount", "BT-117", "BR-46"),
        reason=node.text("cac:TaxCategory/cbc:TaxExemptionReason"),
        reason_code=node.text("cac:TaxCategory/cbc:TaxExemptionReasonCode"),
    )


def read_allowances(node: Place) -> tuple[Allowance, ...]:
    """BG-20, BG-21, BG-27, BG-28."""
    return tuple(_allowance(one) for one in node.all("cac:AllowanceCharge"))


def _allowance(node: Place) -> Allowance:
    has_vat = node.one("cac:TaxCategory") is not None
    return Allowance(
        amount_cents=node.need_cents("cbc:Amount", "BT-92", "BR-31"),
        charge=node.text("cbc:ChargeIndicator") in ("true", "1"),
        reason=node.text("cbc:AllowanceChargeReason"),
        reason_code=node.text("cbc:AllowanceChargeReasonCode"),
        percent=node.number("cbc:MultiplierFactorNumeric", "BT-94"),
        base_cents=node.cents("cbc:BaseAmount", "BT-93"),
        vat=_vat(node, "cac:TaxCategory/cbc:", "BT-95", "BT-96", "BR-32") if has_vat else None,
    )


def _vat(node: Place, path: str, category_term: str, rate_term: str, rule: str) -> Vat:
    code = node.need(f"{path}ID", category_term, rule)
    rate = node.number(f"{path}Percent", rate_term)
    return Vat(read_category(node, f"{path}ID", code, category_term), rate)


def read_period(node: Place, start_term: str, end_term: str) -> Period | None:
    """BG-14, BG-26."""
    start = node.day("cac:InvoicePeriod/cbc:StartDate", start_term)
    end = node.day("cac:InvoicePeriod/cbc:EndDate", end_term)
    return Period(start, end) if start or end else None
