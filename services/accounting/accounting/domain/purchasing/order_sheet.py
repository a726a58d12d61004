"""What is printed on an order: parties, lines, totals and the R127-3 mention, as plain data (CAPE-05: orders too)."""

from dataclasses import dataclass
from datetime import date

from accounting.domain.invoice_sheet import SheetBuyer, SheetCape, SheetLine, SheetSeller, SheetVat
from accounting.domain.printing import UNIT_NAMES, cape_of, seller_of
from accounting.domain.purchasing.order import OrderParties, OrderStatus, SupplierOrder

UNAPPROVED = (OrderStatus.DRAFT, OrderStatus.SUBMITTED, OrderStatus.RETURNED, OrderStatus.DISCARDED)


@dataclass(frozen=True)
class OrderSheet:
    """One order. A draft has no number and no day, and has to say that it is none; a cancelled one says so too."""

    draft: bool
    cancelled: bool
    number: str | None
    ordered_on: date | None
    wanted_on: date | None
    trade_name: str
    orderer: SheetSeller
    supplier: SheetBuyer
    lines: tuple[SheetLine, ...]
    vat: tuple[SheetVat, ...]
    total_excluding_vat_cents: int
    total_vat_cents: int
    note: str
    invoicing: str
    cape: SheetCape | None


def order_sheet(order: SupplierOrder, parties: OrderParties) -> OrderSheet:
    """The sheet of an order in any state."""
    supplier, buyer = parties.supplier, parties.buyer
    address = supplier.address.lines if supplier.address else ()
    vat = tuple(SheetVat(rate, base, tax) for rate, (base, tax) in order.vat.items())
    number = f" et le numéro {order.number}" if order.number else ""
    return OrderSheet(
        draft=order.status in UNAPPROVED or order.number is None,
        cancelled=order.status is OrderStatus.CANCELLED,
        number=order.number,
        ordered_on=order.approved_on,
        wanted_on=order.wanted_on,
        trade_name=parties.trade_name,
        orderer=seller_of(buyer),
        supplier=SheetBuyer(supplier.name, address, supplier.siren, supplier.vat_number),
        lines=tuple(
            SheetLine(
                one.label, one.quantity, one.unit_price_cents, one.vat_rate, one.total_cents, UNIT_NAMES[one.unit]
            )
            for one in order.lines
        ),
        vat=vat,
        total_excluding_vat_cents=order.total_excluding_vat_cents,
        total_vat_cents=sum(one.vat_cents for one in vat),
        note=order.note,
        invoicing=f"La facture porte le nom {buyer.name}, le SIREN {buyer.siren}{number}.",
        cape=cape_of(buyer, parties.contract_ends_on),
    )
