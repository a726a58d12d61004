"""The charts of a sheet, each for itself: as SVG for a page of the web, as PNG for a document or a slide."""

import os
import tempfile
from pathlib import Path
from typing import Literal

from accounting.documents.management.words import month_and_year
from accounting.domain.management.sheet import ManagementSheet

Format = Literal["svg", "png"]
Chart = Literal["treasury", "months", "ageing", "forecast"]
TITLES: dict[Chart, str] = {
    "treasury": "Trésorerie au fil des jours",
    "months": "Ventes, achats et marge par mois",
    "ageing": "Factures non réglées, par ancienneté",
    "forecast": "Prévu et réalisé depuis le début de l’exercice",
}
SIZES: dict[Chart, tuple[float, float]] = {
    "treasury": (176, 68),
    "months": (176, 82),
    "ageing": (86, 54),
    "forecast": (86, 54),
}
"""In millimetres, as the pages have them."""


def draw_chart(chart: Chart, sheet: ManagementSheet, form: Format) -> bytes:
    """The bytes: the same for the same sheet. Takes a tenth of a second, so not on the event loop."""
    # Where its list of fonts is kept: a container has no home to write in, and making the list takes seconds.
    os.environ.setdefault("MPLCONFIGDIR", str(Path(tempfile.gettempdir()) / "essaim-charts"))
    # Imported with the first chart: the plotting library costs two thirds of a second and 60 MB.
    from accounting.documents.management import canvas, plots

    plot = {
        "treasury": plots.plot_treasury,
        "months": plots.plot_months,
        "ageing": plots.plot_ageing,
        "forecast": plots.plot_forecast,
    }[chart]
    return canvas.write(plot(sheet, *SIZES[chart]), form, describe_chart(chart, sheet))


def describe_chart(chart: Chart, sheet: ManagementSheet) -> str:
    """What a chart shows, for those who do not see it."""
    return f"{TITLES[chart]}, {sheet.scope.name}, {month_and_year(sheet.calendar.month)}"
