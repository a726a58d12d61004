"""The words of a quote in French: units, who sells, the plan in a sentence, and the mention of article R127-3 (CAPE-05)."""

from accounting.domain.parties import LegalEntity
from accounting.domain.pricing import Line, Unit, thousandths
from accounting.domain.quote_sheet import QuoteSheet
from essaim.kit.french import NO_BREAK, french_amount, french_date, french_number, french_percent

_UNITS = {
    Unit.PIECE: ("", ""),
    Unit.HOUR: ("heure", "heures"),
    Unit.DAY: ("jour", "jours"),
    Unit.MONTH: ("mois", "mois"),
    Unit.METRE: ("m", "m"),
    Unit.SQUARE_METRE: ("m²", "m²"),
    Unit.KILOGRAM: ("kg", "kg"),
    Unit.LITRE: ("litre", "litres"),
    Unit.KILOMETRE: ("km", "km"),
    Unit.FLAT_RATE: ("forfait", "forfaits"),
}


OTHER_LINES = "Autres lignes"
"""The heading of lines without one, beside sections that have one."""


def quantity_text(line: Line) -> str:
    """``2,5 heures``; what is sold by the piece has no unit. a French plural begins at two."""
    one, several = _UNITS[line.unit]
    unit = several if thousandths(line.quantity) >= 2000 else one
    return f"{french_number(line.quantity)}{NO_BREAK}{unit}".rstrip(NO_BREAK)


def label_parts(line: Line) -> list[str]:
    """What is sold, what is said below it, and the discount of the line."""
    parts = [line.label]
    if line.detail:
        parts.append(line.detail)
    if line.discount_cents:
        parts.append(f"Remise de {french_percent(line.discount_percent)} : {french_amount(-line.discount_cents)}")
    return parts


def label_lines(line: Line) -> str:
    """Its parts below each other."""
    return "\n".join(label_parts(line))


def company_text(seller: LegalEntity) -> str:
    """The legal form; an association has no capital."""
    if not seller.share_capital_cents:
        return seller.legal_form
    return f"{seller.legal_form} au capital de {french_amount(seller.share_capital_cents)}"


def registered_text(seller: LegalEntity) -> str:
    """Under which numbers the seller is known."""
    parts = [f"SIREN {siren_text(seller.siren)}"]
    if seller.rcs_city:
        parts.append(f"RCS {seller.rcs_city}")
    if seller.rna:
        parts.append(f"RNA {seller.rna}")
    if seller.vat_number:
        parts.append(f"TVA {seller.vat_number}")
    return " — ".join(parts)


def siren_text(siren: str) -> str:
    """Nine digits in groups of three."""
    return NO_BREAK.join((siren[:3], siren[3:6], siren[6:]))


def name_text(sheet: QuoteSheet) -> str:
    """``Devis n° D2026-00001``, or that it is a draft."""
    return "Projet de devis" if sheet.draft else f"Devis n°{NO_BREAK}{sheet.number}"


def plan_sentence(sheet: QuoteSheet) -> str:
    """The plan in one sentence: what is asked for first, and in how many parts the rest."""
    if len(sheet.plan) == 1:
        return f"Une seule facture, de {french_amount(sheet.plan[0].cents)} TTC."
    first, rest = sheet.plan[0], sum(one.cents for one in sheet.plan[1:])
    parts = len(sheet.plan) - 1
    how = "à la dernière facture" if parts == 1 else f"en {parts}{NO_BREAK}factures"
    return (
        f"{first.label} de {french_percent(first.percent)}, soit {french_amount(first.cents)} TTC,"
        f" puis {french_amount(rest)} TTC {how}."
    )


def cape_sentence(sheet: QuoteSheet) -> str | None:
    """What article R127-3 asks for on every document: the contract, who supports, where, its number and the end."""
    if sheet.contract_ends_on is None:
        return None
    seller = sheet.seller
    return (
        f"L’activité « {sheet.trade_name} » est exercée par des bénéficiaires d’un contrat d’appui au projet d’entreprise (CAPE,"
        f" articles L127-1 et R127-3 du code de commerce). Personne morale responsable de l’appui : {seller.name}, siège social :"
        f" {', '.join(seller.address.lines)}, numéro d’identification : {siren_text(seller.siren)}. Terme du contrat :"
        f" {french_date(sheet.contract_ends_on)}."
    )
