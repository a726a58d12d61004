"""What quotes, invoices and orders print alike: the seller, the customer, lines, the R127-3 mention, the footer."""

from accounting.domain.invoice_sheet import SheetBuyer, SheetCape, SheetLine, SheetSeller, SheetVat
from essaim.kit.french import NO_BREAK, french_amount, french_date, french_number, french_percent
from essaim.kit.pdf import Column, Line, Look

VAT_COLUMNS = (Column("Taux de TVA", 30), Column("Base HT", 34, "RIGHT"), Column("Montant de TVA", 36, "RIGHT"))
LOGO_WIDTH, LOGO_HEIGHT = 55.0, 18.0
"""The most millimetres that the logo of a seller has."""


def seller_block(seller: SheetSeller) -> list[Line]:
    """The legal entity, with what the law wants of it."""
    lines = [
        Line(seller.name, Look.NAME),
        *(Line(one) for one in seller.address_lines),
        Line(company(seller), Look.SMALL),
        Line(registered(seller), Look.SMALL),
    ]
    if seller.vat_number:
        lines.append(Line(f"N° de TVA intracommunautaire : {seller.vat_number}", Look.SMALL))
    if seller.contact:
        lines.append(Line(" — ".join(seller.contact), Look.SMALL))
    return lines


def buyer_block(buyer: SheetBuyer, heading: str = "Facturé à") -> list[Line]:
    """The customer, and where the goods go when that is elsewhere."""
    lines = [Line(heading, Look.LABEL), Line(buyer.name, Look.NAME)]
    lines += [Line(one) for one in buyer.address_lines]
    if buyer.siren:
        lines.append(Line(f"SIREN {siren(buyer.siren)}", Look.SMALL))
    if buyer.vat_number:
        lines.append(Line(f"N° de TVA : {buyer.vat_number}", Look.SMALL))
    if buyer.delivery_lines:
        lines.append(Line(f"Livré à : {', '.join(buyer.delivery_lines)}", Look.SMALL))
    return lines


def line_columns(*, with_discount: bool) -> tuple[Column, ...]:
    """The columns of lines; that of discounts only when there is one."""
    columns = [Column("Désignation", 46), Column("Quantité", 15, "RIGHT"), Column("Prix unitaire HT", 16, "RIGHT")]
    if with_discount:
        columns = [Column("Désignation", 37), *columns[1:], Column("Remise", 9, "RIGHT")]
    return (*columns, Column("TVA", 9, "RIGHT"), Column("Total HT", 16, "RIGHT"))


def line_row(line: SheetLine, *, with_discount: bool) -> list[str]:
    """The cells of one line; what is said of it stands below its label."""
    label = f"{one_line(line.label)}\n{one_line(line.detail)}" if line.detail else one_line(line.label)
    quantity = french_number(line.quantity)
    cells = [label, f"{quantity}{NO_BREAK}{line.unit}" if line.unit else quantity, french_amount(line.unit_price_cents)]
    if with_discount:
        cells.append(french_percent(line.discount_percent) if line.discount_percent != "0" else "")
    return [*cells, vat_rate(line.vat_rate), french_amount(line.total_cents)]


def vat_row(one: SheetVat) -> list[str]:
    """The cells of one rate under ``VAT_COLUMNS``."""
    return [vat_rate(one.rate), french_amount(one.base_cents), french_amount(one.vat_cents)]


def vat_rate(rate: str) -> str:
    """``20 %``, or that there is none: a rate of 0 is that of a sale without VAT, whose reason is written below."""
    return "sans" if rate == "0" else french_percent(rate)


def cape_block(cape: SheetCape, trade_name: str) -> list[Line]:
    """The R127-3 mention, word for word what the article asks for (CAPE-05)."""
    text = (
        f"L’activité « {trade_name} » est exercée par des bénéficiaires d’un contrat d’appui au projet"
        f" d’entreprise (CAPE, articles L127-1 et R127-3 du code de commerce). Personne morale responsable de"
        f" l’appui : {cape.supporter_name}, siège social : {cape.registered_office}, numéro"
        f" d’identification : {siren(cape.identification_number)}. Terme du contrat :"
        f" {french_date(cape.contract_ends_on)}."
    )
    return [Line("Contrat d’appui au projet d’entreprise", Look.STRONG), Line(text)]


def footer(seller: SheetSeller) -> tuple[str, str]:
    """The foot of every page."""
    address = ", ".join(seller.address_lines)
    return (
        f"{seller.name} — {company(seller)} — {address}",
        f"{registered(seller)} — TVA {seller.vat_number}" if seller.vat_number else registered(seller),
    )


def company(seller: SheetSeller) -> str:
    """The legal form; an association has no capital."""
    if not seller.share_capital_cents:
        return seller.legal_form
    return f"{seller.legal_form} au capital de {french_amount(seller.share_capital_cents)}"


def registered(seller: SheetSeller) -> str:
    """The SIREN, and the register of commerce of a seller that is in it."""
    number = f"SIREN {siren(seller.siren)}"
    return f"{number} — RCS {seller.rcs_city}" if seller.rcs_city else number


def one_line(text: str) -> str:
    """The text without its line ends."""
    return " ".join(text.split())


def siren(number: str) -> str:
    """Nine digits in groups of three; anything else as it is."""
    return NO_BREAK.join((number[:3], number[3:6], number[6:])) if len(number) == 9 and number.isdigit() else number


def iban(number: str) -> str:
    """In groups of four."""
    compact = number.replace(" ", "")
    return NO_BREAK.join(compact[place : place + 4] for place in range(0, len(compact), 4))
