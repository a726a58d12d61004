"""The management sheet as people get it: two pages whatever happened, readable texts, charts for themselves, a table."""

import csv
import hashlib
import io
import re
import subprocess
import sys
from datetime import date
from functools import cache
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from accounting.documents.management.charts import TITLES, Chart, draw_chart
from accounting.documents.management.sheet_csv import render_csv
from accounting.documents.management.sheet_pdf import render_sheet
from accounting.documents.management.words import GLOSSARY
from accounting.domain.entry import Auxiliary
from accounting.domain.management.build import Known
from accounting.domain.management.forecast import Kind
from accounting.domain.management.sheet import ManagementSheet
from tests.accounting.unit.management_samples import Ledger, autumn, forecast

NOVEMBER = date(2026, 11, 30)
EXPECTED = forecast({Kind.TURNOVER: {"2026-10": 80_000, "2026-11": 120_000}, "6233": {"2026-11": 5_000}})
SVG = "{http://www.w3.org/2000/svg}"


def pages(sheet: ManagementSheet) -> list[str]:
    """The text of each page, every kind of space as one."""
    reader = PdfReader(io.BytesIO(render_sheet(sheet)))
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]


def texts(chart: Chart, sheet: ManagementSheet) -> list[str]:
    """The texts of a chart."""
    tree = ElementTree.fromstring(draw_chart(chart, sheet, "svg"))
    return [re.sub(r"\s+", " ", "".join(one.itertext())).strip() for one in tree.iter(f"{SVG}text")]


def crowded() -> ManagementSheet:
    """Twelve months of billions, long names, more late invoices and forecast lines than there is room for."""
    ledger = Ledger()
    for number, month in enumerate((9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)):
        on = date(2026 if month > 8 else 2027, month, 10)
        name = f"Société anonyme des établissements réunis de la Haute-Saône n° {number}"
        ledger.sale(on, 9_876_543_210_00, by=Auxiliary(f"C{number:05d}", name), due_on=on)
        ledger.purchase(on, 1_500_000_000_00, due_on=on)
        ledger.disbursement(on, 900_000_000_00)
    prefixes = ("601", "604", "606", "611", "613", "615", "616", "622", "623", "625", "626", "627")
    many = forecast({one: {"2026-10": 7_000_000_000} for one in prefixes})
    return ledger.sheet(date(2027, 8, 31), forecast=many, name="Atelier " * 30)


def cooperative(count: int) -> ManagementSheet:
    """A legal entity with so many activities."""
    ledger, known = Ledger(), []
    for number in range(1, count + 1):
        code = f"A{number:03d}"
        known.append(Known(code, f"Coopérative éphémère du lycée numéro {number}", EXPECTED if number % 2 else None))
        ledger.sale(date(2026, 10, 10), 100_000 * number, code=code, due_on=date(2026, 10, 25))
    return ledger.sheet(NOVEMBER, code=None, name="Coopérative Exemple", activities=tuple(known))


@pytest.mark.parametrize(
    "text",
    [
        "Suivi de gestion, novembre 2026 Atelier Maille",
        "Maille et couture · compte A001 · portée par Coopérative Exemple",
        "Chiffres arrêtés au 30 novembre 2026",
        "En banque et en caisse 720,00 € +240,00 € en un mois Il reste 720,00 € en banque et en caisse, 240,00 € de plus",
        "Trésorerie au fil des jours",
        "Ventes, achats et marge par mois",
        "Librairie Exemple 26 480,00 €",
        "Turnover 2 000,00 2 300,00 300,00 +15 %",
        "4 Trésorerie de référence 1 + 2 + 3 10,00 €",
        "8 Trésorerie future 4 + 5 + 6 + 7 1 690,00 €",
        "10 Résultat 8 + 9 1 511,00 €",
        "Encaissé TTC depuis le début de l’exercice : 1 080,00 €.",
        "Contribution à la coopérative : 179,00 €.",
        "601 Achats stockés",
        "Seuil de rentabilité : 87,84 € de ventes, il est atteint.",
        "Cinq mots pour lire cette fiche",
        *(word for word, _ in GLOSSARY),
    ],
)
def test_cae_07_the_sheet_of_a_group_says(text: str) -> None:
    assert text in " ".join(_autumn_pages())


def test_a_sheet_has_two_pages_whatever_happened() -> None:
    """Empty books, a month that has just begun, and more of everything than there is room for."""
    assert len(_autumn_pages()) == 2
    young = pages(Ledger().sheet(date(2026, 9, 1), opened_on=date(2026, 9, 1)))
    assert len(young) == 2
    assert "premier mois" in young[0]
    assert "mois en cours" in young[0]
    assert "Aucune facture n’est en retard" in young[1]
    full = pages(crowded())
    assert len(full) == 2
    assert "autres factures" in full[1]
    assert "5 autres lignes dans le tableau CSV." in full[1]


