"""Which terms hold: lists of dated policies of a legal entity and of an activity, and a document's own rate (CAE-09).

What is said closer to the document wins: document, then activity, then cooperative (domain §1.4, peers §2.7). Days that no
list covers fall to the cooperative's default, a rate of the margin that the legal entity itself carries.

A sale is governed by the day on which its invoice was issued, for ever: its payments and its credit notes follow the same
terms. So nothing counts twice or never when the trigger changes between the issue and the payment.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from accounting.domain.contribution.terms import ContributionTerms, Tier, checked, flat
from accounting.domain.errors import InputError
from accounting.domain.why import Level

MOST_POLICIES = 100
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True)
class ContributionPolicy:
    """Terms from a day, until a day or for good."""

    terms: ContributionTerms
    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class PolicySchedule:
    """The policies of a legal entity or of an activity, in the order of their days, without overlap."""

    policies: tuple[ContributionPolicy, ...] = ()


@dataclass(frozen=True)
class Applied:
    """The terms that hold, and the level that they come from."""

    terms: ContributionTerms
    level: Level


@dataclass(frozen=True)
class Agreed:
    """All that is agreed for one activity, whose financial year starts with ``start_month``."""

    start_month: int
    default_rate_percent: str
    cae: tuple[ContributionPolicy, ...] = ()
    activity: tuple[ContributionPolicy, ...] = ()

    def on(self, day: date, own_rate_percent: str | None = None) -> Applied:
        """The terms of a day; a document's own rate replaces the tiers, and nothing else."""
        applied = self._on(day)
        if own_rate_percent is None:
            return applied
        terms = replace(applied.terms, tiers=(Tier(None, own_rate_percent),), exempt=False)
        return Applied(terms, Level.DOCUMENT)

    def _on(self, day: date) -> Applied:
        for level, policies in ((Level.ACTIVITY, self.activity), (Level.CAE, self.cae)):
            for policy in policies:
                if policy.holds_on(day):
                    return Applied(policy.terms, level)
        return Applied(flat(self.default_rate_percent), Level.CAE)


def schedule_of(policies: Sequence[ContributionPolicy], field: str = "policies") -> PolicySchedule:
    """The policies in order, checked. InputError for terms that are none, days the wrong way round, or an overlap."""
    if len(policies) > MOST_POLICIES:
        raise InputError(field, f"has {len(policies)} policies", f"0 to {MOST_POLICIES}")
    kept = []
    for place, policy in enumerate(policies):
        where = f"{field}.{place}"
        _check_day(policy.valid_from, f"{where}.valid_from")
        _check_day(policy.valid_to or policy.valid_from, f"{where}.valid_to")
        if policy.valid_to is not None and policy.valid_to < policy.valid_from:
            raise InputError(f"{where}.valid_to", "is before valid_from", f"a day from {policy.valid_from}, or null")
        kept.append((place, replace(policy, terms=checked(policy.terms, f"{where}."))))
    kept.sort(key=lambda one: one[1].valid_from)
    for (_, before), (place, after) in pairwise(kept):
        if before.valid_to is None or before.valid_to >= after.valid_from:
            until = after.valid_from - timedelta(days=1)
            message = f"overlaps the policy from {before.valid_from}: two policies never hold on one day"
            raise InputError(f"{field}.{place}.valid_from", message, f"end the one before by {until}")
    return PolicySchedule(tuple(policy for _, policy in kept))


def _check_day(day: date, field: str) -> None:
    if not EARLIEST <= day <= LATEST:
        raise InputError(field, "is out of bounds", f"a day from {EARLIEST} to {LATEST}")


def first_changed_on(before: Agreed, after: Agreed) -> date | None:
    """The first day on which other terms hold, or None when they are the same on every day."""
    days = {policy.valid_from for agreed in (before, after) for policy in (*agreed.cae, *agreed.activity)}
    days |= {
        policy.valid_to + timedelta(days=1)
        for agreed in (before, after)
        for policy in (*agreed.cae, *agreed.activity)
        if policy.valid_to is not None
    }
    return next((day for day in sorted(days) if before.on(day).terms != after.on(day).terms), None)
