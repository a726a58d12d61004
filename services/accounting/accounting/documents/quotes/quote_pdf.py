"""The quote as the customer gets it on paper: lines by section, discounts, VAT per rate, the plan, and where to sign.

The same sheet gives the same bytes. What was sent is kept as it was drawn all the same, because it may be signed.
"""

from datetime import UTC, date, datetime, time

from accounting.documents.quotes.words import (
    OTHER_LINES,
    cape_sentence,
    company_text,
    label_parts,
    name_text,
    plan_sentence,
    quantity_text,
    registered_text,
    siren_text,
)
from accounting.documents.sale_blocks import LOGO_HEIGHT, LOGO_WIDTH, VAT_COLUMNS, one_line
from accounting.domain.pricing import Line as PricedLine
from accounting.domain.quote import PlanShown
from accounting.domain.quote_sheet import QuoteSheet
from accounting.domain.vat import VatOfRate, VatTreatment
from essaim.kit.french import french_amount, french_date, french_percent
from essaim.kit.pdf import Column, Document, Line, Look

LONG_AGO = date(2000, 1, 1)
"""The creation date of a draft, which has none of its own."""
COLUMNS = (
    Column("Désignation", 46),
    Column("Quantité", 15, "RIGHT"),
    Column("Prix unitaire HT", 16, "RIGHT"),
    Column("TVA", 9, "RIGHT"),
    Column("Total HT", 16, "RIGHT"),
)
PLAN_COLUMNS = (
    Column("Facture", 44),
    Column("Part", 12, "RIGHT"),
    Column("Prévue", 24, "RIGHT"),
    Column("Montant TTC", 20, "RIGHT"),
)
NO_RATE = "sans"


def render_quote(sheet: QuoteSheet) -> bytes:
    """The PDF of a quote, or of a draft, which says on every page that it is none."""
    title = name_text(sheet)
    document = Document(
        title,
        created_at=datetime.combine(sheet.sent_on or LONG_AGO, time(12), tzinfo=UTC),
        author=sheet.seller.name,
        running=f"{title} — {sheet.seller.name}",
        footer=(
            f"{sheet.seller.name} — {company_text(sheet.seller)} — {', '.join(sheet.seller.address.lines)}",
            registered_text(sheet.seller),
        ),
        mark="PROJET" if sheet.draft else "",
    )
    if sheet.logo is not None:
        document.picture(sheet.logo, width=LOGO_WIDTH, height=LOGO_HEIGHT)
        document.space(4)
    document.blocks(_seller(sheet), _heading(sheet), share=0.55)
    document.space(8)
    document.blocks(_activity(sheet), _buyer(sheet), share=0.55, boxed=True)
    document.space(8)
    document.facts(_dates(sheet), columns=3)
    document.space(2)
    _lines(document, sheet)
    document.summary(VAT_COLUMNS, [_vat(one) for one in sheet.totals.vat], _totals(sheet))
    _terms(document, sheet)
    if not sheet.draft:
        _agreement(document, sheet)
    cape = cape_sentence(sheet)
    if cape is not None:
        document.space()
        document.notice([Line("Contrat d’appui au projet d’entreprise", Look.STRONG), Line(cape)])
    return document.to_bytes()


def _seller(sheet: QuoteSheet) -> list[Line]:
    seller = sheet.seller
    contact = " — ".join(one for one in (seller.phone, seller.email, seller.website) if one)
    return [
        Line(seller.name, Look.NAME),
        *(Line(one) for one in seller.address.lines),
        Line(company_text(seller), Look.SMALL),
        Line(registered_text(seller), Look.SMALL),
        *([Line(contact, Look.SMALL)] if contact else []),
    ]


def _heading(sheet: QuoteSheet) -> list[Line]:
    if sheet.draft:
        return [
            Line("PROJET DE DEVIS", Look.TITLE),
            Line("Ce document n’est pas une offre et n’engage personne.", Look.STRONG),
        ]
    lines = [Line("DEVIS", Look.TITLE), Line(name_text(sheet).removeprefix("Devis "), Look.NAME)]
    if sheet.edition > 1:
        lines.append(Line(f"Version {sheet.edition}, qui remplace la précédente", Look.SMALL))
    return lines


def _activity(sheet: QuoteSheet) -> list[Line]:
    lines = [Line("Activité", Look.LABEL), Line(sheet.trade_name, Look.NAME)]
    return [*lines, Line(sheet.title)] if sheet.title else lines


