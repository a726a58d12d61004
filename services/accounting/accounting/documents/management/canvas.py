"""Axes in euros, on the plotting library as ``essaim.kit.chart`` sets it up. Imported with the first chart only."""

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from accounting.documents.management.words import short_euros
from essaim.kit.chart import ACCENT, GREY, INK, PALE, RULE, Format, new_figure, place, write

__all__ = ["ACCENT", "GREY", "INK", "PALE", "RULE", "Format", "euros_on_y", "new_figure", "place", "write"]


def euros_on_y(axes: Axes, values: list[int]) -> None:
    """Few lines across, labelled in euros, with room above the highest and below the lowest value, and zero in sight."""
    low, high = min([0, *values]), max([0, *values])
    high = high if high - low > 1_000 else high + 10_000
    room = (high - low) * 0.16
    axes.set_ylim(low - (room if low else 0), high + room)
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: short_euros(round(value))))
    axes.grid(axis="y", color=RULE, linewidth=0.5)
    axes.axhline(0, color=GREY, linewidth=0.8)
