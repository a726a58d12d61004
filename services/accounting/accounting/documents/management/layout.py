"""Boxes, small tables and pictures at fixed places of an A4 page: the sheet has two pages, and what is too long is cut.

Imported when the first sheet is printed, because it brings the PDF library.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from essaim.kit.pdf_page import ACCENT, GREY, INK, RULE, TINT, Page, Style

TITLE = Style(20, bold=True, colour=ACCENT, line=8.4)
NAME = Style(12, bold=True, line=5.4)
HEADING = Style(10.5, bold=True, colour=ACCENT, line=5)
LABEL = Style(8.4, bold=True, colour=GREY, line=4)
BIG = Style(19, bold=True, line=8.4)
TEXT = Style(8.6, line=3.9)
STRONG = Style(8.6, bold=True, line=3.9)
QUIET = Style(7.8, colour=GREY, line=3.6)
ELLIPSIS = "…"


@dataclass(frozen=True)
class Cells:
    """A column of a small table: heading, width in millimetres, whether it holds numbers."""

    title: str
    width: float
    number: bool = False


def fit(page: Page, text: str, style: Style, width: float) -> str:
    """The text, cut with an ellipsis where it would be wider. Line ends become spaces."""
    cleaned = page.clean(" ".join(text.split("\n")))
    page.use(style)
    if page.get_string_width(cleaned) <= width:
        return cleaned
    while cleaned and page.get_string_width(cleaned.rstrip() + ELLIPSIS) > width:
        cleaned = cleaned[:-1]
    return cleaned.rstrip() + ELLIPSIS


def shrunk(page: Page, text: str, style: Style, width: float) -> Style:
    """The style, smaller where the text would be wider: an amount is never cut."""
    size = style.size
    page.use(style)
    page.set_font_size(size)
    while size > 5 and page.get_string_width(page.clean(text)) > width:
        size -= 0.5
        page.set_font_size(size)
    return Style(size, style.bold, style.colour, style.line)


def line(page: Page, text: str, style: Style, x: float, y: float, width: float, *, align: str = "L") -> float:
    """One line of text, cut to the width. The y below it."""
    cut = fit(page, text, style, width)
    page.use(style)
    page.set_xy(x, y)
    page.cell(width, style.line, cut, align=align)
    return y + style.line


def amount(page: Page, text: str, style: Style, x: float, y: float, width: float) -> None:
    """A number at the right of its column, smaller rather than cut."""
    used = shrunk(page, text, style, width)
    page.use(used)
    page.set_xy(x, y)
    page.cell(width, style.line, page.clean(text), align="R")


def paragraph(page: Page, text: str, style: Style, x: float, y: float, width: float, most: int = 20) -> float:
    """A text in a column, at most so many lines. The y below it."""
    page.use(style)
    lines = page.multi_cell(width, style.line, page.clean(text), dry_run=True, output="LINES")
    assert isinstance(lines, list)
    for place, one in enumerate(lines[:most]):
        last = place == most - 1 and len(lines) > most
        page.set_xy(x, y)
        page.cell(width, style.line, fit(page, one + ELLIPSIS, style, width) if last else one)
        y += style.line
    return y


def heading(page: Page, text: str, x: float, y: float, width: float) -> float:
    """A heading with a rule below it. The y below both."""
    below = line(page, text, HEADING, x, y, width)
    page.set_draw_color(*RULE)
    page.set_line_width(0.25)
    page.line(x, below + 0.3, x + width, below + 0.3)
    return below + 1.6


def box(page: Page, x: float, y: float, width: float, height: float) -> None:
    """A tinted box with a bar at its left."""
    page.set_fill_color(*TINT)
    page.rect(x, y, width, height, style="F")
    page.set_fill_color(*ACCENT)
    page.rect(x, y, 0.9, height, style="F")


def table(
    page: Page,
    columns: Sequence[Cells],
    rows: Sequence[Sequence[str]],
    x: float,
    y: float,
    *,
    row_height: float = 4.6,
    strong: Sequence[int] = (),
) -> float:
    """A table with a rule below each row; ``strong`` rows are bold on a tint. The y below it."""
    size = min(8.4, row_height * 1.9)
    width = sum(one.width for one in columns)
    for place, cells in enumerate(([one.title for one in columns], *rows)):
        first, bold = place == 0, place == 0 or place - 1 in strong
        style = Style(size, bold=bold, colour=ACCENT if first else INK, line=row_height)
        if bold:
            page.set_fill_color(*TINT)
            page.rect(x, y, width, row_height, style="F")
        left = x
        for column, text in zip(columns, cells, strict=True):
            if column.number and not first:
                amount(page, text, style, left + 0.6, y, column.width - 1.4)
            else:
                align = "R" if column.number else "L"
                line(page, text, style, left + 0.8, y, column.width - 1.6, align=align)
            left += column.width
        y += row_height
        page.set_draw_color(*RULE)
        page.set_line_width(0.15)
        page.line(x, y, x + width, y)
    return y
