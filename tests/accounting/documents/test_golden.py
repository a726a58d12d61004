"""What customers read, page by page, against what was last looked at; and what has to hold for whatever is printed."""

import re

import pytest

from accounting.documents.invoice_pdf import render_invoice
from accounting.documents.quotes.quote_pdf import render_quote
from accounting.documents.till.ticket_text import COLUMNS, ticket_text
from accounting.documents.transfer_code import transfer_text
from tests.accounting.documents import money, sales
from tests.accounting.documents.printed import DRAWN, GOLDEN, pages_of, words_of

CAPE = "articles L127-1 et R127-3 du code de commerce"
OUTGOING = (
    "invoice",
    "invoice-draft",
    "invoice-deposit",
    "invoice-final",
    "credit-note",
    "quote",
    "proof",
    "purchase-order",
    "letter",
)


@pytest.mark.parametrize("name", DRAWN)
def test_the_words_on_every_page_are_those_last_looked_at_and_the_bytes_the_same_twice(name: str) -> None:
    content = DRAWN[name]()
    assert words_of(content) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert DRAWN[name]() == content


def test_every_golden_file_is_of_a_document() -> None:
    assert {one.stem for one in GOLDEN.iterdir()} == set(DRAWN)


@pytest.mark.parametrize("name", OUTGOING)
def test_cape_05_whatever_goes_out_carries_the_mention(name: str) -> None:
    """R127-3 names letters and orders as well as invoices."""
    assert CAPE in " ".join(" ".join(pages_of(DRAWN[name]())).split())


def test_a_section_over_pages_repeats_headings_and_its_sum_names_it() -> None:
    pages = pages_of(render_quote(sales.quotes()["quote-pages"]))
    assert len(pages) == 4
    whole = "\n".join(pages)
    assert [f"Sous-total Lot {lot}" in whole for lot in (1, 2, 3, 4)] == [True] * 4
    assert all("Désignation" in page for page in pages[:3])
    totals = [page for page in pages if "Total TTC" in page]
    assert len(totals) == 1
    assert "Total HT" in totals[0]


def test_sixty_lines_fill_three_pages_with_one_total() -> None:
    pages = pages_of(render_invoice(sales.invoices()["invoice-pages"]))
    assert [f"{number} / 3" in page for number, page in enumerate(pages, 1)] == [True] * 3
    assert sum(page.count("Coloris écru, anse courte") for page in pages) == 20
    assert ["Total TTC" in page for page in pages] == [False, False, True]


def test_epc069_12_the_code_of_an_invoice_has_the_lines_of_the_guideline() -> None:
    """Version 002, UTF-8, SCT; no purpose and no structured reference, the number as remittance text."""
    transfer = sales.invoices()["invoice-deposit"].transfer
    assert transfer is not None
    assert transfer_text(transfer).split("\n") == [
        "BCD",
        "002",
        "1",
        "SCT",
        "AGRIFRPP",
        "Coopérative Exemple",
        "FR7630006000011234567890189",
        "EUR360.00",
        "",
        "",
        "2026-000007",
    ]


def test_a_draft_of_a_quote_cannot_be_signed() -> None:
    assert "Bon pour accord" not in words_of(DRAWN["quote-draft"]())
    assert "Bon pour accord" in words_of(DRAWN["quote"]())


def test_a_ticket_as_text_keeps_numbers_whole_and_within_the_roll() -> None:
    lines = ticket_text(money.ticket()).splitlines()
    assert max(len(line) for line in lines) <= COLUMNS
    assert any("732 829 320. Terme" in line for line in lines)


def test_fixed_words_have_the_french_apostrophe() -> None:
    """A typed one stays as it was typed, and only those of the samples may be straight."""
    typed = {
        "Livret d'entretien",
        "l'écoconception",
        "1 rue de l'Essai",
        "Tissus d'Exemple",
        "Guide d'entretien",
        "l'atelier",
    }
    typed |= {"métiers d'art", "reçu d'essence", "L'Hôte", "quai de l'Île"}
    for name, draw in DRAWN.items():
        words = words_of(draw())
        for one in typed:
            words = words.replace(one, "")
        assert not re.search(r"\w'\w", words), name