@pytest.mark.parametrize(("count", "last"), [(1, "A001"), (40, "A040"), (90, "50 autres activités")])
def test_the_sheet_of_a_legal_entity_has_two_pages_and_a_row_per_activity(count: int, last: str) -> None:
    """All activities add up to the total: 1 000.00 times the sum of 1 to n."""
    found = pages(cooperative(count))
    assert len(found) == 2
    assert last in found[1]
    assert f"Total {_spaced(1_000 * count * (count + 1) // 2)},00" in found[1]


def test_the_same_sheet_gives_the_same_bytes_in_another_process() -> None:
    sheet = autumn().sheet(NOVEMBER, forecast=EXPECTED)
    here = [render_sheet(sheet), *(draw_chart(one, sheet, "svg") for one in TITLES), draw_chart("ageing", sheet, "png")]
    make = (
        "import hashlib, tests.accounting.unit.test_management_documents as t\n"
        "s = t.autumn().sheet(t.NOVEMBER, forecast=t.EXPECTED)\n"
        "made = [t.render_sheet(s), *(t.draw_chart(c, s, 'svg') for c in t.TITLES), t.draw_chart('ageing', s, 'png')]\n"
        "print(*(hashlib.sha256(one).hexdigest() for one in made))"
    )
    done = subprocess.run([sys.executable, "-c", make], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [hashlib.sha256(one).hexdigest() for one in here]


def test_charts_have_their_values_as_texts() -> None:
    sheet = autumn().sheet(NOVEMBER, forecast=EXPECTED)
    assert {"0 €", "480 €", "720 €", "sept.", "août"} <= set(texts("treasury", sheet))
    assert {"Ventes", "Achats", "Marge", "400 €", "310 €", "690 €"} <= set(texts("months", sheet))
    assert {"Clients", "Fournisseurs", "Plus de 90 jours", "1 200 €", "480 €", "372 €"} <= set(texts("ageing", sheet))
    assert {"Réalisé", "Prévu", "2 300 €", "2 000 €", "60 €", "50 €"} <= set(texts("forecast", sheet))


def test_charts_of_nothing_and_of_too_much_are_drawn() -> None:
    young = Ledger().sheet(date(2026, 9, 1), opened_on=date(2026, 9, 1))
    assert "Aucune prévision n’a été saisie pour cet exercice." in texts("forecast", young)
    for chart in TITLES:
        assert draw_chart(chart, young, "png").startswith(b"\x89PNG")
    assert "−10 800 M€" in texts("treasury", crowded())


def test_the_table_has_one_amount_per_row() -> None:
    content = render_csv(autumn().sheet(NOVEMBER, forecast=EXPECTED)).decode("utf-8-sig")
    rows = list(csv.reader(content.splitlines(), delimiter=";"))
    assert rows[0] == ["rubrique", "ligne", "detail", "date", "montant"]
    assert all(len(row) == 5 and re.fullmatch(r"-?\d+,\d\d", row[4]) for row in rows[1:])
    assert ["Résultat du mois", "Marge", "", "2026-11", "690,00"] in rows
    assert ["Trésorerie", "TVA, impôts, cotisations", "42 à 44", "2026-11-30", "-338,00"] in rows
    assert ["Créances clients", "P-2 Librairie Exemple", "échéance, 1 à 30 jours", "2026-11-04", "480,00"] in rows
    assert ["Prévisions", "Turnover (Ventes)", "écart cumulé", "2026-11", "300,00"] in rows


def test_a_name_in_the_table_is_never_a_formula() -> None:
    ledger = Ledger()
    ledger.sale(date(2026, 11, 1), 10_000, by=Auxiliary("C00009", "=SUM(A1:A9)"))
    assert ";'=SUM(A1:A9);" in render_csv(ledger.sheet(NOVEMBER)).decode()


def test_the_plotting_library_is_not_loaded_before_the_first_chart() -> None:
    look = (
        "import sys, accounting.documents.management.sheet_pdf\n"
        "print(*(one in sys.modules for one in ('matplotlib', 'numpy', 'fpdf', 'PIL')))"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"] * 4


@cache
def _autumn_pages() -> tuple[str, ...]:
    return tuple(pages(autumn().sheet(NOVEMBER, forecast=EXPECTED)))


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", " ")
