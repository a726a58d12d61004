"""Which step of days before a deadline is told now: the nearest one only, when a clock jumped over some."""

from collections.abc import Sequence
from datetime import date


def step_of(due_on: date, today: date, steps: Sequence[int]) -> int | None:
    """The step that is reached: with steps 14, 7, 2 and 1 and five days left, 7. None before the first, and after the day."""
    left = (due_on - today).days
    reached = [one for one in steps if left <= one]
    return min(reached) if reached and left >= 0 else None
