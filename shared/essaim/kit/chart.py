"""The plotting library, set up once: the font of the documents, quiet colours, and the same bytes for the same chart.

Only what draws imports it. Whoever draws imports this file inside a function, so that a service pays for it (two thirds
of a second, 60 MB) with its first chart and not at its start. It is used without pyplot, which would keep every figure.
"""

import io
from importlib.resources import as_file, files
from threading import Lock
from typing import Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends import backend_agg, backend_svg
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager

Format = Literal["svg", "png"]
INK, GREY, ACCENT, PALE, RULE = "#22262b", "#59616a", "#18525c", "#cfe0e0", "#c4ced0"
MILLIMETRES = 25.4
DOTS = 220
_ONE_AT_A_TIME = Lock()
_BACKENDS = {"svg": backend_svg.FigureCanvasSVG, "png": backend_agg.FigureCanvasAgg}

for _name in ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf"):
    with as_file(files("font_source_sans_pro") / "files" / _name) as _path:
        fontManager.addfont(_path)
mpl.rcParams.update(
    {
        "font.family": "sans-serif",
        "font.sans-serif": ["Source Sans Pro"],
        "font.size": 8,
        "text.color": INK,
        "axes.edgecolor": RULE,
        "axes.labelcolor": GREY,
        "xtick.color": GREY,
        "ytick.color": GREY,
        "hatch.linewidth": 0.6,
        "svg.fonttype": "none",
        "svg.hashsalt": "essaim",
        "path.simplify": False,
    }
)


def new_figure(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure of so many millimetres, with its axes."""
    figure = Figure(figsize=(width / MILLIMETRES, height / MILLIMETRES), layout=None)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)
    axes.set_axisbelow(True)
    return figure, axes


def place(figure: Figure, axes: Axes, left: float, right: float, bottom: float, top: float) -> None:
    """Leave so many millimetres around the axes."""
    width, height = figure.get_size_inches() * MILLIMETRES
    axes.set_position((left / width, bottom / height, (width - left - right) / width, (height - bottom - top) / height))


def write(figure: Figure, form: Format, title: str) -> bytes:
    """The bytes. One figure is written at a time, because the library keeps fonts and settings for the whole process."""
    described = {"Title": title, "Date": None, "Creator": None} if form == "svg" else {"Title": title, "Software": None}
    content = io.BytesIO()
    with _ONE_AT_A_TIME:
        _BACKENDS[form](figure)
        figure.savefig(content, format=form, dpi=DOTS, metadata=described)
    return content.getvalue()
