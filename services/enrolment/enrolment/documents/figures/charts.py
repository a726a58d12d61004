"""The charts of the report: bars by shape and hatching, each value beside its mark, so that colour is never needed."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from enrolment.documents.figures.words import MEASURES, printed
from enrolment.domain.figures.cube import Measure
from enrolment.domain.figures.table import MEASURES as ORDER, Row, Table
from essaim.kit.chart import ACCENT, PALE, RULE, new_figure, place, write

WIDTH = 176.0
MOST_BARS = 8
MOST_MONTHS = 14
MONTHS_HEIGHT = 59.0
_SHOWN = (Measure.SENT, Measure.ACCEPTED, Measure.REFUSED)
_LOOKS: dict[Measure, dict[str, Any]] = {
    Measure.SENT: {"color": PALE, "edgecolor": ACCENT},
    Measure.ACCEPTED: {"color": ACCENT, "edgecolor": ACCENT},
    Measure.REFUSED: {"color": "white", "edgecolor": ACCENT, "hatch": "////"},
}


def has_something(table: Table) -> bool:
    """Whether any figure is large enough to be drawn."""
    return any(_value(row, measure) for row in table.rows for measure in _SHOWN)


def bars_height(table: Table) -> float:
    """How many millimetres the lying bars of a table take."""
    return 16 + 13.0 * min(len(table.rows), MOST_BARS)


def draw_bars(table: Table, title: str) -> bytes:
    """Lying bars: sent, accepted, refused for the first rows, as PNG. What is too small to show has no bar, and says so."""
    rows = _largest(table)
    figure, axes = new_figure(WIDTH, bars_height(table))
    place(figure, axes, 58, 14, 6, 8)
    for number, measure in enumerate(_SHOWN):
        places = [index + (number - 1) * 0.27 for index in range(len(rows))]
        values = [_value(row, measure) for row in rows]
        axes.barh(places, [one or 0 for one in values], 0.25, label=MEASURES[measure], linewidth=0.6, **_LOOKS[measure])
        for where, value in zip(places, values, strict=True):
            _label(axes, where, value, table.base)
    axes.set_yticks(range(len(rows)), [_name(table, row) for row in rows])
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.grid(axis="x", color=RULE, linewidth=0.5)
    axes.set_xlim(0, max([1, *(_value(row, one) or 0 for row in rows for one in _SHOWN)]) * 1.12)
    _legend(axes)
    return write(figure, "png", title)


def draw_months(table: Table, title: str) -> bytes:
    """Standing bars: dossiers sent by month, as PNG."""
    rows = [row for row in table.rows if row.key[0] not in ("", "*")][-MOST_MONTHS:]
    figure, axes = new_figure(WIDTH, MONTHS_HEIGHT)
    place(figure, axes, 12, 4, 11, 8)
    values = [_value(row, Measure.SENT) for row in rows]
    axes.bar(range(len(rows)), [one or 0 for one in values], 0.6, linewidth=0.6, **_LOOKS[Measure.ACCEPTED])
    for where, value in enumerate(values):
        text = f"< {table.base}" if value is None else str(value)
        axes.annotate(text, (where, value or 0), (0, 2), textcoords="offset points", ha="center", fontsize=7.5)
    axes.set_xticks(range(len(rows)), [printed(table.by[0], row.key[0], short=True) for row in rows])
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.grid(axis="y", color=RULE, linewidth=0.5)
    axes.set_ylim(0, max([1, *(one or 0 for one in values)]) * 1.15)
    return write(figure, "png", title)


def _largest(table: Table) -> list[Row]:
    """The rows with most dossiers, in the table's order."""
    ranked = sorted(table.rows, key=lambda row: -(_value(row, Measure.SENT) or 0))[:MOST_BARS]
    return [row for row in table.rows if row in ranked]


def _value(row: Row, measure: Measure) -> int | None:
    return row.figures[ORDER.index(measure)].value


def _name(table: Table, row: Row) -> str:
    text = " · ".join(printed(one, value) for one, value in zip(table.by, row.key, strict=True))
    return text if len(text) <= 44 else text[:43] + "…"


def _label(axes: Axes, where: float, value: int | None, base: int | None) -> None:
    text = f"< {base}" if value is None else str(value)
    axes.annotate(text, (value or 0, where), (2, 0), textcoords="offset points", va="center", fontsize=7.5)


def _legend(axes: Axes) -> None:
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=3, frameon=False, fontsize=8, borderaxespad=0.2)
