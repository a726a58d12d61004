"""A payment plan: how a quote is invoiced in parts, deposits first and the final invoice last, without losing a cent.

What is invoiced until an instalment is rounded once per rate and nature, and each instalment is the difference: the parts of a
plan add up to the quote whatever their number, where parts that are each rounded would not (400.01 + 399.99). The final invoice
prints the whole sale and takes off the deposits as they were invoiced.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounting.domain.errors import InputError
from accounting.domain.money import half_up
from accounting.domain.parties import rate_per_ten_thousand
from accounting.domain.pricing import Discount, Line, Nature, Unit, net_of_lines
from accounting.domain.vat import VatTreatment

WHOLE = 10_000
MOST_INSTALMENTS = 12


@dataclass(frozen=True)
class Instalment:
    """One part of a plan: what it is called, its part of the whole in percent, and when it is to be invoiced."""

    label: str
    percent: str
    on: date | None = None


def check_plan(plan: Sequence[Instalment]) -> None:
    """InputError unless the parts are at least one, dated in order, and 100 % together. An empty plan is one invoice."""
    if not plan:
        return
    if len(plan) > MOST_INSTALMENTS:
        raise InputError("plan", f"has {len(plan)} instalments", f"1 to {MOST_INSTALMENTS}")
    whole = 0
    for place, one in enumerate(plan):
        if not one.label.strip():
            raise InputError(f"plan.{place}.label", "is empty", "what the instalment is called, such as Acompte")
        part = rate_per_ten_thousand(one.percent, f"plan.{place}.percent")
        if part == 0:
            raise InputError(f"plan.{place}.percent", "is nothing", "more than 0")
        whole += part
    if whole != WHOLE:
        raise InputError("plan", f"adds up to {whole / 100:g} %", "100 %")
    days = [one.on for one in plan if one.on is not None]
    if days != sorted(days):
        raise InputError("plan", "has dates that go back", "instalments in the order of their dates")


def deposit_lines(
    lines: Sequence[Line], discount: Discount | None, plan: Sequence[Instalment], place: int, about: str
) -> tuple[Line, ...]:
    """The lines of a deposit: one per nature, rate and treatment, each the difference of what is invoiced until then.

    ``about`` names the quote in the label. ValueError for the last instalment, which is the final invoice.
    """
    if not 0 <= place < len(plan) - 1:
        raise ValueError("the last instalment is the final invoice, not a deposit")
    parts = [rate_per_ten_thousand(one.percent) for one in plan]
    before, until = sum(parts[:place]), sum(parts[: place + 1])
    found = []
    for (nature, treatment, rate), base in _bases(lines, discount).items():
        cents = half_up(base * until, WHOLE) - half_up(base * before, WHOLE)
        if cents:
            label = f"{plan[place].label} ({plan[place].percent.replace('.', ',')} %) — {about}"
            found.append(Line(label, "1", cents, rate, nature, Unit.FLAT_RATE, vat_treatment=treatment))
    return tuple(found)


def _bases(lines: Sequence[Line], discount: Discount | None) -> dict[tuple[Nature, VatTreatment, str], int]:
    bases: dict[tuple[Nature, VatTreatment, str], int] = {}
    for line, net in zip(lines, net_of_lines(lines, discount), strict=True):
        key = (line.nature, line.vat_treatment, line.vat_rate)
        bases[key] = bases.get(key, 0) + net
    return bases
