"""PDF documents made of a few elements: blocks, facts, tables that break over pages, totals, notices.

Plumbing without business words: a service's ``documents`` say what is written, this says how it looks. The same content
and ``created_at`` give the same bytes, so that a document can be made again instead of being kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from io import BytesIO
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from essaim.kit.pdf_page import Page, Style

GAP = 5.0
"""Millimetres between the parts of two blocks, and between two elements."""
_ROW = 6.6
"""The height of a table row of one line."""
MOST_LINES = 3
"""Lines that are written below each other in a cell."""


class Look(Enum):
    """The styles that a document may use."""

    TITLE = "title"
    NAME = "name"
    HEADING = "heading"
    LABEL = "label"
    STRONG = "strong"
    BODY = "body"
    SMALL = "small"


@dataclass(frozen=True)
class Line:
    """A line of a block; it wraps when it is too long."""

    text: str
    look: Look = Look.BODY


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its share of the width and where its text stands."""

    title: str
    share: float
    align: Literal["LEFT", "RIGHT", "CENTER"] = "LEFT"


@dataclass(frozen=True)
class Embedded:
    """A file inside a document, which becomes a PDF/A-3b with it. ``metadata`` are XMP descriptions that announce it."""

    name: str
    content: bytes
    media_type: str
    relationship: str
    description: str
    metadata: str = ""


