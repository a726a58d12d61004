"""The plan of a quote in money: what each instalment asks for, and which plans cannot be invoiced.

Deposits are rounded like every invoice: VAT per rate on their base (INV-04). The final invoice takes them off, so that it asks
for exactly what is left, rate by rate. Where roundings of deposits would be more than the VAT of the whole, nothing sensible
is left for the final invoice, and the plan is refused before anybody agrees to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from accounting.domain.errors import InputError
from accounting.domain.instalments import Instalment, check_plan, deposit_lines
from accounting.domain.pricing import Discount, Line, totals_of
from accounting.domain.vat import VatOfRate, VatTreatment

WHOLE = (Instalment("Facture", "100"),)
"""What an empty plan means."""
Rate = tuple[VatTreatment, str]


@dataclass(frozen=True)
class InstalmentAmounts:
    """What one instalment asks for, per rate."""

    vat: tuple[VatOfRate, ...]

    @property
    def excluding_vat_cents(self) -> int:
        """Without VAT."""
        return sum(one.base_cents for one in self.vat)

    @property
    def vat_cents(self) -> int:
        """The VAT."""
        return sum(one.vat_cents for one in self.vat)

    @property
    def including_vat_cents(self) -> int:
        """With VAT."""
        return self.excluding_vat_cents + self.vat_cents


def effective(plan: Sequence[Instalment]) -> tuple[Instalment, ...]:
    """The plan, or the one invoice that an empty one means."""
    return tuple(plan) or WHOLE


def instalment_amounts(
    lines: Sequence[Line], discount: Discount | None, plan: Sequence[Instalment]
) -> tuple[InstalmentAmounts, ...]:
    """What each instalment asks for; together exactly what the quote says."""
    parts = effective(plan)
    deposits = [totals_of(deposit_lines(lines, discount, parts, place, "")).vat for place in range(len(parts) - 1)]
    rest = taken_off(totals_of(lines, discount).vat, [one for vat in deposits for one in vat])
    return (*(InstalmentAmounts(vat) for vat in deposits), InstalmentAmounts(rest))


def taken_off(vat: Sequence[VatOfRate], taken: Sequence[VatOfRate]) -> tuple[VatOfRate, ...]:
    """What is left of each rate; a rate of which nothing is left is not in it."""
    left: dict[Rate, tuple[int, int]] = {(one.treatment, one.rate): (one.base_cents, one.vat_cents) for one in vat}
    for one in taken:
        base, cents = left.get((one.treatment, one.rate), (0, 0))
        left[one.treatment, one.rate] = (base - one.base_cents, cents - one.vat_cents)
    return tuple(
        VatOfRate(rate, base, cents, treatment) for (treatment, rate), (base, cents) in left.items() if base or cents
    )


def check_plan_of(lines: Sequence[Line], discount: Discount | None, plan: Sequence[Instalment]) -> None:
    """InputError unless every instalment can be invoiced. The lines were checked before."""
    check_plan(plan)
    for place, amounts in enumerate(instalment_amounts(lines, discount, plan)):
        where = f"plan.{place}.percent"
        if any(one.base_cents < 0 or one.vat_cents < 0 for one in amounts.vat):
            raise InputError(where, "leaves less VAT than the deposits round to", "a larger last instalment")
        if amounts.including_vat_cents <= 0:
            raise InputError(where, "comes to less than a cent", "a larger part, or fewer instalments")


def check_changed_plan(before: Sequence[Instalment], after: Sequence[Instalment], taken: Sequence[int]) -> None:
    """InputError when an instalment that was invoiced is another one, or stands elsewhere, in the new plan."""
    former, later = effective(before), effective(after)
    if len(former) - 1 in taken:
        raise InputError(
            "plan", "cannot change once the final invoice is made", "the plan as it is; discard its draft first"
        )
    # What is invoiced at a place depends on the sum of the parts before it.
    for place in range(max(taken, default=-1) + 1):
        if place >= len(later) - 1 or later[place] != former[place]:
            accepted = f"{former[place].label}, {former[place].percent} %"
            raise InputError(f"plan.{place}", "was invoiced already and stays as it is", accepted)
