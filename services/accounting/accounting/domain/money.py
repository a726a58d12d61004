"""Cents, half-up rounding and exact splitting. Nothing here or elsewhere in the books is a float."""

from collections.abc import Sequence


def half_up(numerator: int, denominator: int) -> int:
    """The quotient rounded to the nearest integer, halves away from zero, so that a reversal is exact."""
    if denominator <= 0:
        raise ValueError("the denominator must be positive")
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -rounded if numerator < 0 else rounded


def split(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """``total`` cents by weight, adding up exactly: largest remainder first, ties to whoever stands first.

    ValueError for a negative total, a negative weight, or weights that are all zero.
    """
    whole = sum(weights)
    if total < 0 or whole <= 0 or min(weights) < 0:
        raise ValueError("a total of at least 0 is split by weights of at least 0 that are not all 0")
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-(total * weights[place] % whole), place))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return tuple(parts)
