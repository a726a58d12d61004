"""What the sheet says in French: months, amounts, names of figures, one sentence for each, and five words explained."""

from datetime import date

from accounting.domain.accounts import padded
from accounting.domain.management.ageing import Age
from accounting.domain.management.months import Calendar
from accounting.domain.management.sheet import Figure, ManagementSheet
from essaim.kit.french import NO_BREAK, french_amount, french_date, french_number

_SHORT = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
FIGURES = {
    "cash": "En banque et en caisse",
    "turnover": "Ventes du mois",
    "margin": "Marge du mois",
    "receivables": "À recevoir des clients",
}
AGES = {
    Age.NOT_DUE: "Pas encore dû",
    Age.TO_30: "1 à 30 jours",
    Age.TO_60: "31 à 60 jours",
    Age.TO_90: "61 à 90 jours",
    Age.OVER_90: "Plus de 90 jours",
}
TREASURY = {
    "cash": ("Banque et caisse", "5"),
    "taxes": ("TVA, impôts, cotisations", "42 à 44"),
    "suppliers": ("Fournisseurs", "40"),
    "reference_cash": ("Trésorerie de référence", "1 + 2 + 3"),
    "salaries": ("Salaires", "421"),
    "customers": ("Clients", "41"),
    "expenses": ("Notes de frais", "425"),
    "future_cash": ("Trésorerie future", "4 + 5 + 6 + 7"),
    "others": ("Autres comptes de bilan", "1, 2, 3, 45 à 49"),
    "result": ("Résultat", "8 + 9"),
}
GLOSSARY = (
    (
        "Trésorerie",
        "L’argent disponible aujourd’hui, en banque et en caisse. Elle peut baisser même quand les ventes montent.",
    ),
    ("Chiffre d’affaires", "Le total des ventes facturées, hors taxes, que les clients aient déjà payé ou non."),
    ("Marge", "Ce qui reste des ventes quand on a payé les achats. C’est elle qui fait vivre l’activité."),
    ("Créance", "Ce qu’un client nous doit. Passé la date d’échéance, elle est en retard et il faut relancer."),
    (
        "Contribution",
        "La part des ventes ou de la marge versée à la coopérative, pour la comptabilité et l’accompagnement.",
    ),
)
OUTSIDE = "Coopérative, hors activités"
KINDS = {
    "turnover": "Ventes",
    "cashed": "Encaissements TTC",
    "purchases": "Achats",
    "margin": "Marge",
    "contribution": "Contribution",
}


def month_name(month: str) -> str:
    """``2026-11`` is ``novembre``."""
    return french_date(date.fromisoformat(f"{month}-01")).split(NO_BREAK)[1]


def month_and_year(month: str) -> str:
    """``novembre 2026``."""
    return f"{month_name(month)}{NO_BREAK}{month[:4]}"


def short_month(month: str) -> str:
    """``nov.``"""
    return _SHORT[int(month[5:]) - 1]


def short_euros(cents: int) -> str:
    """An amount where there is little room: ``812 €``, ``12,3 k€``, ``1,2 M€``, rounded half away from zero."""
    for unit, size, decimals in (("M€", 100_000_000, 1), ("k€", 100_000, 1), ("€", 100, 0)):
        least = 10 * size if unit == "k€" else size
        if abs(cents) >= least or unit == "€":
            scaled = (abs(cents) * 10**decimals * 2 + size) // (2 * size)
            units, rest = divmod(scaled, 10**decimals)
            text = f"{units}.{rest}" if decimals and rest else str(units)
            return f"{french_number(('-' if cents < 0 and scaled else '') + text)}{NO_BREAK}{unit}"
    raise AssertionError("the last unit takes everything")


def bare_amount(cents: int) -> str:
    """``1 234,50``, under a heading that says euros."""
    return french_amount(cents).removesuffix(f"{NO_BREAK}€")


def signed_amount(cents: int) -> str:
    """``+120,00 €``, ``−15,00 €``."""
    return f"+{french_amount(cents)}" if cents > 0 else french_amount(cents)


