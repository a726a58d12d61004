"""The four plots. Every value stands beside its mark, and marks differ by shape and hatching: colour is never needed."""

from datetime import date

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from accounting.documents.management.canvas import ACCENT, GREY, INK, PALE, euros_on_y, new_figure, place
from accounting.documents.management.words import AGES, short_euros, short_month
from accounting.domain.management.sheet import ManagementSheet

WHITE_BOX = {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85}
MOST_LINES = 5
"""Forecast lines that find room."""


def plot_treasury(sheet: ManagementSheet, width: float, height: float) -> Figure:
    """The cash day by day over the financial year, with its value at the end of each month."""
    figure, axes = new_figure(width, height)
    place(figure, axes, 16, 3, 6, 2)
    calendar = sheet.calendar
    first, last = calendar.starts_on.toordinal(), calendar.ends_on.toordinal()
    days = [point.on.toordinal() for point in sheet.curve]
    levels = [point.cents for point in sheet.curve]
    ends = _month_ends(sheet)
    euros_on_y(axes, [*levels, *(cents for _, cents in ends)])
    axes.plot(days, levels, drawstyle="steps-post", color=ACCENT, linewidth=1.4)
    axes.fill_between(days, levels, step="post", color=PALE, linewidth=0)
    below = [min(0, level) for level in levels]
    axes.fill_between(days, below, step="post", facecolor="none", edgecolor=INK, hatch="////", linewidth=0)
    axes.plot([day for day, _ in ends], [cents for _, cents in ends], "o", color=ACCENT, markersize=3.6, clip_on=False)
    for day, cents in _apart(ends):
        _label(axes, day, cents, short_euros(cents), bold=day == ends[-1][0])
    axes.set_xlim(first - 8, last + 14)
    starts = [date.fromisoformat(f"{month}-01").toordinal() for month in calendar.months]
    axes.set_xticks([start + 15 for start in starts], [short_month(month) for month in calendar.months])
    return figure


def plot_months(sheet: ManagementSheet, width: float, height: float) -> Figure:
    """Sales, purchases and margin of each month, and the figures below as a small table."""
    figure, axes = new_figure(width, height)
    place(figure, axes, 16, 3, 22, 7)
    months = sheet.calendar.months
    known = [sheet.results[month] for month in months if month in sheet.results]
    sales, bought = [one.turnover_cents for one in known], [one.purchases_cents for one in known]
    margins = [one.margin_cents for one in known]
    places = list(range(len(known)))
    euros_on_y(axes, [*sales, *bought, *margins])
    axes.bar([x - 0.2 for x in places], sales, 0.38, color=ACCENT, edgecolor=ACCENT, linewidth=0.6, label="Ventes")
    axes.bar(
        [x + 0.2 for x in places],
        bought,
        0.38,
        color="white",
        edgecolor=ACCENT,
        hatch="////",
        linewidth=0.6,
        label="Achats",
    )
    axes.plot(
        places,
        margins,
        "-D",
        color=INK,
        markerfacecolor="white",
        markersize=4,
        linewidth=1,
        label="Marge",
        clip_on=False,
    )
    axes.set_xlim(-0.6, len(months) - 0.4)
    axes.set_xticks(range(len(months)), [short_month(month) for month in months])
    marks, names = axes.get_legend_handles_labels()
    order = [names.index(name) for name in ("Ventes", "Achats", "Marge")]
    axes.legend(
        [marks[one] for one in order],
        [names[one] for one in order],
        loc="lower left",
        bbox_to_anchor=(-0.01, 1),
        ncols=3,
        frameon=False,
        fontsize=8,
        borderpad=0.2,
    )
    for row, (name, values) in enumerate((("Ventes", sales), ("Achats", bought), ("Marge", margins))):
        _row(axes, row, name, [short_euros(value) for value in values], height)
    return figure


def plot_ageing(sheet: ManagementSheet, width: float, height: float) -> Figure:
    """What customers owe and what suppliers get, by age."""
    figure, axes = new_figure(width, height)
    owed, owing = sheet.receivables.by_age, sheet.payables.by_age
    values = ([owed[age] for age in AGES], [owing[age] for age in AGES])
    _pairs(figure, axes, list(AGES.values()), values, ("Clients", "Fournisseurs"), left=25)
    return figure


