"""The documents whose words are kept in ``golden/``, one text file each, so that a review shows what customers will read.

After a change that is wanted: ``python -m tests.accounting.documents.printed`` writes them anew.
"""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pypdf import PdfReader

from accounting.documents.dunning.letter_pdf import render_letter
from accounting.documents.expenses.sheet_pdf import render_expense_sheet
from accounting.documents.invoice_pdf import render_invoice
from accounting.documents.payments.order_pdf import render_order as render_payment_order
from accounting.documents.payments.remittance_pdf import render_remittance
from accounting.documents.purchases.order_pdf import render_order
from accounting.documents.quotes.proof_pdf import render_proof
from accounting.documents.quotes.quote_pdf import render_quote
from accounting.documents.reports.pdf_file import sheet_pdf
from accounting.documents.till.ticket_pdf import render_ticket
from tests.accounting.documents import money, sales

GOLDEN = Path(__file__).parent / "golden"
DRAWN: dict[str, Callable[[], bytes]] = {
    **{name: partial(render_invoice, sheet) for name, sheet in sales.invoices().items() if name != "invoice-pages"},
    **{name: partial(render_quote, sheet) for name, sheet in sales.quotes().items() if name != "quote-pages"},
    "proof": lambda: render_proof(sales.signed_quote(), ""),
    "purchase-order": lambda: render_order(sales.purchase_order()),
    "letter": lambda: render_letter(money.letter()),
    "expense-sheet": lambda: render_expense_sheet(money.expenses()),
    "ticket": lambda: render_ticket(money.ticket(duplicate=2)),
    "payment-order": lambda: render_payment_order("006f58d5-230b-5adc-8ae0-576294e9dc81", money.payment_order()),
    "slip": lambda: render_remittance(money.slip()),
    "reconciliation": lambda: sheet_pdf(money.reconciliation()),
    "statement": lambda: sheet_pdf(money.statement()),
}


def pages_of(content: bytes) -> list[str]:
    """The text of each page in reading order, every kind of space as one, no empty line."""
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    return ["\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip()) for text in texts]


def words_of(content: bytes) -> str:
    """A whole document as its file in ``golden/`` has it."""
    pages = pages_of(content)
    return "".join(f"=== page {number} / {len(pages)}\n{page}\n" for number, page in enumerate(pages, 1))


if __name__ == "__main__":
    for name, draw in DRAWN.items():
        (GOLDEN / f"{name}.txt").write_text(words_of(draw()), encoding="utf-8")