def signed_percent(per_mille: int | None) -> str:
    """``+12,5 %``; a dash where there is nothing to compare with, and ``> 999 %`` for what says no more."""
    if per_mille is None:
        return "–"
    if abs(per_mille) > 9999:
        return f"{'> ' if per_mille > 0 else '< −'}999{NO_BREAK}%"
    units, rest = divmod(abs(per_mille), 10)
    number = french_number(f"{'-' if per_mille < 0 else ''}{units}" + (f".{rest}" if rest else ""))
    return f"{'+' if per_mille > 0 else ''}{number}{NO_BREAK}%"


def title_of(sheet: ManagementSheet) -> str:
    """The title."""
    return f"Suivi de gestion, {month_and_year(sheet.calendar.month)}"


def state_of(calendar: Calendar) -> str:
    """Until when it is told."""
    running = "" if calendar.month_is_over else " (mois en cours)"
    return f"Chiffres arrêtés au {french_date(calendar.on)}{running}"


def target_name(target: str) -> str:
    """What a forecast line is compared with."""
    return KINDS.get(target) or f"Comptes {target}"


def account_name(account: str, label: str) -> str:
    """``601 Achats stockés…``"""
    return f"{account if len(account) >= 3 else padded(account)} {label}"


def sentence_of(figure: Figure, sheet: ManagementSheet) -> str:
    """What a figure means, in one sentence that a first-year student understands."""
    compared = _compared(figure, sheet)
    if figure.key == "cash":
        return f"{_cash(figure.cents)}{compared}."
    if figure.key == "receivables":
        return _receivables(sheet)
    year = sheet.year.turnover_cents if figure.key == "turnover" else sheet.year.margin_cents
    since = f" Depuis {month_name(sheet.calendar.months[0])}\u00a0: {french_amount(year)}."
    said = _turnover(figure.cents, sheet) if figure.key == "turnover" else _margin(figure.cents, sheet)
    return f"{said}{compared}.{since if len(sheet.results) > 1 else ''}"


def _compared(figure: Figure, sheet: ManagementSheet) -> str:
    change = figure.change_cents
    if change is None:
        return ""
    month = f"en {month_name(f'{sheet.calendar.previous_end_on:%Y-%m}')}"
    if change == 0:
        return f", autant qu’{month}"
    return f", {french_amount(abs(change))} de {'plus' if change > 0 else 'moins'} qu’{month}"


def _cash(cents: int) -> str:
    if cents < 0:
        return f"Il manque {french_amount(-cents)}\u00a0: il est sorti plus d’argent qu’il n’en est entré"
    return (
        f"Il reste {french_amount(cents)} en banque et en caisse"
        if cents
        else "Il n’y a pas d’argent en banque ni en caisse"
    )


def _turnover(cents: int, sheet: ManagementSheet) -> str:
    month = month_name(sheet.calendar.month)
    if cents < 0:
        return f"En {month}, les avoirs dépassent les factures de {french_amount(-cents)}"
    return f"Nous avons facturé {french_amount(cents)} hors taxes en {month}" if cents else f"Aucune vente en {month}"


def _margin(cents: int, sheet: ManagementSheet) -> str:
    month = month_name(sheet.calendar.month)
    if cents < 0:
        return f"En {month}, les achats dépassent les ventes de {french_amount(-cents)}"
    if cents == 0:
        return f"Ni gain ni perte sur les ventes en {month}"
    return f"Une fois les achats déduits, il reste {french_amount(cents)} des ventes de {month}"


def _receivables(sheet: ManagementSheet) -> str:
    owed = sheet.receivables
    if owed.open_cents <= 0:
        ahead = f"\u00a0; {french_amount(owed.unallocated_cents)} sont à rattacher à une facture ou à rendre"
        return f"Aucun client ne nous doit d’argent{ahead if owed.unallocated_cents else ''}."
    said = f"Les factures non payées s’élèvent à {french_amount(owed.open_cents)}"
    if not owed.overdue_cents:
        return f"{said}\u00a0; aucune n’est en retard."
    count = len(owed.overdue)
    return f"{said}, dont {french_amount(owed.overdue_cents)} en retard ({count} facture{'s' if count > 1 else ''} à relancer)."