def _buyer(sheet: QuoteSheet) -> list[Line]:
    buyer = sheet.buyer
    address = buyer.billing_address or buyer.address
    lines = [Line("Client", Look.LABEL), Line(buyer.name, Look.NAME), *(Line(one) for one in address.lines)]
    if buyer.siren:
        lines.append(Line(f"SIREN {siren_text(buyer.siren)}", Look.SMALL))
    if buyer.vat_number:
        lines.append(Line(f"N° de TVA : {buyer.vat_number}", Look.SMALL))
    return lines


def _dates(sheet: QuoteSheet) -> list[tuple[str, str]]:
    terms = sheet.buyer.payment_terms
    delay = f"{terms.days} jours" + (", fin de mois" if terms.end_of_month else "") if terms.days else "à réception"
    return [
        ("Date du devis", french_date(sheet.sent_on) if sheet.sent_on else "à l’envoi"),
        ("Valable jusqu’au", french_date(sheet.valid_until)),
        ("Paiement de chaque facture", delay),
    ]


def _lines(document: Document, sheet: QuoteSheet) -> None:
    for section in sheet.sections:
        rows = [_row(line) for line in section.lines]
        if len(sheet.sections) > 1:
            document.heading(section.title or OTHER_LINES)
            total = sum(line.total_cents for line in section.lines)
            rows.append([f"Sous-total {section.title or OTHER_LINES}", "", "", "", french_amount(total)])
        elif section.title:
            document.heading(section.title)
        document.table(COLUMNS, rows)
        document.space(4)


def _row(line: PricedLine) -> list[str]:
    return [
        "\n".join(one_line(part) for part in label_parts(line)),
        quantity_text(line),
        french_amount(line.unit_price_cents),
        french_percent(line.vat_rate) if line.vat_treatment is VatTreatment.STANDARD else NO_RATE,
        french_amount(line.total_cents),
    ]


def _vat(one: VatOfRate) -> list[str]:
    rate = french_percent(one.rate) if one.treatment is VatTreatment.STANDARD else NO_RATE
    return [rate, french_amount(one.base_cents), french_amount(one.vat_cents)]


def _totals(sheet: QuoteSheet) -> list[tuple[str, str]]:
    totals = sheet.totals
    rows = []
    if totals.discount_cents:
        rows += [("Total des lignes HT", french_amount(totals.lines_cents))]
        rows += [(sheet.discount_label, french_amount(-totals.discount_cents))]
    return [
        *rows,
        ("Total HT", french_amount(totals.excluding_vat_cents)),
        ("Total TVA", french_amount(totals.vat_cents)),
        ("Total TTC", french_amount(totals.including_vat_cents)),
    ]


def _terms(document: Document, sheet: QuoteSheet) -> None:
    if sheet.mentions:
        document.space(2)
        document.keep_together(6.0 * len(sheet.mentions))
    for mention in sheet.mentions:
        document.paragraph(f"{mention}.", Look.STRONG)
    if sheet.plan_shown is PlanShown.ALL and len(sheet.plan) > 1:
        document.space()
        document.heading("Échéancier")
        document.table(
            PLAN_COLUMNS,
            [
                [
                    one.label,
                    french_percent(one.percent),
                    french_date(one.on) if one.on else "—",
                    french_amount(one.cents),
                ]
                for one in sheet.plan
            ],
        )
    elif sheet.plan_shown is not PlanShown.NONE:
        document.space()
        document.heading("Facturation")
        document.paragraph(plan_sentence(sheet))
    for title, text in (("Remarque", sheet.note), ("Conditions", sheet.conditions)):
        if text:
            document.space()
            document.heading(title)
            document.paragraph(text)


def _agreement(document: Document, sheet: QuoteSheet) -> None:
    document.space()
    document.keep_together(48)
    amount = french_amount(sheet.totals.including_vat_cents)
    left = [
        Line("Pour accepter ce devis", Look.HEADING),
        Line(
            f"Datez, écrivez « Bon pour accord », signez et renvoyez ce document au plus tard le"
            f" {french_date(sheet.valid_until)}, ou signez en ligne avec le lien qui l’accompagne. Le montant accepté est de"
            f" {amount} TTC."
        ),
    ]
    right = [
        Line("Bon pour accord", Look.STRONG),
        Line("Date, nom et qualité, signature :", Look.SMALL),
        *(Line(" ") for _ in range(5)),
    ]
    document.blocks(left, right, share=0.5, boxed=True)
