"""Invoices, deposits, credit notes and corrective invoices as people get them: nothing is decided here (INV-01, CAPE-05).

The same sheet gives the same bytes, so an issued invoice can be printed again at any time and stays what it was.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from itertools import groupby

from accounting.documents.sale_blocks import (
    LOGO_HEIGHT,
    LOGO_WIDTH,
    VAT_COLUMNS,
    buyer_block,
    cape_block,
    company,
    footer,
    iban,
    line_columns,
    line_row,
    seller_block,
    vat_row,
)
from accounting.documents.transfer_code import transfer_code
from accounting.domain.invoice_sheet import InvoiceSheet, SheetLine
from essaim.kit.french import NO_BREAK, french_amount, french_date
from essaim.kit.pdf import Document, Embedded, Line, Look

__all__ = ["company", "render_invoice"]

LONG_AGO = date(2000, 1, 1)
"""The creation date of a draft that has no date of its own."""
CODE_SIZE = 30.0
"""Millimetres of the QR code."""


def render_invoice(sheet: InvoiceSheet, embedded: Embedded | None = None) -> bytes:
    """The PDF of an invoice, or of a draft, which says on every page that it is none; a PDF/A-3 with a file inside."""
    name = sheet.name[0].lower() + sheet.name[1:]
    title = f"Projet de {name}" if sheet.draft else f"{sheet.name} n°{NO_BREAK}{sheet.number}"
    day = sheet.issued_on or sheet.service_on or LONG_AGO
    document = Document(
        title,
        created_at=datetime.combine(day, time(12), tzinfo=UTC),
        author=sheet.seller.name,
        running=f"{title} — {sheet.seller.name}",
        footer=footer(sheet.seller),
        mark="PROJET" if sheet.draft else "",
        embedded=embedded,
    )
    if sheet.seller.logo is not None:
        document.picture(sheet.seller.logo, width=LOGO_WIDTH, height=LOGO_HEIGHT)
        document.space(4)
    document.blocks(seller_block(sheet.seller), _heading(sheet, title), share=0.55)
    document.space(8)
    document.blocks(_activity(sheet), buyer_block(sheet.buyer), share=0.55, boxed=True)
    document.space(8)
    document.facts(_facts(sheet), columns=3)
    document.space(2)
    _lines(document, sheet)
    _amounts(document, sheet)
    _payment(document, sheet)
    if sheet.cape is not None:
        document.space()
        document.notice(cape_block(sheet.cape, sheet.trade_name))
    return document.to_bytes()


def _heading(sheet: InvoiceSheet, title: str) -> list[Line]:
    upper = sheet.name.upper()
    lines = [Line(f"PROJET DE {upper}" if sheet.draft else upper, Look.TITLE)]
    if sheet.draft:
        word = "facture" if sheet.name.startswith("Facture") else sheet.name.lower()
        return [*lines, Line(f"Ce document n’est pas une {word} et ne peut pas être payé.", Look.STRONG)]
    return [*lines, Line(title.removeprefix(f"{sheet.name} "), Look.NAME)]


def _activity(sheet: InvoiceSheet) -> list[Line]:
    lines = [Line("Activité", Look.LABEL), Line(sheet.trade_name, Look.NAME), Line(sheet.operation)]
    return [*lines, Line(sheet.title, Look.STRONG)] if sheet.title else lines


def _facts(sheet: InvoiceSheet) -> list[tuple[str, str]]:
    facts = [
        ("Date d’émission", _day(sheet.issued_on)),
        ("Date de la vente ou de la prestation", _day(sheet.service_on)),
        ("Échéance", _day(sheet.due_on)),
    ]
    if sheet.name == "Avoir":
        facts = facts[:1]
    if sheet.order_reference:
        facts.append(("Votre commande", sheet.order_reference))
    return [*facts, *sheet.about]


def _lines(document: Document, sheet: InvoiceSheet) -> None:
    """One table, or one for each section with its sum."""
    with_discount = any(line.discount_percent != "0" for line in sheet.lines)
    columns = line_columns(with_discount=with_discount)
    for section, found in groupby(sheet.lines, key=lambda line: line.section):
        lines: Sequence[SheetLine] = list(found)
        if section:
            document.heading(section)
        rows = [line_row(line, with_discount=with_discount) for line in lines]
        if section:
            total = sum(line.total_cents for line in lines)
            rows.append([f"Sous-total {section}", *[""] * (len(columns) - 2), french_amount(total)])
        document.table(columns, rows)
        document.space(4)
    if sheet.note:
        document.paragraph(sheet.note)
        document.space(4)


def _amounts(document: Document, sheet: InvoiceSheet) -> None:
    """VAT per rate, and the totals with what is taken off."""
    totals = []
    if sheet.discount is not None:
        label, cents = sheet.discount
        totals += [
            ("Total des lignes HT", french_amount(sheet.total_excluding_vat_cents + cents)),
            (label, french_amount(-cents)),
        ]
    totals += [
        ("Total HT", french_amount(sheet.total_excluding_vat_cents)),
        ("Total TVA", french_amount(sheet.total_vat_cents)),
        ("Total TTC", french_amount(sheet.total_including_vat_cents)),
    ]
    totals += [(label, french_amount(-cents)) for label, cents in sheet.deposits]
    if sheet.due_cents is not None:
        totals.append(("Reste à payer", french_amount(sheet.due_cents)))
    document.summary(VAT_COLUMNS, [vat_row(one) for one in sheet.vat], totals)
    if sheet.mentions:
        document.space(2)
        document.keep_together(6.0 * len(sheet.mentions))
    for mention in sheet.mentions:
        document.paragraph(mention, Look.STRONG)


def _payment(document: Document, sheet: InvoiceSheet) -> None:
    document.space(6)
    document.heading("Conditions de règlement", keep_with=60 if sheet.transfer else 25)
    lines = [Line(sentence) for sentence in sheet.payment_terms]
    if sheet.seller.iban and sheet.name != "Avoir":
        lines.append(Line(f"Virement sur le compte IBAN : {iban(sheet.seller.iban)}", Look.STRONG))
    if sheet.transfer is None:
        for line in lines:
            document.paragraph(line.text, line.look)
        return
    if sheet.transfer.bic:
        lines.append(Line(f"BIC : {sheet.transfer.bic}"))
    lines.append(Line(f"Référence à rappeler : {sheet.transfer.reference}"))
    lines.append(Line("Le code ci-contre remplit le virement dans votre application bancaire.", Look.SMALL))
    document.beside(lines, transfer_code(sheet.transfer), size=CODE_SIZE)


def _day(day: date | None) -> str:
    return french_date(day) if day else "à préciser"
