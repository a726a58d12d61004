"""The quote on paper: lines by section, discounts, plan, mentions; the same bytes each time, and a draft says that it is none."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from accounting.documents.quotes.quote_pdf import render_quote
from accounting.domain.pricing import Discount, Line, Nature, Unit
from accounting.domain.quote import PlanShown
from accounting.domain.quote_sheet import QuoteSheet, quote_sheet_of
from accounting.domain.vat import VatTreatment
from tests.accounting.quotes.samples import QUOTE, SENT
from tests.accounting.unit.samples import BUYER, SELLER, TODAY

LINES = (
    Line("Sac en maille", "40", 1850, "20", Nature.GOODS, section="Sacs"),
    Line(
        "Atelier couture", "2.5", 4000, "20", Nature.SERVICES, Unit.HOUR, "10", section="Animation", detail="Sur place"
    ),
    Line("Conférence", "1", 20_000, "0", Nature.SERVICES, Unit.FLAT_RATE, vat_treatment=VatTreatment.EXEMPT),
)
OFFER = replace(
    SENT,
    lines=LINES,
    discount=Discount("Remise de bienvenue", percent="5"),
    title="Rentrée",
    conditions="Livré en 3 semaines.",
)
ENDS_ON = date(2027, 7, 31)


def sheet(**changes: object) -> QuoteSheet:
    return quote_sheet_of(replace(OFFER, **changes), SELLER, BUYER, "Atelier Maille", ENDS_ON)  # type: ignore[arg-type]


def text_of(one: QuoteSheet) -> str:
    reader = PdfReader(io.BytesIO(render_quote(one)))
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


@pytest.mark.parametrize(
    "words",
    [
        "DEVIS n° D2026-00001",
        "Coopérative Exemple",
        "Librairie Exemple",
        "Atelier Maille Rentrée",
        "Valable jusqu’au 31 décembre 2026",
        "Sacs Désignation",
        "2,5 heures",
        "1 forfait",
        "Remise de 10 %",
        "Remise de bienvenue",
        "Exonération de TVA, art. 261, 4 du CGI",
        "Acompte 30 % 5 décembre 2026",
        "Livré en 3 semaines.",
        "Bon pour accord",
        "(CAPE, articles L127-1 et R127-3",
        "Terme du contrat : 31 juillet 2027",
    ],
)
def test_cape_05_and_what_a_customer_has_to_read(words: str) -> None:
    assert words in text_of(sheet())


def test_the_plan_is_shown_in_full_in_a_sentence_or_not_at_all() -> None:
    assert "Échéancier" in text_of(sheet())
    summary = text_of(sheet(plan_shown=PlanShown.SUMMARY))
    assert "Échéancier" not in summary
    assert "Acompte de 30 %, soit" in summary
    silent = text_of(sheet(plan_shown=PlanShown.NONE))
    assert "Acompte" not in silent
    assert "Une seule facture" in text_of(sheet(plan=()))


def test_a_draft_says_that_it_is_none_and_has_no_number() -> None:
    draft = quote_sheet_of(replace(QUOTE, lines=LINES), SELLER, BUYER, "Atelier Maille", ENDS_ON)
    text = text_of(draft)
    assert "PROJET DE DEVIS" in text
    assert "n’est pas une offre" in text
    assert "None" not in text


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert render_quote(sheet()) == render_quote(sheet())
    assert render_quote(sheet()) != render_quote(sheet(valid_until=TODAY + timedelta(days=1)))