class Document:
    """A document that grows from top to bottom. ``created_at`` is aware, and the only time that is written into it."""

    def __init__(
        self,
        title: str,
        *,
        created_at: datetime,
        author: str,
        running: str = "",
        footer: Sequence[str] = (),
        mark: str = "",
        embedded: Embedded | None = None,
    ) -> None:
        # Imported with the first document: the PDF library costs a third of a second and 30 MB.
        from essaim.kit import pdf_page

        frame = pdf_page.Frame(title, running, tuple(footer), mark)
        self._kit = pdf_page
        self._styles = _styles()
        self._page: Page = pdf_page.Page(frame, created_at, author, archival=embedded is not None)
        if embedded is not None:
            self._page.embed(embedded)

    def space(self, millimetres: float = GAP) -> None:
        """Some room."""
        self._page.ln(millimetres)

    def keep_together(self, millimetres: float) -> None:
        """Go to the next page unless this much room is left here."""
        if self._page.will_page_break(millimetres):
            self._page.add_page()

    def paragraph(self, text: str, look: Look = Look.BODY) -> None:
        """A text over the full width. Its line ends are kept."""
        self._page.put(text, self._styles[look], x=self._page.l_margin, width=self._page.epw)

    def heading(self, text: str, *, keep_with: float = 25) -> None:
        """A heading, kept with the first millimetres of what follows."""
        self.keep_together(keep_with)
        self.paragraph(text, Look.HEADING)
        self.space(1)

    def blocks(self, left: Sequence[Line], right: Sequence[Line], *, share: float = 0.5, boxed: bool = False) -> None:
        """Two blocks side by side; ``share`` is the left one's part of the width, ``boxed`` tints the right one."""
        page, top = self._page, self._page.get_y()
        width = page.epw * share - GAP
        start = page.l_margin + page.epw * share
        room = page.epw * (1 - share)
        bottom = self._block(left, page.l_margin, width, top)
        inside = 4.0 if boxed else 0.0
        if boxed:
            height = 2 * inside + sum(page.height(one.text, self._styles[one.look], room - 2 * inside) for one in right)
            page.set_fill_color(*self._kit.TINT)
            page.rect(start, top, room, height, style="F")
            bottom = max(bottom, top + height)
        self._block(right, start + inside, room - 2 * inside, top + inside)
        page.set_y(max(bottom, page.get_y() + inside))

    def _block(self, lines: Sequence[Line], x: float, width: float, top: float) -> float:
        self._page.set_y(top)
        for line in lines:
            self._page.put(line.text, self._styles[line.look], x=x, width=width)
        return self._page.get_y()

    def facts(self, pairs: Sequence[tuple[str, str]], *, columns: int = 2) -> None:
        """Labels and values in a grid, row by row. Line ends in a value become spaces."""
        page = self._page
        width = page.epw / columns
        for first in range(0, len(pairs), columns):
            row = [
                (Line(label, Look.LABEL), Line(_one_line(value) or "—", Look.BODY))
                for label, value in pairs[first : first + columns]
            ]
            heights = [
                sum(page.height(line.text, self._styles[line.look], width - GAP) for line in cell) for cell in row
            ]
            self.keep_together(max(heights))
            top = page.get_y()
            for place, cell in enumerate(row):
                self._block(cell, page.l_margin + place * width, width - GAP, top)
            page.set_y(top + max(heights) + 2)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """A table over the full width. Rows stay whole, and the headings are repeated on each page.

        A cell has up to three lines; the line ends of more become spaces. ValueError for a row that is higher than a page all
        the same.
        """
        self._table(columns, rows, self._page.epw)

    def summary(
        self, columns: Sequence[Column], rows: Sequence[Sequence[str]], totals: Sequence[tuple[str, str]]
    ) -> None:
        """A small table at the left, unless it has no rows, and totals at the right, on one page.

        The last total is the one that counts. A label wraps beside its value.
        """
        page, width = self._page, self._page.epw * 0.44
        self.keep_together(max(_ROW * (len(rows) + 1), sum(self._total_heights(totals, width))))
        top = page.get_y()
        if rows:
            self._table(columns, rows, page.epw * 0.5)
        bottom = page.get_y()
        page.set_y(top)
        self._totals(totals, page.l_margin + page.epw * 0.56, width)
        page.set_y(max(bottom, page.get_y()))

    def _table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]], width: float) -> None:
        from fpdf.fonts import FontFace

        page, kit = self._page, self._kit
        page.use(self._styles[Look.BODY])
        page.set_draw_color(*kit.RULE)
        page.set_line_width(0.2)
        headings = FontFace(emphasis="BOLD", color=kit.ACCENT, fill_color=kit.TINT)
        # A colour left from a box would fill the cells.
        page.fill_color = page.DEFAULT_FILL_COLOR
        with page.table(
            align="LEFT",
            borders_layout="HORIZONTAL_LINES",
            col_widths=tuple(one.share for one in columns),
            text_align=tuple(one.align for one in columns),
            headings_style=headings,
            line_height=4.4,
            padding=(1.1, 1.6),
            v_align="TOP",
            width=width,
        ) as table:
            for cells in ([one.title for one in columns], *rows):
                row = table.row()
                for cell in cells:
                    row.cell(page.clean(_few_lines(cell)))

    def _totals(self, rows: Sequence[tuple[str, str]], x: float, width: float) -> None:
        page = self._page
        heights = self._total_heights(rows, width)
        for (label, value), height, style in zip(rows, heights, self._total_styles(rows), strict=True):
            top, room = page.get_y(), self._total_room(value, style, width)
            if style is self._styles[Look.NAME]:
                page.set_fill_color(*self._kit.TINT)
                page.rect(x, top, width, height, style="F")
            page.set_y(top + (height - page.height(label, style, room)) / 2)
            page.put(label, style, x=x + 2, width=room)
            page.set_xy(x + 2 + room, top)
            page.cell(width - room - 4, height, page.clean(value), align="R")
            page.set_y(top + height)

    def _total_styles(self, rows: Sequence[tuple[str, str]]) -> "list[Style]":
        return [self._styles[Look.BODY]] * (len(rows) - 1) + [self._styles[Look.NAME]] * bool(rows)

    def _total_heights(self, rows: Sequence[tuple[str, str]], width: float) -> list[float]:
        found = []
        for (label, value), style in zip(rows, self._total_styles(rows), strict=True):
            text = self._page.height(label, style, self._total_room(value, style, width))
            found.append(text + (2.0 if style is self._styles[Look.BODY] else 3.4))
        return found

    def _total_room(self, value: str, style: "Style", width: float) -> float:
        """What a value leaves for its label; never less than a quarter, so that the label can be written at all."""
        self._page.use(style)
        return max(width / 4, width - 7 - self._page.get_string_width(self._page.clean(value)))

    def picture(self, content: bytes, *, width: float, height: float) -> None:
        """A PNG or JPEG at the left, as large as fits into this many millimetres, its proportions kept."""
        from PIL import Image

        with Image.open(BytesIO(content)) as image:
            scale = min(width / image.width, height / image.height)
            drawn = image.height * scale
            self.keep_together(drawn)
            top = self._page.get_y()
            self._page.image(BytesIO(content), x=self._page.l_margin, y=top, w=image.width * scale, h=drawn)
        self._page.set_y(top + drawn)

    def beside(self, lines: Sequence[Line], content: bytes, *, size: float) -> None:
        """Lines at the left and a square picture of this many millimetres at the right, kept on one page."""
        page = self._page
        width = page.epw - size - GAP
        height = max(size, sum(page.height(one.text, self._styles[one.look], width) for one in lines))
        self.keep_together(height)
        top = page.get_y()
        page.image(BytesIO(content), x=page.l_margin + page.epw - size, y=top, w=size, h=size)
        self._block(lines, page.l_margin, width, top)
        page.set_y(top + height)

    def notice(self, lines: Sequence[Line]) -> None:
        """A tinted box with a bar at its left, kept on one page."""
        page, inside = self._page, 3.5
        width = page.epw - 2 * inside
        height = 2 * inside + sum(page.height(one.text, self._styles[one.look], width) for one in lines)
        self.keep_together(height)
        top = page.get_y()
        page.set_fill_color(*self._kit.TINT)
        page.rect(page.l_margin, top, page.epw, height, style="F")
        page.set_fill_color(*self._kit.ACCENT)
        page.rect(page.l_margin, top, 1.0, height, style="F")
        self._block(lines, page.l_margin + inside, width, top + inside)
        page.set_y(top + height)

    def to_bytes(self) -> bytes:
        """The finished document; nothing can be added after it."""
        return bytes(self._page.output())


def _one_line(text: str) -> str:
    """The text without its line ends, so that a short one cannot make a row higher than a page."""
    return " ".join(text.splitlines())


def _few_lines(text: str) -> str:
    """The text with its line ends when they are few, and on one line otherwise."""
    lines = text.splitlines()
    return "\n".join(lines) if len(lines) <= MOST_LINES else " ".join(lines)


def _styles() -> "dict[Look, Style]":
    from essaim.kit.pdf_page import ACCENT, GREY, SMALL, Style

    return {
        Look.TITLE: Style(21, bold=True, colour=ACCENT, line=9),
        Look.NAME: Style(12, bold=True, line=5.6),
        Look.HEADING: Style(11.5, bold=True, colour=ACCENT, line=5.6),
        Look.LABEL: Style(8.2, bold=True, colour=GREY, line=4),
        Look.STRONG: Style(9.6, bold=True),
        Look.BODY: Style(9.6),
        Look.SMALL: SMALL,
    }
