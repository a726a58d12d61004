"""The first page: what it is about, the four figures with a sentence each, and the two charts of the year."""

import io
from collections.abc import Mapping

from accounting.documents.management.charts import SIZES, TITLES, Chart, describe_chart
from accounting.documents.management.layout import (
    BIG,
    LABEL,
    NAME,
    QUIET,
    STRONG,
    TEXT,
    TITLE,
    box,
    heading,
    line,
    paragraph,
    shrunk,
)
from accounting.documents.management.words import FIGURES, sentence_of, signed_amount, state_of, title_of
from accounting.domain.management.sheet import Figure, ManagementSheet, figures_of
from essaim.kit.french import french_amount
from essaim.kit.pdf_page import Page

CARD = 29.0
GAP = 4.0


def draw_first_page(page: Page, sheet: ManagementSheet, charts: Mapping[Chart, bytes]) -> None:
    """From top to bottom, at fixed places."""
    y = _heading(page, sheet)
    half = (page.epw - GAP) / 2
    for place, figure in enumerate(figures_of(sheet)):
        x = page.l_margin + (place % 2) * (half + GAP)
        _card(page, figure, sheet, x, y + (place // 2) * (CARD + GAP), half)
    y += 2 * CARD + GAP + 4
    for chart in ("treasury", "months"):
        y = draw(page, chart, sheet, charts, page.l_margin, y) + 2.5


def draw(page: Page, chart: Chart, sheet: ManagementSheet, charts: Mapping[Chart, bytes], x: float, y: float) -> float:
    """A chart under its heading, described for those who do not see it. The y below it."""
    width, height = SIZES[chart]
    y = heading(page, TITLES[chart], x, y, width)
    page.image(io.BytesIO(charts[chart]), x, y, width, height, alt_text=describe_chart(chart, sheet))
    return y + height


def _heading(page: Page, sheet: ManagementSheet) -> float:
    scope, x, width = sheet.scope, page.l_margin, page.epw
    y = line(page, title_of(sheet), TITLE, x, page.t_margin - 3, width)
    y = line(page, scope.name, NAME, x, y, width)
    about = " · ".join(one for one in (scope.label, scope.code and f"compte {scope.code}", _carrier(sheet)) if one)
    y = line(page, about, QUIET, x, y + 0.4, width)
    return line(page, state_of(sheet.calendar), QUIET, x, y, width) + 2.5


def _carrier(sheet: ManagementSheet) -> str:
    scope = sheet.scope
    return f"{len(sheet.activities)} lignes d’activité" if scope.code is None else f"portée par {scope.entity_name}"


def _card(page: Page, figure: Figure, sheet: ManagementSheet, x: float, y: float, width: float) -> None:
    box(page, x, y, width, CARD)
    left, room = x + 4, width - 7
    line(page, FIGURES[figure.key], LABEL, left, y + 2, room)
    text = french_amount(figure.cents)
    change = figure.change_cents
    said = "premier mois" if change is None else f"{signed_amount(change)} en un mois"
    page.use(STRONG)
    beside = page.get_string_width(page.clean(said)) + 3
    line(page, text, shrunk(page, text, BIG, room - beside), left, y + 6, room - beside)
    line(page, said, STRONG, left, y + 8.2, room, align="R")
    paragraph(page, sentence_of(figure, sheet), TEXT, left, y + 15.2, room, most=3)
