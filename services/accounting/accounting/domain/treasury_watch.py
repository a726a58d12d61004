"""Watching the money of an activity: told when it falls below the floor, and again only after it has been above."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from accounting.domain.balances import Cell


@dataclass(frozen=True)
class TreasuryWatch:
    """What was seen last. ``scheme`` is that of the activity."""

    activity_id: str
    scheme: str
    low: bool = False


def treasury_by_code(cells: Iterable[Cell]) -> dict[str, int]:
    """Class 5 of each analytic code, in cents."""
    found: dict[str, int] = {}
    for cell in cells:
        if cell.account.startswith("5"):
            found[cell.analytic_code] = found.get(cell.analytic_code, 0) + cell.balance_cents
    return found


def look(watch: TreasuryWatch, treasury_cents: int, floor_cents: int) -> TreasuryWatch:
    """The watch after it has seen this much."""
    return replace(watch, low=treasury_cents < floor_cents)
