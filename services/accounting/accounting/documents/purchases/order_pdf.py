"""The order as the supplier gets it: every mention in its place, and nothing decided here (CAPE-05).

The same sheet gives the same bytes, so an order that was sent can be printed again and stays what it was.
"""

from datetime import UTC, date, datetime, time

from accounting.documents.sale_blocks import (
    VAT_COLUMNS,
    buyer_block,
    cape_block,
    footer,
    line_columns,
    line_row,
    seller_block,
    vat_row,
)
from accounting.domain.purchasing.order_sheet import OrderSheet
from essaim.kit.french import NO_BREAK, french_amount, french_date
from essaim.kit.pdf import Document, Line, Look

LONG_AGO = date(2000, 1, 1)
"""The creation date of a draft that has no day of its own."""


def render_order(sheet: OrderSheet) -> bytes:
    """The PDF of an order, or of a draft, which says on every page that it is none."""
    title = "Projet de bon de commande" if sheet.draft else f"Bon de commande n°{NO_BREAK}{sheet.number}"
    document = Document(
        title,
        created_at=datetime.combine(sheet.ordered_on or LONG_AGO, time(12), tzinfo=UTC),
        author=sheet.orderer.name,
        running=f"{title} — {sheet.orderer.name}",
        footer=footer(sheet.orderer),
        mark="PROJET" if sheet.draft else "ANNULÉ" if sheet.cancelled else "",
    )
    document.blocks(seller_block(sheet.orderer), _heading(sheet, title), share=0.55)
    document.space(8)
    document.blocks(_activity(sheet), buyer_block(sheet.supplier, "Fournisseur"), share=0.55, boxed=True)
    document.space(8)
    document.facts(
        [("Date de la commande", _day(sheet.ordered_on)), ("Livraison souhaitée", _day(sheet.wanted_on))], columns=2
    )
    document.space(2)
    document.table(line_columns(with_discount=False), [line_row(one, with_discount=False) for one in sheet.lines])
    document.space()
    _amounts(document, sheet)
    document.space(6)
    document.heading("Facturation")
    document.paragraph(sheet.invoicing)
    if sheet.note:
        document.space()
        document.heading("Remarque")
        document.paragraph(sheet.note)
    if sheet.cape is not None:
        document.space()
        document.notice(cape_block(sheet.cape, sheet.trade_name))
    return document.to_bytes()


def _heading(sheet: OrderSheet, title: str) -> list[Line]:
    if sheet.draft:
        return [
            Line("PROJET DE COMMANDE", Look.TITLE),
            Line("Ce document n’est pas une commande et n’engage personne.", Look.STRONG),
        ]
    lines = [Line("BON DE COMMANDE", Look.TITLE), Line(title.removeprefix("Bon de commande "), Look.NAME)]
    return [*lines, Line("Cette commande est annulée.", Look.STRONG)] if sheet.cancelled else lines


def _activity(sheet: OrderSheet) -> list[Line]:
    return [Line("Commandé pour l’activité", Look.LABEL), Line(sheet.trade_name, Look.NAME)]


def _amounts(document: Document, sheet: OrderSheet) -> None:
    totals = (
        ("Total HT", french_amount(sheet.total_excluding_vat_cents)),
        ("Total TVA", french_amount(sheet.total_vat_cents)),
        ("Total TTC", french_amount(sheet.total_excluding_vat_cents + sheet.total_vat_cents)),
    )
    document.summary(VAT_COLUMNS, [vat_row(one) for one in sheet.vat], totals)


def _day(day: date | None) -> str:
    return french_date(day) if day else "à préciser"
