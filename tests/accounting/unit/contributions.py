"""Terms and movements that the tests of the contribution start from, and counting without ceremony."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from accounting.domain.activity import Activity, Movement, MovementKind
from accounting.domain.contribution.counting import count
from accounting.domain.contribution.policy import Agreed, ContributionPolicy
from accounting.domain.contribution.terms import Base, ContributionTerms, Tier, Trigger, flat
from tests.accounting.unit.samples import TODAY

AGREED = Agreed(start_month=9, default_rate_percent="10")
TIERED = ContributionTerms(
    Base.TURNOVER, Trigger.ON_ISSUE, (Tier(4_000_000, "11"), Tier(8_000_000, "10"), Tier(None, "9"))
)
"""The tiers of an existing cooperative: 11 % up to 40 k€, 10 % up to 80 k€, 9 % above."""


def agreed(*policies: ContributionPolicy, activity: tuple[ContributionPolicy, ...] = (), rate: str = "10") -> Agreed:
    """These policies of the cooperative, and these of the activity; the financial year starts in September."""
    return Agreed(9, rate, policies, activity)


def policy(
    terms: ContributionTerms | str, valid_from: date = date(2020, 1, 1), valid_to: date | None = None
) -> ContributionPolicy:
    """Terms, or one rate of the margin, from a day on."""
    return ContributionPolicy(flat(terms) if isinstance(terms, str) else terms, valid_from, valid_to)


def sale(
    cents: int, on: date = TODAY, *, governed_on: date | None = None, own_rate_percent: str | None = None
) -> Movement:
    """An issued invoice; a credit note when negative."""
    return Movement(cents, 0, 0, on, governed_on=governed_on, own_rate_percent=own_rate_percent)


def purchase(cents: int, on: date = TODAY) -> Movement:
    """A supplier's invoice."""
    return Movement(0, cents, 0, on)


def payment(cents: int, on: date = TODAY, *, governed_on: date | None = None) -> Movement:
    """The part of a payment that is not VAT."""
    return Movement(0, 0, 0, on, collected_cents=cents, kind=MovementKind.PAYMENT, governed_on=governed_on)


def counted(activity: Activity, movements: Iterable[tuple[str, Movement]], terms: Agreed = AGREED) -> Activity:
    """The activity after these, in this order and with its own terms; what was counted before is left."""
    activity = replace(activity, contribution_policies=terms.activity)
    for key, movement in movements:
        activity = count(activity, key, movement, terms) or activity
    return activity