def plot_forecast(sheet: ManagementSheet, width: float, height: float) -> Figure:
    """What was expected so far, and what came."""
    figure, axes = new_figure(width, height)
    lines = sheet.comparison[:MOST_LINES]
    if not lines:
        axes.set_axis_off()
        said = "Aucune prévision n’a été saisie pour cet exercice."
        axes.text(0.5, 0.5, said, ha="center", va="center", color=GREY, fontsize=8.5, transform=axes.transAxes)
        return figure
    values = (
        [line.so_far.actual_cents for line in lines],
        [line.so_far.forecast_cents for line in lines],
    )
    names = [line.label if len(line.label) <= 20 else f"{line.label[:19].rstrip()}…" for line in lines]
    _pairs(figure, axes, names, values, ("Réalisé", "Prévu"), left=29)
    return figure


def _month_ends(sheet: ManagementSheet) -> list[tuple[int, int]]:
    """The last day of each month that has begun, no later than the day of the sheet, and the cash then."""
    months = list(sheet.month_ends)
    following = [date.fromisoformat(f"{month}-01").toordinal() - 1 for month in months[1:]]
    return list(zip([*following, sheet.calendar.on.toordinal()], sheet.month_ends.values(), strict=True))


def _apart(ends: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those whose labels do not meet: the last one stays, and the one before it goes when it is only some days older."""
    return ends[:-2] + ends[-1:] if len(ends) > 1 and ends[-1][0] - ends[-2][0] < 18 else ends


def _label(axes: Axes, x: float, y: float, text: str, *, bold: bool) -> None:
    axes.annotate(
        text,
        (x, y),
        xytext=(0, 5 if y >= 0 else -5),
        textcoords="offset points",
        ha="center",
        va="bottom" if y >= 0 else "top",
        fontsize=8.4 if bold else 7.4,
        fontweight="semibold" if bold else "normal",
        bbox=WHITE_BOX,
        zorder=5,
    )


def _row(axes: Axes, row: int, name: str, values: list[str], height: float) -> None:
    """One line of figures below the months, in the same columns."""
    inside = height - 29
    y = -(9 + 4.2 * row) / inside
    axes.text(-0.012, y, name, transform=axes.transAxes, ha="right", fontsize=7.4, color=GREY)
    for x, text in enumerate(values):
        axes.text(x, y, text, transform=axes.get_xaxis_transform(), ha="center", fontsize=7.2)


def _pairs(
    figure: Figure,
    axes: Axes,
    names: list[str],
    values: tuple[list[int], list[int]],
    legend: tuple[str, str],
    left: float,
) -> None:
    """Two bars for each name, from top to bottom, the second one hatched."""
    place(figure, axes, left, 3, 2, 7)
    rows = list(range(len(names)))
    high, low = max(0, *values[0], *values[1]), min(0, *values[0], *values[1])
    span = max(high - low, 100)
    axes.barh([y - 0.2 for y in rows], values[0], 0.36, color=ACCENT, edgecolor=ACCENT, linewidth=0.6, label=legend[0])
    axes.barh(
        [y + 0.2 for y in rows],
        values[1],
        0.36,
        color="white",
        edgecolor=ACCENT,
        hatch="////",
        linewidth=0.6,
        label=legend[1],
    )
    for offset, series in ((-0.2, values[0]), (0.2, values[1])):
        for y, cents in enumerate(series):
            axes.text(
                max(0, cents) + span * 0.015,
                y + offset,
                short_euros(cents),
                va="center",
                fontsize=7.2,
                color=INK if cents else GREY,
            )
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_xlim(low - span * 0.03 if low else 0, high + span * 0.24)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_yticks(rows, names)
    axes.tick_params(axis="y", labelcolor=INK)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.legend(loc="lower left", bbox_to_anchor=(-0.02, 1), ncols=2, frameon=False, fontsize=8, borderpad=0.2)
