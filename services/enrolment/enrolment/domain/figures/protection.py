"""What is published of a count, so that nobody can be recognised in a small cell, nor by subtracting one figure from another.

Every figure is rounded to the nearest multiple of ``base`` by itself; below ``base`` nothing but "fewer than ``base``" is said,
and zero is no exception: that nobody of five was refused tells something of each of them. A total is rounded by itself too,
never the sum of what is shown, and more coarsely when it would leave one value only for a count that is not shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SMALLEST_BASE = 3
"""With 2, a pair would be published as it is."""
FEWEST_VALUES = 2
"""A count that is not shown has to be able to be so many different ones, whatever else is known."""
_DOUBLINGS = 40


@dataclass(frozen=True)
class Figure:
    """What is said of a count: about ``value``, or, when that is None, fewer than the base."""

    value: int | None

    def shown(self, base: int) -> str:
        """In a table."""
        return f"< {base}" if self.value is None else str(self.value)


def protect(count: int, base: int, step: int | None = None) -> Figure:
    """The figure of a count, rounded to ``step`` (the base unless told). ValueError for a base that protects nobody, and for a
    negative count."""
    if base < SMALLEST_BASE:
        raise ValueError(f"a base of {base} protects nobody: at least {SMALLEST_BASE}")
    if count < 0:
        raise ValueError(f"{count} dossiers cannot be")
    step = step or base
    return Figure(None if count < base else max(base, (count + step // 2) // step * step))


def possible(figure: Figure, base: int, step: int | None = None) -> range:
    """The counts that a figure may stand for: what a reader can know of it, and no more."""
    if figure.value is None:
        return range(base)
    step = step or base
    nearest = figure.value if figure.value % step == 0 else 0
    return range(max(base, nearest - step // 2), nearest - step // 2 + step)


def step_of_total(counts: Sequence[int], base: int) -> int:
    """To what the total of some counts is rounded: the base, doubled until no count that is not shown can be worked out."""
    for doubling in range(_DOUBLINGS):
        step = base << doubling
        if _keeps_secrets(counts, base, step):
            return step
    raise ValueError("no total of these counts can be told")


def _keeps_secrets(counts: Sequence[int], base: int, step: int) -> bool:
    total = possible(protect(sum(counts), base, step), base, step)
    ranges = [possible(protect(one, base), base) for one in counts]
    least, most = sum(one[0] for one in ranges), sum(one[-1] for one in ranges)
    for one, count in zip(ranges, counts, strict=True):
        if count >= base:
            continue
        low = max(one[0], total[0] - (most - one[-1]))
        high = min(one[-1], total[-1] - (least - one[0]))
        if high - low + 1 < FEWEST_VALUES:
            return False
    return True
