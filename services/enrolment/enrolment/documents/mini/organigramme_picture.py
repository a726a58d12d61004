"""The picture of an organigramme: those who lead on top, one column for each service below, everything in millimetres."""

from textwrap import wrap
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from enrolment.documents.mini.organigramme_pdf import Box, ServiceColumn
from essaim.kit.chart import ACCENT, GREY, INK, PALE, new_figure, write

MOST_WIDTH = 176.0
"""The width of a page's text."""
_GAP = 3.0
_EDGE = 0.5
"""So that the lines of the outermost boxes are inside the picture."""
_TOP_WIDTH = 64.0
_LINE = 3.5
_INSIDE = 1.7
_APART = 0.8
"""Between two names, so that one which takes two lines is told from two."""
_BETWEEN = 5.0
_CHARACTER = 1.36
"""How wide a character of a name is on average, a little more than it is."""
_VACANT = "à pourvoir"


def draw_picture(top: tuple[Box, ...], services: tuple[ServiceColumn, ...]) -> bytes:
    """A PNG, as wide as a page."""
    count = max(1, len(services))
    width = min(46.0, (MOST_WIDTH - 2 * _EDGE - _GAP * (count - 1)) / count)
    head = max((len(_wrapped(one.label, width)) for one in services), default=0) * _LINE + 2 * _INSIDE
    columns = [sum(_height(box, width) + _GAP for box in one.boxes) for one in services]
    above = sum(_height(box, _TOP_WIDTH) + _BETWEEN for box in top)
    below = _BETWEEN + head + _GAP + max(columns) if services else 0
    total = above + below + 2
    figure, axes = new_figure(MOST_WIDTH, total)
    axes.set_xlim(0, MOST_WIDTH)
    axes.set_ylim(total, 0)
    axes.set_axis_off()
    middle, y = MOST_WIDTH / 2, 1.0
    for box in top:
        height = _box(axes, box, middle - _TOP_WIDTH / 2, y, _TOP_WIDTH, leads=True)
        y += height
        if services or box is not top[-1]:
            _line(axes, (middle, middle), (y, y + _BETWEEN))
        y += _BETWEEN
    _services(axes, services, y, width, head)
    return write(figure, "png", "Organigramme")


def _services(axes: Axes, services: tuple[ServiceColumn, ...], y: float, width: float, head: float) -> None:
    room = len(services) * width + (len(services) - 1) * _GAP
    lefts = [(MOST_WIDTH - room) / 2 + place * (width + _GAP) for place in range(len(services))]
    centres = [left + width / 2 for left in lefts]
    if services:
        _line(axes, (min(*centres, MOST_WIDTH / 2), max(*centres, MOST_WIDTH / 2)), (y, y))
    for one, left, centre in zip(services, lefts, centres, strict=True):
        _line(axes, (centre, centre), (y, y + _BETWEEN))
        below = y + _BETWEEN
        _frame(axes, left, below, width, head, facecolor=ACCENT, edgecolor=ACCENT)
        lines = _wrapped(one.label, width)
        _text(axes, centre, below + (head - len(lines) * _LINE) / 2, lines, color="white", weight="semibold")
        below += head + _GAP
        for box in one.boxes:
            below += _box(axes, box, left, below, width, leads=False) + _GAP


def _box(axes: Axes, box: Box, left: float, top: float, width: float, *, leads: bool) -> float:
    """Draw a post; its height."""
    height = _height(box, width)
    filled = bool(box.holders or box.beside)
    look = {"facecolor": PALE if leads else "white", "edgecolor": ACCENT, "linestyle": "-" if filled else "--"}
    _frame(axes, left, top, width, height, **look)
    centre, y = left + width / 2, top + _INSIDE
    y = _text(axes, centre, y, _label(box, width), color=GREY, fontsize=7)
    for name in box.holders:
        y = _text(axes, centre, y + _APART, _wrapped(name, width), color=INK, weight="semibold")
    for name in box.beside:
        y = _text(axes, centre, y + _APART, _wrapped(f"{name} (en plus)", width), color=INK)
    if box.vacant:
        y += _APART
        _text(axes, centre, y, [_vacant(box)], color=GREY, fontsize=7.4)
    return height


def _height(box: Box, width: float) -> float:
    lines = len(_label(box, width)) + sum(len(_wrapped(one, width)) for one in box.holders)
    lines += sum(len(_wrapped(f"{one} (en plus)", width)) for one in box.beside) + bool(box.vacant)
    names = len(box.holders) + len(box.beside) + bool(box.vacant)
    return lines * _LINE + names * _APART + 2 * _INSIDE


def _label(box: Box, width: float) -> list[str]:
    return _wrapped(f"{box.label} (élection)" if box.elected else box.label, width)


def _vacant(box: Box) -> str:
    return _VACANT if box.vacant == 1 else f"{box.vacant} {_VACANT}"


def _wrapped(text: str, width: float) -> list[str]:
    return wrap(text, max(6, int((width - 2 * _INSIDE) / _CHARACTER))) or [""]


def _text(axes: Axes, x: float, y: float, lines: list[str], **look: Any) -> float:
    """Write lines below each other, centred; where the next one goes. A dollar is a dollar and begins no formula."""
    for line in lines:
        axes.text(x, y + _LINE / 2, line, ha="center", va="center", parse_math=False, **{"fontsize": 8, **look})
        y += _LINE
    return y


def _frame(axes: Axes, left: float, top: float, width: float, height: float, **look: Any) -> None:
    shape = FancyBboxPatch((left, top), width, height, boxstyle="round,pad=0,rounding_size=1.2", linewidth=0.8, **look)
    axes.add_patch(shape)


def _line(axes: Axes, xs: tuple[float, float], ys: tuple[float, float]) -> None:
    axes.plot(xs, ys, color=ACCENT, linewidth=0.8, solid_capstyle="butt")
