"""A hint at the break-even: the turnover that pays for everything, as far as the ledger can tell.

Account 60 and the contribution grow with the sales, 61 to 68 do not: a first approximation, and said so wherever it is
shown. Without sales, without fixed charges or with a margin rate of nothing there is no break-even to tell.
"""

from dataclasses import dataclass

from accounting.domain.management.results import Result, amount_of
from accounting.domain.money import half_up


@dataclass(frozen=True)
class BreakEven:
    """``turnover_cents`` pays the ``fixed_cents``; ``kept_per_mille`` is what a euro of sales leaves for them."""

    turnover_cents: int
    fixed_cents: int
    kept_per_mille: int
    reached: bool


def break_even_of(year: Result) -> BreakEven | None:
    """The break-even of the year so far, or None where the data allow none."""
    variable = amount_of(year, "60") + year.contribution_cents
    fixed = year.purchases_cents + year.other_charges_cents - amount_of(year, "60")
    kept = year.turnover_cents - variable
    if year.turnover_cents <= 0 or kept <= 0 or fixed <= 0:
        return None
    needed = half_up(fixed * year.turnover_cents, kept)
    return BreakEven(needed, fixed, half_up(1000 * kept, year.turnover_cents), year.turnover_cents >= needed)
