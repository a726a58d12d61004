"""The PDF of a statement: whose it is on top, tables whose headings come again on each page, sums that stand out.

The table is drawn here and not by the kit: a statement has hundreds of short rows of which some are sums.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from accounting.documents.reports.sheet import Col, Kind, Row, Sheet, Table, Value, Weight
from essaim.kit.french import NO_BREAK, french_date, french_number, french_time
from essaim.kit.pdf import Document, Line, Look

if TYPE_CHECKING:
    from essaim.kit.pdf_page import Style

MEDIA_TYPE = "application/pdf"
MOST_ROWS = 1_500
"""Rows of a ledger that a PDF takes: about forty pages. Longer ones are for the CSV."""
_PAD, _EDGE = 1.0, 1.4


def sheet_pdf(sheet: Sheet) -> bytes:
    """The finished document."""
    document = StatementDocument(sheet)
    for place, table in enumerate(sheet.tables):
        if place:
            document.space(6)
        if table.title:
            document.heading(table.title)
        document.rows(table)
    if sheet.notes:
        document.space(6)
        document.notice([Line(note, Look.SMALL) for note in sheet.notes])
    return document.to_bytes()


class StatementDocument(Document):
    """A document with the head of a statement and tables of many short rows."""

    def __init__(self, sheet: Sheet) -> None:
        owner = sheet.owner
        whose = f"{owner.name} — activité {owner.analytic_code}" if owner.analytic_code else owner.name
        made = f"{french_date(owner.made_at.date())} à {french_time(owner.made_at)}"
        super().__init__(
            sheet.title,
            created_at=owner.made_at,
            author=owner.name,
            running=f"{sheet.title} {sheet.period} — {whose}",
            footer=(f"{owner.name} — SIREN {_siren(owner.siren)}", f"État tiré du grand livre le {made}"),
        )
        left = [Line(sheet.title, Look.TITLE), Line(sheet.period[:1].upper() + sheet.period[1:], Look.STRONG)]
        right = [Line(owner.name, Look.NAME), Line(f"SIREN {_siren(owner.siren)}", Look.SMALL)]
        if owner.analytic_code:
            right.append(Line(f"Activité {owner.analytic_code}", Look.STRONG))
        self.blocks(left, right, share=0.58, boxed=True)
        self.space(6)

    def rows(self, table: Table) -> None:
        """A table over the full width; each row on one page, headings again on the next one."""
        widths = _widths(table.columns, self._page.epw)
        self._headings(table.columns, widths)
        for place, row in enumerate(table.rows):
            height = self._height(table.columns, widths, row)
            following = table.rows[place + 1].weight if place + 1 < len(table.rows) else Weight.NORMAL
            if self._page.will_page_break(height + 2 * _PAD + _kept_with(row.weight, following)):
                self._page.add_page()
                self._headings(table.columns, widths)
            self._row(table.columns, widths, row, height)

    def _style(self, weight: Weight) -> "Style":
        kit = self._kit
        bold = weight in (Weight.HEADING, Weight.SUBTOTAL, Weight.TOTAL)
        colour = kit.ACCENT if weight is Weight.HEADING else kit.GREY if weight is Weight.DETAIL else kit.INK
        size = 8.0 if weight is Weight.DETAIL else 9.2 if weight is Weight.TOTAL else 8.6
        style: Style = kit.Style(size, bold=bold, colour=colour, line=3.9)
        return style

    def _headings(self, columns: Sequence[Col], widths: Sequence[float]) -> None:
        page, style = self._page, self._kit.Style(8.2, bold=True, colour=self._kit.ACCENT, line=3.7)
        height = max(
            page.height(one.title, style, width - 2 * _EDGE) for one, width in zip(columns, widths, strict=True)
        )
        top = page.get_y()
        page.set_fill_color(*self._kit.TINT)
        page.rect(page.l_margin, top, page.epw, height + 2 * _PAD, style="F")
        self._cells([(one.title, one.kind) for one in columns], widths, style, top)
        self._end_row(top, height)

    def _height(self, columns: Sequence[Col], widths: Sequence[float], row: Row) -> float:
        page, style = self._page, self._style(row.weight)
        page.use(style)
        highest = style.line
        for column, width, value in zip(columns, widths, row.values, strict=True):
            text = written(column, value, row.weight)
            room = width - 2 * _EDGE - _indent(row.weight)
            if column.kind is Kind.TEXT and page.get_string_width(page.clean(text)) > room:
                highest = max(highest, page.height(text, style, room))
        return highest

    def _row(self, columns: Sequence[Col], widths: Sequence[float], row: Row, height: float) -> None:
        page, top = self._page, self._page.get_y()
        if row.weight in (Weight.TOTAL, Weight.HEADING):
            page.set_fill_color(*self._kit.TINT)
            page.rect(page.l_margin, top, page.epw, height + 2 * _PAD, style="F")
        texts = [(written(one, value, row.weight), one.kind) for one, value in zip(columns, row.values, strict=True)]
        self._cells(texts, widths, self._style(row.weight), top, _indent(row.weight))
        self._end_row(top, height)

    def _cells(
        self, texts: Sequence[tuple[str, Kind]], widths: Sequence[float], style: "Style", top: float, indent: float = 0
    ) -> None:
        page, left = self._page, self._page.l_margin
        page.use(style)
        for place, ((text, kind), width) in enumerate(zip(texts, widths, strict=True)):
            inner = indent if place == 0 else 0.0
            room = width - 2 * _EDGE - inner
            if text:
                page.set_xy(left + _EDGE + inner, top + _PAD)
                align = "L" if kind is Kind.TEXT else "R"
                if page.get_string_width(page.clean(text)) <= room:
                    page.cell(room, style.line, page.clean(text), align=align)
                else:
                    page.put(text, style, x=left + _EDGE + inner, width=room, align=align)
            left += width

    def _end_row(self, top: float, height: float) -> None:
        page = self._page
        bottom = top + height + 2 * _PAD
        page.set_draw_color(*self._kit.RULE)
        page.set_line_width(0.15)
        page.line(page.l_margin, bottom, page.l_margin + page.epw, bottom)
        page.set_y(bottom)


def written(column: Col, value: Value, weight: Weight) -> str:
    """A value on paper: an amount without its sign of currency, and nothing for zero where it is no sum."""
    if value is None:
        return ""
    if isinstance(value, int):
        if column.kind is Kind.COUNT:
            return french_number(str(value))
        if value == 0 and column.kind is Kind.AMOUNT and weight not in (Weight.SUBTOTAL, Weight.TOTAL):
            return ""
        units, rest = divmod(abs(value), 100)
        return french_number(f"{'-' if value < 0 else ''}{units}.{rest:02d}")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return " ".join(value.split())


def _kept_with(weight: Weight, following: Weight) -> float:
    """Room that is kept below a row: a heading does not end a page, and a sum does not begin one."""
    alone = weight is Weight.HEADING or following in (Weight.SUBTOTAL, Weight.TOTAL)
    return 10.0 if alone else 0.0


def _indent(weight: Weight) -> float:
    return 3.0 if weight is Weight.DETAIL else 0.0


def _widths(columns: Sequence[Col], width: float) -> list[float]:
    whole = sum(one.share for one in columns)
    return [width * one.share / whole for one in columns]


def _siren(siren: str) -> str:
    return NO_BREAK.join((siren[:3], siren[3:6], siren[6:]))
