"""Figures as CSV: one row per combination, a total at the end, and a line that says how they are protected."""

from enrolment.documents.figures.words import DIMENSIONS, MEASURES, protection_note, shown, value_of
from enrolment.domain.figures.table import Table
from essaim.kit.csv_text import MARK, text_row


def figures_csv(table: Table) -> bytes:
    """The file; the same table gives the same bytes."""
    lines = [text_row([*(DIMENSIONS[one] for one in table.by), *MEASURES.values()])]
    for row in table.rows:
        names = [value_of(one, value) for one, value in zip(table.by, row.key, strict=True)]
        lines.append(text_row([*names, *(shown(one, table.base) for one in row.figures)]))
    blank = [""] * (len(table.by) - 1)
    lines.append(text_row(["Total", *blank, *(shown(one, table.base) for one in table.total)]))
    lines.append(text_row([protection_note(table.base)]))
    return (MARK + "".join(lines)).encode()
