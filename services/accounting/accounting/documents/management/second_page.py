"""The second page: what is late, forecast against actual, the ten lines of the treasury, and five words explained; for a
legal entity a row per activity instead."""

from collections.abc import Mapping, Sequence

from accounting.documents.management.charts import Chart
from accounting.documents.management.first_page import GAP, draw
from accounting.documents.management.layout import (
    LABEL,
    QUIET,
    STRONG,
    TEXT,
    Cells,
    box,
    heading,
    line,
    paragraph,
    table,
)
from accounting.documents.management.words import (
    GLOSSARY,
    OUTSIDE,
    TREASURY,
    account_name,
    bare_amount,
    signed_percent,
)
from accounting.domain.management.ageing import Ageing
from accounting.domain.management.sheet import ActivityRow, ManagementSheet
from essaim.kit.french import french_amount, french_number
from essaim.kit.pdf_page import Page

MOST_LATE = 8
MOST_FORECAST = 8
MOST_ACTIVITIES = 41
"""More than these are added up in one row: the sheet has two pages."""

DETAILS, GLOSSARY_UP = 58, 73
"""Millimetres that late invoices and sources take, and from the top of the glossary to the end of the paper."""


def draw_second_page(page: Page, sheet: ManagementSheet, charts: Mapping[Chart, bytes]) -> None:
    """From top to bottom, at fixed places."""
    top, half = page.t_margin, (page.epw - GAP) / 2
    right = page.l_margin + half + GAP
    bottom = draw(page, "ageing", sheet, charts, page.l_margin, top) + 3
    if sheet.is_entity:
        _treasury(page, sheet, right, top, half)
        bottom = _activities(page, sheet, page.l_margin, bottom) + 6
        if bottom + DETAILS < page.h - GLOSSARY_UP:
            _late(page, sheet.receivables, page.l_margin, bottom, half)
            _sources(page, sheet, right, bottom, half)
        if bottom < page.h - GLOSSARY_UP:
            _glossary(page, page.l_margin, page.h - GLOSSARY_UP, page.epw)
        return
    draw(page, "forecast", sheet, charts, right, top)
    _late(page, sheet.receivables, page.l_margin, bottom, half)
    _forecast(page, sheet, right, bottom, half)
    middle = bottom + 54
    _treasury(page, sheet, page.l_margin, middle, half)
    _sources(page, sheet, right, middle, half)
    _glossary(page, page.l_margin, page.h - GLOSSARY_UP, page.epw)


def _late(page: Page, owed: Ageing, x: float, y: float, width: float) -> None:
    y = heading(page, "Factures à relancer", x, y, width)
    late = owed.overdue
    if not late:
        paragraph(page, "Aucune facture n’est en retard\u00a0: rien à relancer ce mois-ci.", TEXT, x, y, width)
        return
    shown = late if len(late) <= MOST_LATE else late[: MOST_LATE - 1]
    rows = [[one.voucher_ref, one.name, str(one.late_days), french_amount(one.open_cents)] for one in shown]
    if len(shown) < len(late):
        rest = late[len(shown) :]
        rows.append(["", f"{len(rest)} autres factures", "", french_amount(sum(one.open_cents for one in rest))])
    columns = (Cells("Facture", 20), Cells("Client", width - 55), Cells("Jours", 11, True), Cells("Reste dû", 24, True))
    y = table(page, columns, rows, x, y)
    if owed.unallocated_cents:
        said = f"Encaissements sans facture, à rattacher\u00a0: {french_amount(owed.unallocated_cents)}."
        paragraph(page, said, QUIET, x, y + 1, width, most=1)


def _forecast(page: Page, sheet: ManagementSheet, x: float, y: float, width: float) -> None:
    y = heading(page, "Prévu et réalisé, cumul en euros", x, y, width)
    if not sheet.comparison:
        said = "Notez vos prévisions de ventes et d’achats au début de l’année\u00a0: la fiche les comparera chaque mois au réel."
        paragraph(page, said, TEXT, x, y, width)
        return
    rows = []
    lines = sheet.comparison
    shown = lines if len(lines) <= MOST_FORECAST else lines[: MOST_FORECAST - 1]
    for one in shown:
        gap = one.so_far
        amounts = (gap.forecast_cents, gap.actual_cents, gap.difference_cents)
        rows.append([one.label, *(bare_amount(cents) for cents in amounts), signed_percent(gap.per_mille)])
    numbers = (Cells(title, size, True) for title, size in (("Prévu", 17), ("Réalisé", 17), ("Écart", 17), ("%", 13)))
    columns = (Cells("", width - 64), *numbers)
    y = table(page, columns, rows, x, y)
    more = len(lines) - len(shown)
    if more > 0:
        said = f"{more} autre{'s' if more > 1 else ''} ligne{'s' if more > 1 else ''} dans le tableau CSV."
        paragraph(page, said, QUIET, x, y + 1, width, most=1)


def _treasury(page: Page, sheet: ManagementSheet, x: float, y: float, width: float) -> None:
    y = heading(page, "Trésorerie en dix lignes", x, y, width)
    rows = []
    for place, (key, (name, accounts)) in enumerate(TREASURY.items(), 1):
        rows.append([str(place), name, accounts, french_amount(sheet.treasury.amounts[key])])
    columns = (Cells("", 6), Cells("", width - 52), Cells("Comptes", 22), Cells("Montant", 24, True))
    table(page, columns, rows, x, y, row_height=5, strong=(3, 7, 9))


