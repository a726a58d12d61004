"""What a Cross Industry Invoice says of lines, VAT, discounts and periods."""

from essaim.einvoice.model import Allowance, Line, Period, Vat, VatBreakdown
from essaim.einvoice.place import Place, read_category


def read_line(node: Place) -> Line:
    """BG-25."""
    agreement, settlement = "ram:SpecifiedLineTradeAgreement/ram:", "ram:SpecifiedLineTradeSettlement/ram:"
    gross, net = f"{agreement}GrossPriceProductTradePrice/ram:", f"{agreement}NetPriceProductTradePrice/ram:"
    quantity, product = "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity", "ram:SpecifiedTradeProduct/ram:"
    total = f"{settlement}SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"
    part = node.one("ram:SpecifiedLineTradeSettlement")
    notes = node.all("ram:AssociatedDocumentLineDocument/ram:IncludedNote")
    unit = node.attribute(quantity, "unitCode")
    if not unit:
        node.report(quantity, "BT-130", "BR-23", "unité (unitCode) absente, alors qu'elle est obligatoire")
    return Line(
        id=node.need("ram:AssociatedDocumentLineDocument/ram:LineID", "BT-126", "BR-21"),
        name=node.need(f"{product}Name", "BT-153", "BR-25"),
        quantity=node.need_number(quantity, "BT-129", "BR-22"),
        unit=unit,
        net_price=node.need_number(f"{net}ChargeAmount", "BT-146", "BR-26"),
        vat=read_vat(node, f"{settlement}ApplicableTradeTax/ram:", "BT-151", "BT-152", "BR-CO-04"),
        net_cents=node.need_cents(total, "BT-131", "BR-24"),
        description=node.text(f"{product}Description"),
        note="\n".join(text for one in notes if (text := one.text("ram:Content"))),
        gross_price=node.number(f"{gross}ChargeAmount", "BT-148"),
        price_discount=node.number(f"{gross}AppliedTradeAllowanceCharge/ram:ActualAmount", "BT-147"),
        base_quantity=node.number(f"{net}BasisQuantity", "BT-149"),
        allowances=read_allowances(part) if part else (),
        period=read_period(part, "BT-134", "BT-135") if part else None,
        order_line=node.text(f"{agreement}BuyerOrderReferencedDocument/ram:LineID"),
        buyer_account=node.text(f"{settlement}ReceivableSpecifiedTradeAccountingAccount/ram:ID"),
        seller_item=node.text(f"{product}SellerAssignedID"),
        buyer_item=node.text(f"{product}BuyerAssignedID"),
        standard_item=node.identifier(f"{product}GlobalID"),
    )


def read_vat(node: Place, path: str, category_term: str, rate_term: str, rule: str) -> Vat:
    """A category and its rate."""
    code = node.need(f"{path}CategoryCode", category_term, rule)
    rate = node.number(f"{path}RateApplicablePercent", rate_term)
    return Vat(read_category(node, f"{path}CategoryCode", code, category_term), rate)


def read_breakdown(node: Place) -> VatBreakdown:
    """BG-23."""
    return VatBreakdown(
        vat=read_vat(node, "ram:", "BT-118", "BT-119", "BR-47"),
        base_cents=node.need_cents("ram:BasisAmount", "BT-116", "BR-45"),
        tax_cents=node.need_cents("ram:CalculatedAmount", "BT-117", "BR-46"),
        reason=node.text("ram:ExemptionReason"),
        reason_code=node.text("ram:ExemptionReasonCode"),
    )


def read_allowances(node: Place) -> tuple[Allowance, ...]:
    """BG-20, BG-21, BG-27, BG-28, and the charges for transport of EXTENDED."""
    found = [_allowance(one) for one in node.all("ram:SpecifiedTradeAllowanceCharge")]
    for one in node.all("ram:SpecifiedLogisticsServiceCharge"):
        vat = read_vat(one, "ram:AppliedTradeTax/ram:", "BT-102", "BT-103", "BR-37")
        amount = one.need_cents("ram:AppliedAmount", "BT-99", "BR-36")
        found.append(Allowance(amount, charge=True, reason=one.text("ram:Description"), vat=vat))
    return tuple(found)


def _allowance(node: Place) -> Allowance:
    has_vat = node.one("ram:CategoryTradeTax") is not None
    return Allowance(
        amount_cents=node.need_cents("ram:ActualAmount", "BT-92", "BR-31"),
        charge=node.text("ram:ChargeIndicator/udt:Indicator") in ("true", "1"),
        reason=node.text("ram:Reason"),
        reason_code=node.text("ram:ReasonCode"),
        percent=node.number("ram:CalculationPercent", "BT-94"),
        base_cents=node.cents("ram:BasisAmount", "BT-93"),
        vat=read_vat(node, "ram:CategoryTradeTax/ram:", "BT-95", "BT-96", "BR-32") if has_vat else None,
    )


def read_period(node: Place, start_term: str, end_term: str) -> Period | None:
    """BG-14, BG-26."""
    start = node.day("ram:BillingSpecifiedPeriod/ram:StartDateTime/udt:DateTimeString", start_term)
    end = node.day("ram:BillingSpecifiedPeriod/ram:EndDateTime/udt:DateTimeString", end_term)
    return Period(start, end) if start or end else None
