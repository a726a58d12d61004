"""The invoice as people get it: every mention of the sheet in a fixed place, and nothing decided here (INV-01, CAPE-05).

The same sheet gives the same bytes, so an issued invoice can be printed again at any time and stays what it was.
"""

from datetime import UTC, date, datetime, time

from accounting.domain.invoice_sheet import InvoiceSheet, SheetBuyer, SheetCape, SheetSeller
from essaim.kit.french import NO_BREAK, french_amount, french_date, french_number, french_percent
from essaim.kit.pdf import Column, Document, Line, Look

LONG_AGO = date(2000, 1, 1)
"""The creation date of a draft that has no date of its own."""
COLUMNS = (
    Column("Désignation", 46),
    Column("Quantité", 12, "RIGHT"),
    Column("Prix unitaire HT", 17, "RIGHT"),
    Column("TVA", 10, "RIGHT"),
    Column("Total HT", 17, "RIGHT"),
)
VAT_COLUMNS = (
    Column("TVA", 24),
    Column("Base HT", 36, "RIGHT"),
    Column("Montant", 40, "RIGHT"),
)


def render_invoice(sheet: InvoiceSheet) -> bytes:
    """The PDF of an invoice, or of a draft, which says on every page that it is none."""
    title = "Projet de facture" if sheet.draft else f"Facture n°{NO_BREAK}{sheet.number}"
    day = sheet.issued_on or sheet.service_on or LONG_AGO
    document = Document(
        title,
        created_at=datetime.combine(day, time(12), tzinfo=UTC),
        author=sheet.seller.name,
        running=f"{title} — {sheet.seller.name}",
        footer=_footer(sheet.seller),
        mark="PROJET" if sheet.draft else "",
    )
    document.blocks(_seller(sheet.seller), _heading(sheet, title), share=0.55)
    document.space(8)
    document.blocks(_activity(sheet), _buyer(sheet.buyer), share=0.55, boxed=True)
    document.space(8)
    document.facts(_dates(sheet), columns=3)
    document.space(2)
    document.table(COLUMNS, [_row(sheet, place) for place in range(len(sheet.lines))])
    document.space()
    _amounts(document, sheet)
    _payment(document, sheet)
    if sheet.cape is not None:
        document.space()
        document.notice(_cape(sheet.cape, sheet.trade_name))
    return document.to_bytes()


def _seller(seller: SheetSeller) -> list[Line]:
    lines = [
        Line(seller.name, Look.NAME),
        *(Line(one) for one in seller.address_lines),
        Line(_company(seller), Look.SMALL),
        Line(_registered(seller), Look.SMALL),
    ]
    if seller.vat_number:
        lines.append(Line(f"N° de TVA intracommunautaire : {seller.vat_number}", Look.SMALL))
    return lines


def _heading(sheet: InvoiceSheet, title: str) -> list[Line]:
    lines = [Line("PROJET DE FACTURE" if sheet.draft else "FACTURE", Look.TITLE)]
    if sheet.draft:
        return [*lines, Line("Ce document n’est pas une facture et ne peut pas être payé.", Look.STRONG)]
    return [*lines, Line(title.removeprefix("Facture "), Look.NAME)]


def _activity(sheet: InvoiceSheet) -> list[Line]:
    return [Line("Activité", Look.LABEL), Line(sheet.trade_name, Look.NAME), Line(sheet.operation)]


def _buyer(buyer: SheetBuyer) -> list[Line]:
    lines = [Line("Facturé à", Look.LABEL), Line(buyer.name, Look.NAME)]
    lines += [Line(one) for one in buyer.address_lines]
    if buyer.siren:
        lines.append(Line(f"SIREN {_siren(buyer.siren)}", Look.SMALL))
    if buyer.vat_number:
        lines.append(Line(f"N° de TVA : {buyer.vat_number}", Look.SMALL))
    return lines


def _dates(sheet: InvoiceSheet) -> list[tuple[str, str]]:
    return [
        ("Date d’émission", _day(sheet.issued_on)),
        ("Date de la vente ou de la prestation", _day(sheet.service_on)),
        ("Échéance", _day(sheet.due_on)),
    ]


def _row(sheet: InvoiceSheet, place: int) -> list[str]:
    line = sheet.lines[place]
    return [
        line.label,
        french_number(line.quantity),
        french_amount(line.unit_price_cents),
        french_percent(line.vat_rate),
        french_amount(line.total_cents),
    ]


def _amounts(document: Document, sheet: InvoiceSheet) -> None:
    """VAT per rate, and the three totals."""
    rates = [
        [french_percent(one.rate), french_amount(one.base_cents), french_amount(one.vat_cents)] for one in sheet.vat
    ]
    totals = (
        ("Total HT", french_amount(sheet.total_excluding_vat_cents)),
        ("Total TVA", french_amount(sheet.total_vat_cents)),
        ("Total TTC", french_amount(sheet.total_including_vat_cents)),
    )
    document.summary(VAT_COLUMNS, rates, totals)


def _payment(document: Document, sheet: InvoiceSheet) -> None:
    document.space(6)
    document.heading("Conditions de règlement")
    for sentence in sheet.payment_terms:
        document.paragraph(sentence)
    if sheet.seller.iban:
        document.space(1.5)
        document.paragraph(f"Virement sur le compte IBAN : {_iban(sheet.seller.iban)}", Look.STRONG)


def _cape(cape: SheetCape, trade_name: str) -> list[Line]:
    """The R127-3 mention, word for word what the article asks for."""
    text = (
        f"L’activité « {trade_name} » est exercée par des bénéficiaires d’un contrat d’appui au projet"
        f" d’entreprise (CAPE, articles L127-1 et R127-3 du code de commerce). Personne morale responsable de"
        f" l’appui : {cape.supporter_name}, siège social : {cape.registered_office}, numéro"
        f" d’identification : {_siren(cape.identification_number)}. Terme du contrat :"
        f" {french_date(cape.contract_ends_on)}."
    )
    return [Line("Contrat d’appui au projet d’entreprise", Look.STRONG), Line(text)]


def _footer(seller: SheetSeller) -> tuple[str, str]:
    address = ", ".join(seller.address_lines)
    return (
        f"{seller.name} — {_company(seller)} — {address}",
        f"{_registered(seller)} — TVA {seller.vat_number}" if seller.vat_number else _registered(seller),
    )


def _company(seller: SheetSeller) -> str:
    """The legal form; an association has no capital."""
    if not seller.share_capital_cents:
        return seller.legal_form
    return f"{seller.legal_form} au capital de {french_amount(seller.share_capital_cents)}"


def _registered(seller: SheetSeller) -> str:
    """The SIREN, and the register of commerce of a seller that is in it."""
    siren = f"SIREN {_siren(seller.siren)}"
    return f"{siren} — RCS {seller.rcs_city}" if seller.rcs_city else siren


def _day(day: date | None) -> str:
    return french_date(day) if day else "à préciser"


def _siren(siren: str) -> str:
    """Nine digits in groups of three; anything else as it is."""
    return NO_BREAK.join((siren[:3], siren[3:6], siren[6:])) if len(siren) == 9 and siren.isdigit() else siren


def _iban(iban: str) -> str:
    compact = iban.replace(" ", "")
    return NO_BREAK.join(compact[place : place + 4] for place in range(0, len(compact), 4))