def _sources(page: Page, sheet: ManagementSheet, x: float, y: float, width: float) -> None:
    """What is to come, whom it comes from and where it goes, and the break-even where there is one."""
    y = heading(page, "D’où vient l’argent, où il va", x, y, width)
    ahead = sheet.pipeline
    said = (
        f"Encaissé TTC depuis le début de l’exercice\u00a0: {french_amount(sum(sheet.cashed.values()))}.",
        f"Contribution à la coopérative\u00a0: {french_amount(sheet.year.contribution_cents)}.",
        f"Devis signés à facturer\u00a0: {french_amount(ahead.signed_cents)} HT.",
        f"Devis en attente de réponse\u00a0: {french_amount(ahead.potential_cents)} HT.",
    )
    for sentence in said:
        y = paragraph(page, sentence, TEXT, x, y, width, most=2)
    customers = [(one.label, one.cents) for one in sheet.customers[:3]]
    y = _ranking(page, "Premiers clients (HT)", customers, x, y + 1, width)
    bought = [(account_name(one.key, one.label), one.cents) for one in sheet.purchases[:3]]
    y = _ranking(page, "Premiers achats (HT)", bought, x, y + 1, width)
    paragraph(page, _break_even(sheet), TEXT, x, y + 1.2, width, most=4)


def _break_even(sheet: ManagementSheet) -> str:
    found = sheet.break_even
    if found is None:
        return ""
    units, rest = divmod(found.kept_per_mille, 10)
    kept = french_number(f"{units}.{rest}" if rest else str(units))
    state = "est atteint" if found.reached else "n’est pas encore atteint"
    return (
        f"Seuil de rentabilité\u00a0: {french_amount(found.turnover_cents)} de ventes, il {state}. Chaque 100\u00a0€ vendus"
        f" laissent {kept}\u00a0€ pour payer {french_amount(found.fixed_cents)} de frais fixes (comptes 61 à 68, approximation)."
    )


def _ranking(page: Page, title: str, rows: Sequence[tuple[str, int]], x: float, y: float, width: float) -> float:
    y = line(page, title, LABEL, x, y, width)
    if not rows:
        return line(page, "–", TEXT, x, y, width)
    for name, cents in rows:
        line(page, name, TEXT, x, y, width - 28)
        y = line(page, french_amount(cents), TEXT, x + width - 28, y, 28, align="R")
    return y


def _glossary(page: Page, x: float, y: float, width: float) -> None:
    half = (width - 12) / 2
    box(page, x, y, width, 48)
    top = line(page, "Cinq mots pour lire cette fiche", STRONG, x + 4, y + 2.4, width) + 1
    left = top
    for place, (word, meaning) in enumerate(GLOSSARY):
        column = x + 4 + (half + 4) * (place // 3)
        left = top if place == 3 else left
        below = line(page, word, LABEL, column, left, half)
        left = paragraph(page, meaning, TEXT, column, below, half, most=3) + 0.8


def _activities(page: Page, sheet: ManagementSheet, x: float, y: float) -> float:
    y = heading(page, "Les activités depuis le début de l’exercice, en euros", x, y, page.epw)
    rows = _folded(sheet.activities)
    columns = (
        Cells("Code", 12),
        Cells("Activité", page.epw - 138),
        *(Cells(title, width, True) for title, width in (("Ventes", 22), ("Prévu", 22), ("Marge", 22))),
        *(Cells(title, width, True) for title, width in (("Contribution", 19), ("Trésorerie", 22), ("En retard", 19))),
    )
    room = page.h - 22 - y
    height = min(5.2, room / (len(rows) + 2))
    total = _total(sheet.activities)
    return table(
        page, columns, [*(_cells(one) for one in rows), _cells(total)], x, y, row_height=height, strong=(len(rows),)
    )


def _folded(rows: tuple[ActivityRow, ...]) -> tuple[ActivityRow, ...]:
    if len(rows) <= MOST_ACTIVITIES:
        return rows
    rest = rows[MOST_ACTIVITIES - 1 :]
    total = _total(rest)
    return (*rows[: MOST_ACTIVITIES - 1], _named(total, f"{len(rest)} autres activités"))


def _total(rows: Sequence[ActivityRow]) -> ActivityRow:
    expected = [one.forecast_cents for one in rows if one.forecast_cents is not None]
    return ActivityRow(
        "",
        "Total",
        sum(one.turnover_cents for one in rows),
        sum(expected) if expected else None,
        sum(one.margin_cents for one in rows),
        sum(one.contribution_cents for one in rows),
        sum(one.cash_cents for one in rows),
        sum(one.overdue_cents for one in rows),
    )


def _named(row: ActivityRow, name: str) -> ActivityRow:
    return ActivityRow("", name, *list(vars(row).values())[2:])


def _cells(row: ActivityRow) -> list[str]:
    amounts = (
        row.turnover_cents,
        row.forecast_cents,
        row.margin_cents,
        row.contribution_cents,
        row.cash_cents,
        row.overdue_cents,
    )
    return [
        row.code,
        row.name or ("" if row.code else OUTSIDE),
        *("–" if cents is None else bare_amount(cents) for cents in amounts),
    ]
