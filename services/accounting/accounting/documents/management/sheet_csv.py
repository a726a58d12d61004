"""The figures of a sheet as a table for a spreadsheet: one amount per row, French decimals, semicolons, UTF-8 with a mark.

One amount per row keeps every question one filter away (a section, a line, a month), which a picture of the page would not.
"""

import csv
import io
from collections.abc import Iterator

from accounting.documents.management.words import AGES, OUTSIDE, TREASURY, account_name, target_name
from accounting.documents.reports.csv_file import safe_text
from accounting.domain.management.ageing import Ageing
from accounting.domain.management.sheet import ActivityRow, ManagementSheet

HEADINGS = ("rubrique", "ligne", "detail", "date", "montant")
MARK = "\ufeff"
Row = tuple[str, str, str, str, int]


def render_csv(sheet: ManagementSheet) -> bytes:
    """The file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for section, line, detail, day, cents in _rows(sheet):
        writer.writerow([section, safe_text(line), safe_text(detail), day, decimal_amount(cents)])
    return (MARK + text.getvalue()).encode()


def decimal_amount(cents: int) -> str:
    """``-1234,50``: what a French spreadsheet reads as a number."""
    units, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{units},{rest:02d}"


def _rows(sheet: ManagementSheet) -> Iterator[Row]:
    yield from _results(sheet)
    on = sheet.calendar.on.isoformat()
    for key, (name, accounts) in TREASURY.items():
        yield ("Trésorerie", name, accounts, on, sheet.treasury.amounts[key])
    for month, cents in sheet.month_ends.items():
        yield ("Trésorerie fin de mois", "Banque et caisse", "", month, cents)
    yield from _ageing("Créances clients", sheet.receivables, on)
    yield from _ageing("Dettes fournisseurs", sheet.payables, on)
    yield ("Devis", "Signés à facturer HT", "", on, sheet.pipeline.signed_cents)
    yield ("Devis", "En attente HT", "", on, sheet.pipeline.potential_cents)
    yield ("Devis", "Perdus HT", "", on, sheet.pipeline.lost_cents)
    yield from _forecast(sheet)
    for one in sheet.customers:
        yield ("Premiers clients HT", one.label, one.key, on, one.cents)
    for one in sheet.purchases:
        yield ("Premiers achats HT", account_name(one.key, one.label), one.key, on, one.cents)
    for member in sheet.members:
        yield ("Membres", member.name, f"{member.auxiliary} compte {member.account}", on, member.owed_cents)
    for row in sheet.activities:
        yield from _activity(row, on)


def _results(sheet: ManagementSheet) -> Iterator[Row]:
    for month, one in sheet.results.items():
        amounts = {
            "Ventes": one.turnover_cents,
            "Achats": one.purchases_cents,
            "Marge": one.margin_cents,
            "Autres produits": one.other_income_cents,
            "Autres charges": one.other_charges_cents,
            "Contribution": one.contribution_cents,
            "Reste avant répartition et dons": one.left_cents,
            "Réparti ou donné": one.given_cents,
            "Encaissé TTC": sheet.cashed.get(month, 0),
        }
        for name, cents in amounts.items():
            yield ("Résultat du mois", name, "", month, cents)


def _ageing(section: str, ageing: Ageing, on: str) -> Iterator[Row]:
    by_age = ageing.by_age
    for age, name in AGES.items():
        yield (section, name, "total", on, by_age[age])
    yield (section, "Règlements à rattacher", "total", on, -ageing.unallocated_cents)
    for item in ageing.items:
        label = " ".join(one for one in (item.voucher_ref, item.name) if one)
        yield (section, label, f"échéance, {AGES[item.age]}", item.due_on.isoformat(), item.open_cents)


def _forecast(sheet: ManagementSheet) -> Iterator[Row]:
    for line in sheet.comparison:
        for suffix, gaps in (("", line.months), (" cumulé", line.cumulated)):
            for month, gap in gaps.items():
                name = f"{line.label} ({target_name(line.target)})"
                yield ("Prévisions", name, f"prévu{suffix}", month, gap.forecast_cents)
                yield ("Prévisions", name, f"réalisé{suffix}", month, gap.actual_cents)
                yield ("Prévisions", name, f"écart{suffix}", month, gap.difference_cents)


def _activity(row: ActivityRow, on: str) -> Iterator[Row]:
    name = f"{row.code} {row.name}".strip() or OUTSIDE
    amounts = {
        "Ventes": row.turnover_cents,
        "Prévu": row.forecast_cents,
        "Marge": row.margin_cents,
        "Contribution": row.contribution_cents,
        "Trésorerie": row.cash_cents,
        "En retard": row.overdue_cents,
    }
    for detail, cents in amounts.items():
        if cents is not None:
            yield ("Activités", name, detail, on, cents)
