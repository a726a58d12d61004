"""INV-01, INV-05, CAPE-05: every mandatory mention can be read in the PDF, and a draft says that it is none."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from accounting.documents.invoice_pdf import render_invoice
from accounting.domain.invoice_sheet import InvoiceSheet, SheetBuyer, SheetCape, SheetLine, SheetSeller, SheetVat

SELLER = SheetSeller(
    "Coopérative d’essai",
    "SCOP SA à capital variable",
    5_000_000,
    ("12 rue des Cardeurs", "25000 Besançon"),
    "732829320",
    "Besançon",
    "FR44732829320",
    "FR7630006000011234567890189",
)
BUYER = SheetBuyer("L’Œil du Fil & Fils", ("3 place de l’Été", "71200 Le Creusot"), "552100554", "FR00552100554")
SHEET = InvoiceSheet(
    draft=False,
    number="2026-000001",
    issued_on=date(2026, 12, 1),
    service_on=date(2026, 11, 27),
    due_on=date(2026, 12, 31),
    trade_name="Atelier Maille",
    seller=SELLER,
    buyer=BUYER,
    operation="Opération mixte",
    lines=(SheetLine("Sac en maille", "40", 1850, "20", 74000), SheetLine("Livret", "1000.5", 125, "5.5", 125063)),
    vat=(SheetVat("20", 74000, 14800), SheetVat("5.5", 125063, 6878)),
    total_excluding_vat_cents=199063,
    total_vat_cents=21678,
    total_including_vat_cents=220741,
    payment_terms=("Paiement au plus tard le 31/12/2026.", "Indemnité forfaitaire de 40 €.", "Pas d’escompte."),
    cape=SheetCape("Coopérative d’essai", "12 rue des Cardeurs, 25000 Besançon", "732829320", date(2027, 7, 2)),
)


def text_of(sheet: InvoiceSheet) -> str:
    """The text of all pages, every kind of space as one."""
    reader = PdfReader(io.BytesIO(render_invoice(sheet)))
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


@pytest.mark.parametrize(
    "mention",
    [
        "FACTURE n° 2026-000001",
        "Coopérative d’essai 12 rue des Cardeurs 25000 Besançon",
        "SCOP SA à capital variable au capital de 50 000,00 €",
        "SIREN 732 829 320 — RCS Besançon",
        "N° de TVA intracommunautaire : FR44732829320",
        "L’Œil du Fil & Fils 3 place de l’Été 71200 Le Creusot SIREN 552 100 554 N° de TVA : FR00552100554",
        "Date d’émission 1er décembre 2026",
        "Date de la vente ou de la prestation 27 novembre 2026",
        "Échéance 31 décembre 2026",
        "Opération mixte",
        "Sac en maille 40 18,50 € 20 % 740,00 €",
        "Livret 1 000,5 1,25 € 5,5 % 1 250,63 €",
        "20 % 740,00 € 148,00 €",
        "5,5 % 1 250,63 € 68,78 €",
        "Total HT 1 990,63 €",
        "Total TVA 216,78 €",
        "Total TTC 2 207,41 €",
        "Paiement au plus tard le 31/12/2026.",
        "Indemnité forfaitaire de 40 €.",
        "Pas d’escompte.",
        "IBAN : FR76 3000 6000 0112 3456 7890 189",
    ],
)
def test_inv_01_and_inv_05_mentions(mention: str) -> None:
    assert mention in text_of(SHEET)


def test_cape_05_names_the_supporter_its_office_its_number_and_the_end_of_the_contract() -> None:
    text = text_of(SHEET)
    assert "bénéficiaires d’un contrat d’appui au projet d’entreprise (CAPE, articles L127-1 et R127-3" in text
    assert "Coopérative d’essai, siège social : 12 rue des Cardeurs, 25000 Besançon" in text
    assert "numéro d’identification : 732 829 320. Terme du contrat : 2 juillet 2027." in text
    assert "CAPE" not in text_of(replace(SHEET, cape=None))


def test_a_draft_has_no_number_and_says_that_it_is_no_invoice() -> None:
    draft = replace(SHEET, draft=True, number=None, issued_on=None, service_on=None, due_on=None)
    text = text_of(draft)
    assert "PROJET DE FACTURE" in text
    assert "n’est pas une facture" in text
    assert "2026-000001" not in text
    assert "None" not in text


def test_a_private_buyer_without_numbers_and_a_seller_without_account() -> None:
    buyer = SheetBuyer("Claude Cliente", ("1 rue de l’Essai", "25000 Besançon"), None, None)
    text = text_of(replace(SHEET, buyer=buyer, seller=replace(SELLER, iban=None)))
    assert text.count("N° de TVA") == 1
    assert "IBAN" not in text


def test_the_most_lines_that_an_invoice_may_have_fill_pages_with_headings_and_one_total() -> None:
    long = replace(SHEET, lines=SHEET.lines * 100)
    reader = PdfReader(io.BytesIO(render_invoice(long)))
    texts = [page.extract_text() for page in reader.pages]
    assert sum(text.count("Sac en maille") for text in texts) == 100
    assert all("Désignation" in text for text in texts[:-1])
    assert sum("Total TTC" in text for text in texts) == 1
    assert f"{len(texts)} / {len(texts)}" in texts[-1]


def test_an_invoice_fits_on_one_page_and_is_the_same_each_time() -> None:
    first = render_invoice(SHEET)
    assert len(PdfReader(io.BytesIO(first)).pages) == 1
    assert render_invoice(SHEET) == first
