"""What a cooperative and an activity agree on: base, trigger, tiers, fixed monthly part, yearly minimum, exemption (CAE-09).

Tiers are marginal: each rate applies to its own slice of the base that was cumulated since the financial year began, so that
one euro more never costs more than its own rate.
"""

from dataclasses import dataclass
from enum import StrEnum

from accounting.domain.errors import InputError
from accounting.domain.parties import rate_per_ten_thousand

MOST_TIERS = 20
LARGEST_CENTS = 100_000_000_000
SCALE = 10_000
"""A rate of 10 % is 1000: rates are integers, and what they give is exact before it is rounded once."""


class Base(StrEnum):
    """What the rates apply to, always excluding VAT."""

    TURNOVER = "TURNOVER"
    MARGIN = "MARGIN"


class Trigger(StrEnum):
    """When a sale counts: when its invoice is issued, or when its customer pays."""

    ON_ISSUE = "ON_ISSUE"
    ON_PAYMENT = "ON_PAYMENT"


@dataclass(frozen=True)
class Tier:
    """A rate until the cumulated base reaches ``up_to_cents``; None for all that is above."""

    up_to_cents: int | None
    rate_percent: str


@dataclass(frozen=True)
class Slice:
    """A part of the base and the rate that applied to it. ``scaled`` is its contribution in ten-thousandths of a cent."""

    from_cents: int
    to_cents: int
    rate_percent: str

    @property
    def scaled(self) -> int:
        """The exact contribution of the slice."""
        return (self.to_cents - self.from_cents) * rate_per_ten_thousand(self.rate_percent)


@dataclass(frozen=True)
class ContributionTerms:
    """Terms without dates. ``exempt`` owes nothing at all; it needs no tiers."""

    base: Base
    trigger: Trigger
    tiers: tuple[Tier, ...]
    fixed_monthly_cents: int = 0
    yearly_minimum_cents: int = 0
    exempt: bool = False

    def slices(self, from_cents: int, to_cents: int) -> tuple[Slice, ...]:
        """A stretch of the cumulated base, cut where the rate changes."""
        if self.exempt:
            return (Slice(from_cents, to_cents, "0"),)
        found, below = [], 0
        for tier in self.tiers:
            above = to_cents if tier.up_to_cents is None else tier.up_to_cents
            start, end = max(from_cents, below), min(to_cents, above)
            if start < end:
                found.append(Slice(start, end, tier.rate_percent))
            below = above
        return tuple(found)

    def rate_at(self, base_cents: int) -> str:
        """The rate of the tier that a cumulated base has reached."""
        if self.exempt:
            return "0"
        reached = (tier for tier in self.tiers if tier.up_to_cents is None or base_cents <= tier.up_to_cents)
        return next(reached).rate_percent

    @property
    def monthly_cents(self) -> int:
        """The fixed part of a month."""
        return 0 if self.exempt else self.fixed_monthly_cents

    @property
    def minimum_cents(self) -> int:
        """What a financial year owes at least."""
        return 0 if self.exempt else self.yearly_minimum_cents


def flat(rate_percent: str, base: Base = Base.MARGIN, trigger: Trigger = Trigger.ON_ISSUE) -> ContributionTerms:
    """One rate for everything: by default that of the margin of what is invoiced, as at Coopilote."""
    return ContributionTerms(base, trigger, (Tier(None, rate_percent),))


def plain_rate(rate_percent: str, field: str) -> str:
    """A rate in its shortest form: ``10.50`` is ``10.5``. InputError, naming the field, for what is no rate."""
    units, rest = divmod(rate_per_ten_thousand(rate_percent, field), 100)
    return f"{units}.{rest:02d}".rstrip("0").rstrip(".")


def checked(terms: ContributionTerms, field: str) -> ContributionTerms:
    """The terms with their rates in their shortest form. InputError for the first thing that cannot be agreed."""
    for name, cents in (
        ("fixed_monthly", terms.fixed_monthly_cents),
        ("yearly_minimum", terms.yearly_minimum_cents),
    ):
        if not 0 <= cents <= LARGEST_CENTS:
            raise InputError(f"{field}{name}", "is out of bounds", f"0.00 to {LARGEST_CENTS // 100}.00")
    tiers = () if terms.exempt and not terms.tiers else _checked_tiers(terms.tiers, f"{field}tiers")
    if terms.exempt and (terms.fixed_monthly_cents or terms.yearly_minimum_cents):
        raise InputError(f"{field}exempt", "leaves no room for a fixed part or a minimum", "false, or 0.00 for both")
    return ContributionTerms(
        terms.base, terms.trigger, tiers, terms.fixed_monthly_cents, terms.yearly_minimum_cents, terms.exempt
    )


def _checked_tiers(tiers: tuple[Tier, ...], field: str) -> tuple[Tier, ...]:
    if not 1 <= len(tiers) <= MOST_TIERS:
        raise InputError(field, f"has {len(tiers)} tiers", f"1 to {MOST_TIERS}")
    below = 0
    for place, tier in enumerate(tiers):
        last = place == len(tiers) - 1
        if last != (tier.up_to_cents is None):
            accepted = "no bound in the last tier, and one in each before it"
            raise InputError(f"{field}.{place}.up_to", "leaves a base without a rate", accepted)
        if tier.up_to_cents is not None and not below < tier.up_to_cents <= LARGEST_CENTS:
            accepted = f"more than {below // 100}.{below % 100:02d}, up to {LARGEST_CENTS // 100}.00"
            raise InputError(f"{field}.{place}.up_to", "does not ascend", accepted)
        below = tier.up_to_cents or below
    return tuple(
        Tier(tier.up_to_cents, plain_rate(tier.rate_percent, f"{field}.{place}.rate_percent"))
        for place, tier in enumerate(tiers)
    )
