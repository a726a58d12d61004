"""The ticket as a PDF on a roll of 80 mm, as long as it needs to be. The same sheet gives the same bytes."""

from typing import TYPE_CHECKING

from accounting.documents.till.ticket import Row, Weight, ticket_rows
from accounting.domain.till.sheet import TicketSheet

if TYPE_CHECKING:
    from accounting.documents.till.roll import Roll

LONGEST = 3000.0
AMOUNT = 24.0
"""Millimetres at the right that belong to amounts."""


def render_ticket(sheet: TicketSheet) -> bytes:
    """Written twice: once to see how long it is."""
    rows = ticket_rows(sheet)
    draft = _written(sheet, rows, LONGEST)
    return bytes(_written(sheet, rows, draft.get_y() + draft.b_margin).output())


def _written(sheet: TicketSheet, rows: list[Row], height: float) -> "Roll":
    # Imported with the first ticket: the PDF library costs a third of a second and 30 MB.
    from accounting.documents.till.roll import Roll

    word = f"Duplicata {sheet.duplicate} du ticket" if sheet.duplicate else "Ticket"
    roll = Roll(f"{word} {sheet.number}", height, sheet.sold_at, sheet.seller.name)
    for row in rows:
        _write(roll, row)
    return roll


def _write(roll: "Roll", row: Row) -> None:
    from essaim.kit.pdf_page import Style

    styles = {
        Weight.TITLE: Style(12, bold=True, line=5.4),
        Weight.STRONG: Style(10, bold=True, line=4.8),
        Weight.BODY: Style(9, line=4.3),
        Weight.SMALL: Style(7.5, line=3.6),
    }
    if row.weight is Weight.RULE:
        roll.rule()
        return
    style = styles[row.weight]
    top = roll.get_y()
    width = roll.epw - (AMOUNT if row.right else 0)
    roll.put(row.left, style, x=roll.l_margin, width=width)
    if row.right:
        bottom = roll.get_y()
        roll.set_y(bottom - style.line if bottom > top else top)
        roll.put(row.right, style, x=roll.l_margin + width, width=AMOUNT, align="R")
