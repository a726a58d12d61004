"""The ticket as text of 42 columns, as receipt printers take it."""

import textwrap

from accounting.documents.till.ticket import Row, Weight, ticket_rows
from accounting.domain.till.sheet import TicketSheet

COLUMNS = 42


def ticket_text(sheet: TicketSheet) -> str:
    """UTF-8 text; spaces that do not break are plain ones here."""
    return "\n".join(_plain(line) for row in ticket_rows(sheet) for line in _written(row)) + "\n"


def _written(row: Row) -> list[str]:
    left, right = row.left, row.right
    if row.weight is Weight.RULE:
        return ["-" * COLUMNS]
    if not right:
        indented = left.startswith("  ")
        return textwrap.wrap(left, COLUMNS, initial_indent="  " if indented else "") or [""]
    if len(left) + len(right) < COLUMNS:
        return [left + right.rjust(COLUMNS - len(left))]
    return [*textwrap.wrap(left, COLUMNS), right.rjust(COLUMNS)]


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
