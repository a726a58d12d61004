"""The letter of one dunning level, as the customer gets it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from accounting.domain.dunning import Level, Reminder
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
    seller_name: str
    seller_lines: tuple[str, ...]
    buyer_name: str
    buyer_lines: tuple[str, ...]
    trade_name: str
    number: str
    issued_on: date
    due_on: date
    total_cents: int
    penalty_text: str
    iban: str | None
    city: str


def render_letter(letter: Letter) -> bytes:
    """The PDF. The same letter gives the same bytes."""
    sent_on = letter.reminder.sent_on
    title = f"{letter.level.title} — facture n°{NO_BREAK}{letter.number}"
    document = Document(
        title,
        created_at=datetime.combine(sent_on, time(12), tzinfo=UTC),
        author=letter.seller_name,
        running=f"{title} — {letter.seller_name}",
        footer=(letter.seller_name, ", ".join(letter.seller_lines)),
        mark="",
    )
    seller = [Line(letter.seller_name, Look.NAME), *(Line(one) for one in letter.seller_lines)]
    document.blocks(seller, [Line(letter.level.title.upper(), Look.TITLE)], share=0.55)
    document.space(8)
    buyer = [Line(letter.buyer_name, Look.NAME), *(Line(one) for one in letter.buyer_lines)]
    document.blocks([Line("Activité", Look.LABEL), Line(letter.trade_name, Look.NAME)], buyer, share=0.55)
    document.space(8)
    document.paragraph(f"{letter.city}, le {french_date(sent_on)}")
    document.space(4)
    document.paragraph("Madame, Monsieur,")
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
    if letter.iban:
        document.paragraph(
            f"Virement sur le compte IBAN{NO_BREAK}: {letter.iban}, référence {letter.number}.", Look.STRONG
        )
    document.paragraph("Nous vous prions d’agréer, Madame, Monsieur, nos salutations distinguées.")
    document.paragraph(letter.seller_name, Look.STRONG)
    return document.to_bytes()


def _sums(document: Document, letter: Letter) -> None:
    one = letter.reminder
    if not one.indemnity_cents and not one.penalty_cents:
        return
    document.space(4)
    counted = french_amount(one.penalty_cents) if one.penalty_cents else "à calculer au jour du règlement"
    document.facts(
        [
            ("Pénalités de retard à ce jour", counted),
            ("Indemnité forfaitaire (art. D441-5)", french_amount(one.indemnity_cents)),
            ("Total dû à ce jour", french_amount(one.asked_cents + one.penalty_cents + one.indemnity_cents)),
        ],
        columns=3,
    )
    document.paragraph(f"{letter.penalty_text} (art. L441-10 du code de commerce).", Look.SMALL)
