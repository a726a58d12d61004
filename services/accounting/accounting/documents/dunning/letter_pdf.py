"""The letter of one dunning level, as the customer gets it: letters carry the R127-3 mention too (CAPE-05)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from accounting.documents.sale_blocks import cape_block, footer, iban, seller_block
from accounting.domain.dunning import Level, Reminder
from accounting.domain.invoice_sheet import SheetBuyer, SheetCape, SheetSeller
from essaim.kit.french import NO_BREAK, french_amount, french_date
from essaim.kit.pdf import Column, Document, Line, Look

COLUMNS = (
    Column("Facture", 22),
    Column("Date", 18),
    Column("Échéance", 18),
    Column("Total TTC", 20, "RIGHT"),
    Column("Reste à payer", 22, "RIGHT"),
)


@dataclass(frozen=True)
class Letter:
    """What is printed: plain data."""

    level: Level
    reminder: Reminder
    seller: SheetSeller
    buyer: SheetBuyer
    trade_name: str
    number: str
    issued_on: date
    due_on: date
    total_cents: int
    penalty_text: str
    city: str
    cape: SheetCape | None


def render_letter(letter: Letter) -> bytes:
    """The PDF. The same letter gives the same bytes."""
    sent_on = letter.reminder.sent_on
    title = f"{letter.level.title} — facture n°{NO_BREAK}{letter.number}"
    document = Document(
        title,
        created_at=datetime.combine(sent_on, time(12), tzinfo=UTC),
        author=letter.seller.name,
        running=f"{title} — {letter.seller.name}",
        footer=footer(letter.seller),
    )
    document.blocks(seller_block(letter.seller), [Line(letter.level.title.upper(), Look.TITLE)], share=0.55)
    document.space(8)
    buyer = [Line(letter.buyer.name, Look.NAME), *(Line(one) for one in letter.buyer.address_lines)]
    document.blocks([Line("Activité", Look.LABEL), Line(letter.trade_name, Look.NAME)], buyer, share=0.55)
    document.space(8)
    document.paragraph(f"{letter.city}, le {french_date(sent_on)}")
    document.space(4)
    document.paragraph("Madame, Monsieur,")
    document.space(2)
    document.paragraph(letter.level.text)
    document.space(4)
    document.table(
        COLUMNS,
        [
            [
                letter.number,
                french_date(letter.issued_on),
                french_date(letter.due_on),
                french_amount(letter.total_cents),
                french_amount(letter.reminder.asked_cents),
            ]
        ],
    )
    _sums(document, letter)
    document.space(6)
    if letter.seller.iban:
        document.paragraph(f"Virement sur le compte IBAN : {iban(letter.seller.iban)}", Look.STRONG)
        document.paragraph(f"Référence à rappeler : {letter.number}")
        document.space(4)
    document.paragraph("Nous vous prions d’agréer, Madame, Monsieur, nos salutations distinguées.")
    document.space(2)
    document.paragraph(letter.seller.name, Look.STRONG)
    if letter.cape is not None:
        document.space(8)
        document.notice(cape_block(letter.cape, letter.trade_name))
    return document.to_bytes()


def _sums(document: Document, letter: Letter) -> None:
    one = letter.reminder
    if not one.indemnity_cents and not one.penalty_cents:
        return
    document.space(4)
    total = french_amount(one.asked_cents + one.penalty_cents + one.indemnity_cents)
    rows = [("Reste à payer", french_amount(one.asked_cents))]
    if one.penalty_cents:
        rows.append(("Pénalités de retard à ce jour", french_amount(one.penalty_cents)))
    rows.append(("Indemnité forfaitaire (art. D441-5)", french_amount(one.indemnity_cents)))
    rows.append(("Total dû à ce jour" if one.penalty_cents else "Total hors pénalités", total))
    document.summary((), [], rows)
    document.space(2)
    document.paragraph(f"{letter.penalty_text} (art. L441-10 du code de commerce).", Look.SMALL)
